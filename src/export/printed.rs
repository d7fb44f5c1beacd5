//! The tables of a report as the official form prints them: boxes in rows, some over several rows or columns.

use crate::form::{Block, Layout, Row, Table};
use crate::sheet::Part;

/// What a box holds.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(super) enum Holds {
    /// The head of columns
    Head(String),
    /// The label of a row or of a group of rows
    Label(String),
    /// A cell, by its position in the sheet
    Cell(usize),
}

/// One box of a printed table.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(super) struct PrintedBox {
    /// The column that it begins in
    pub column: usize,
    /// Over how many columns it goes
    pub width: usize,
    /// Over how many rows it goes
    pub height: usize,
    /// What it holds
    pub holds: Holds,
}

/// A table as it is printed.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(super) struct Printed {
    /// The number of its columns
    pub columns: usize,
    /// The boxes that begin in each row, left to right
    pub rows: Vec<Vec<PrintedBox>>,
}

/// How many columns are for labels and how many for values.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub(super) struct Split {
    pub labels: usize,
    pub values: usize,
}

impl Split {
    /// What a table needs at least; one that is printed across has no columns of labels.
    pub(super) fn of(table: &Table) -> Self {
        if table.layout == Layout::Across {
            return Self::default();
        }
        let rows = table.blocks.iter().flat_map(|block| &block.rows);
        Self {
            labels: rows.map(|row| row.groups.len() + 1).max().unwrap_or(1),
            values: table.blocks.iter().map(|block| block.columns.len()).max().unwrap_or(0),
        }
    }

    /// What is enough for both.
    #[cfg(feature = "xlsx")]
    pub(super) fn and(self, other: Self) -> Self {
        Self { labels: self.labels.max(other.labels), values: self.values.max(other.values) }
    }
}

impl Printed {
    /// A table laid out in the columns that it needs.
    pub(super) fn of(part: &Part) -> Self {
        Self::in_columns(part, Split::of(part.table()))
    }

    /// A table laid out in given columns, at least those that it needs.
    pub(super) fn in_columns(part: &Part, split: Split) -> Self {
        let table = part.table();
        let mut printer = Printer { split, rows: Vec::new(), next: part.cells.start };
        for block in &table.blocks {
            match table.layout {
                Layout::Down => printer.down(block),
                Layout::Across => printer.across(block),
            }
        }
        let ends = printer.rows.iter().flatten().map(|found| found.column + found.width);
        Self { columns: ends.max().unwrap_or(0), rows: printer.rows }
    }
}

struct Printer {
    split: Split,
    rows: Vec<Vec<PrintedBox>>,
    next: usize,
}

impl Printer {
    fn down(&mut self, block: &Block) {
        self.heads(block);
        for (nth, row) in block.rows.iter().enumerate() {
            let mut boxes = group_boxes(&block.rows, nth);
            let depth = row.groups.len();
            let label = Holds::Label(row.label.clone());
            boxes.push(PrintedBox { column: depth, width: self.split.labels - depth, height: 1, holds: label });
            for column in 0..block.columns.len() {
                let (from, width) = self.place(block, column);
                boxes.push(PrintedBox { column: from, width, height: 1, holds: self.cell() });
            }
            self.rows.push(boxes);
        }
    }

    /// The heads of a block: the upper ones, then those of its columns, the last of its own in the corner before them.
    fn heads(&mut self, block: &Block) {
        let (corner, upper) = own_heads(block);
        let Split { labels, values } = self.split;
        let grouped = block.columns.iter().any(|column| column.group.is_some());
        let corner = |height| PrintedBox { column: 0, width: labels, height, holds: Holds::Head(corner.to_owned()) };
        let upper = upper.iter().map(|&head| Holds::Head(head.to_owned()));
        if !grouped {
            self.rows
                .extend(upper.map(|holds| vec![PrintedBox { column: 0, width: labels + values, height: 1, holds }]));
            let columns = (0..block.columns.len()).map(|column| self.head(block, column, 1));
            let row = [corner(1)].into_iter().chain(columns).collect();
            self.rows.push(row);
            return;
        }
        let first = self.rows.len();
        self.rows.extend(upper.map(|holds| vec![PrintedBox { column: labels, width: values, height: 1, holds }]));
        let group = |column: usize| block.columns[column].group.as_ref();
        let begins = |column: usize| column == 0 || group(column) != group(column - 1);
        let mut above = Vec::new();
        for column in (0..block.columns.len()).filter(|&column| group(column).is_none() || begins(column)) {
            above.push(match group(column) {
                None => self.head(block, column, 2),
                Some(label) => {
                    let last = (column..block.columns.len()).take_while(|&other| group(other) == Some(label)).last();
                    let (from, _) = self.place(block, column);
                    let (end, width) = self.place(block, last.unwrap_or(column));
                    PrintedBox { column: from, width: end + width - from, height: 1, holds: Holds::Head(label.clone()) }
                }
            });
        }
        self.rows.push(above);
        let below = (0..block.columns.len()).filter(|&column| group(column).is_some());
        self.rows.push(below.map(|column| self.head(block, column, 1)).collect());
        let height = self.rows.len() - first;
        self.rows[first].insert(0, corner(height));
    }

