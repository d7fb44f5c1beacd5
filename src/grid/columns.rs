//! Tables laid out in columns with white space between: `pdftotext -layout` and `-raw`, OCR that keeps lines.
//!
//! A line is cut into phrases at its white space; what follows the last phrase with words are values. A label that goes
//! over several lines is above and below its values; pieces that begin in the same column may belong together, and
//! all ways to join them are kept, for only the form can tell which is right. Where columns are set apart by two spaces
//! or more, a value that is missing shows by the place of the others and of the heads. Programs count places in columns of
//! the screen or in characters; the measure is used in which the values of a table are below each other.

use std::collections::HashMap;
use std::ops::Range;

use unicode_width::UnicodeWidthStr;

use crate::grid::units::is_unit;
use crate::grid::{Bounds, GridRow, markup};
use crate::source::{Source, Span};
use crate::text::han;

/// The longest line with values that is taken for a row, and the longest without, in bytes.
const LONGEST_LINE: usize = 600;
const LONGEST_STRAY: usize = 90;
/// The longest phrase of a line without values that may be part of a label or a head, in Chinese characters.
const LONGEST_PIECE: usize = 40;
/// How many lines above and below its values a label may begin and end, and how far pieces of one label may be set off.
const MOST_PIECES: usize = 3;
const SET_OFF: usize = 3;
/// How many values a row must have for others to be placed by it, and how many lines apart they may be.
const FULL: usize = 5;
const NEIGHBOURS: usize = 24;
/// The same for rows next to each other.
const FULL_NEXT: usize = 3;
const NEXT: usize = 2;

/// How many numbers of a row may have a space set into them, and how far apart all others must then stand.
const MOST_SPLITS: usize = 2;
const FAR_APART: usize = 4;

/// The share of rows with the most values up to which a table leaves its zeros blank, so that its heads show its columns;
/// for a single row, how many more heads than values.
const FULL_ROWS: f64 = 0.5;
const FEWEST_BLANKS: usize = 2;

/// A stretch of a line between white space, and the columns that it takes.
#[derive(Clone, Copy, Debug)]
struct Piece {
    span: Span,
    from: usize,
    to: usize,
}

impl Piece {
    fn middle(&self) -> usize {
        self.from + self.to
    }
}

/// A line cut into phrases and values.
struct Line {
    number: usize,
    phrases: Vec<Piece>,
    values: Vec<Piece>,
    /// The values before numbers that a space may be set into were made whole
    apart: Option<Vec<Piece>>,
}

/// How the places of a line are counted.
type Measure = fn(&str) -> usize;

/// In columns of the screen, of which a Chinese character takes two.
fn wide(text: &str) -> usize {
    text.width()
}

/// In characters.
fn narrow(text: &str) -> usize {
    text.chars().count()
}

/// The rows of lines that are laid out in columns.
pub(super) fn rows(source: &Source, run: Range<usize>) -> Vec<GridRow> {
    let cut_all = |measure: Measure| -> Vec<Line> {
        run.clone().filter_map(|line_ix| cut(source, line_ix, LONGEST_LINE, measure)).collect()
    };
    let mut lines = cut_all(wide);
    let by_chars = cut_all(narrow);
    if below_each_other(&by_chars) > below_each_other(&lines) {
        lines = by_chars;
    }
    let tables = tables(source, &lines);
    let parts = parts(&lines, &tables);
    let columns = columns_of_parts(&lines, &tables, &parts);
    for (line, part) in lines.iter_mut().zip(&parts) {
        let is_apart = |apart: &Vec<Piece>| columns[*part].places(apart).is_some();
        if let Some(apart) = line.apart.take().filter(is_apart) {
            line.values = apart;
        }
    }
    let row = |(at, line): (usize, &Line)| {
        let placed = place(&lines, &tables, &columns[parts[at]], at);
        let bounds = if placed.is_some() { Bounds::Columns } else { Bounds::Spaces };
        let values = placed.unwrap_or_else(|| line.values.iter().map(|piece| piece.span).collect());
        let labels = line.phrases.iter().map(|piece| piece.span);
        let wrapped = if line.values.is_empty() { Vec::new() } else { wrapped(source, &lines, at) };
        let cells = labels.chain(values).map(|span| markup::cell(source, span)).collect();
        GridRow { line: line.number, labels: line.phrases.len(), cells, bounds, wrapped }
    };
    lines.iter().enumerate().map(row).collect()
}

