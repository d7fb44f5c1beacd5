//! Tables whose cells are drawn as areas: `+---+---+` above and below, `|` between, or the characters for lines of a box.
//! Cells may cover several columns and rows, and their text several lines: grids of reStructuredText and pandoc, and what
//! programs print for people.

use unicode_width::UnicodeWidthChar;

use crate::grid::spans::Rows;
use crate::grid::{Cell, Found, GridRow, Layout, lines, markup};
use crate::source::{LONGEST_ROW, Source, Span};

pub(super) const LAYOUT: Layout = Layout {
    table,
    example: "\
+----------------+--------------+--------------+
| 信息内容       | 本年制发件数 | 现行有效件数 |
+================+==============+==============+
| 规章           | 0            | 12           |
+----------------+--------------+--------------+
| 行政规范       |              | 3            |
| 性文件         |              |              |
+----------------+--------------+--------------+",
};

/// The most columns of such a table.
const MOST_COLUMNS: usize = 400;

fn table(source: &Source, line: usize) -> Option<Found> {
    let is_rule = |line: usize| source.lines().get(line).is_some_and(|&span| is_rule(source.slice(span)));
    if !is_rule(line) {
        return None;
    }
    let is_part = |&span: &Span| span.range().len() <= LONGEST_ROW && is_part(source.slice(span));
    let end = line + source.lines()[line..].iter().take_while(|span| is_part(span)).count();
    let drawing = [wide, narrow].into_iter().find_map(|width| Drawing::of(source, line, end, width))?;
    Some(Found { rows: drawing.rows(source), end })
}

/// Whether a line is the border of a table.
fn is_rule(text: &str) -> bool {
    let text = text.trim();
    text.starts_with(is_corner) && text.ends_with(is_corner) && text.chars().count() > 2 && text.chars().all(is_border)
}

/// Whether a line may be one of a table: it begins with a border.
fn is_part(text: &str) -> bool {
    text.trim_start().starts_with(|character: char| is_corner(character) || is_upright(character))
}

fn is_upright(character: char) -> bool {
    matches!(character, '|' | '│' | '┃' | '║')
}

fn is_corner(character: char) -> bool {
    character == '+' || matches!(character, '┌'..='╋' | '╒'..='╬' | '╭'..='╰')
}

fn is_level(character: char) -> bool {
    matches!(character, '-' | '=' | ':' | '─' | '━' | '═')
}

fn is_border(character: char) -> bool {
    is_corner(character) || is_level(character)
}

/// How many columns of the screen a character takes.
fn wide(character: char) -> usize {
    character.width().unwrap_or(0)
}

/// The same where a program has counted characters.
fn narrow(_: char) -> usize {
    1
}

/// A character of the drawing: in which column, and where in the source.
struct Point {
    column: usize,
    start: usize,
    character: char,
}

/// The lines of a table as they are drawn.
struct Drawing {
    first: usize,
    lines: Vec<Vec<Point>>,
    /// The columns in which borders between cells are
    borders: Vec<usize>,
}

/// A cell that is not closed yet: from which border to which, and its text so far.
struct Open {
    from: usize,
    to: usize,
    line: usize,
    pieces: Vec<Span>,
}

/// A cell of the drawing.
struct Area {
    from: usize,
    to: usize,
    top: usize,
    bottom: usize,
    pieces: Vec<Span>,
}

impl Drawing {
    /// The drawing on some lines, if its upright strokes are below its corners.
    fn of(source: &Source, first: usize, end: usize, width: fn(char) -> usize) -> Option<Self> {
        let points = |span: &Span| {
            let mut column = 0;
            let text = source.slice(*span);
            let point = |(at, character): (usize, char)| {
                let point = Point { column, start: span.start + at, character };
                column += width(character);
                point
            };
            text.char_indices().map(point).collect::<Vec<_>>()
        };
        let lines: Vec<Vec<Point>> = source.lines()[first..end].iter().map(points).collect();
        let corners = lines.iter().flatten().filter(|point| is_corner(point.character));
        let mut borders: Vec<usize> = corners.map(|point| point.column).collect();
        borders.sort_unstable();
        borders.dedup();
        let known = |point: &&Point| borders.binary_search(&point.column).is_ok();
        let ends = |line: &Vec<Point>| {
            let mut uprights = line.iter().filter(|point| is_upright(point.character) || is_corner(point.character));
            let (first, last) = (uprights.next(), uprights.next_back());
            first.is_some_and(|point| known(&point)) && last.is_none_or(|point| known(&point))
        };
        let is_drawn = (2..=MOST_COLUMNS).contains(&borders.len()) && lines.iter().all(ends);
        is_drawn.then_some(Self { first, lines, borders })
    }

    /// The rows of cells.
    fn rows(&self, source: &Source) -> Vec<GridRow> {
        let areas = self.areas();
        if areas.iter().any(|area| holds_several(source, area)) {
            return self.rows_of_lines(source);
        }
        let mut tops: Vec<usize> = areas.iter().map(|cell| cell.top).collect();
        tops.sort_unstable();
        tops.dedup();
        let mut rows = Rows::default();
        for &top in &tops {
            rows.begin(self.first + top);
            let mut of_row: Vec<&Area> = areas.iter().filter(|cell| cell.top == top).collect();
            of_row.sort_by_key(|cell| cell.from);
            for cell in of_row {
                let covered = tops.iter().filter(|other| (cell.top..cell.bottom).contains(other)).count();
                rows.cell(source, markup::cell_of(source, &cell.pieces), cell.to - cell.from, covered);
            }
        }
        rows.finish()
    }

