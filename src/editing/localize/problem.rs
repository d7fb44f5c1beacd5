//! One system of equations with what was seen of its cells: what each change costs, in nats.

use std::cell::RefCell;
use std::rc::Rc;

use foldhash::HashMap;
use rust_decimal::Decimal;

use crate::data::confusions::digit_of;
use crate::editing::check::{System, cannot_hold, fill, units, withdrawn as withdrawn_of};
use crate::editing::localize::channel::{How, Written, misreading};
use crate::editing::localize::observed::{Observed, Standing};
use crate::editing::localize::prior::Prior;
use crate::form::Unit;
use crate::reading::meaning::meaning;

/// The largest amount that a repair may give a cell.
const MOST: i128 = 10_i128.pow(28);
/// The most digits of a number that letters stand for.
const MOST_DIGITS: usize = 15;
/// Doubts are taken to lie between these.
const DOUBTS: (f64, f64) = (1e-5, 0.6);
/// The doubt about a text that is a number only if letters are read as digits.
const DOUBT_OF_LETTERS: f64 = 0.25;
/// No change of a number that was read costs less.
const LEAST: f64 = 0.5;
/// What it costs to give a filled blank another amount than the equations gave it first.
const REFILL: f64 = 0.3;

/// What was seen of a cell.
#[derive(Clone, Copy, Debug)]
pub(super) struct Seen {
    /// The amount read; none if nothing that is a number was seen
    pub read: Option<i128>,
    /// The amount to start from: the one read, else the one that the equations give, else zero
    pub start: i128,
    /// Log-odds of a right reading
    pub odds: f64,
    /// Whether the cell must keep its amount
    pub fixed: bool,
    /// Whether letters were read for digits
    pub letters: bool,
    /// Whether the cell has no value, although letters in it may be one
    pub no_value: bool,
}

/// Equations, what was seen, and what changes cost.
#[derive(Debug)]
pub(super) struct Problem {
    pub system: Rc<System>,
    pub seen: Vec<Seen>,
    /// Left side minus right side of each equation at the start; zero for those that are not asked to hold
    pub residuals: Vec<i128>,
    /// Whether an equation is asked to hold
    pub asked: Vec<bool>,
    /// For each cell, which of the rows it stands in that are not in the source, counted from 0; none if its row is there
    pub lost: Vec<Option<usize>>,
    /// For each cell without a reading, whether it has no sure amount: it was filled by an equation that takes part in a
    /// failure
    pub withdrawn: Vec<bool>,
    /// The amounts after filling; none where nothing forces one
    pub filled: Vec<Option<i128>>,
    /// How many cells are read as other than zero, and two more
    pub filled_in: f64,
    prior: Rc<Prior>,
    least: Vec<f64>,
    costs: RefCell<HashMap<(usize, i128), f64>>,
}

impl Problem {
    /// Lays out what was seen; `None` if an amount is too large for exact sums.
    pub(crate) fn new(system: System, observed: &[Observed]) -> Option<Self> {
        let mut amounts: Vec<Option<i128>> = Vec::with_capacity(system.cells.len());
        let mut seen = Vec::with_capacity(system.cells.len());
        for (at, &cell) in system.cells.iter().enumerate() {
            let one = look(&system, at, &observed[cell])?;
            amounts.push(one.read);
            seen.push(one);
        }
        let excused = |equation: usize| {
            system.equations[equation]
                .terms
                .iter()
                .any(|&(cell, _)| observed[system.cells[cell]].standing == Standing::Excused)
        };
        let prior = Prior::of(&system, &amounts);
        let mut withdrawn = vec![false; amounts.len()];
        if amounts.iter().any(Option::is_none) {
            let by = fill(&system, &mut amounts);
            withdrawn = withdrawn_of(&system, &by, &amounts);
        }
        // Rows that are on another page may hold anything.
        let is_absent = |&&cell: &&usize| observed[system.cells[cell]].is_absent;
        let absent_lines = system.lines.iter().filter(|line| line.iter().filter(is_absent).count() == line.len());
        let mut lost: Vec<Option<usize>> = vec![None; system.cells.len()];
        for (row, line) in absent_lines.enumerate() {
            for &cell in line {
                lost[cell] = Some(row);
            }
        }
        let lacks_row =
            |equation: usize| system.equations[equation].terms.iter().any(|&(cell, _)| lost[cell].is_some());
        let mut asked = Vec::with_capacity(system.equations.len());
        for equation in 0..system.equations.len() {
            let open = !system.known(equation, &amounts).1.is_empty();
            let is_beyond = || cannot_hold(&system, equation, &amounts) && !lacks_row(equation);
            asked.push(!excused(equation) && (!open || is_beyond()));
        }
        for (one, amount) in seen.iter_mut().zip(&amounts) {
            one.start = amount.unwrap_or(0);
        }
        let starts: Vec<Option<i128>> = seen.iter().map(|one| Some(one.start)).collect();
        let residual = |equation: usize| if asked[equation] { system.known(equation, &starts).0 } else { 0 };
        let residuals = (0..asked.len()).map(residual).collect();
        let filled_in = 2.0 + seen.iter().filter(|one| one.read.is_some_and(|read| read != 0)).count() as f64;
        let mut problem = Self {
            system: Rc::new(system),
            seen,
            residuals,
            asked,
            lost,
            withdrawn,
            filled: amounts,
            filled_in,
            prior: Rc::new(prior),
            least: Vec::new(),
            costs: RefCell::default(),
        };
        problem.least = (0..problem.seen.len()).map(|cell| problem.least(cell)).collect();
        Some(problem)
    }

