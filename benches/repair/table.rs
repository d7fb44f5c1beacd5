//! A made-up table, what is seen of it, and what the engine makes of that.

use std::sync::Arc;
use std::time::{Duration, Instant};

use gouji::catalogue::Catalogue;
use gouji::editing::check::{check, derive};
use gouji::editing::localize::{Fault, Observed, Repair, Standing, faults};
use gouji::sheet::Sheet;
use rust_decimal::Decimal;

use gouji_reports::dice::Dice;
use gouji_reports::model::{Activity, Habit, Model};

/// A report's values as printed, and as seen.
pub struct Table {
    pub sheet: Arc<Sheet>,
    pub printed: Vec<Decimal>,
    pub seen: Vec<Option<Decimal>>,
}

/// What the engine says of a table.
pub struct Verdict {
    pub faults: Vec<Fault>,
    pub derived: Vec<Option<Decimal>>,
    pub fails: bool,
    pub took: Duration,
}

impl Table {
    /// A report in which all rules hold.
    pub fn new(catalogue: &Catalogue, activity: Activity, dice: &mut Dice) -> Self {
        let form = dice.below(catalogue.forms.len());
        let sheet = catalogue.sheet(&[form; 3]);
        let model = Model::new(&sheet, activity, Habit::Print, false, dice);
        let printed: Vec<Decimal> = model.truth.iter().map(|value| value.unwrap_or_default()).collect();
        Self { sheet, seen: printed.iter().copied().map(Some).collect(), printed }
    }

    /// The cells of the table with this name.
    pub fn cells(&self, table: &str) -> Vec<usize> {
        (0..self.sheet.len()).filter(|&cell| self.sheet.part(cell).table().id == table).collect()
    }

    /// The rows of the table with this name, each as the cells printed side by side.
    pub fn rows(&self, table: &str) -> Vec<Vec<usize>> {
        let mut rows: Vec<Vec<usize>> = Vec::new();
        for cell in self.cells(table) {
            let row = |cell: usize| (self.sheet.slots[cell].block, self.sheet.slots[cell].row);
            match rows.last_mut() {
                Some(last) if row(last[0]) == row(cell) => last.push(cell),
                _ => rows.push(vec![cell]),
            }
        }
        rows
    }

    /// Asks the engine, with one doubt about every zero and one about all other numbers.
    pub fn judge(&self, of_zero: f64, of_others: f64) -> Verdict {
        let texts: Vec<String> = self.seen.iter().map(|v| v.map_or(String::new(), |v| v.to_string())).collect();
        let observed: Vec<Observed> = self
            .seen
            .iter()
            .zip(&texts)
            .map(|(&value, text)| {
                let doubt = if value.is_some_and(|value| value.is_zero()) { of_zero } else { of_others };
                Observed { value, text, doubt, standing: Standing::Open, is_absent: false }
            })
            .collect();
        let outcomes = check(&self.sheet, &self.seen);
        let start = Instant::now();
        let faults = faults(&self.sheet, &observed, &outcomes);
        let took = start.elapsed();
        let derived = derive(&self.sheet, &self.seen).into_iter().map(|d| d.map(|d| d.value)).collect();
        let fails = outcomes.iter().any(gouji::editing::check::Outcome::fails) || self.seen.iter().any(Option::is_none);
        Verdict { faults, derived, fails, took }
    }

    /// Whether some cells are as printed after the first repair of each fault, or after the right one where it is among the
    /// first few.
    pub fn is_restored(&self, verdict: &Verdict, among: usize, cells: &[usize]) -> bool {
        let mut values = self.seen.clone();
        for (value, derived) in values.iter_mut().zip(&verdict.derived) {
            *value = value.or(*derived);
        }
        for fault in &verdict.faults {
            let right = fault.repairs.iter().take(among).find(|repair| self.is_printed(repair));
            if let Some(repair) = right.or(fault.repairs.first()) {
                for change in &repair.changes {
                    values[change.cell] = Some(change.value);
                }
            }
        }
        cells.iter().all(|&cell| values[cell] == Some(self.printed[cell]))
    }

    fn is_printed(&self, repair: &Repair) -> bool {
        repair.changes.iter().all(|change| self.printed[change.cell] == change.value)
    }

    /// Whether the first repair of a fault is right: what it changes, and all that stands in the equations that failed.
    pub fn is_right(&self, verdict: &Verdict, fault: &Fault) -> bool {
        let changed = fault.repairs.first().into_iter().flat_map(|repair| &repair.changes).map(|change| change.cell);
        let cells = fault.equations.iter().flat_map(|&nth| self.sheet.equations[nth].cells()).chain(changed);
        self.is_restored(verdict, 1, &cells.collect::<Vec<_>>())
    }
}