    fn head(&self, block: &Block, column: usize, height: usize) -> PrintedBox {
        let (from, width) = self.place(block, column);
        PrintedBox { column: from, width, height, holds: Holds::Head(block.columns[column].label.clone()) }
    }

    /// Where a column of a block begins, and over how many it goes: all share alike, the last takes the rest.
    fn place(&self, block: &Block, column: usize) -> (usize, usize) {
        let (count, values) = (block.columns.len(), self.split.values);
        let share = (values / count).max(1);
        let width = if column + 1 == count { values.saturating_sub(share * column).max(1) } else { share };
        (self.split.labels + share * column, width)
    }

    /// All rows of a block side by side: labels over heads over values.
    fn across(&mut self, block: &Block) {
        let columns = block.columns.len();
        let depth = block.rows.iter().map(|row| row.groups.len()).max().unwrap_or(0);
        let first = self.rows.len();
        self.rows.extend((0..depth + 3).map(|_| Vec::new()));
        for (nth, row) in block.rows.iter().enumerate() {
            for group in group_boxes(&block.rows, nth) {
                let PrintedBox { column: level, height: rows, holds, .. } = group;
                let from = nth * columns;
                self.rows[first + level].push(PrintedBox { column: from, width: rows * columns, height: 1, holds });
            }
            let level = row.groups.len();
            let label = Holds::Label(row.label.clone());
            let label = PrintedBox { column: nth * columns, width: columns, height: depth + 1 - level, holds: label };
            self.rows[first + level].push(label);
            for (at, column) in block.columns.iter().enumerate() {
                let one = |holds| PrintedBox { column: nth * columns + at, width: 1, height: 1, holds };
                let value = self.cell();
                self.rows[first + depth + 1].push(one(Holds::Head(column.label.clone())));
                self.rows[first + depth + 2].push(one(value));
            }
        }
    }

    fn cell(&mut self) -> Holds {
        self.next += 1;
        Holds::Cell(self.next - 1)
    }
}

/// The heads of a block that are no heads of groups of columns: the one in the corner, and those above all columns.
pub(super) fn own_heads(block: &Block) -> (&str, Vec<&str>) {
    let is_group = |head: &str| block.columns.iter().any(|column| column.group.as_deref() == Some(head));
    let mut own: Vec<&str> = block.heads.iter().map(String::as_str).filter(|head| !is_group(head)).collect();
    let corner = own.pop().unwrap_or_default();
    (corner, own)
}

/// The labels of the groups that begin in a row, each over its rows.
fn group_boxes(rows: &[Row], nth: usize) -> Vec<PrintedBox> {
    let same = |other: &Row, level: usize| other.groups.get(..=level) == rows[nth].groups.get(..=level);
    let begins = |level: &usize| nth == 0 || !same(&rows[nth - 1], *level);
    let levels = (0..rows[nth].groups.len()).filter(begins);
    levels
        .map(|level| {
            let height = rows[nth..].iter().take_while(|other| same(other, level)).count();
            let holds = Holds::Label(rows[nth].groups[level].clone());
            PrintedBox { column: level, width: 1, height, holds }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::catalogue::Catalogue;
    use crate::sheet::Sheet;

    #[test]
    fn the_boxes_of_every_table_fill_it_without_gap_or_overlap_and_hold_every_cell_once() {
        let catalogue = Catalogue::built_in();
        for form in &catalogue.forms {
            let tables: Vec<_> = (0..form.tables.len()).map(|table| (form.clone(), table)).collect();
            for part in &Sheet::new(&tables, &[]).parts {
                for wider in [0, 2] {
                    let needs = Split::of(part.table());
                    let is_across = needs == Split::default();
                    let split = Split { labels: needs.labels + if is_across { 0 } else { wider }, ..needs };
                    let printed = Printed::in_columns(part, split);
                    let mut taken: BTreeMap<(usize, usize), usize> = BTreeMap::new();
                    let mut cells = Vec::new();
                    for (row, found) in printed
                        .rows
                        .iter()
                        .enumerate()
                        .flat_map(|(row, boxes)| boxes.iter().map(move |found| (row, found)))
                    {
                        for row in row..row + found.height {
                            for column in found.column..found.column + found.width {
                                *taken.entry((row, column)).or_default() += 1;
                            }
                        }
                        if let Holds::Cell(cell) = found.holds {
                            cells.push(cell);
                        }
                    }
                    let name = format!("{} {}", form.id, part.table().id);
                    assert!(taken.values().all(|&times| times == 1), "{name} overlaps");
                    assert_eq!(taken.len(), printed.rows.len() * printed.columns, "{name} has a gap");
                    cells.sort_unstable();
                    assert_eq!(cells, part.cells.clone().collect::<Vec<_>>(), "{name}");
                }
            }
        }
    }
}
