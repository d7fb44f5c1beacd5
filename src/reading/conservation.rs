//! Numbers are conserved: every numeral that stands in a table is placed in a cell, or explained, or left over.
//!
//! A wrong number that looks sure is the worst that can happen, and such numbers mostly come about when another numeral of
//! the same table was passed over. So after all rows are placed, the numerals of the tables are counted again from the
//! text: those inside a reading are placed; serial numbers of labels, numbers of columns and of pages, notes, dates,
//! titles, and what is said twice are explained, each as what it is. Whatever is neither is left over, and no cell that it
//! could have belonged to is sure: the cells of its row, and those of all rows of its table that were not found by their
//! very label, since they may have moved.
//!
//! | a numeral | is |
//! |---|---|
//! | inside the text of a reading | placed |
//! | at the beginning of a label, before a mark (`3.其他`) | [`Explanation::Serial`] |
//! | in brackets with words, before 年 月 日 条 位 | [`Explanation::Note`] |
//! | in a row that counts its columns (`0 1 2 … 14`) | [`Explanation::ColumnNumber`] |
//! | alone between dashes, beside a page break | [`Explanation::PageNumber`] |
//! | in a row that says what another row of the report says, or a cell that says what its neighbour says | [`Explanation::Repetition`] |
//! | in a sentence or title that a page break put into the table | [`Explanation::Text`] |

use std::ops::Range;

use crate::grid::{Bounds, Cell};
use crate::reading::segment::{SeenRow, Segments};
use crate::reading::value::Token;
use crate::sheet::record::{Explained, Explanation, KeptOut, LeftOver, Reading, Reason, Record};
use crate::source::{Source, Span};
use crate::text::han::{self, is_han};

/// The longest line that is held to be rows alone, in bytes.
const LONGEST_LINE: usize = 400;
/// The most that is left of the certainty of a cell that a number left over may belong to.
const LEFT_IN_DOUBT: f32 = 0.89;
/// From how many cells on, a row that counts them is taken for numbers of columns.
const COUNTED_COLUMNS: usize = 5;
/// The most digits of a serial number.
const SERIAL_DIGITS: usize = 2;
/// The most digits of the number of a page that stands alone.
const PAGE_DIGITS: usize = 3;
/// What stands around the number of a page.
const PAGE_FRAME: &str = "-—–－第页共/·<!>=\"'";
/// From how many Chinese characters on, a line with a mark of punctuation is taken for a sentence.
const SENTENCE: usize = 10;

/// A row of the source and the cells of the form row that it was taken for.
#[derive(Debug)]
pub(super) struct PlacedRow {
    /// Its table
    pub table: usize,
    /// Its position among the rows of the table
    pub row: usize,
    /// The cells, as positions in the sheet
    pub cells: Range<usize>,
    /// Whether it was found by its very label, so that it cannot be another row
    pub is_named: bool,
}

/// A row that was taken for no row of the form.
#[derive(Debug)]
pub(super) struct UnusedRow {
    /// Its table
    pub table: usize,
    /// Its position among the rows of the table
    pub row: usize,
    /// Whether it says what a row of the report says
    pub repeats: bool,
}

/// What became of the rows of all tables.
#[derive(Debug, Default)]
pub(super) struct Rows {
    pub placed: Vec<PlacedRow>,
    pub unused: Vec<UnusedRow>,
}

/// Accounts for every numeral of the tables of a report.
pub(super) fn account(source: &Source, segments: &Segments, rows: &Rows, record: &mut Record) {
    let placed = PlacedSpans::of(&record.readings);
    let mut account = Account { source, segments, rows, placed, record, doubted: Vec::new() };
    rows.placed.iter().for_each(|row| account.placed_row(row));
    rows.unused.iter().for_each(|row| account.unused_row(row));
    account.lines_between();
    account.lines_with_values();
    account.close();
}

