//! Sorts the rows of all grids of a source into the tables of the report, by what is printed on them.

use std::rc::Rc;

use rust_decimal::Decimal;

use crate::grid::{Bounds, Cell, Grid, GridRow};
use crate::reading::value::Token;
use crate::reading::vocabulary::{LabelMatch, Vocabulary};
use crate::sheet::record::{KeptOut, State};
use crate::source::{Source, Span};
use crate::text::han::{self, is_han, simplified};

/// From here on, a label is taken for one of a table.
const NEAR: f32 = 0.8;
/// Below it, a label is taken for none of a table.
const FAR: f32 = 0.6;
/// From here on, a line without separators is taken for a row wherever it stands.
const VERY_NEAR: f32 = 0.95;

/// The characters in the names of the sections without a table, and how long these are.
const OF_SECTIONS: &str = "总体情况存在的主要问题及改进其他需要报告事项";
const LONGEST_SECTION: usize = 25;
/// Behind so many values, words that are shorter than a telling label are none.
const SEVERAL: usize = 2;
/// How many characters a label must have to tell that another table has begun: 总计 and 其他 stand in several.
const TELLING: usize = 4;

/// A row of a grid with its labels set apart from its values.
#[derive(Clone, Debug)]
pub(crate) struct SeenRow {
    /// Its line in the source, from 0
    pub line: usize,
    /// Its labels, each compared with all forms; the last one stands next to the values
    pub labels: Vec<Rc<LabelMatch>>,
    /// The cells of the labels
    pub label_cells: Vec<Cell>,
    /// Everything after the last label
    pub tokens: Vec<Token>,
    /// What tells the cells apart
    pub bounds: Bounds,
    /// Whether nothing but the order of the values says that they are a row
    pub is_by_order: bool,
    filled: usize,
    extent: usize,
}

impl SeenRow {
    pub(super) fn new(
        line: usize,
        (labels, label_cells): (Vec<Rc<LabelMatch>>, Vec<Cell>),
        tokens: Vec<Token>,
        bounds: Bounds,
    ) -> Self {
        let is_filled = |token: &Token| token.state != State::Blank;
        let filled = tokens.iter().filter(|token| is_filled(token)).count();
        let extent = tokens.iter().rposition(is_filled).map_or(0, |last| last + 1);
        Self { line, labels, label_cells, tokens, bounds, is_by_order: false, filled, extent }
    }

    /// The same row, found by the order of the values alone or not.
    pub(super) fn found_by_order(self, is_by_order: bool) -> Self {
        Self { is_by_order, ..self }
    }

    /// The number of its cells that are not blank.
    pub(crate) fn filled(&self) -> usize {
        self.filled
    }

    /// The number of its cells that say a number.
    pub(crate) fn numbers(&self) -> usize {
        self.tokens.iter().filter(|token| token.value.is_some()).count()
    }

    /// How many more values it has than a line of so many cells; blanks before the first value do not count.
    pub(crate) fn over(&self, cells: usize) -> usize {
        (self.extent() - self.leading()).saturating_sub(cells)
    }

    /// The number of blanks before its first value.
    pub(crate) fn leading(&self) -> usize {
        self.tokens.iter().take_while(|token| token.state == State::Blank).count().min(self.extent())
    }

    /// Whether its labels are printed on no table of any form, so that it is a title or a page mark.
    pub(crate) fn is_stray(&self) -> bool {
        let strange = |label: &Rc<LabelMatch>| label.nearest < FAR;
        self.numbers() == 0 && !self.labels.is_empty() && self.labels.iter().all(strange)
    }

    /// The row as one that becomes no row of the report.
    pub(crate) fn kept_out(&self) -> KeptOut {
        let is_stray = self.bounds.are_separators() && self.is_stray();
        KeptOut { line: self.line, numbers: self.numbers(), is_stray, is_explained: false }
    }

    /// Whether it has fewer values than a line of so many cells and no blank that shows where the others stand, or its
    /// values run together.
    pub(crate) fn is_without_blanks(&self, cells: usize) -> bool {
        let is_short = self.filled < cells && self.tokens.len() < cells + self.leading();
        let shows_none = self.bounds == Bounds::Columns || self.extent == self.leading() + self.filled;
        self.filled > 0 && (self.bounds == Bounds::None || is_short && shows_none)
    }

