//! An official form: its tables, rows, columns and printed labels, read from `assets/forms/`.

mod addresses;
pub mod rule;

pub use addresses::{AddressBook, Addresses};

use std::collections::HashSet;
use std::fmt;
use std::path::Path;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::data::{self, Placed};
use crate::error::{Error, Flaw, Mistake, Result};
use crate::words::DataMessage;

/// The address of a cell, `table.row.column`, for example `requests.granted.total`; the only way to name a cell.
#[derive(Clone, Debug, Deserialize, Eq, Hash, Ord, PartialEq, PartialOrd, Serialize)]
#[serde(transparent)]
pub struct CellId(Arc<str>);

impl CellId {
    /// The address made of its three names.
    pub fn new(table: &str, row: &str, column: &str) -> Self {
        Self(format!("{table}.{row}.{column}").into())
    }

    /// The address as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl From<&str> for CellId {
    fn from(text: &str) -> Self {
        Self(text.into())
    }
}

impl fmt::Display for CellId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// How the rows of a table are printed.
#[derive(Clone, Copy, Debug, Default, Deserialize, Eq, PartialEq)]
pub enum Layout {
    /// One printed line a row, its label before its values.
    #[default]
    Down,
    /// All rows side by side in one printed line, under heads.
    Across,
}

/// What a column counts.
#[derive(Clone, Copy, Debug, Default, Deserialize, Eq, PartialEq)]
pub enum Unit {
    /// Whole items
    #[default]
    Count,
    /// 万元, with decimals; amounts printed in 元 are converted
    TenThousandYuan,
}

/// An official form.
#[derive(Debug)]
pub struct Form {
    /// Its name: the year of its notice
    pub id: Arc<str>,
    /// The notice that put it in force
    pub notice: String,
    /// Its tables, in printed order
    pub tables: Vec<Table>,
}

/// A table of a form.
#[derive(Debug)]
pub struct Table {
    /// First name of its cells' addresses
    pub id: String,
    /// The Chinese numeral of its section
    pub number: String,
    /// Its section's title without the number
    pub title: String,
    /// Other wordings of the title
    pub aliases: Vec<String>,
    /// How its rows are printed
    pub layout: Layout,
    /// Its parts, each with heads and columns of its own
    pub blocks: Vec<Block>,
}

/// A part of a table that has its own columns.
#[derive(Debug)]
pub struct Block {
    /// Texts above it that are no column's label
    pub heads: Vec<String>,
    /// Its columns, in printed order
    pub columns: Vec<Column>,
    /// Its rows, in printed order
    pub rows: Vec<Row>,
}

/// A column of a block.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Column {
    /// Last name of its cells' addresses
    pub id: String,
    /// Its head as printed
    pub label: String,
    /// A head for narrow screens
    pub short: String,
    /// Other wordings of the head
    #[serde(default)]
    pub aliases: Vec<String>,
    /// The head above it and its neighbours
    #[serde(default)]
    pub group: Option<String>,
    /// What it counts
    #[serde(default)]
    pub unit: Unit,
    /// Whether its values may be negative
    #[serde(default)]
    pub signed: bool,
}

/// A row of a block.
#[derive(Debug)]
pub struct Row {
    /// Middle name of its cells' addresses
    pub id: String,
    /// Its label as printed
    pub label: String,
    /// Other wordings of the label
    pub aliases: Vec<String>,
    /// The labels of the groups that it is in, outermost first
    pub groups: Vec<String>,
}

impl Row {
    /// The label after those of the groups that it is in.
    pub fn full_label(&self) -> String {
        let mut parts = self.groups.clone();
        parts.push(self.label.clone());
        parts.join(" / ")
    }
}

