//! How converters write a report: each manner of writing a table is one file.

mod html;
mod layout;
mod lines;
mod pipe;
mod rows;
mod run;

use crate::document::Piece;
use crate::page::Table;

/// A format of text.
#[derive(Clone, Copy, Debug)]
pub struct Format {
    /// Its name: a family, and a manner of it behind a colon
    pub name: &'static str,
    write: fn(&Table) -> Vec<String>,
    /// Whether a blank cell leaves a trace in it
    keeps_blanks: bool,
    /// Whether an upright stroke separates cells in it
    strokes: bool,
    /// Whether anything separates cells in it
    separates: bool,
}

/// The formats. Tables come before running text: what has cells of its own is read by other means than what has none.
pub const FORMATS: &[Format] = &[
    format("tab", rows::tabs),
    Format { strokes: true, ..format("pipe:marker", pipe::marker) },
    Format { strokes: true, ..format("pipe:docling", pipe::docling) },
    Format { strokes: true, ..format("pipe:markdownify", pipe::markdownify) },
    format("html:mineru", html::mineru),
    format("html:plain", html::plain),
    format("html:paddle", html::paddle),
    format("html:web", html::government),
    Format { strokes: true, ..format("web", rows::web) },
    format("layout", layout::layout),
    Format { keeps_blanks: false, ..format("raw", lines::raw) },
    Format { keeps_blanks: false, ..format("lines", lines::cells) },
    Format { keeps_blanks: false, separates: false, ..format("run", run::together) },
];

const fn format(name: &'static str, write: fn(&Table) -> Vec<String>) -> Format {
    Format { name, write, keeps_blanks: true, strokes: false, separates: true }
}

impl Format {
    /// Whether a name stands for this format: its own, or that of its family.
    pub fn is_named(&self, name: &str) -> bool {
        let family = self.name.split(':').next().unwrap_or_default();
        let is_text = ["layout", "raw", "lines", "run"].contains(&self.name);
        match name {
            "all" => true,
            "tables" => !is_text,
            "texts" => is_text,
            _ => name == self.name || name == family,
        }
    }

    /// What the format itself does to a table before it is written.
    pub fn spoil(&self, table: &mut Table) {
        for row in &mut table.rows {
            if !self.separates && row.width() > 1 && row.values().any(|cell| cell.text.chars().count() != 1) {
                row.kinds.insert("borders_lost");
            }
            for cell in row.cells.iter_mut().filter(|cell| cell.value().is_some()) {
                if self.strokes && cell.text.contains('|') {
                    cell.text.replace('|', " ").trim().clone_into(&mut cell.text);
                    cell.kinds.insert("pipe_char_lost");
                }
                if !self.keeps_blanks && cell.text.is_empty() {
                    row.kinds.insert("row_short");
                }
            }
        }
    }

    /// A report in this format.
    pub fn write(&self, pieces: &[Piece]) -> String {
        let mut lines: Vec<String> = Vec::new();
        for piece in pieces {
            match piece {
                Piece::Line(line) => lines.push(line.clone()),
                Piece::Table(table) => lines.extend((self.write)(table)),
            }
        }
        lines.join("\n") + "\n"
    }
}

/// The texts of all places of a table; a cell that spans several stands in the first of them.
fn flat(table: &Table) -> Vec<Vec<String>> {
    let text = |place: Option<(&crate::page::Cell, bool)>| match place {
        Some((cell, true)) => cell.text.clone(),
        _ => String::new(),
    };
    table.places().into_iter().map(|row| row.into_iter().map(text).collect()).collect()
}