/// How many values begin or end in the same place as another.
fn below_each_other(lines: &[Line]) -> usize {
    let set_apart = || lines.iter().filter(|line| is_set_apart(&line.values)).flat_map(|line| &line.values);
    let same = |place: fn(&Piece) -> usize| {
        let mut counts: HashMap<usize, usize> = HashMap::new();
        set_apart().for_each(|piece| *counts.entry(place(piece)).or_default() += 1);
        counts.values().map(|count| count * count).sum::<usize>()
    };
    same(|piece| piece.from).max(same(|piece| piece.to)).max(same(Piece::middle))
}

/// The columns of a table.
#[derive(Default)]
struct Columns {
    /// From where to where their values and heads go, left to right
    extents: Vec<(usize, usize)>,
    /// Whether rows leave some of them blank, so that no row shows them all
    show_blanks: bool,
}

impl Columns {
    /// Those of some pieces: pieces that touch or overlap are in one.
    fn of<'a>(pieces: impl Iterator<Item = &'a Piece>) -> Self {
        let mut pieces: Vec<(usize, usize)> = pieces.map(|piece| (piece.from, piece.to)).collect();
        pieces.sort_unstable();
        let mut extents: Vec<(usize, usize)> = Vec::new();
        for (from, to) in pieces {
            match extents.last_mut().filter(|last| from <= last.1) {
                Some(last) => last.1 = last.1.max(to),
                None => extents.push((from, to)),
            }
        }
        Self { extents, show_blanks: false }
    }

    /// These columns and those of the heads in which no value is. A head over several columns shows none.
    fn with_heads<'a>(&self, heads: impl Iterator<Item = &'a Piece>) -> Self {
        let mut heads: Vec<&Piece> = heads.collect();
        heads.sort_by_key(|head| (head.to - head.from, head.from));
        let mut extents = self.extents.clone();
        for head in heads {
            let touched = touched(&extents, head);
            match touched.len() {
                0 => extents.insert(touched.start, (head.from, head.to)),
                1 if self.touched(head).is_empty() => {
                    let column = &mut extents[touched.start];
                    *column = (column.0.min(head.from), column.1.max(head.to));
                }
                _ => {}
            }
        }
        Self { extents, show_blanks: false }
    }

    /// The columns that a piece touches.
    fn touched(&self, piece: &Piece) -> Range<usize> {
        touched(&self.extents, piece)
    }

    /// For each value its column; none if one is in no column or in several, or two are in the same.
    fn places(&self, values: &[Piece]) -> Option<Vec<usize>> {
        let column = |value: &Piece| {
            let touched = self.touched(value);
            (touched.len() == 1).then_some(touched.start)
        };
        let found = values.iter().map(column).collect::<Option<Vec<_>>>()?;
        found.windows(2).all(|pair| pair[0] < pair[1]).then_some(found)
    }
}

/// The extents that a piece touches, of some that are in order.
fn touched(extents: &[(usize, usize)], piece: &Piece) -> Range<usize> {
    let first = extents.partition_point(|column| column.1 < piece.from);
    first..extents.partition_point(|column| column.0 <= piece.to).max(first)
}

/// For each line the part of a table that it belongs to: rows whose last values are below each other, with the lines above
/// them. On another page of a table, columns may have other places.
fn parts(lines: &[Line], tables: &[usize]) -> Vec<usize> {
    let mut parts = vec![0; lines.len()];
    let mut last: Option<(usize, Piece)> = None;
    let mut part = 0;
    let mut from = 0;
    for (at, line) in lines.iter().enumerate() {
        let Some(&value) = line.values.last() else { continue };
        let goes_on = last.is_some_and(|(table, before)| {
            table == tables[at] && value.from <= before.to + 1 && before.from <= value.to + 1
        });
        part += usize::from(!goes_on);
        parts[from..=at].fill(part);
        last = Some((tables[at], value));
        from = at + 1;
    }
    parts[from..].fill(part + 1);
    parts
}

