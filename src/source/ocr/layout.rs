//! The words of pages laid out as text: words at the same height are a line, and stand in columns of monospaced signs
//! as their boxes stand on the page.

use unicode_width::UnicodeWidthStr;

use crate::source::bounds::CellCount;
use crate::source::fault::Fault;
use crate::source::html;
use crate::source::ocr::lean::{Lean, median, quantile};
use crate::source::ocr::model::{Cell, Page, Part, Quad, Table, Word, share};
use crate::source::ocr::rows::{self, Piece};
use crate::source::page::collapsed;
use crate::source::span::{Placed, Row, Span};
use crate::source::spans::{Rows, push_row};

/// The rightmost column that a word is moved to.
const LAST_COLUMN: usize = 400;
/// A gap on the page this many half-width characters wide separates two phrases; beside a number, a smaller one does.
const WIDE: f32 = 1.8;
const CLOSE: f32 = 0.9;
/// What stands between two pages.
const PAGE_BREAK: &str = "\u{c}\n";
/// How long a word must be, in half-width characters, to tell how wide they are; and which share of the words has the
/// smallest type.
const LONG: usize = 8;
const SMALL_TYPE: f32 = 0.05;
/// Spaces between two phrases, at least.
const SPACES: usize = 2;
/// Two lines are one if their middles are no farther apart than this share of the lower one's height.
const SAME_HEIGHT: f32 = 0.5;
/// Pages of more lines than this keep them as the engine has them.
const MOST_LINES: usize = 3000;

/// Pages as text, and what is known of places in it.
#[derive(Debug, Default)]
pub(in crate::source) struct Laid {
    /// The text; between two pages a form feed
    pub text: String,
    /// The stretch of each word or cell whose place or confidence is known, in order and apart from each other
    pub placed: Vec<Placed>,
    /// Whether every row of a table in it has all its cells, blank ones included
    pub is_exact: bool,
    /// The rows that the places of words give
    pub rows: Vec<Row>,
    /// Where the lines begin whose words have places
    pub with_places: Vec<usize>,
}

/// Lays out pages.
pub(in crate::source) fn lay_out(pages: &[Page]) -> Result<Laid, Fault> {
    let centre = centre(pages.iter().flat_map(Page::words));
    let mut sheet = Sheet { is_exact: true, centre, ..Sheet::default() };
    for (page_ix, page) in pages.iter().enumerate().filter(|(_, page)| !page.is_empty()) {
        if !sheet.text.is_empty() {
            sheet.text.push_str(PAGE_BREAK);
        }
        sheet.page_ix = page_ix;
        for part in &page.parts {
            sheet.part(part)?;
        }
    }
    let rows = rows::rows(&sheet.text, &sheet.seen);
    let with_places = sheet.seen.iter().map(|line| line.start).collect();
    Ok(Laid { text: sheet.text, placed: sheet.placed, is_exact: sheet.is_exact, rows, with_places })
}

/// The middle of the largest of the pages that some words stand on.
fn centre<'a>(words: impl IntoIterator<Item = &'a Word>) -> (f32, f32) {
    let corners = words.into_iter().filter_map(|word| word.quad.map(Quad::bounds));
    let (right, bottom) = corners.fold((0.0_f32, 0.0_f32), |(x, y), at| (x.max(at.right), y.max(at.bottom)));
    (right / 2.0, bottom / 2.0)
}

/// A line of the engine, or several at one height.
struct Line<'a> {
    words: Vec<&'a Word>,
    /// Where it stands; none if none of its words has a box
    place: Option<Place>,
}

/// Where a line stands on a page whose lean was taken out.
#[derive(Clone, Copy)]
struct Place {
    left: f32,
    right: f32,
    middle: f32,
    height: f32,
}

impl Place {
    /// Where a word stands.
    fn of(quad: Quad, lean: Lean) -> Self {
        let (centre, middle) = lean.upright(quad.middle());
        let half = quad.width() / 2.0;
        Self { left: centre - half, right: centre + half, middle, height: quad.height() }
    }
}

