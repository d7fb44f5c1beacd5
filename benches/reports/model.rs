//! Reports as their agencies meant them: values that satisfy the rules of the sheet, and how the agency prints them.

use std::collections::HashMap;
use std::collections::HashSet;
use std::sync::{Arc, LazyLock};

use gouji::form::{Layout, Unit};
use gouji::sheet::{Equation, Relation, Sheet};
use rust_decimal::Decimal;
use serde::Deserialize;

use crate::dice::Dice;

/// How much goes on at an agency.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub enum Activity {
    /// Nothing at all: every value is zero.
    Zero,
    /// As it comes.
    Mixed,
    /// A lot: numbers of several digits everywhere.
    Busy,
}

/// What an agency does with zeros.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Habit {
    /// It prints them.
    Print,
    /// It prints a sign instead, or nothing
    Leave {
        /// What it prints
        sign: &'static str,
        /// Whether in sums as well
        sums_too: bool,
    },
}

/// A report before anything happened to it.
#[derive(Debug)]
pub struct Model {
    /// Its cells and the equations on them
    pub sheet: Arc<Sheet>,
    /// What the agency printed in each cell; none where it left a zero out
    pub truth: Vec<Option<Decimal>>,
    /// The text that was printed
    pub texts: Vec<String>,
    /// The cell that the agency itself got wrong
    pub slip: Option<usize>,
    /// How much goes on
    pub activity: Activity,
}

#[derive(Clone, Deserialize)]
struct Level {
    cells: String,
    zero: f64,
    median: f64,
    spread: f64,
    most: f64,
    #[serde(default)]
    busy: Option<Busy>,
}

#[derive(Clone, Copy, Deserialize)]
struct Busy {
    zero: f64,
    median: f64,
}

#[derive(Deserialize)]
struct Customs {
    levels: Vec<Level>,
    default: Level,
    shares: HashMap<String, f64>,
    default_share: f64,
}

static CUSTOMS: LazyLock<Customs> = LazyLock::new(|| {
    let options = ron::Options::default().with_default_extension(ron::extensions::Extensions::IMPLICIT_SOME);
    options.from_str(include_str!("activity.ron")).expect("held right by a test")
});

impl Model {
    /// A report on a sheet. All strict equations hold on its values, unless `slips`.
    pub fn new(sheet: &Arc<Sheet>, activity: Activity, habit: Habit, slips: bool, dice: &mut Dice) -> Self {
        let mut values = vec![Decimal::ZERO; sheet.len()];
        if activity != Activity::Zero {
            draw(sheet, activity, &mut values, dice);
        }
        let slip = if slips { slip(sheet, &mut values, dice) } else { None };
        let left_out = |cell: usize| match habit {
            Habit::Leave { sums_too, .. } => values[cell].is_zero() && may_be_left_out(sheet, cell, sums_too),
            Habit::Print => false,
        };
        let sign = if let Habit::Leave { sign, .. } = habit { sign } else { "" };
        let cells = 0..sheet.len();
        let truth = cells.clone().map(|cell| (!left_out(cell)).then_some(values[cell])).collect();
        let texts = cells.map(|cell| if left_out(cell) { sign.to_owned() } else { values[cell].to_string() }).collect();
        Self { sheet: sheet.clone(), truth, texts, slip, activity: activity_of(sheet, &values) }
    }
}

/// How much goes on, told from the values that stand in several sums.
fn activity_of(sheet: &Sheet, values: &[Decimal]) -> Activity {
    let bound = (0..sheet.len()).filter(|&cell| sheet.strict_of(cell).count() > 1).map(|cell| values[cell]);
    let most = bound.max().unwrap_or_default();
    if most.is_zero() {
        Activity::Zero
    } else if most > Decimal::from(300) {
        Activity::Busy
    } else {
        Activity::Mixed
    }
}

/// The one cell in which an equation gathers all others.
fn sum_of(equation: &Equation) -> Option<usize> {
    match equation.right[..] {
        [sum] if equation.is_strict() => Some(sum),
        _ => None,
    }
}

/// Cells that share what the right side of their equation leaves them: the left of one with several cells on the right.
fn shared_of<'a>(equation: &'a Equation, sums: &HashSet<usize>) -> &'a [usize] {
    let shares = equation.is_strict() && equation.right.len() > 1 && !equation.left.iter().any(|c| sums.contains(c));
    if shares { &equation.left } else { &[] }
}

