//! Text laid out as on the page, by spaces only: labels wrap around the line of their values, and the label of a group
//! stands in the middle of its rows.

use crate::page::{Cell, Role, Row, Table};

/// Where the labels of groups and rows begin, by how deep they stand, in half-width characters.
const LABELS: [usize; 3] = [1, 7, 19];

/// How many columns a text takes; Chinese characters take two.
fn width(text: &str) -> usize {
    text.chars().map(sign_width).sum()
}

fn sign_width(sign: char) -> usize {
    if sign as u32 > 0x2e7f { 2 } else { 1 }
}

/// A text in lines that are no wider than this.
fn chopped(text: &str, most: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    for sign in text.chars() {
        let last = lines.len() - 1;
        if !lines[last].is_empty() && width(&lines[last]) + sign_width(sign) > most {
            lines.push(String::new());
        }
        let last = lines.len() - 1;
        lines[last].push(sign);
    }
    lines
}

/// A page of text: for each line, what begins at which column.
#[derive(Default)]
struct Canvas(Vec<Vec<(usize, String)>>);

impl Canvas {
    fn write(&mut self, line: usize, column: usize, text: &str) {
        if self.0.len() <= line {
            self.0.resize(line + 1, Vec::new());
        }
        if !text.is_empty() {
            self.0[line].push((column, text.to_owned()));
        }
    }

    fn lines(mut self) -> Vec<String> {
        let written = |pieces: &mut Vec<(usize, String)>| {
            pieces.sort();
            let mut line = String::new();
            for (column, text) in pieces {
                let gap = column.saturating_sub(width(&line)).max(usize::from(!line.is_empty()) * 2);
                line += &" ".repeat(gap);
                line += text;
            }
            line
        };
        self.0.iter_mut().map(written).collect()
    }
}

/// Where things stand on the page, in half-width characters.
struct Rule {
    /// How many columns of the table hold labels
    labels: usize,
    /// Where the first value stands
    base: usize,
    /// How far apart values stand
    step: usize,
}

impl Rule {
    fn of(table: &Table) -> Self {
        let width = table.rows.iter().map(Row::width).max().unwrap_or(1);
        let first = table.rows.iter().filter_map(|row| row.cells.first());
        let mut notes = first.filter(|cell| cell.role == Role::Note).map(|cell| cell.columns);
        let is_labelled = table.rows.iter().any(|row| row.cells.iter().any(|cell| cell.role == Role::Label));
        match (table.has_groups(), is_labelled) {
            (true, _) => Self { labels: notes.next().unwrap_or(2), base: 56, step: 9 },
            (false, true) => Self { labels: 1, base: 30, step: if width < 4 { 24 } else { 9 } },
            (false, false) => Self { labels: 0, base: 2, step: 10 },
        }
    }

    /// Where a cell begins that stands in this column of the table and is so-and-so-many-th of the values of its row.
    fn begin(&self, cell: &Cell, column: usize, nth: usize) -> usize {
        match cell.role {
            Role::Value(_) => self.base + nth * self.step,
            Role::Group(depth) => LABELS[depth.min(LABELS.len() - 1)],
            Role::Head if column >= self.labels => self.base + (column - self.labels) * self.step,
            _ => LABELS[column.min(LABELS.len() - 1)],
        }
    }

    /// How wide the lines of a cell are that begins there.
    fn room(&self, cell: &Cell, begin: usize) -> usize {
        match cell.role {
            Role::Value(_) | Role::Stray => usize::MAX,
            Role::Group(0) => 3,
            Role::Group(_) => LABELS[2] - LABELS[1] - 2,
            Role::Head if begin >= self.base => cell.columns * self.step - 1,
            _ => self.base - begin - 2,
        }
    }
}

/// A cell that has its lines and its place.
struct Placed {
    row: usize,
    rows: usize,
    begin: usize,
    lines: Vec<String>,
}

/// The cells of a table with their lines and places.
fn placed(table: &Table) -> Vec<Placed> {
    let rule = Rule::of(table);
    let mut placed = Vec::new();
    for (row, places) in table.places().iter().enumerate() {
        let mut nth = 0;
        for (column, place) in places.iter().enumerate() {
            let Some((cell, true)) = *place else { continue };
            let begin = rule.begin(cell, column, nth);
            nth += usize::from(cell.value().is_some());
            placed.push(Placed { row, rows: cell.rows, begin, lines: chopped(&cell.text, rule.room(cell, begin)) });
        }
    }
    placed
}

/// A table as laid-out text.
pub(super) fn layout(table: &Table) -> Vec<String> {
    let cells = placed(table);
    let mut heights = vec![1; table.rows.len()];
    for cell in cells.iter().filter(|cell| cell.rows == 1) {
        heights[cell.row] = heights[cell.row].max(cell.lines.len());
    }
    let top = |row: usize| heights[..row.min(heights.len())].iter().sum::<usize>();
    let mut canvas = Canvas::default();
    for cell in &cells {
        let space = top(cell.row + cell.rows) - top(cell.row);
        let first = top(cell.row) + space.saturating_sub(cell.lines.len()) / 2;
        for (nth, line) in cell.lines.iter().enumerate() {
            canvas.write(first + nth, cell.begin, line);
        }
    }
    canvas.lines()
}