/// The columns of each part: those of its values, and of the heads above them where its rows leave some blank.
fn columns_of_parts(lines: &[Line], tables: &[usize], parts: &[usize]) -> Vec<Columns> {
    let count = parts.last().map_or(0, |last| last + 1);
    let columns = |part: usize| {
        let from = parts.partition_point(|&other| other < part);
        let to = parts.partition_point(|&other| other <= part);
        // Lines above the heading of a table are none of its heads.
        let table = tables[from..to].last().copied();
        let from = from + tables[from..to].iter().take_while(|&&other| Some(other) != table).count();
        columns_of(&lines[from..to])
    };
    (0..count).map(columns).collect()
}

fn columns_of(lines: &[Line]) -> Columns {
    let rows = || lines.iter().filter(|line| !line.values.is_empty() && line.apart.is_none());
    let set_apart = || rows().filter(|line| is_set_apart(&line.values)).flat_map(|line| &line.values);
    let values = Columns::of(set_apart());
    let Some(left) = values.extents.first().map(|column| column.0) else { return values };
    if rows().any(|line| values.places(&line.values).is_none()) {
        return Columns::default();
    }
    let first_row = lines.iter().position(|line| !line.values.is_empty()).unwrap_or(0);
    let is_above = |piece: &&Piece| piece.from + SET_OFF >= left;
    let several = |line: &&Line| line.phrases.iter().filter(is_above).count() > 1;
    let heads = || lines[..first_row].iter().filter(several).flat_map(|line| &line.phrases).filter(is_above);
    let has_head = |line_ix: usize| heads().any(|piece| values.touched(piece) == (line_ix..line_ix + 1));
    let columns = values.with_heads(heads());
    let filled = values.extents.len();
    let fullest = rows().map(|line| line.values.len()).max().unwrap_or(0);
    let full = rows().filter(|line| line.values.len() == fullest).count();
    let leaves_blanks = match rows().count() {
        1 => columns.extents.len() >= filled + FEWEST_BLANKS,
        count => full as f64 <= FULL_ROWS * count as f64,
    };
    let show_blanks = leaves_blanks && columns.extents.len() > fullest && (0..filled).all(has_head);
    if show_blanks { Columns { show_blanks, ..columns } } else { values }
}

/// For each line the table that it belongs to, counted by the headings before it.
fn tables(source: &Source, lines: &[Line]) -> Vec<usize> {
    let mut count = 0;
    let table = |line: &Line| {
        count += usize::from(is_heading(source, line));
        count
    };
    lines.iter().map(table).collect()
}

/// Whether a line is the heading of a section (`四、…`) or of one of its tables (`第二十条第（一）项`).
fn is_heading(source: &Source, line: &Line) -> bool {
    let Some(first) = line.phrases.first().filter(|_| line.values.is_empty()) else { return false };
    let text = han::without_marks(source.slice(first.span));
    han::section(text).is_some() && han::count(text) > 5 || text.starts_with('第') && text.contains('条')
}

/// Lines with one label and its values, among those of a report whose tables have separators.
pub(super) fn stray_rows(source: &Source, run: Range<usize>) -> Vec<GridRow> {
    let cut = run.filter_map(|line_ix| {
        let text = source.slice(source.lines()[line_ix]).trim_end();
        if !text.ends_with(|character: char| character.is_ascii_digit()) {
            return None;
        }
        cut(source, line_ix, LONGEST_STRAY, wide)
    });
    let row = |line: Line| GridRow {
        line: line.number,
        cells: line.phrases.iter().chain(&line.values).map(|piece| markup::cell(source, piece.span)).collect(),
        bounds: Bounds::Spaces,
        labels: 1,
        wrapped: Vec::new(),
    };
    cut.filter(|line| line.phrases.len() == 1 && !line.values.is_empty()).map(row).collect()
}

/// Whether a line has a label, and values behind it.
pub(super) fn is_row(source: &Source, line_ix: usize) -> bool {
    cut(source, line_ix, LONGEST_LINE, wide).is_some_and(|line| !line.phrases.is_empty() && !line.values.is_empty())
}

