//! Tables whose cells are separated by tabs, a line for each row.

use crate::grid::{Cell, Found, GridRow, Layout, commas, trimmed};
use crate::source::{LONGEST_ROW, Source, Span, count_of};

pub(super) const LAYOUT: Layout = Layout {
    table,
    example: "信息内容\t本年制发件数\t现行有效件数\n规章\t0\t12\n行政规范性文件\t\t3",
};

fn table(source: &Source, line: usize) -> Option<Found> {
    let mut rows = Vec::new();
    let mut end = line;
    while let Some((cells, next)) = row(source, end) {
        rows.push(GridRow::separated(end, cells));
        end = next;
    }
    (end > line).then_some(Found { rows, end })
}

/// The row that begins on a line, and the line after it.
fn row(source: &Source, line: usize) -> Option<(Vec<Cell>, usize)> {
    let span = *source.lines().get(line)?;
    if span.range().len() > LONGEST_ROW {
        return None;
    }
    let cells = cells(source, span)?;
    let is_quoted = |cell: &Cell| source.slice(cell.span).starts_with('"');
    if cells.iter().any(is_quoted) { commas::tabbed(source, line) } else { Some((cells, line + 1)) }
}

/// The cells of a line, if it holds a tab.
fn cells(source: &Source, line: Span) -> Option<Vec<Cell>> {
    let text = source.slice(line);
    let tabs = count_of(text, b'\t');
    if tabs == 0 {
        return None;
    }
    let mut cells = Vec::with_capacity(tabs + 1);
    let mut start = line.start;
    for cell in text.as_bytes().split(|&byte| byte == b'\t') {
        cells.push(trimmed(source, Span::new(start, start + cell.len())).into());
        start += cell.len() + 1;
    }
    Some(cells)
}

/// Whether a line holds a tab, so that strokes in it are none that separate cells.
pub(super) fn holds_one(source: &Source, line: Span) -> bool {
    source.slice(line).as_bytes().contains(&b'\t')
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;

    #[test]
    fn a_cell_in_quotes_goes_on_over_the_line_end() {
        let text = "规章\t\"1\n\"\t\"第\"\"一\"\"\n项\"\n3.危及\"三安全\"\t2";
        let source = Source::from_bytes(Path::new("t"), text.as_bytes()).expect("text");
        let row = |row: &GridRow| row.cells.iter().map(|cell| cell.text(&source)).collect::<Vec<_>>().join(",");
        let rows = table(&source, 0).expect("a table").rows;
        assert_eq!(rows.iter().map(row).collect::<Vec<_>>(), ["规章,1,第\"一\"项", "3.危及\"三安全\",2"]);
    }
}
