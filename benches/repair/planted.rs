//! Damage of one kind in a given number of places.

use gouji::catalogue::Catalogue;

use crate::damage::{self, Kind};
use crate::figures::{Count, Times};
use crate::table::Table;
use gouji_reports::dice::Dice;
use gouji_reports::model::Activity;

/// The doubt that the engine is told.
const DOUBT: f64 = 0.01;
/// Tries to place damage before another table is drawn.
const TRIES: usize = 60;

/// Section 三: 1 to 4 damaged cells that are not zero, or damaged rows.
pub fn requests(catalogue: &Catalogue, n: u64, seed: u64, times: &mut Times) {
    println!("section 三       k  detected  top 1   top 3   p>=.95  false   gave up  p50 us  p99 us  max us");
    let kinds = [Kind::Substitution, Kind::Deletion, Kind::Insertion, Kind::Blank, Kind::Slide, Kind::Mix];
    for kind in kinds {
        for k in 1..=4 {
            let (mut count, mut own) = (Count::default(), Times::default());
            let mut report = 0;
            while count.tables < n {
                report += 1;
                let dice = &mut Dice::of(seed, report, &format!("{kind:?}{k}"));
                let activity = if dice.chance(0.3) { Activity::Busy } else { Activity::Mixed };
                let mut table = Table::new(catalogue, activity, dice);
                if place(&mut table, kind, k, dice) {
                    let verdict = table.judge(DOUBT, DOUBT);
                    own.add(verdict.took);
                    times.add(verdict.took);
                    count.add(&table, &verdict, &table.cells("requests"));
                }
            }
            println!("{:<15} {k}  {count}  {own}", format!("{kind:?}").to_lowercase());
        }
    }
}

fn place(table: &mut Table, kind: Kind, k: usize, dice: &mut Dice) -> bool {
    let cells: Vec<usize> =
        table.cells("requests").into_iter().filter(|&cell| !table.printed[cell].is_zero()).collect();
    let rows: Vec<Vec<usize>> =
        table.rows("requests").into_iter().filter(|row| row.iter().any(|cell| cells.contains(cell))).collect();
    let places = if kind == Kind::Slide { rows.len() } else { cells.len() };
    if places < k {
        return false;
    }
    let mut done: Vec<usize> = Vec::new();
    for _ in 0..TRIES {
        let at = dice.below(places);
        if done.contains(&at) {
            continue;
        }
        let changed = match kind {
            Kind::Slide => damage::row(table, &rows[at], dice),
            _ => damage::cell(table, cells[at], kind, dice),
        };
        if changed {
            done.push(at);
        }
        if done.len() == k {
            return true;
        }
    }
    false
}

/// Section 四: one damaged cell of a block in which something happened.
pub fn disputes(catalogue: &Catalogue, n: u64, seed: u64) {
    println!("section 四          detected  top 1   top 3   p>=.95  false   gave up");
    for (name, only_non_zero) in [("any cell", false), ("not zero", true)] {
        let (mut count, mut report) = (Count::default(), 0);
        while count.tables < n * 2 {
            report += 1;
            let dice = &mut Dice::of(seed, report, name);
            let mut table = Table::new(catalogue, Activity::Busy, dice);
            let rows = table.rows("disputes");
            let row = dice.pick(&rows).clone();
            let all = row.iter().copied();
            let cells: Vec<usize> = all.filter(|&cell| !only_non_zero || !table.printed[cell].is_zero()).collect();
            if row.iter().all(|&cell| table.printed[cell].is_zero()) || cells.is_empty() {
                continue;
            }
            let cell = *dice.pick(&cells);
            if damage::cell(&mut table, cell, Kind::Mix, dice) {
                let verdict = table.judge(DOUBT, DOUBT);
                count.add(&table, &verdict, &row);
            }
        }
        println!("{name:<18} {count}");
    }
}
