//! Text laid out as on the page, by spaces only: labels wrap around the line of their values, and the label of a group
//! stands in the middle of its rows.

use crate::page::{Cell, Role, Row, Table};

/// How wide a column is printed, in half-width characters.
const GROUP: usize = 12;
const LABEL: usize = 32;
const VALUE: usize = 9;

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

/// Where each column of a table begins on the page.
fn columns(table: &Table) -> Vec<usize> {
    let places = table.places();
    let count = places.first().map_or(0, Vec::len);
    let holds = |column: usize, wanted: fn(&Cell) -> bool| {
        places
            .iter()
            .filter_map(|row| row.get(column).copied().flatten())
            .any(|(cell, _)| cell.columns == 1 && wanted(cell))
    };
    let mut begins = Vec::with_capacity(count + 1);
    let mut at = 2;
    for column in 0..count {
        begins.push(at);
        let is_value = holds(column, |cell| cell.value().is_some());
        at += if holds(column, |cell| cell.role == Role::Label) && !is_value {
            LABEL
        } else if is_value {
            if count < 6 { 3 * VALUE } else { VALUE }
        } else {
            GROUP
        };
    }
    begins.push(at);
    begins
}

/// A table as laid-out text.
pub(super) fn layout(table: &Table) -> Vec<String> {
    let begins = columns(table);
    let places = table.places();
    let begin_of = |row: usize, cell: &Cell| {
        let is_it =
            |place: &Option<(&Cell, bool)>| place.is_some_and(|(other, first)| first && std::ptr::eq(other, cell));
        places[row].iter().position(is_it).unwrap_or(0)
    };
    let room = |column: usize, cell: &Cell| {
        let end = begins[(column + cell.columns).min(begins.len() - 1)];
        (end - begins[column]).saturating_sub(2).max(4)
    };
    let lines_of = |row: usize, cell: &Cell| match cell.value() {
        Some(_) => vec![cell.text.clone()],
        None => chopped(&cell.text, room(begin_of(row, cell), cell)),
    };
    let height = |(at, row): (usize, &Row)| {
        let single = row.cells.iter().filter(|cell| cell.rows == 1);
        single.map(|cell| lines_of(at, cell).len()).max().unwrap_or(1)
    };
    let heights: Vec<usize> = table.rows.iter().enumerate().map(height).collect();
    let top = |row: usize| heights[..row.min(heights.len())].iter().sum::<usize>();
    let mut canvas = Canvas::default();
    for (at, row) in table.rows.iter().enumerate() {
        for cell in &row.cells {
            let (lines, column) = (lines_of(at, cell), begin_of(at, cell));
            let space = top(at + cell.rows) - top(at);
            let first = top(at) + space.saturating_sub(lines.len()) / 2;
            for (nth, line) in lines.iter().enumerate() {
                canvas.write(first + nth, begins[column], line);
            }
        }
    }
    canvas.lines()
}