    /// The rows where no borders are drawn between them, as databases print them: one a line.
    fn rows_of_lines(&self, source: &Source) -> Vec<GridRow> {
        let cells = |line: &Vec<Point>| -> Vec<Cell> {
            let parts = self.parts(line);
            let is_rule = parts.iter().all(|(_, _, part)| part.iter().all(|point| is_border(point.character)));
            let parts = parts.iter().filter(|_| !is_rule);
            parts.map(|(_, _, part)| markup::cell_of(source, text_of(part).as_slice())).collect()
        };
        let rows = self.lines.iter().map(cells).enumerate().filter(|(_, cells)| !cells.is_empty());
        rows.map(|(line_ix, cells)| GridRow::marked_up(self.first + line_ix, cells)).collect()
    }

    /// The cells, in the order in which they end.
    fn areas(&self) -> Vec<Area> {
        let mut open: Vec<Open> = Vec::new();
        let mut areas = Vec::new();
        for (line_ix, line) in self.lines.iter().enumerate() {
            for (from, to, part) in self.parts(line) {
                let is_rule = part.iter().all(|point| is_level(point.character) || is_corner(point.character));
                if is_rule && !part.is_empty() {
                    let (closed, rest) = open.into_iter().partition(|cell| cell.from < to && from < cell.to);
                    open = rest;
                    areas.extend(closed.into_iter().map(|cell: Open| cell.closed(line_ix)));
                    continue;
                }
                let place = open.iter().position(|cell| cell.from <= from && to <= cell.to);
                let place = place.unwrap_or_else(|| {
                    open.push(Open { from, to, line: line_ix, pieces: Vec::new() });
                    open.len() - 1
                });
                open[place].pieces.extend(text_of(part));
            }
        }
        let end = self.lines.len();
        areas.extend(open.into_iter().map(|cell| cell.closed(end)));
        areas
    }

    /// The parts of a line between borders: from which border to which, and the characters between.
    fn parts<'a>(&'a self, line: &'a [Point]) -> Vec<(usize, usize, &'a [Point])> {
        let border = |point: &Point| {
            let is_one = is_upright(point.character) || is_corner(point.character);
            self.borders.binary_search(&point.column).ok().filter(|_| is_one)
        };
        let found = line.iter().enumerate().filter_map(|(at, point)| Some((at, border(point)?)));
        let found: Vec<(usize, usize)> = found.collect();
        let part = |pair: &[(usize, usize)]| match pair {
            [(start, from), (end, to)] => Some((*from, *to, &line[start + 1..*end])),
            _ => None,
        };
        found.windows(2).filter_map(part).collect()
    }
}

impl Open {
    fn closed(self, bottom: usize) -> Area {
        Area { from: self.from, to: self.to, top: self.line, bottom, pieces: self.pieces }
    }
}

/// Whether several values are in a cell, so that its lines are rows of their own.
fn holds_several(source: &Source, area: &Area) -> bool {
    area.pieces.iter().filter(|&&piece| lines::is_value(source.slice(piece))).count() > 1
}

/// The span of the characters of a part without the spaces around them.
fn text_of(part: &[Point]) -> Option<Span> {
    let is_text = |point: &&Point| !point.character.is_whitespace();
    let first = part.iter().find(is_text)?;
    let last = part.iter().rfind(is_text)?;
    Some(Span::new(first.start, last.start + last.character.len_utf8()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::grid::read_table;

    fn read(text: &str) -> Option<Vec<String>> {
        read_table(text, table)
    }

    fn rows(rows: &[&str]) -> Vec<String> {
        rows.iter().map(|&row| row.to_owned()).collect()
    }

    #[test]
    fn cells_may_cover_columns_and_rows_and_go_over_lines() {
        let text = "\
+-------+-------------+
| 三    | 申请人      |
|       +------+------+
|       | 甲   | 乙   |
+=======+======+======+
| [予以]{.x}   | 12   |
| [公开]{.x}   |      |
+-------+------+------+
| 四    |      | 3    |
+-------+------+------+";
        assert_eq!(read(text), Some(rows(&["三,申请人", ",甲,乙", "予以公开,12", "四,,3"])));
    }

    #[test]
    fn rows_may_be_without_borders_between_them() {
        let text = "+------+----+\n| 内容 | 数 |\n+------+----+\n| 规章 | 0  |\n| 许可 | 3  |\n+------+----+";
        assert_eq!(read(text), Some(rows(&["内容,数", "规章,0", "许可,3"])));
    }

    #[test]
    fn characters_for_lines_draw_boxes_too() {
        assert_eq!(
            read("┌────┬───┐\n│ 规章 │ 0 │\n├────┼───┤\n│ 许可 │   │\n└────┴───┘"),
            Some(rows(&["规章,0", "许可,"]))
        );
    }

    #[test]
    fn what_is_drawn_askew_is_left_to_others() {
        assert_eq!(read("+----+--+\n| 规章规章规章 | 0 |\n+--+"), None);
    }
}