    /// Whether its values are the numbers of the columns, from 0 or 1 on, and at least so many.
    pub(crate) fn counts_columns(&self, least: usize) -> bool {
        let values: Vec<Decimal> = self.tokens.iter().filter_map(|token| token.value).collect();
        let first = values.first().is_some_and(|first| first.is_zero() || *first == Decimal::ONE);
        let is_next = |pair: &[Decimal]| pair[1] == pair[0] + Decimal::ONE;
        values.len() >= least && values.len() == self.filled && first && values.windows(2).all(is_next)
    }

    /// From its first value to its last.
    pub(crate) fn tokens_span(&self) -> Span {
        let filled = || self.tokens.iter().filter(|token| token.state != State::Blank).map(|token| token.span);
        let (first, last) = (filled().next(), filled().next_back());
        first.zip(last).map_or(Span::default(), |(first, last)| Span::new(first.start, last.end))
    }

    /// The lines of the source that it stands on: from the first of its cells to the last, or the lines of its cells alone
    /// where each has one.
    pub(crate) fn lines(&self, source: &Source) -> Vec<usize> {
        let spans = || self.label_cells.iter().map(|cell| cell.span).chain(self.tokens.iter().map(|token| token.span));
        let end = spans().map(|span| span.end).max().unwrap_or(0);
        let start = spans().map(|span| span.start).min().unwrap_or(0);
        let own = source.lines()[self.line];
        if own.start <= start && end <= own.end {
            vec![self.line]
        } else if self.bounds.are_separators() {
            (self.line.min(source.line_of(start))..=self.line.max(source.line_of(end))).collect()
        } else {
            [self.line].into_iter().chain(spans().map(|span| source.line_of(span.start))).collect()
        }
    }

    /// Whether it says the same as another row, value by value.
    pub(crate) fn repeats(&self, other: &Self) -> bool {
        let said = |row: &Self| row.tokens.iter().map(|token| (token.state, token.value)).collect::<Vec<_>>();
        said(self) == said(other)
    }

    /// The number of cells from the first value to the last.
    pub(crate) fn extent(&self) -> usize {
        self.extent
    }
}

/// The rows of each table of the catalogue, in the order of the source.
pub(crate) type Segments = Vec<Vec<SeenRow>>;

/// Sorts the rows of all grids into the tables of a catalogue (by position); rows of no table are left out.
pub(crate) fn segment(source: &Source, grids: &[Grid], vocabulary: &mut Vocabulary) -> Segments {
    let count = vocabulary.table_count();
    let mut segments: Segments = (0..count).map(|_| Vec::new()).collect();
    let mut current = None;
    let mut next_line = 0;
    for row in grids.iter().flat_map(|grid| &grid.rows) {
        let is_heads = !row.has_values();
        let to = row.line + usize::from(is_heads);
        let (titled, is_heading) = headings(source, next_line..to.max(next_line), vocabulary, current);
        next_line = row.line + 1;
        current = titled;
        if is_heads && is_heading {
            continue;
        }
        if row.bounds == Bounds::None {
            current = titled_in(source, row, vocabulary).or(current);
        }
        let seen = split(source, row, vocabulary);
        if !row.bounds.are_separators() && !is_likely(&seen, current) {
            continue;
        }
        current = table_of(&seen, vocabulary, current);
        if let Some(table) = current {
            segments[table].extend(unstacked(source, seen));
        }
    }
    for (table, rows) in segments.iter_mut().enumerate() {
        join_parts(table, rows, vocabulary);
    }
    segments
}

/// A row with the labels of several rows above its values, as where each cell has a line of its own and blank ones have
/// none: a row for each label that is the very label of a row, and the last of them has the values.
fn unstacked(source: &Source, row: SeenRow) -> Vec<SeenRow> {
    let is_stacked = row.bounds == Bounds::Spaces && row.label_cells.len() > 1 && row.labels.len() > 1;
    let is_of_row = |label: &Rc<LabelMatch>| label.tables.iter().any(|table| table.names_line().is_some());
    let named: Vec<(Cell, Rc<LabelMatch>)> = if is_stacked {
        let with_words = row.label_cells.iter().filter(|cell| cell.text(source).chars().any(is_han));
        with_words.cloned().zip(row.labels.iter().cloned()).collect()
    } else {
        Vec::new()
    };
    let Some(last) = named.iter().rposition(|(_, label)| is_of_row(label)) else { return vec![row] };
    let above =
        named[..last].iter().filter(|(cell, label)| is_of_row(label) && source.line_of(cell.span.start) < row.line);
    let blank = |(cell, label): &(Cell, Rc<LabelMatch>)| {
        let line = source.line_of(cell.span.start);
        SeenRow::new(line, (vec![label.clone()], vec![cell.clone()]), Vec::new(), row.bounds)
    };
    let mut rows: Vec<SeenRow> = above.map(blank).collect();
    if rows.is_empty() {
        return vec![row];
    }
    let is_above = |label: &Rc<LabelMatch>| {
        named[..last].iter().any(|(_, other)| is_of_row(other) && other.number == label.number)
    };
    let labels = row.labels.iter().filter(|label| !is_above(label)).cloned().collect();
    let cells = row.label_cells.iter().filter(|cell| rows.iter().all(|other| other.label_cells[0] != **cell));
    let cells = cells.cloned().collect();
    rows.push(SeenRow::new(row.line, (labels, cells), row.tokens, row.bounds));
    rows
}