impl<'a> Line<'a> {
    fn new(words: Vec<&'a Word>, lean: Lean) -> Self {
        let boxes: Vec<Place> = words.iter().filter_map(|word| Some(Place::of(word.quad?, lean))).collect();
        let place = (!boxes.is_empty()).then(|| Place {
            left: boxes.iter().map(|at| at.left).fold(f32::INFINITY, f32::min),
            right: boxes.iter().map(|at| at.right).fold(f32::NEG_INFINITY, f32::max),
            middle: median(boxes.iter().map(|at| at.middle)),
            height: median(boxes.iter().map(|at| at.height)),
        });
        Self { words, place }
    }
}

/// The lines of a page, those at one height joined, from top to bottom.
fn lines(words: &[Word], lean: Lean) -> Vec<Line<'_>> {
    let seen = words.chunk_by(|a, b| a.line == b.line).map(|line| line.iter().collect());
    let (mut placed, mut rest): (Vec<Line>, Vec<Line>) =
        seen.map(|words| Line::new(words, lean)).partition(|line| line.place.is_some());
    let left = |line: &Line| line.place.map_or(0.0, |place| place.left);
    let middle = |line: &Line| line.place.map_or(0.0, |place| place.middle);
    if placed.len() <= MOST_LINES {
        placed.sort_by(|a, b| left(a).total_cmp(&left(b)));
        placed = placed.into_iter().fold(Vec::new(), joined);
    }
    placed.sort_by(|a, b| middle(a).total_cmp(&middle(b)));
    placed.append(&mut rest);
    placed
}

/// Words row by row, left to right.
pub(super) fn in_rows(words: &[Word]) -> impl Iterator<Item = &Word> {
    lines(words, Lean::of(words, centre(words))).into_iter().flat_map(|line| line.words)
}

/// Puts a line behind the one at its height, or by itself.
fn joined<'a>(mut rows: Vec<Line<'a>>, line: Line<'a>) -> Vec<Line<'a>> {
    let Some(place) = line.place else { return rows };
    let apart = |row: &Line| {
        let before = row.place?;
        let height = before.height.min(place.height);
        let apart = (before.middle - place.middle).abs();
        (apart <= height * SAME_HEIGHT && place.left >= before.right - height * SAME_HEIGHT).then_some(apart)
    };
    let nearest = rows.iter_mut().filter_map(|row| Some((apart(row)?, row))).min_by(|a, b| a.0.total_cmp(&b.0));
    match nearest {
        Some((_, Line { words, place: Some(before) })) => {
            words.extend(line.words);
            *before = Place { left: before.left, ..place };
        }
        _ => rows.push(line),
    }
    rows
}

/// The text as far as it was laid out.
#[derive(Default)]
struct Sheet {
    text: String,
    placed: Vec<Placed>,
    page_ix: usize,
    is_exact: bool,
    cells: CellCount,
    /// The middle of a page
    centre: (f32, f32),
    /// The lines whose words have places
    seen: Vec<rows::Line>,
}

impl Sheet {
    fn part(&mut self, part: &Part) -> Result<(), Fault> {
        match part {
            Part::Words(words) => {
                self.is_exact = false;
                self.words(words);
            }
            Part::Table(table) => self.table(table)?,
            Part::Text(text) => {
                let rendering = html::with_tables_in(text)?;
                self.is_exact &= rendering.is_some() || !text.contains(['|', '\t']);
                self.lines(rendering.as_deref().unwrap_or(text));
            }
            Part::Markup(markup) => self.lines(&html::fragment(markup)?),
        }
        Ok(())
    }

    fn lines(&mut self, text: &str) {
        self.text.push_str(text.trim_end_matches('\n'));
        self.text.push('\n');
    }

