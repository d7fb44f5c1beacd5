//! How rules name rows, columns and cells: by their ids, `denied_*` for all that begin so.

use std::ops::Range;

use serde::Deserialize;

use crate::data::Placed;
use crate::error::{Flaw, Mistake, Result};
use crate::form::{Block, Form, Table};
use crate::words::DataMessage;

/// A name in the file of a rule, with its place.
pub type Name = Placed<String>;

/// What a rule is repeated over.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq)]
pub enum Each {
    /// Once for each row; the terms are columns
    Row,
    /// Once for each column; the terms are rows
    Column,
}

/// A rule applied at one row or column: for each list of its names, the positions of the cells in the table.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Terms<const N: usize> {
    /// The id of the row or column that it was applied to
    pub at: String,
    /// The cells that each list names
    pub cells: [Vec<usize>; N],
}

impl<const N: usize> Terms<N> {
    /// Whether every list names cells there.
    pub fn is_whole(&self) -> bool {
        self.cells.iter().all(|cells| !cells.is_empty())
    }
}

impl Each {
    /// Every row or column of a table with the cells that lists of names mean there; positions count the table's cells
    /// in form order. Rows and columns where no name means anything are left out, and so are other tables than the one
    /// with this id.
    pub fn places<const N: usize>(self, id: &str, table: &Table, names: [&[Name]; N]) -> Vec<Terms<N>> {
        if id != table.id {
            return Vec::new();
        }
        let mut start = 0;
        let mut places = Vec::new();
        for block in &table.blocks {
            let cells = start..start + block.rows.len() * block.columns.len();
            let ids = self.lines(block);
            places.extend((0..ids.len()).map(|line| Terms {
                at: ids[line].to_owned(),
                cells: names.map(|names| self.pick(names, block, line, &cells)),
            }));
            start = cells.end;
        }
        places.retain(|terms| terms.cells.iter().any(|cells| !cells.is_empty()));
        places
    }

    fn pick(self, names: &[Name], block: &Block, line: usize, cells: &Range<usize>) -> Vec<usize> {
        let columns = block.columns.len();
        let cell = |term: usize| match self {
            Self::Row => cells.start + line * columns + term,
            Self::Column => cells.start + term * columns + line,
        };
        let ids = self.terms(block).into_iter().enumerate();
        ids.filter(|(_, id)| names.iter().any(|name| matches(name, id))).map(|(term, _)| cell(term)).collect()
    }

    /// The rows or columns of a block that the rule is repeated over.
    fn lines(self, block: &Block) -> Vec<&str> {
        match self {
            Self::Row => block.rows.iter().map(|row| row.id.as_str()).collect(),
            Self::Column => block.columns.iter().map(|column| column.id.as_str()).collect(),
        }
    }

    /// What its terms are named by in a block.
    fn terms(self, block: &Block) -> Vec<&str> {
        match self {
            Self::Row => Self::Column.lines(block),
            Self::Column => Self::Row.lines(block),
        }
    }

    /// Holds the names of terms against a table of some forms, and sees that the lists have no name in common.
    pub(super) fn validate(self, rule: &str, forms: &[&Form], table: &Name, names: &[&[Name]]) -> Result<(), Mistake> {
        let tables: Vec<&Table> = forms.iter().filter_map(|form| Some(&form.tables[form.table(table)?])).collect();
        if tables.is_empty() {
            let known = forms.iter().flat_map(|form| form.tables.iter().map(|table| table.id.as_str()));
            return Err(unknown(
                table,
                DataMessage::NoSuchTable { rule: rule.to_owned(), name: table.to_string() },
                &once(known),
            ));
        }
        for found in tables {
            let known = once(found.blocks.iter().flat_map(|block| self.terms(block)));
            let is_known = |name: &Name| known.iter().any(|known| matches(name, known));
            if let Some(name) = names.iter().copied().flatten().find(|name| !is_known(name)) {
                return Err(unknown(
                    name,
                    DataMessage::NoSuchLine { rule: rule.to_owned(), name: name.to_string() },
                    &known,
                ));
            }
            self.no_part_of_itself(rule, found, names)?;
        }
        Ok(())
    }

    /// Sees that no two lists have a cell in common.
    fn no_part_of_itself(self, rule: &str, table: &Table, names: &[&[Name]]) -> Result<(), Mistake> {
        let ids = once(table.blocks.iter().flat_map(|block| self.terms(block)));
        for (list_ix, later) in names.iter().enumerate().skip(1) {
            for name in *later {
                let earlier = || names[..list_ix].iter().copied().flatten();
                let both = |id: &&str| matches(name, id) && earlier().any(|other| matches(other, id));
                if let Some(id) = ids.iter().copied().find(both) {
                    return Err(name.mistake(Flaw::from(DataMessage::OnBothSides {
                        rule: rule.to_string(),
                        name: id.to_string(),
                    })));
                }
            }
        }
        Ok(())
    }
}

/// No form, table, row, column or cell has the name that a rule gives.
pub(super) fn unknown(name: &Name, problem: DataMessage, known: &[&str]) -> Mistake {
    name.mistake(Flaw::unknown(problem, name, known.iter().copied()))
}

/// Each name once, in the order in which they come first.
pub(super) fn once<'a>(names: impl Iterator<Item = &'a str>) -> Vec<&'a str> {
    let mut all: Vec<&str> = Vec::new();
    for name in names {
        if !all.contains(&name) {
            all.push(name);
        }
    }
    all
}

/// Whether a name in a rule means an id: the id itself, or a prefix that ends in `*`.
pub(super) fn matches(name: &str, id: &str) -> bool {
    name.strip_suffix('*').map_or(name == id, |prefix| id.starts_with(prefix))
}

/// The positions of the cells of a table, in form order, that a pattern of addresses means: `table.row.column` with
/// `*` at the end of any part.
pub(crate) fn cells_of(pattern: &str, table: &Table) -> Vec<usize> {
    let parts: Vec<&str> = pattern.split('.').collect();
    let [of_table, of_row, of_column] = parts[..] else { return Vec::new() };
    let (mut start, mut found) = (0, Vec::new());
    if !matches(of_table, &table.id) {
        return found;
    }
    for block in &table.blocks {
        let columns: Vec<usize> =
            (0..block.columns.len()).filter(|&column| matches(of_column, &block.columns[column].id)).collect();
        for (row, _) in block.rows.iter().enumerate().filter(|(_, row)| matches(of_row, &row.id)) {
            found.extend(columns.iter().map(|column| start + row * block.columns.len() + column));
        }
        start += block.rows.len() * block.columns.len();
    }
    found
}

/// Sees that patterns of addresses mean cells of some form.
pub(super) fn known_cells<'a>(
    rule: &str,
    forms: &[&Form],
    patterns: impl IntoIterator<Item = &'a Name>,
) -> Result<(), Mistake> {
    for pattern in patterns {
        if forms.iter().flat_map(|form| &form.tables).any(|table| !cells_of(pattern, table).is_empty()) {
            continue;
        }
        let addresses: Vec<String> = forms.iter().flat_map(|form| form.addresses()).map(|id| id.to_string()).collect();
        let table = pattern.split('.').next();
        let near = || addresses.iter().map(String::as_str).filter(|id| id.split('.').next() == table);
        let known = if near().next().is_none() { once(addresses.iter().map(String::as_str)) } else { once(near()) };
        return Err(unknown(
            pattern,
            DataMessage::NoSuchCell { rule: rule.to_owned(), name: pattern.to_string() },
            &known,
        ));
    }
    Ok(())
}