/// Joins the rows of a table that is printed as several: parts of its one row, each with as many cells as the others, in
/// the order in which the row has them side by side.
fn join_parts(table: usize, rows: &mut Vec<SeenRow>, vocabulary: &Vocabulary) {
    let mut lines = vocabulary.tables.iter().filter(|words| words.table == table).map(|words| &words.lines);
    let Some([line]) = lines.next().map(Vec::as_slice).filter(|lines| !lines[0].has_label()) else { return };
    let parts: Vec<usize> = (0..rows.len()).filter(|&at| rows[at].filled > 0).collect();
    let width = line.cells / parts.len().max(1);
    let is_part =
        |&at: &usize| rows[at].bounds.are_separators() && rows[at].tokens.len() >= width && rows[at].extent <= width;
    if parts.len() < 2 || width * parts.len() != line.cells || width < 2 || !parts.iter().all(is_part) {
        return;
    }
    let tokens = parts.iter().flat_map(|&at| rows[at].tokens[..width].to_vec()).collect();
    let labels = parts.iter().flat_map(|&at| rows[at].labels.clone()).collect();
    let cells = parts.iter().flat_map(|&at| rows[at].label_cells.clone()).collect();
    let first = &rows[parts[0]];
    rows[parts[0]] = SeenRow::new(first.line, (labels, cells), tokens, first.bounds);
    parts[1..].iter().rev().for_each(|&at| drop(rows.remove(at)));
}

/// The table whose title stands before a row on the same line.
fn titled_in(source: &Source, row: &GridRow, words: &mut Vocabulary) -> Option<usize> {
    row.cells[..row.labels].iter().rev().find_map(|label| words.titled(label.text(source)))
}

/// Whether a line without separators may be a row: under the heading of a table, or with the very label of one.
fn is_likely(row: &SeenRow, current: Option<usize>) -> bool {
    let near = |label: &Rc<LabelMatch>| label.nearest_line >= VERY_NEAR;
    match row.bounds {
        Bounds::Columns | Bounds::Spaces if current.is_some() => true,
        Bounds::None => row.filled() > 0 && row.labels.iter().any(near),
        // Outside of the tables, a label with a number behind it may stand in a sentence.
        _ => row.filled() >= SEVERAL && row.labels.iter().any(near),
    }
}

/// The table that the last section heading among some lines announces (a heading of another section announces none), and
/// whether the last line was a heading.
fn headings(
    source: &Source,
    lines: std::ops::Range<usize>,
    words: &mut Vocabulary,
    current: Option<usize>,
) -> (Option<usize>, bool) {
    let (mut table, mut is_heading) = (current, false);
    for line in lines {
        let text = source.slice(source.lines()[line]).trim();
        if text.is_empty() || text.len() > 200 {
            continue;
        }
        let titled = words.titled(text);
        is_heading = titled.is_some() || is_section(text);
        if is_heading {
            table = titled;
        }
    }
    (table, is_heading)
}

/// Whether a line is the heading of a section that holds no table: 一、五、六、. Labels of rows begin with such numerals too.
fn is_section(text: &str) -> bool {
    let text = han::without_marks(text);
    if !matches!(han::section(text), Some('一' | '五' | '六')) {
        return false;
    }
    let name = || text.chars().skip(2);
    let all = name().filter(|&sign| is_han(sign)).count();
    let named = name().filter(|&sign| OF_SECTIONS.contains(simplified(sign))).count();
    all < LONGEST_SECTION && named * 2 > all
}