    fn table(&mut self, table: &Table) -> Result<(), Fault> {
        let mut cells: Vec<&Cell> = table.cells.iter().collect();
        cells.sort_by_key(|cell| (cell.row, cell.column));
        let (mut rows, mut row) = (Rows::default(), 0);
        for cell in &cells {
            while row < cell.row {
                self.row(&mut rows, &cells)?;
                row += 1;
            }
            rows.pass_to(cell.column);
            rows.cell(collapsed(&cell.text), cell.extent);
        }
        if cells.is_empty() { Ok(()) } else { self.row(&mut rows, &cells) }
    }

    /// Ends a row of a table with these cells.
    fn row(&mut self, rows: &mut Rows, cells: &[&Cell]) -> Result<(), Fault> {
        let row = rows.end_row(&mut self.cells)?;
        let spans = push_row(&mut self.text, &row);
        for (span, cell) in spans.into_iter().zip(&row) {
            if let Some(of) = cell.cell_ix.map(|cell_ix| cells[cell_ix]).filter(|_| span.start < span.end) {
                self.place(span, share(of.confidence), of.quad);
            }
        }
        Ok(())
    }

    /// Notes what is known of a stretch, if anything is.
    fn place(&mut self, span: Span, confidence: Option<f32>, quad: Option<Quad>) {
        if confidence.is_some() || quad.is_some() {
            self.placed.push(Placed { span, confidence, page_ix: self.page_ix, quad });
        }
    }

    fn words(&mut self, words: &[Word]) {
        let lean = Lean::of(words, self.centre);
        let places = || words.iter().filter_map(|word| Some((word, Place::of(word.quad?, lean))));
        let edge = places().map(|(_, at)| at.left).fold(f32::INFINITY, f32::min);
        let size = type_size(places());
        for line in lines(words, lean) {
            self.line(&line, lean, edge, size);
            self.text.push('\n');
        }
    }

    /// A line, on a page with this left edge and half-width characters of this width.
    fn line(&mut self, line: &Line, lean: Lean, edge: f32, size: f32) {
        let start = self.text.len();
        let (mut column, mut last): (usize, Option<(Place, &Word)>) = (0, None);
        let mut pieces: Vec<Piece> = Vec::new();
        for word in &line.words {
            let place = word.quad.map(|quad| Place::of(quad, lean));
            let target = place.map_or(0, |at| ((at.left - edge) / size).round() as usize).min(LAST_COLUMN);
            let goes_on = match (place, last) {
                (Some(at), Some((before, said))) => goes_on(said, word, (at.left - before.right) / size),
                (place, last) => place.is_none() && last.is_none(),
            };
            let spaces = match last {
                _ if column == 0 => target,
                Some(_) if !goes_on => target.saturating_sub(column).max(SPACES),
                _ => usize::from(self.text.ends_with(is_latin) && word.text.starts_with(is_latin)),
            };
            self.text.extend(std::iter::repeat_n(' ', spaces));
            let from = self.text.len();
            self.text.extend(word.text.split_whitespace().flat_map(|part| [" ", part]).skip(1));
            let span = Span::new(from, self.text.len());
            self.place(span, word.confidence, word.quad);
            column += spaces + self.text[from..].width();
            if let Some(at) = place {
                match pieces.last_mut().filter(|_| goes_on) {
                    Some(piece) => (piece.span.end, piece.right) = (span.end, piece.right.max(at.right)),
                    None => pieces.push(Piece { span, left: at.left, right: at.right }),
                }
                last = Some((at, word));
            }
        }
        if let Some(place) = line.place {
            let (page_ix, middle, height) = (self.page_ix, place.middle, place.height);
            self.seen.push(rows::Line { start, page_ix, middle, height, size, pieces });
        }
    }
}

/// How wide a half-width character is in the smallest type of a page, which is that of its tables: from the words long
/// enough to tell.
fn type_size<'a>(places: impl Iterator<Item = (&'a Word, Place)> + Clone) -> f32 {
    let size = |(word, at): (&Word, Place)| (at.right - at.left) / word.text.width().max(1) as f32;
    let long = places.clone().filter(|(word, _)| word.text.width() >= LONG);
    let smallest = quantile(long.map(size), SMALL_TYPE);
    if smallest > 0.0 { smallest } else { median(places.map(size)).max(0.01) }
}