    /// The problem that is left when some cells have the amounts given.
    pub(crate) fn with(&self, given: &[(usize, i128)]) -> Self {
        let (mut seen, mut residuals, mut least) = (self.seen.clone(), self.residuals.clone(), self.least.clone());
        for &(cell, amount) in given {
            let step = amount - seen[cell].start;
            for &(equation, factor) in self.system.of_cell[cell].iter().filter(|(equation, _)| self.asked[*equation]) {
                residuals[equation] += factor * step;
            }
            seen[cell] = Seen { read: Some(amount), start: amount, fixed: true, no_value: false, ..seen[cell] };
            least[cell] = f64::INFINITY;
        }
        Self {
            system: Rc::clone(&self.system),
            seen,
            residuals,
            asked: self.asked.clone(),
            lost: self.lost.clone(),
            withdrawn: self.withdrawn.clone(),
            filled: self.filled.clone(),
            filled_in: self.filled_in,
            prior: Rc::clone(&self.prior),
            least,
            costs: RefCell::default(),
        }
    }

    /// The cost of the cell's being what it is not read as; infinite if it cannot be.
    pub(crate) fn cost(&self, cell: usize, amount: i128) -> f64 {
        let seen = &self.seen[cell];
        if amount == seen.start {
            return 0.0;
        }
        if seen.fixed || amount.abs() > MOST || !self.system.can_hold(cell, amount) {
            return f64::INFINITY;
        }
        *self.costs.borrow_mut().entry((cell, amount)).or_insert_with(|| match seen.read {
            None => self.prior.of_blank(cell, amount).max(REFILL),
            Some(read) => {
                let channel = -misreading(self.written(read).signs(), self.written(amount).signs()).0.ln();
                (seen.odds + channel + self.prior.of_change(cell, read, amount)).max(LEAST)
            }
        })
    }

    /// The cost of an amount in a cell in which nothing was read.
    pub(crate) fn cost_of_blank(&self, cell: usize, amount: i128) -> f64 {
        self.prior.of_blank(cell, amount)
    }

    /// No change of a cell costs less than this.
    pub(crate) fn least_of(&self, cell: usize) -> f64 {
        self.least[cell]
    }

    fn least(&self, cell: usize) -> f64 {
        let seen = &self.seen[cell];
        match seen.read {
            _ if seen.fixed => f64::INFINITY,
            None => REFILL,
            Some(read) => {
                let channel = if read.abs() < 10 { 1.0 } else { 1.5 };
                (seen.odds + channel + self.prior.least_change(cell, read)).max(LEAST)
            }
        }
    }

    /// How a number came to be read where an amount is printed.
    pub(crate) fn how(&self, cell: usize, amount: i128) -> How {
        match self.seen[cell].read {
            Some(_) if self.seen[cell].letters => How::Letters,
            Some(read) => misreading(self.written(read).signs(), self.written(amount).signs()).1,
            None => How::Unrelated,
        }
    }

    /// The prior cost of an amount against what was read, for moves that explain the reading by themselves.
    pub(crate) fn prior_change(&self, cell: usize, amount: i128) -> f64 {
        match self.seen[cell].read {
            Some(read) => self.prior.of_change(cell, read, amount),
            None => 0.0,
        }
    }

    /// A number as it is written.
    pub(crate) fn written(&self, amount: i128) -> Written {
        Written::of(amount, self.system.scale)
    }

    /// Whether nothing was read in a cell that a repair may fill.
    pub(crate) fn is_blank(&self, cell: usize) -> bool {
        self.seen[cell].read.is_none()
    }
}

/// What is seen of one cell; `None` if its amount is too large.
fn look(system: &System, at: usize, observed: &Observed) -> Option<Seen> {
    let fixed = matches!(observed.standing, Standing::Fixed | Standing::Excused);
    let doubt = |doubt: f64| doubt.clamp(DOUBTS.0, DOUBTS.1);
    let odds = |doubt: f64| ((1.0 - doubt) / doubt).ln();
    let is_stated = observed.standing == Standing::Stated;
    let letters = !is_stated && observed.text.chars().any(|sign| !sign.is_ascii_digit() && digit_of(sign).is_some());
    if let Some(value) = observed.value {
        let amount = units(value, system.scale)?;
        let doubt = match observed.standing {
            // A stroke or a word is not read where a number is printed.
            Standing::Stated => DOUBTS.0,
            _ if observed.doubt.is_nan() => DOUBTS.1,
            _ => doubt(observed.doubt),
        };
        return Some(Seen { read: Some(amount), start: amount, odds: odds(doubt), fixed, letters, no_value: false });
    }
    let read = digits(observed.text).and_then(|value| units(value, system.scale));
    let read = read.filter(|&amount| !fixed && system.can_hold(at, amount));
    Some(Seen { read, start: 0, odds: odds(DOUBT_OF_LETTERS), fixed: false, letters, no_value: true })
}

/// The number that a text is if its letters stand for digits, or that it may mean otherwise.
fn digits(text: &str) -> Option<Decimal> {
    let digits = text.trim().chars().map(digit_of).collect::<Option<String>>();
    let digits = digits.filter(|digits| !digits.is_empty() && digits.len() <= MOST_DIGITS);
    digits.and_then(|digits| digits.parse().ok()).or_else(|| meaning(text, Unit::Count))
}