/// Draws values that satisfy every rule.
fn draw(sheet: &Sheet, activity: Activity, values: &mut [Decimal], dice: &mut Dice) {
    let sums: HashSet<usize> = sheet.equations.iter().filter_map(sum_of).collect();
    let shared: HashSet<usize> = sheet.equations.iter().flat_map(|e| shared_of(e, &sums)).copied().collect();
    let is_free = |cell: &usize| !sums.contains(cell) && !shared.contains(cell);
    let (bound, alone): (Vec<usize>, Vec<usize>) =
        (0..sheet.len()).partition(|&cell| sheet.strict_of(cell).next().is_some());
    for cell in alone {
        values[cell] = value_alone(sheet, cell, activity, dice);
    }
    let mut known: HashSet<usize> = HashSet::new();
    let free: Vec<usize> = bound.iter().copied().filter(is_free).collect();
    for cells in by_component(sheet, &free) {
        let count = level(sheet, cells[0]).count(activity, dice);
        let weights = weights(sheet, &cells, dice);
        for (cell, share) in cells.iter().zip(dice.share_out(count, &weights)) {
            values[*cell] = Decimal::from(share);
        }
        known.extend(cells);
    }
    fill(sheet, &sums, values, &mut known, dice);
    for equation in sheet.equations.iter().filter(|equation| equation.relation == Relation::AtMost) {
        let total = |cells: &[usize]| cells.iter().map(|&cell| values[cell]).sum::<Decimal>();
        let short = total(&equation.left) - total(&equation.right);
        if let Some(&last) = equation.right.last().filter(|_| short > Decimal::ZERO) {
            values[last] += short;
        }
    }
}

/// Fills in the cells that follow from the free ones, one equation after the other.
fn fill(sheet: &Sheet, sums: &HashSet<usize>, values: &mut [Decimal], known: &mut HashSet<usize>, dice: &mut Dice) {
    let mut progress = true;
    while progress {
        progress = false;
        for equation in sheet.equations.iter().filter(|equation| equation.is_strict()) {
            let total = |cells: &[usize], values: &[Decimal]| cells.iter().map(|&cell| values[cell]).sum::<Decimal>();
            let open: Vec<usize> = equation.cells().filter(|cell| !known.contains(cell)).collect();
            if let (Some(sum), [one]) = (sum_of(equation), &open[..])
                && sum == *one
            {
                values[sum] = total(&equation.left, values);
                known.insert(sum);
                progress = true;
            } else if !open.is_empty() && open == shared_of(equation, sums) {
                let count = u64::try_from(total(&equation.right, values)).unwrap_or_default();
                let weights: Vec<f64> = open.iter().map(|&cell| share(&sheet.row(cell).id)).collect();
                for (cell, share) in open.iter().zip(dice.share_out(count, &weights)) {
                    values[*cell] = Decimal::from(share);
                }
                known.extend(open);
                progress = true;
            }
        }
    }
}

/// Cells that equations tie together, in form order.
fn by_component(sheet: &Sheet, cells: &[usize]) -> Vec<Vec<usize>> {
    let component = |cell: usize| sheet.strict_of(cell).next().map(|nth| sheet.component(nth));
    let mut groups: Vec<Vec<usize>> = Vec::new();
    for &cell in cells {
        match groups.iter_mut().find(|group| component(group[0]) == component(cell)) {
            Some(group) => group.push(cell),
            None => groups.push(vec![cell]),
        }
    }
    groups
}

/// How likely an application falls on each cell at this agency: the usual shares, and what is its own.
fn weights(sheet: &Sheet, cells: &[usize], dice: &mut Dice) -> Vec<f64> {
    let mut own: HashMap<&str, f64> = HashMap::new();
    let mut weights = Vec::with_capacity(cells.len());
    for &cell in cells {
        let mut weight = 1.0;
        for id in [&sheet.row(cell).id, &sheet.column(cell).id] {
            weight *= *own.entry(id).or_insert_with(|| share(id) * dice.normal().exp());
        }
        weights.push(weight);
    }
    weights
}

