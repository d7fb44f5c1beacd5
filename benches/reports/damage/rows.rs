//! Damage that loses cells and rows.

use crate::damage::Rates;
use crate::dice::Dice;
use crate::page::{Cell, Row, Table};

/// Damages the rows of a table; the cells that left it are returned.
pub(super) fn damage(table: &mut Table, rates: Rates, dice: &mut Dice) -> Vec<Cell> {
    let mut lost = Vec::new();
    for row in table.rows.iter_mut().filter(|row| row.width() > 0) {
        if leaves_only_the_total(row) && rates.hit("row_blank", dice) {
            lost.extend(blank_all_but_the_total(row, dice));
        } else {
            lost.extend(lose_cells(row, rates, dice));
        }
    }
    let mut at = 0;
    while at < table.rows.len() {
        if is_plain(&table.rows[at]) {
            if rates.hit("row_lost", dice) {
                let row = table.remove_row(at);
                lost.extend(
                    row.cells.into_iter().filter(|cell| cell.value().is_some()).map(|cell| with(cell, "row_lost")),
                );
                continue;
            }
            if table.rows.get(at + 1).is_some_and(is_plain) && rates.hit("row_merge", dice) {
                lost.extend(merge_rows(table, at));
            } else if rates.hit("row_twice", dice) {
                print_twice(table, at);
                at += 1;
            }
        }
        at += 1;
    }
    lost
}

fn with(mut cell: Cell, kind: &'static str) -> Cell {
    cell.kinds.insert(kind);
    cell
}

/// Whether a row carries several values and begins no group, so that it can go without taking anything along.
fn is_plain(row: &Row) -> bool {
    row.width() > 4
        && row.cells.iter().all(|cell| cell.rows == 1)
        && row.cells.iter().any(|cell| cell.value().is_none())
}

/// Whether all values of a row but the last are zero, as on the rows of which scanners see the total only.
fn leaves_only_the_total(row: &Row) -> bool {
    let values: Vec<&Cell> = row.values().collect();
    values.len() > 4 && row.cells.len() > values.len() && values[..values.len() - 1].iter().all(|cell| cell.text == "0")
}

fn blank_all_but_the_total(row: &mut Row, dice: &mut Dice) -> Option<Cell> {
    let values: Vec<usize> = (0..row.cells.len()).filter(|&at| row.cells[at].value().is_some()).collect();
    let zeros = &values[..values.len() - 1];
    for &at in zeros {
        row.cells[at].text.clear();
        row.cells[at].kinds.insert("blank_cells_total_only");
    }
    let drops = dice.chance(0.6);
    drops.then(|| drop_cell(row, zeros[zeros.len() - 1]))
}

fn drop_cell(row: &mut Row, at: usize) -> Cell {
    row.kinds.insert("row_short");
    with(row.cells.remove(at), "value_cell_dropped")
}

/// Cells are not seen, or seen together with their right neighbours; what stands behind them moves left.
fn lose_cells(row: &mut Row, rates: Rates, dice: &mut Dice) -> Vec<Cell> {
    let mut lost = Vec::new();
    let mut at = 0;
    while at < row.cells.len() {
        if row.cells[at].value().is_none() {
            at += 1;
        } else if row.width() > 2 && rates.hit("cell_drop", dice) {
            lost.push(drop_cell(row, at));
        } else {
            if rates.hit("cell_merge", dice) {
                lost.extend(merge_cells(row, at));
            }
            at += 1;
        }
    }
    lost
}

fn merge_cells(row: &mut Row, at: usize) -> Option<Cell> {
    let next = row.cells.get(at + 1).filter(|cell| cell.value().is_some() && !cell.text.is_empty())?;
    if row.cells[at].text.is_empty() {
        return None;
    }
    let joined = format!("{} {}", row.cells[at].text, next.text);
    row.cells[at].text = joined;
    row.cells[at].kinds.insert("cells_merged");
    row.kinds.insert("row_short");
    Some(with(row.cells.remove(at + 1), "cells_merged"))
}

/// Two rows are seen as one, each number before the one below it.
fn merge_rows(table: &mut Table, at: usize) -> Vec<Cell> {
    let below = table.remove_row(at + 1);
    let row = &mut table.rows[at];
    let (values, labels): (Vec<Cell>, Vec<Cell>) = below.cells.into_iter().partition(|cell| cell.value().is_some());
    if let (Some(label), Some(other)) = (row.cells.iter_mut().rfind(|cell| cell.value().is_none()), labels.last()) {
        label.text += &other.text;
    }
    for (cell, other) in row.cells.iter_mut().filter(|cell| cell.value().is_some()).zip(&values) {
        cell.text += &other.text;
        cell.kinds.insert("rows_merged");
    }
    values.into_iter().map(|cell| with(cell, "rows_merged")).collect()
}

/// A row is seen a second time; its values there are no cells of the report.
fn print_twice(table: &mut Table, at: usize) {
    let mut row = table.rows[at].clone();
    row.kinds.insert("row_duplicated");
    table.rows[at].kinds.insert("row_duplicated");
    table.insert_row(at + 1, Row { is_repeat: true, ..row });
}