/// The stretches of text that readings were taken from, in their order; those that touch are one.
struct PlacedSpans(Vec<Span>);

impl PlacedSpans {
    fn of(readings: &[Reading]) -> Self {
        let mut spans: Vec<Span> = readings.iter().filter_map(|reading| reading.span).collect();
        spans.sort_unstable_by_key(|span| (span.start, span.end));
        spans.dedup_by(|next, before| {
            let touches = next.start <= before.end;
            before.end = if touches { before.end.max(next.end) } else { before.end };
            touches
        });
        Self(spans)
    }

    /// Whether all of a numeral is part of readings.
    fn hold(&self, span: Span) -> bool {
        let behind = self.0.partition_point(|placed| placed.start <= span.start);
        behind.checked_sub(1).is_some_and(|before| self.0[before].end >= span.end)
    }
}

struct Account<'a> {
    source: &'a Source,
    segments: &'a Segments,
    rows: &'a Rows,
    placed: PlacedSpans,
    record: &'a mut Record,
    /// Cells that a number left over may belong to
    doubted: Vec<Range<usize>>,
}

impl Account<'_> {
    fn row(&self, table: usize, row: usize) -> &SeenRow {
        &self.segments[table][row]
    }

    /// A row of the report: its labels, the values that became no cell, and what stands beside both on its line.
    fn placed_row(&mut self, placed: &PlacedRow) {
        let row = &self.segments[placed.table][placed.row];
        let mut is_left = false;
        for label in &row.label_cells {
            is_left |= self.text(label);
        }
        for (at, token) in row.tokens.iter().enumerate() {
            for numeral in self.numerals_of(token) {
                if self.placed.hold(numeral) {
                    continue;
                }
                if repeats_neighbour(row, at) {
                    self.explain(numeral, Explanation::Repetition);
                } else {
                    self.leave(numeral);
                    is_left = true;
                }
            }
        }
        is_left |= row.bounds != Bounds::Separators && self.beside(row);
        if is_left {
            self.doubted.push(placed.cells.clone());
        }
    }

    /// The numerals of a text of words; whether one is left over.
    fn text(&mut self, cell: &Cell) -> bool {
        let mut is_left = false;
        for (numeral, explanation) in numerals(self.source, cell) {
            is_left |= self.account_for(numeral, explanation);
        }
        is_left
    }

    /// Explains a numeral that is in no reading, if it can be, and leaves it over otherwise; whether it is left over.
    fn account_for(&mut self, numeral: Span, explanation: Option<Explanation>) -> bool {
        match explanation {
            _ if self.placed.hold(numeral) => false,
            Some(explanation) => {
                self.explain(numeral, explanation);
                false
            }
            None => {
                self.leave(numeral);
                true
            }
        }
    }

    /// The numerals of a value: the number that it says, or those in what cannot be read.
    fn numerals_of(&self, token: &Token) -> Vec<Span> {
        match token.value {
            Some(_) => vec![token.span],
            None => numerals(self.source, &token.span.into()).map(|(numeral, _)| numeral).collect(),
        }
    }

    /// What stands on the lines of a row outside of its labels and values; whether a numeral there is left over.
    fn beside(&mut self, row: &SeenRow) -> bool {
        let line = self.source.lines()[row.line];
        let mut is_left = false;
        for (numeral, explanation) in numerals(self.source, &line.into()) {
            let is_in = |span: Span| span.start <= numeral.start && numeral.end <= span.end;
            let mut cells =
                row.label_cells.iter().map(|cell| cell.span).chain(row.tokens.iter().map(|token| token.span));
            let is_elsewhere = row.bounds == Bounds::None && !self.is_between(row, numeral);
            if !cells.any(is_in) && !is_elsewhere {
                is_left |= self.account_for(numeral, explanation);
            }
        }
        is_left
    }

    /// Whether a numeral of a line that holds several rows stands behind this row and before the next.
    fn is_between(&self, row: &SeenRow, numeral: Span) -> bool {
        let end = row.tokens.iter().map(|token| token.span.end).max().unwrap_or(0);
        let rows = self.segments.iter().flatten().filter(|other| other.line == row.line);
        let next =
            rows.flat_map(|other| &other.label_cells).map(|cell| cell.span.start).filter(|&start| start >= end).min();
        next.is_some_and(|next| (end..next).contains(&numeral.start))
    }

    /// A row that is none of the report.
    fn unused_row(&mut self, unused: &UnusedRow) {
        let row = &self.segments[unused.table][unused.row];
        let mut kept_out = row.kept_out();
        let explanation = match () {
            () if unused.repeats => Some(Explanation::Repetition),
            () if row.counts_columns(COUNTED_COLUMNS) => Some(Explanation::ColumnNumber),
            () if row.is_stray() => Some(Explanation::Text),
            () if row.numbers() == 1 && row.label_cells.is_empty() => self.as_page_number(row.tokens_span()),
            () => None,
        };
        let mut is_left = false;
        for label in &row.label_cells {
            match explanation {
                Some(Explanation::Text) => self.explain_all(label, Explanation::Text),
                _ => is_left |= self.text(label),
            }
        }
        for token in &row.tokens {
            for numeral in self.numerals_of(token) {
                match explanation {
                    _ if self.placed.hold(numeral) => continue,
                    Some(explanation) => self.explain(numeral, explanation),
                    // The finding about the row counts its values.
                    None if token.value.is_none() => self.leave(numeral),
                    None => {}
                }
                is_left |= explanation.is_none();
            }
        }
        kept_out.is_explained = explanation.is_some();
        self.record.kept_out.push(kept_out);
        if is_left {
            self.doubt_moved(unused.table, row.line);
        }
    }

    /// The lines among the rows of a table that are no rows themselves. Where markup makes the rows, nothing is between.
    fn lines_between(&mut self) {
        let lines_of = |rows: &Vec<SeenRow>| rows.iter().flat_map(|row| row.lines(self.source)).collect();
        let lines: Vec<Vec<usize>> = self.segments.iter().map(lines_of).collect();
        for (table, rows) in self.segments.iter().enumerate() {
            let (Some(&first), Some(&last)) = (lines[table].iter().min(), lines[table].iter().max()) else { continue };
            let mut is_row = vec![false; last - first + 1];
            for line in lines.iter().flatten().filter(|line| (first..=last).contains(*line)) {
                is_row[line - first] = true;
            }
            for pair in rows.windows(2).filter(|pair| pair.iter().all(|row| row.bounds == Bounds::Markup)) {
                let between = pair[0].line.max(first)..pair[1].line.min(last + 1);
                between.for_each(|line| is_row[line - first] = true);
            }
            for line in (first..=last).filter(|line| !is_row[line - first]) {
                self.line_between(table, line);
            }
        }
    }

    fn line_between(&mut self, table: usize, line: usize) {
        let span = self.source.lines()[line];
        let of_line =
            if is_sentence(self.source.slice(span)) { Some(Explanation::Text) } else { self.as_page_number(span) };
        for (numeral, explanation) in numerals(self.source, &span.into()) {
            if self.account_for(numeral, of_line.or(explanation)) {
                self.doubt_moved(table, line);
            }
        }
    }

    /// Whether all that a line says is the number of a page.
    fn as_page_number(&self, span: Span) -> Option<Explanation> {
        let text = self.source.slice(span).trim();
        let is_frame = |char: char| PAGE_FRAME.contains(char) || char.is_whitespace();
        let lower = text.to_ascii_lowercase();
        let text = if lower.contains("page") { &lower.replace("page", "-").replace("number", "-") } else { text };
        let inner = text.trim_matches(is_frame);
        let is_number = !inner.is_empty() && inner.chars().all(|char| char.is_ascii_digit() || is_frame(char));
        let is_enclosed = text.starts_with(is_frame) && text.ends_with(is_frame);
        let is_framed = is_enclosed || text.contains(['第', '页', '共']) || inner.contains('/');
        let is_lone = inner.len() <= PAGE_DIGITS && self.is_beside_break(span);
        (is_number && (is_framed || is_lone)).then_some(Explanation::PageNumber)
    }

    /// Whether a page break or the end of the text stands beside a line.
    fn is_beside_break(&self, span: Span) -> bool {
        let text = &self.source.text;
        let is_gap = |char: char| char.is_whitespace() && char != '\u{c}';
        let before = text[..span.start].trim_end_matches(is_gap);
        let behind = text[span.end..].trim_start_matches(is_gap);
        before.ends_with('\u{c}') || behind.starts_with('\u{c}') || behind.is_empty()
    }

    fn explain(&mut self, span: Span, explanation: Explanation) {
        self.record.explained.push(Explained { span, explanation });
    }

    fn explain_all(&mut self, cell: &Cell, explanation: Explanation) {
        let source = self.source;
        numerals(source, cell).for_each(|(numeral, _)| self.explain(numeral, explanation));
    }

    fn leave(&mut self, span: Span) {
        self.record.left_over.push(LeftOver { span });
    }

    /// What no row accounts for on the lines of values, as where a whole table is on one line. Separators show what belongs
    /// to a row, and longer lines hold sentences as well.
    fn lines_with_values(&mut self) {
        let rows = self.rows.placed.iter().map(|placed| self.row(placed.table, placed.row));
        let mut separated: Vec<usize> = rows.filter(|row| row.bounds.are_separators()).map(|row| row.line).collect();
        separated.sort_unstable();
        let of_values = self.record.readings.iter().enumerate();
        let of_values = of_values.filter_map(|(cell, reading)| Some((self.source.line_of(reading.span?.start), cell)));
        let mut values: Vec<(usize, usize)> =
            of_values.filter(|(line, _)| separated.binary_search(line).is_err()).collect();
        values.sort_unstable();
        for values in values.chunk_by(|(line, _), (other, _)| line == other) {
            let span = self.source.lines()[values[0].0];
            if span.range().len() <= LONGEST_LINE && self.line_with_values(span) {
                self.doubted.extend(values.iter().map(|&(_, cell)| cell..cell + 1));
            }
        }
    }

    /// The numerals of a line that nothing accounts for yet; whether one is left over.
    fn line_with_values(&mut self, line: Span) -> bool {
        let explained = self.record.explained.iter().map(|explained| explained.span);
        let known = explained.chain(self.record.left_over.iter().map(|left_over| left_over.span));
        let known: Vec<Span> = known.filter(|span| span.start < line.end && line.start < span.end).collect();
        let mut is_left = false;
        for (numeral, explanation) in numerals(self.source, &line.into()) {
            if !known.iter().any(|span| span.start <= numeral.start && numeral.end <= span.end) {
                is_left |= self.account_for(numeral, explanation);
            }
        }
        is_left
    }

    /// Doubts the rows of a table that may have moved: those that were not found by their very label, and the one before
    /// a line.
    fn doubt_moved(&mut self, table: usize, line: usize) {
        let placed = || self.rows.placed.iter().filter(|placed| placed.table == table);
        let is_short = |placed: &&PlacedRow| placed.cells.clone().any(|cell| self.record.readings[cell].span.is_none());
        let before = placed().filter(|placed| self.row(table, placed.row).line < line);
        let before = before.max_by_key(|placed| self.row(table, placed.row).line).filter(is_short);
        let moved = placed().filter(|placed| !placed.is_named).chain(before);
        let cells: Vec<Range<usize>> = moved.map(|placed| placed.cells.clone()).collect();
        self.doubted.extend(cells);
    }

    /// Puts the doubts into the readings, and all that was found in the order of the source.
    fn close(self) {
        let record = self.record;
        for cell in self.doubted.into_iter().flatten() {
            let reading = &mut record.readings[cell];
            if reading.span.is_some() && !reading.reasons.contains(&Reason::NumberLeft) {
                reading.place = reading.place.min(LEFT_IN_DOUBT);
                reading.reasons.push(Reason::NumberLeft);
            }
        }
        record.kept_out.sort_by_key(|row: &KeptOut| row.line);
        record.left_over.sort_unstable_by_key(|left| (left.span.start, left.span.end));
        record.left_over.dedup();
        record.explained.sort_unstable_by_key(|explained| (explained.span.start, explained.span.end));
        record.explained.dedup_by_key(|explained| explained.span);
    }
}