fn cut(source: &Source, line_ix: usize, longest: usize, measure: Measure) -> Option<Line> {
    let span = source.lines()[line_ix];
    let text = source.slice(span);
    if text.trim().is_empty() || text.len() > longest {
        return None;
    }
    let (phrases, apart) = phrases(source, without_borders(source, chunks(source, span, measure)));
    let whole = without_splits(&apart, phrases.last());
    let (values, apart) = whole.map_or((apart.clone(), None), |whole| (whole, Some(apart)));
    let prose = |piece: &Piece| han::count(source.slice(piece.span)) > LONGEST_PIECE;
    let page_mark = phrases.is_empty() && values.len() == 1;
    let is_table = !page_mark && (!values.is_empty() || !phrases.iter().any(prose));
    is_table.then_some(Line { number: line_ix, phrases, values, apart })
}

/// What is between the white space of a line.
fn chunks(source: &Source, line: Span, measure: Measure) -> Vec<Piece> {
    let text = source.slice(line);
    let mut column = 0;
    let mut at = 0;
    let mut found = Vec::new();
    for chunk in text.split(char::is_whitespace) {
        let start = chunk.as_ptr() as usize - text.as_ptr() as usize;
        column += measure(&text[at..start]);
        at = start + chunk.len();
        if !chunk.is_empty() {
            let to = column + measure(chunk);
            found.push(Piece { span: Span::new(line.start + start, line.start + at), from: column, to });
            column = to;
        }
    }
    found
}

/// The chunks without the upright strokes at either end, which are the borders of a table.
fn without_borders(source: &Source, mut chunks: Vec<Piece>) -> Vec<Piece> {
    let is_border = |piece: &Piece| matches!(source.slice(piece.span), "|" | "丨" | "｜");
    chunks.truncate(chunks.iter().rposition(|piece| !is_border(piece)).map_or(0, |last| last + 1));
    let borders = chunks.iter().take_while(|piece| is_border(piece)).count();
    chunks.split_off(borders)
}

/// Joins chunks to phrases with words, and takes the rest behind the last of them for values.
fn phrases(source: &Source, chunks: Vec<Piece>) -> (Vec<Piece>, Vec<Piece>) {
    let mut joined: Vec<Piece> = Vec::new();
    let mut values_before = false;
    for chunk in chunks {
        match joined.last_mut() {
            Some(last)
                if chunk.from == last.to + 1
                    && (joins(source, *last, chunk, values_before) || is_its_unit(source, *last, chunk)) =>
            {
                last.span.end = chunk.span.end;
                last.to = chunk.to;
            }
            _ => joined.push(chunk),
        }
        values_before |= is_number(source.slice(chunk.span));
    }
    let mut numbers = 0;
    let mut first_value = 0;
    for (at, piece) in joined.iter().enumerate() {
        let text = without_unit(source.slice(piece.span));
        numbers += usize::from(is_number(text));
        // Behind several numbers, words are rather a number that was misread.
        if han::count(text) >= 2 && numbers < 2 {
            (first_value, numbers) = (at + 1, 0);
        }
    }
    if first_value == 0 && is_end_of_label(source, &joined) {
        first_value = 1;
    }
    let values = joined.split_off(first_value);
    let lone = joined.len() == 1;
    joined.retain(|piece| lone || han::count(source.slice(piece.span)) >= 2);
    (joined, values)
}

/// Values with a number that a space was set into made whole again, where all others are set far apart; none if no
/// number is to be made whole.
fn without_splits(values: &[Piece], label: Option<&Piece>) -> Option<Vec<Piece>> {
    let before = label.map_or(0, |label| label.to);
    let ends = std::iter::once(before).chain(values.iter().map(|value| value.to));
    let gaps: Vec<usize> = values.iter().zip(ends).map(|(value, end)| value.from.saturating_sub(end)).collect();
    let splits = gaps.iter().filter(|&&gap| gap == 1).count();
    if splits == 0 || splits > MOST_SPLITS || gaps.iter().any(|&gap| gap != 1 && gap < FAR_APART) || gaps[0] == 1 {
        return None;
    }
    let mut whole: Vec<Piece> = Vec::with_capacity(values.len());
    for (&value, gap) in values.iter().zip(gaps) {
        match whole.last_mut() {
            Some(last) if gap == 1 => (last.span.end, last.to) = (value.span.end, value.to),
            _ => whole.push(value),
        }
    }
    Some(whole)
}