impl Table {
    /// All its cells in form order, as positions of block, row and column.
    pub fn cells(&self) -> impl Iterator<Item = (usize, usize, usize)> + '_ {
        self.blocks.iter().enumerate().flat_map(|(b, block)| {
            (0..block.rows.len()).flat_map(move |r| (0..block.columns.len()).map(move |c| (b, r, c)))
        })
    }

    /// The number of its cells.
    pub fn len(&self) -> usize {
        self.blocks.iter().map(|block| block.rows.len() * block.columns.len()).sum()
    }

    /// Whether it has no cells.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FormFile {
    id: String,
    notice: String,
    tables: Vec<TableFile>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct TableFile {
    id: Placed<String>,
    number: String,
    title: String,
    #[serde(default)]
    aliases: Vec<String>,
    #[serde(default)]
    layout: Layout,
    blocks: Vec<BlockFile>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct BlockFile {
    heads: Vec<String>,
    columns: Vec<Column>,
    lines: Vec<Line>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
enum Line {
    Row {
        id: Placed<String>,
        label: String,
        #[serde(default)]
        aliases: Vec<String>,
    },
    Group {
        label: String,
        lines: Vec<Line>,
    },
}

/// The addresses of a form that is being read.
type Seen = HashSet<CellId>;

impl Form {
    /// Reads a form from the text of a RON file.
    ///
    /// # Errors
    /// [`Error::Data`] with the place, if the text is no form, names an address twice, or leaves a table empty.
    pub fn parse(path: &Path, text: &str) -> Result<Self> {
        let file: FormFile = data::parse(path, text)?;
        let mut seen = Seen::new();
        let tables = file.tables.into_iter().map(|table| table.into_table(&mut seen)).collect::<Result<_, _>>();
        let tables = tables.map_err(|mistake| Error::in_data(path, text, mistake))?;
        Ok(Self { id: file.id.into(), notice: file.notice, tables })
    }

    /// The addresses of all its cells, in form order.
    pub fn addresses(&self) -> impl Iterator<Item = CellId> + '_ {
        self.tables.iter().flat_map(|table| {
            table.cells().map(|(block, row, column)| {
                let found = &table.blocks[block];
                CellId::new(&table.id, &found.rows[row].id, &found.columns[column].id)
            })
        })
    }

    /// The position of the table with this name.
    pub fn table(&self, id: &str) -> Option<usize> {
        self.tables.iter().position(|table| table.id == id)
    }
}

impl TableFile {
    fn into_table(self, seen: &mut Seen) -> Result<Table, Mistake> {
        let blocks = self.blocks.into_iter().map(|block| block.into_block(&self.id, seen)).collect::<Result<_, _>>()?;
        let empty = self.id.mistake(Flaw::from(DataMessage::TableEmpty { table: self.id.to_string() }));
        let table = Table {
            id: self.id.into_value(),
            number: self.number,
            title: self.title,
            aliases: self.aliases,
            layout: self.layout,
            blocks,
        };
        if table.is_empty() { Err(empty) } else { Ok(table) }
    }
}

impl BlockFile {
    fn into_block(self, table: &str, seen: &mut Seen) -> Result<Block, Mistake> {
        let mut rows = Vec::new();
        flatten(self.lines, &mut Vec::new(), &mut rows);
        for (row, _) in &rows {
            let mut cells = self.columns.iter().map(|column| CellId::new(table, row, &column.id));
            if let Some(twice) = cells.find(|cell| !seen.insert(cell.clone())) {
                return Err(row.mistake(Flaw::from(DataMessage::AddressTwice { cell: twice.to_string() })));
            }
        }
        let rows = rows.into_iter().map(|(id, row)| Row { id: id.into_value(), ..row }).collect();
        Ok(Block { heads: self.heads, columns: self.columns, rows })
    }
}

/// The rows of a block, each with its name in the file.
fn flatten(lines: Vec<Line>, groups: &mut Vec<String>, rows: &mut Vec<(Placed<String>, Row)>) {
    for line in lines {
        match line {
            Line::Row { id, label, aliases } => {
                rows.push((id, Row { id: String::new(), label, aliases, groups: groups.clone() }));
            }
            Line::Group { label, lines } => {
                groups.push(label);
                flatten(lines, groups, rows);
                groups.pop();
            }
        }
    }
}
