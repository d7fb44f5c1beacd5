//! Damage as it comes: every number is misread with a small probability, and some pages are wrong themselves.

use gouji::catalogue::Catalogue;

use crate::author;
use crate::damage::{self, Kind};
use crate::figures::{ACCEPTED, Calibration, Times};
use crate::table::Table;
use gouji_reports::dice::Dice;
use gouji_reports::model::Activity;

/// From this rate on, only numbers that are not zero are misread: on poor scans, zeros are lost or right.
const MUCH: f64 = 0.05;
/// How much seldomer a zero that is read is a misreading then.
const OF_ZERO: f64 = 0.05;

/// Every rate of misreading, with and without agencies that err.
pub fn mixtures(catalogue: &Catalogue, n: u64, seed: u64, times: &mut Times) {
    println!("misread  agency errs  faults  right  claimed  ece    auroc  p>=.95  false");
    for rate in [0.0005, 0.01, 0.06] {
        for errs in [0.0, 0.05] {
            let mut kept = Calibration::default();
            for report in 0..n {
                let dice = &mut Dice::of(seed, report, &format!("natural{rate}{errs}"));
                let mut table = Table::new(catalogue, activity(dice), dice);
                author::err(&mut table, errs, dice);
                for cell in table.cells("requests").into_iter().chain(table.cells("disputes")) {
                    if dice.chance(rate) && (rate < MUCH || !table.printed[cell].is_zero()) {
                        damage::cell(&mut table, cell, Kind::Mix, dice);
                    }
                }
                let verdict = table.judge(if rate < MUCH { rate } else { rate * OF_ZERO }, rate);
                times.add(verdict.took);
                for fault in verdict.faults.iter().filter(|fault| !fault.equations.is_empty()) {
                    if let Some(best) = fault.repairs.first() {
                        kept.0.push((best.probability, table.is_right(&verdict, fault)));
                    }
                }
            }
            let (accepted, wrong) = kept.accepted();
            println!(
                "{rate:<8} {errs:<12} {:<7} {:.3}  {:.3}    {:.4} {:.3}  {:<7.3} {:.4} ({wrong} of {accepted})",
                kept.0.len(),
                kept.right(),
                kept.claimed(),
                kept.error(),
                kept.auroc(),
                accepted as f64 / kept.0.len().max(1) as f64,
                wrong as f64 / accepted.max(1) as f64,
            );
            println!("         from: number claimed/right  {}", kept.bins());
        }
    }
}

fn activity(dice: &mut Dice) -> Activity {
    *dice.weighted(&[(Activity::Zero, 0.3), (Activity::Mixed, 0.5), (Activity::Busy, 0.2)])
}

/// The two signatures of an agency's error: none of them may be repaired.
pub fn signatures(catalogue: &Catalogue, n: u64, seed: u64) {
    for (name, plant) in [
        ("column and total column", author::with_total as fn(&mut Table, &mut Dice) -> bool),
        ("total left at zero", author::zero_total),
    ] {
        let (mut tables, mut flagged, mut sure, mut report) = (0, 0, 0, 0);
        while tables < n {
            report += 1;
            let dice = &mut Dice::of(seed, report, name);
            let mut table = Table::new(catalogue, Activity::Busy, dice);
            if plant(&mut table, dice) {
                let verdict = table.judge(0.01, 0.01);
                tables += 1;
                flagged += u64::from(verdict.faults.iter().any(|fault| fault.signature.is_some()));
                let repairs = verdict.faults.iter().flat_map(|fault| &fault.repairs);
                sure += u64::from(repairs.into_iter().any(|repair| repair.probability >= ACCEPTED));
            }
        }
        println!("signature, {name}: {flagged} of {tables} flagged, {sure} repaired for sure");
    }
}