/// Whether a lone character at the beginning of a line, with numbers behind it, is the end of a label.
fn is_end_of_label(source: &Source, pieces: &[Piece]) -> bool {
    let text = |piece: &Piece| source.slice(piece.span);
    let (Some((first, rest)), true) = (pieces.split_first(), pieces.len() > 2) else { return false };
    let is_end = |text: &str| {
        han::count(text) == 1 || text.chars().all(|character| matches!(character, '）' | ')' | '”' | '。'))
    };
    is_end(text(first)) && rest.iter().all(|piece| is_number(text(piece)))
}

/// Whether two chunks with one space between are parts of one phrase.
fn joins(source: &Source, last: Piece, chunk: Piece, values_before: bool) -> bool {
    let (last, chunk) = (source.slice(last.span), source.slice(chunk.span));
    let words = han::count(chunk) > 0 || chunk.starts_with([')', '）', '、']);
    let lone = values_before && chunk.chars().count() == 1;
    words && !lone && (han::count(last) > 0 || is_numeral(last))
}

/// Whether a chunk is the unit of the number before it.
fn is_its_unit(source: &Source, last: Piece, chunk: Piece) -> bool {
    is_number(source.slice(last.span)) && is_unit(source.slice(chunk.span))
}

/// A number without the unit behind it; another text as it is.
fn without_unit(text: &str) -> &str {
    let number = text.trim_end_matches(|character: char| !character.is_ascii_digit());
    if is_number(number) && is_unit(text[number.len()..].trim()) { number } else { text }
}

/// Whether a chunk is the numeral of a label that a space was set behind: `1.`, `(一)`.
fn is_numeral(text: &str) -> bool {
    text.chars().count() <= 4 && text.ends_with(['.', ')', '）', '、', '．'])
}

/// Whether a chunk is a number beyond doubt.
fn is_number(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b',' | b'-'))
        && text.bytes().any(|byte| byte.is_ascii_digit())
}

/// The pieces above and below a row that may belong to its label, in all ways to join them with it. A lone character on
/// the row's own line may be one of a group's label instead, to the left of the pieces.
fn wrapped(source: &Source, lines: &[Line], at: usize) -> Vec<Vec<Span>> {
    let own = lines[at].phrases.last();
    let Some(first_value) = lines[at].values.first().map(|value| value.from) else { return Vec::new() };
    let mut ways = match own {
        Some(own) => joined_with(lines, at, Some(own.span), |piece| piece.from.abs_diff(own.from) <= SET_OFF),
        None => joined_with(lines, at, None, |piece| piece.from < first_value),
    };
    if let Some(own) = own.filter(|own| han::count(source.slice(own.span)) < 2) {
        ways.extend(joined_with(lines, at, None, |piece| piece.from > own.from && piece.from < first_value));
    }
    ways
}

/// All ways to join pieces that fit, above and below a row, with a piece of its own.
fn joined_with(lines: &[Line], at: usize, own: Option<Span>, fits: impl Fn(&Piece) -> bool) -> Vec<Vec<Span>> {
    let piece = |line: &Line| line.phrases.iter().rev().find(|piece| fits(piece)).map(|piece| piece.span);
    let near = |line: &&Line| line.values.is_empty() && line.number.abs_diff(lines[at].number) <= 2 * MOST_PIECES;
    let above: Vec<Span> = lines[..at].iter().rev().take_while(near).filter_map(piece).take(MOST_PIECES).collect();
    let below: Vec<Span> = lines[at + 1..].iter().take_while(near).filter_map(piece).take(MOST_PIECES).collect();
    let mut ways = Vec::new();
    for upper in 0..=above.len() {
        for lower in 0..=below.len() {
            if upper + lower > 0 {
                let before = above[..upper].iter().rev().copied();
                ways.push(before.chain(own).chain(below[..lower].iter().copied()).collect());
            }
        }
    }
    ways
}

