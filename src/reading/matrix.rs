//! A table of figures in one piece: as many are made for each report, one that is put together row by row costs more than
//! what is counted in it.

use std::ops::{Index, IndexMut};

/// Figures in rows of the same length; indexed by row, then by column.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Matrix {
    cells: Vec<f64>,
    columns: usize,
    rows: usize,
}

impl Matrix {
    /// A matrix with the same figure everywhere.
    pub(crate) fn filled(figure: f64, rows: usize, columns: usize) -> Self {
        Self { cells: vec![figure; rows * columns], columns, rows }
    }

    /// The figures of a column, top to bottom.
    pub(crate) fn column(&self, column: usize) -> impl Iterator<Item = f64> {
        self.cells.iter().skip(column).step_by(self.columns.max(1)).copied()
    }

    /// The rows, top to bottom.
    pub(crate) fn rows(&self) -> impl ExactSizeIterator<Item = &[f64]> {
        (0..self.rows).map(|row| &self[row])
    }
}

impl Index<usize> for Matrix {
    type Output = [f64];

    fn index(&self, row: usize) -> &[f64] {
        &self.cells[row * self.columns..][..self.columns]
    }
}

impl IndexMut<usize> for Matrix {
    fn index_mut(&mut self, row: usize) -> &mut [f64] {
        &mut self.cells[row * self.columns..][..self.columns]
    }
}