/// Tells labels from values: the values are what follows the last cell that is a label.
fn split(source: &Source, row: &GridRow, vocabulary: &mut Vocabulary) -> SeenRow {
    let (labels, tokens) = match row.bounds {
        bounds if bounds.are_separators() => by_text(source, &row.cells, vocabulary),
        _ => by_place(source, row),
    };
    let own = if row.bounds == Bounds::None { &labels[labels.len().saturating_sub(1)..] } else { labels };
    let is_label = |text: &&str| text.chars().any(is_han);
    let mut labels: Vec<Rc<LabelMatch>> =
        own.iter().map(|cell| cell.text(source)).filter(is_label).map(|text| vocabulary.compare(text)).collect();
    labels.extend(joined(source, row, &labels, vocabulary));
    SeenRow::new(row.line, (labels, own.to_vec()), tokens, row.bounds)
}

/// Labels and values where only their text tells one from the other.
fn by_text<'a>(source: &Source, cells: &'a [Cell], words: &Vocabulary) -> (&'a [Cell], Vec<Token>) {
    if cells.iter().all(|cell| is_rule(cell.text(source))) {
        return (&[], cells.iter().map(|cell| Token::blank(cell.span)).collect());
    }
    let read = |cell: &Cell| if words.is_known_label(cell.text(source)) { None } else { token(source, cell) };
    let read: Vec<Option<Token>> = cells.iter().map(read).collect();
    let first_value = first_value(source, cells, &read);
    // In place: the cells that are left keep their room.
    let values = read.into_iter().enumerate().skip(first_value);
    let values = values.map(|(at, read)| read.unwrap_or_else(|| Token::illegible(cells[at].span)));
    (&cells[..first_value], values.collect())
}

/// Where the values begin: behind the last label. A word or two behind several values are rather one that was misread.
fn first_value(source: &Source, cells: &[Cell], read: &[Option<Token>]) -> usize {
    let (mut first, mut values) = (0, 0);
    for (at, token) in read.iter().enumerate() {
        match token {
            Some(token) => values += usize::from(token.state != State::Blank),
            None if values < SEVERAL || han::count(cells[at].text(source)) >= TELLING => (first, values) = (at + 1, 0),
            None => {}
        }
    }
    first
}

/// Whether a cell holds nothing, or the line under the head of a table: two dashes or more.
fn is_rule(text: &str) -> bool {
    text.bytes().all(|byte| matches!(byte, b'-' | b':')) && text.len() != 1
}

/// Labels and values where their place says which is which.
fn by_place<'a>(source: &Source, row: &'a GridRow) -> (&'a [Cell], Vec<Token>) {
    let (labels, values) = row.cells.split_at(row.labels.min(row.cells.len()));
    let value = |cell: &Cell| token(source, cell).unwrap_or_else(|| Token::illegible(cell.span));
    (labels, values.iter().map(value).collect())
}

/// What a cell says, if it is no label. The parts of a text that is not as it is in the source have the place of the whole.
fn token(source: &Source, cell: &Cell) -> Option<Token> {
    let mut token = Token::read(cell.text(source), cell.span)?;
    if cell.text.is_some() {
        token.parts.iter_mut().for_each(|part| part.span = cell.span);
    }
    Some(token)
}

/// The label that goes over several lines, if pieces joined come nearer to one of a form than any piece alone.
fn joined(
    source: &Source,
    row: &GridRow,
    alone: &[Rc<LabelMatch>],
    vocabulary: &mut Vocabulary,
) -> Option<Rc<LabelMatch>> {
    let mut best: Option<Rc<LabelMatch>> = None;
    let mut nearest = alone.iter().map(|label| label.nearest_line).fold(FAR, f32::max);
    for candidate in &row.wrapped {
        let text: String = candidate.iter().map(|&span| source.slice(span)).collect();
        let found = vocabulary.compare(&text);
        if found.nearest_line > nearest {
            nearest = found.nearest_line;
            best = Some(found);
        }
    }
    best
}

/// The table that a row belongs to: the one before, unless its labels say another.
fn table_of(row: &SeenRow, vocabulary: &Vocabulary, current: Option<usize>) -> Option<usize> {
    let mut nearest = vec![0.0_f32; vocabulary.table_count()];
    let least = if current.is_some() { TELLING } else { 2 };
    for label in row.labels.iter().filter(|label| label.length >= least) {
        for (words, found) in vocabulary.tables.iter().zip(&label.tables) {
            nearest[words.table] = nearest[words.table].max(found.nearest);
        }
    }
    let best = (0..nearest.len()).max_by(|&a, &b| nearest[a].total_cmp(&nearest[b]).then(b.cmp(&a)))?;
    match current {
        Some(table) if nearest[best] < NEAR || nearest[table] >= FAR => Some(table),
        None if nearest[best] < NEAR => None,
        _ => Some(best),
    }
}
