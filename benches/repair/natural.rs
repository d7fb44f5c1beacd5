//! Damage as it comes: every number is misread with a small probability, and some pages are wrong themselves.

use gouji::catalogue::Catalogue;

use crate::author;
use crate::damage::{self, Kind};
use crate::dice::Dice;
use crate::figures::{ACCEPTED, Calibration, Times};
use crate::model::Activity;
use crate::table::Table;

/// Every rate of misreading, with and without agencies that err.
pub fn mixtures(catalogue: &Catalogue, n: u64, seed: u64, times: &mut Times) {
    println!("misread  agency errs  faults  right  claimed  ece    auroc  p>=.95  false");
    for rate in [0.0005, 0.01, 0.06] {
        for errs in [0.0, 0.05] {
            let mut kept = Calibration::default();
            let mut by: [Vec<(f64, bool)>; 2] = Default::default();
            for report in 0..n {
                let dice = &mut Dice::of(seed, report, &format!("natural{rate}{errs}"));
                let mut table = Table::new(catalogue, activity(dice), dice);
                author::err(&mut table, errs, dice);
                for cell in table.cells("requests").into_iter().chain(table.cells("disputes")) {
                    // Where much is misread, the zeros of real reports are not: they are blank, or right.
                    if dice.chance(rate) && (rate < 0.05 || !table.printed[cell].is_zero()) {
                        damage::cell(&mut table, cell, Kind::Mix, dice);
                    }
                }
                let verdict = table.judge(rate);
                times.add(verdict.took);
                for fault in verdict.faults.iter().filter(|fault| !fault.equations.is_empty()) {
                    if let Some(best) = fault.repairs.first() {
                        let cells = table.around(fault);
                        let right = table.is_restored(&verdict, verdict.faults.iter(), 0, &cells);
                        kept.0.push((best.probability, right));
                        by[usize::from(cells.len() < 20)].push((best.probability, right));
                    }
                }
            }
            let (accepted, wrong) = kept.accepted();
            if std::env::var("BINS").is_ok() {
                let mut sorted = kept.0.clone();
                sorted.sort_by(|a, b| a.0.total_cmp(&b.0));
                for bin in sorted.chunks(sorted.len() / 10 + 1) {
                    let c: f64 = bin.iter().map(|x| x.0).sum::<f64>() / bin.len() as f64;
                    let r = bin.iter().filter(|x| x.1).count() as f64 / bin.len() as f64;
                    println!("   {c:.3} {r:.3}");
                }
                for size in ["requests", "disputes"] {
                    println!(
                        "{size} {:?}",
                        by[usize::from(size == "disputes")].iter().fold((0, 0.0, 0), |a, x: &(f64, bool)| (
                            a.0 + 1,
                            a.1 + x.0,
                            a.2 + u32::from(x.1)
                        ))
                    );
                }
            }
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
                let verdict = table.judge(0.01);
                tables += 1;
                flagged += u64::from(verdict.faults.iter().any(|fault| fault.signature.is_some()));
                let repairs = verdict.faults.iter().flat_map(|fault| &fault.repairs);
                sure += u64::from(repairs.into_iter().any(|repair| repair.probability >= ACCEPTED));
            }
        }
        println!("signature, {name}: {flagged} of {tables} flagged, {sure} repaired for sure");
    }
}