fn share(id: &str) -> f64 {
    CUSTOMS.shares.get(id).copied().unwrap_or(CUSTOMS.default_share)
}

fn level(sheet: &Sheet, cell: usize) -> &'static Level {
    let id = sheet.slots[cell].id.as_str();
    CUSTOMS.levels.iter().find(|level| id.contains(&level.cells)).unwrap_or(&CUSTOMS.default)
}

impl Level {
    fn amount(&self, activity: Activity, dice: &mut Dice) -> f64 {
        let usual = Busy { zero: self.zero, median: self.median };
        let Busy { zero, median } = self.busy.filter(|_| activity == Activity::Busy).unwrap_or(usual);
        if dice.chance(zero) { 0.0 } else { (median * (self.spread * dice.normal()).exp()).min(self.most) }
    }

    fn count(&self, activity: Activity, dice: &mut Dice) -> u64 {
        self.amount(activity, dice).round() as u64
    }
}

/// The value of a cell that no equation binds.
fn value_alone(sheet: &Sheet, cell: usize, activity: Activity, dice: &mut Dice) -> Decimal {
    let (column, level) = (sheet.column(cell), level(sheet, cell));
    let decimals = *dice.pick(&[0, 2, 2, 4, 4, 4]);
    let amount = level.amount(activity, dice);
    if column.unit == Unit::TenThousandYuan && decimals > 0 && amount > 0.0 {
        return format!("{amount:.decimals$}").parse().unwrap_or_default();
    }
    let value = Decimal::from(amount.round() as u64);
    if column.signed && dice.chance(0.5) && !value.is_zero() { -value } else { value }
}

/// The agency's own slip: a number of a sum that is a little wrong.
fn slip(sheet: &Sheet, values: &mut [Decimal], dice: &mut Dice) -> Option<usize> {
    let may = |cell: &usize| sheet.strict_of(*cell).next().is_some() && !values[*cell].is_zero();
    let cells: Vec<usize> = (0..sheet.len()).filter(may).collect();
    if cells.is_empty() {
        return None;
    }
    let cell = *dice.pick(&cells);
    let by = *dice.pick(&[-1, 1, 2, 10]);
    values[cell] = if values[cell] > Decimal::ONE { values[cell] + Decimal::from(by) } else { Decimal::TWO };
    Some(cell)
}

/// Whether a zero of this cell is one that some agencies do not print.
fn may_be_left_out(sheet: &Sheet, cell: usize, sums_too: bool) -> bool {
    let equations = sheet.strict_of(cell).map(|nth| &sheet.equations[nth]);
    let mut sums = equations.filter(|equation| sum_of(equation) == Some(cell));
    let row = |cell: usize| sheet.row(cell).id.as_str();
    let many_rows = |equation: &Equation| equation.cells().any(|other| row(other) != row(cell));
    let keeps = if sums_too { sums.any(many_rows) } else { sums.next().is_some() };
    sheet.part(cell).table().layout == Layout::Down && sheet.strict_of(cell).next().is_some() && !keeps
}

#[cfg(test)]
mod tests {
    use gouji::catalogue::Catalogue;
    use gouji::editing::check::{Outcome, check};

    use super::*;

    #[test]
    fn all_rules_hold_on_every_clean_report_and_many_say_more_than_zero() {
        let catalogue = Catalogue::built_in();
        let mut busy = 0;
        for seed in 0..200 {
            let sheet = catalogue.sheet(&[seed as usize % 2; 3]);
            let dice = &mut Dice::of(seed, 0, "model");
            let model = Model::new(&sheet, Activity::Mixed, Habit::Print, false, dice);
            let outcomes = check(&sheet, &model.truth);
            assert!(outcomes.iter().all(|outcome| matches!(outcome, Outcome::Holds { .. })), "seed {seed}");
            busy += u32::from(model.activity != Activity::Zero);
        }
        assert!((110..170).contains(&busy), "{busy} of 200");
    }

    #[test]
    fn a_slip_breaks_a_rule() {
        let sheet = Catalogue::built_in().sheet(&[1; 3]);
        let model = Model::new(&sheet, Activity::Busy, Habit::Print, true, &mut Dice::of(1, 0, "model"));
        assert!(model.slip.is_some() && check(&sheet, &model.truth).iter().any(Outcome::fails));
    }
}