/// The values of a row with empty spans where the columns of a fuller row near by show that one is missing.
fn place(lines: &[Line], tables: &[usize], columns: &Columns, at: usize) -> Option<Vec<Span>> {
    let row = &lines[at];
    if row.values.is_empty() {
        return None;
    }
    if columns.show_blanks {
        return Some(spread(&row.values, &columns.places(&row.values)?, columns.extents.len()));
    }
    let is_model = |other: &&Line| {
        let (apart, values) = (other.number.abs_diff(row.number), other.values.len());
        (values >= FULL || apart <= NEXT && values >= FULL_NEXT) && is_set_apart(&other.values)
    };
    let (first, last) = (row.number.saturating_sub(NEIGHBOURS), row.number + NEIGHBOURS);
    let near = lines.partition_point(|line| line.number < first)..lines.partition_point(|line| line.number <= last);
    let of_table = near.filter(|&other| tables[other] == tables[at]).map(|other| &lines[other]);
    let neighbours: Vec<&Line> = of_table.filter(is_model).collect();
    let full = neighbours.iter().map(|line| line.values.len()).max()?;
    let usual = neighbours.iter().filter(|line| line.values.len() == full);
    let model = usual.min_by_key(|line| line.number.abs_diff(row.number))?;
    if row.values.len() == full {
        return (model.number == row.number || columns_of_row(&row.values, &model.values).is_some())
            .then(|| row.values.iter().map(|piece| piece.span).collect());
    }
    let columns = columns_of_row(&row.values, &model.values)?;
    Some(spread(&row.values, &columns, full))
}

/// Values in their columns, with empty spans in the others.
fn spread(values: &[Piece], columns: &[usize], count: usize) -> Vec<Span> {
    let mut placed = Vec::with_capacity(count);
    let mut end = values[0].span.start;
    let mut values = values.iter().zip(columns).peekable();
    for column in 0..count {
        match values.next_if(|(_, at)| **at == column) {
            Some((piece, _)) => {
                placed.push(piece.span);
                end = piece.span.end;
            }
            None => placed.push(Span::new(end, end)),
        }
    }
    placed
}

/// Whether there are two columns or more between any two values.
fn is_set_apart(values: &[Piece]) -> bool {
    values.windows(2).all(|pair| pair[1].from >= pair[0].to + 2)
}

/// For each value its column among those of a full row; none if one of them has no column, or two have the same.
fn columns_of_row(values: &[Piece], full: &[Piece]) -> Option<Vec<usize>> {
    let column = |value: &Piece| {
        let off = |other: &Piece| {
            value
                .from
                .abs_diff(other.from)
                .min(value.to.abs_diff(other.to))
                .min(value.middle().abs_diff(other.middle()) / 2)
        };
        let (at, near) = full.iter().enumerate().min_by_key(|(_, other)| off(other))?;
        (off(near) <= 2).then_some(at)
    };
    let found = values.iter().map(column).collect::<Option<Vec<_>>>()?;
    found.windows(2).all(|pair| pair[0] < pair[1]).then_some(found)
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;

    fn read(text: &str) -> Vec<String> {
        let source = Source::from_bytes(Path::new("t"), text.as_bytes()).expect("text");
        let shown = |row: GridRow| {
            let cell = |span: &Span| source.slice(*span).to_owned();
            let cells = row.cells.iter().map(|cell| cell.text(&source)).collect::<Vec<_>>().join(",");
            let wrapped = row.wrapped.iter().map(|way| way.iter().map(cell).collect::<String>());
            [vec![cells], wrapped.collect()].concat().join(" / ")
        };
        rows(&source, 0..source.lines().len()).into_iter().map(shown).collect()
    }

    #[test]
    fn a_blank_shows_by_the_columns_of_the_other_rows() {
        let text = "规章    10  20  30  40  50\n文件     1       3   4   5";
        assert_eq!(read(text), ["规章,10,20,30,40,50", "文件,1,,3,4,5"]);
    }

    #[test]
    fn where_single_spaces_separate_values_no_blank_shows() {
        assert_eq!(
            read("1. 属于国家秘密 1 2 3 4 5 6\n2.其他情形事项 1 2 3 4 5"),
            ["1. 属于国家秘密,1,2,3,4,5,6", "2.其他情形事项,1,2,3,4,5"]
        );
    }

    #[test]
    fn a_label_over_several_lines_may_be_joined_in_several_ways() {
        let rows = read("本  甲乙丙丁\n年  戊己庚辛  12  0\n    壬癸");
        assert_eq!(rows[1], "戊己庚辛,12,0 / 戊己庚辛壬癸 / 甲乙丙丁戊己庚辛 / 甲乙丙丁戊己庚辛壬癸");
    }

    #[test]
    fn what_was_misread_behind_numbers_is_no_label() {
        assert_eq!(read("二、上年结转政府 1 0  0   0   0  四二册世"), ["二、上年结转政府,1,0,0,0,0,四二册世"]);
    }
}