/// Whether a word goes on with the one before it, so many half-width characters behind that.
fn goes_on(before: &Word, word: &Word, gap: f32) -> bool {
    let closes = word.text.chars().all(closes);
    let ends_in_digit = before.text.ends_with(|char: char| char.is_ascii_digit());
    let begins_with_digit = word.text.starts_with(|char: char| char.is_ascii_digit());
    gap <= if ends_in_digit || begins_with_digit { CLOSE } else { WIDE } || closes && !ends_in_digit
}

/// Whether a sign belongs to the text before it, however narrow the engine has drawn its box.
fn closes(char: char) -> bool {
    matches!(char, '，' | '。' | '、' | '；' | '：' | '）' | '》' | '”' | '！' | '？')
}

fn is_latin(char: char) -> bool {
    char.is_ascii_alphanumeric()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Words `text@left,top` on lines of their own, ten units to a half-width sign, twenty high.
    fn page(lines: &[&str]) -> Vec<Word> {
        let word = |line: usize, word: &str| {
            let (text, place) = word.split_once('@')?;
            let (left, top) = place.split_once(',')?;
            let (left, top): (f32, f32) = (left.parse().ok()?, top.parse().ok()?);
            let right = left + 10.0 * text.width() as f32;
            Word::new(text, Quad::upright(left, top, right, top + 20.0), line, Some(0.5))
        };
        lines
            .iter()
            .enumerate()
            .flat_map(|(nth, line)| line.split(' ').filter_map(move |text| word(nth, text)))
            .collect()
    }

    fn laid_out(lines: &[&str]) -> String {
        lay_out(&[Page::of_words(page(lines))]).expect("few cells").text
    }

    #[test]
    fn words_stand_in_columns_and_phrases_stay_together() {
        let lines =
            ["规@100,0 章@122,0 0@300,0 12@400,0", "行政@100,40 许可@145,40 ，@200,40 7@300,40 a@405,40 b@418,40"];
        assert_eq!(laid_out(&lines), "规章                0         12\n行政许可，          7          a b\n");
    }

    #[test]
    fn lines_at_one_height_are_one_on_a_leaning_page_too() {
        let lines = [
            "总计@500,5",
            "三、本年新收@0,0 申请@120,1 数量@160,2 共@200,2",
            "下一行@0,30 甲@60,30 乙@80,30 丙@100,31",
        ];
        assert_eq!(laid_out(&lines), "三、本年新收申请数量共                            总计\n下一行甲乙丙\n");
    }

    #[test]
    fn every_word_keeps_its_stretch_and_pages_are_apart() {
        let mut second = page(&["0@50,0"]);
        second.extend(Word::new("无框 之词", None, 9, None));
        let pages = [page(&["规章@0,0 1@200,0"]), Vec::new(), second].map(Page::of_words);
        let Laid { text, placed, .. } = lay_out(&pages).expect("few cells");
        assert_eq!(text, "规章                1\n\u{c}\n0\n无框 之词\n");
        let words: Vec<&str> = placed.iter().map(|placed| &text[placed.span.range()]).collect();
        assert_eq!(words, ["规章", "1", "0"]);
    }

    #[test]
    fn odd_boxes_are_survived() {
        let text = laid_out(&["甲@-999999,-5 乙@999999,900000", "丙@0,0"]);
        assert!(["甲", "乙", "丙"].iter().all(|word| text.contains(word)) && text.len() < 1000, "{text}");
        let crowd: Vec<Word> =
            (0..50_000).filter_map(|nth| Word::new("0", Quad::upright(1.0, 1.0, 1.0, 1.0), nth, None)).collect();
        assert_eq!(lay_out(&[Page::of_words(crowd)]).expect("few cells").text.lines().count(), 50_000);
    }
}