/// Whether a value of a row says the same as the one before or behind it: some converters write what covers several
/// columns into each of them.
fn repeats_neighbour(row: &SeenRow, at: usize) -> bool {
    let is_same = |other: usize| {
        let (own, other) = (&row.tokens[at], row.tokens.get(other));
        other.is_some_and(|other| own.value.is_some() && other.value == own.value)
    };
    is_same(at + 1) || at.checked_sub(1).is_some_and(is_same)
}

/// Whether a line is a sentence, or a title that is no label.
fn is_sentence(text: &str) -> bool {
    let is_mark = |char: char| matches!(char, '。' | '，' | '；' | '：' | '！' | '？');
    han::count(text) >= SENTENCE && text.contains(is_mark)
}

/// What a numeral of so many bytes between two texts is, if that shows.
fn explanation(before: &str, digits: usize, behind: &str) -> Option<Explanation> {
    let next = behind.trim_start().chars().next();
    let is_first = before.chars().all(|char| !char.is_alphanumeric());
    let is_behind_label = before.ends_with(['）', ')', '、', ' ', '\u{3000}']);
    let is_marked = matches!(next, Some('.' | '．' | '、' | '）' | ')' | '，' | ',')) && digits <= SERIAL_DIGITS;
    let is_unmarked = is_first && next.is_some_and(is_han) && digits == 1;
    // Two labels that a converter ran together: `（四）无2.没有现成信息`.
    let is_within = is_marked && digits == 1 && behind.trim_start().chars().nth(1).is_some_and(is_han);
    if is_marked && (is_first || is_behind_label) || is_unmarked || is_within {
        return Some(Explanation::Serial);
    }
    let is_dated = matches!(next, Some('年' | '月' | '日' | '条' | '位' | '号' | '页')) || before.ends_with('第');
    let (opened, closed) = (before.rfind(['（', '(', '〔']), before.rfind(['）', ')', '〕']));
    let is_in_note = opened > closed && behind.contains(['）', ')', '〕']) && before.chars().any(is_han);
    (is_dated || is_in_note).then_some(Explanation::Note)
}

/// The numerals of a cell, runs of digits with the points and commas between them, each with what it is if that shows.
/// In a cell whose text is not that of the source, all stand where the cell does.
fn numerals<'a>(source: &'a Source, cell: &'a Cell) -> impl Iterator<Item = (Span, Option<Explanation>)> + 'a {
    let text = cell.text(source);
    let is_digit = |char: char| char.is_ascii_digit() || ('\u{ff10}'..='\u{ff19}').contains(&char);
    let mut at = 0;
    std::iter::from_fn(move || {
        let start = at + text[at..].find(is_digit)?;
        let mut end = start;
        loop {
            end += text[end..].find(|char: char| !is_digit(char)).unwrap_or(text.len() - end);
            let is_point = text[end..].starts_with(['.', ',']);
            if !is_point || !text[end + 1..].starts_with(is_digit) {
                break;
            }
            end += 1;
        }
        at = end;
        let own = Span::new(cell.span.start + start, cell.span.start + end);
        let span = if cell.text.is_none() { own } else { cell.span };
        Some((span, explanation(&text[..start], end - start, &text[end..])))
    })
}
