//! What it costs at least to make failing equations hold.
//!
//! Equations that share no cell need changes of their own, so their least costs add up. One set of such equations is
//! found first (the rows of a table); the others fall into clusters tied by shared cells (its columns), which share no
//! cell between them either. The larger of the two sums is a lower bound for every repair.

use std::cell::RefCell;

use foldhash::HashMap;

use crate::editing::localize::problem::Problem;

/// Lower bounds for the repairs of one problem.
#[derive(Debug)]
pub(super) struct Bound {
    /// For each equation, its cluster; `None` for those of the first set
    cluster: Vec<Option<usize>>,
    /// The equations of each cluster
    members: Vec<Vec<usize>>,
    /// For each equation, what two changes in it cost at least
    two: Vec<f64>,
    /// For each equation, what moves of two cells add to it, and half of what they cost
    moves: Vec<Vec<(i128, f64)>>,
    known: RefCell<HashMap<(usize, i128), f64>>,
}

impl Bound {
    /// Bounds for a problem; `moves` are changes of two cells at once: equation, what is added to it, cost.
    pub(crate) fn new(problem: &Problem, moves: Vec<Vec<(i128, f64)>>) -> Self {
        let equations = &problem.system.equations;
        let mut taken = vec![false; problem.seen.len()];
        let mut first = vec![false; equations.len()];
        for (nth, equation) in equations.iter().enumerate() {
            if equation.terms.iter().all(|&(cell, _)| !taken[cell]) {
                first[nth] = true;
                equation.terms.iter().for_each(|&(cell, _)| taken[cell] = true);
            }
        }
        let mut cluster: Vec<Option<usize>> = vec![None; equations.len()];
        let mut clusters = 0;
        for start in (0..equations.len()).filter(|&nth| !first[nth]) {
            let mut waiting = vec![start];
            let is_new = cluster[start].is_none();
            while let Some(nth) = waiting.pop() {
                if cluster[nth].is_none() {
                    cluster[nth] = Some(clusters);
                    let tied = equations[nth].terms.iter().flat_map(|&(cell, _)| &problem.system.of_cell[cell]);
                    waiting.extend(tied.map(|&(other, _)| other).filter(|&other| !first[other]));
                }
            }
            clusters += usize::from(is_new);
        }
        let two = equations.iter().map(|equation| two_cheapest(problem, &equation.terms)).collect();
        let mut members = vec![Vec::new(); clusters];
        for (nth, cluster) in cluster.iter().enumerate() {
            if let Some(cluster) = cluster {
                members[*cluster].push(nth);
            }
        }
        Self { cluster, members, two, moves, known: RefCell::default() }
    }

    /// What it costs at least to make all of these residuals zero.
    pub(crate) fn of(&self, problem: &Problem, residuals: &[i128]) -> f64 {
        self.levels(problem, residuals).least()
    }

    /// What each equation costs at least.
    pub(crate) fn levels(&self, problem: &Problem, residuals: &[i128]) -> Levels {
        let mut levels = Levels { each: vec![0.0; residuals.len()], rows: 0.0, columns: 0.0 };
        for (nth, &residual) in residuals.iter().enumerate().filter(|(_, residual)| **residual != 0) {
            levels.each[nth] = self.least(problem, nth, residual);
            if self.cluster[nth].is_none() {
                levels.rows += levels.each[nth];
            }
        }
        levels.columns = self.members.iter().map(|members| most(members.iter().map(|&nth| levels.each[nth]))).sum();
        levels
    }

    /// What it costs at least after a step in one cell, which changes only the equations that the cell stands in.
    pub(crate) fn after(&self, problem: &Problem, levels: &Levels, cell: usize, residuals: &[i128]) -> f64 {
        let (mut rows, mut columns) = (levels.rows, levels.columns);
        let touched = &problem.system.of_cell[cell];
        for (at, &(nth, _)) in touched.iter().enumerate() {
            match self.cluster[nth] {
                None => rows += self.now(problem, nth, residuals) - levels.each[nth],
                Some(cluster) if touched[..at].iter().any(|&(other, _)| self.cluster[other] == Some(cluster)) => {}
                Some(cluster) => {
                    let members = &self.members[cluster];
                    let is_touched = |nth: usize| touched.iter().any(|&(other, _)| other == nth);
                    let now =
                        |nth: usize| if is_touched(nth) { self.now(problem, nth, residuals) } else { levels.each[nth] };
                    columns +=
                        most(members.iter().map(|&nth| now(nth))) - most(members.iter().map(|&nth| levels.each[nth]));
                }
            }
        }
        rows.max(columns)
    }

    fn now(&self, problem: &Problem, equation: usize, residuals: &[i128]) -> f64 {
        if residuals[equation] == 0 { 0.0 } else { self.least(problem, equation, residuals[equation]) }
    }

    /// What it costs at least to take a residual from one equation.
    fn least(&self, problem: &Problem, equation: usize, residual: i128) -> f64 {
        if let Some(&known) = self.known.borrow().get(&(equation, residual)) {
            return known;
        }
        let mut least = self.two[equation];
        for &(cell, factor) in &problem.system.equations[equation].terms {
            if residual % factor == 0 && problem.least_of(cell) < least {
                least = least.min(problem.cost(cell, problem.seen[cell].start - residual / factor));
            }
        }
        for &(adds, half) in &self.moves[equation] {
            if adds == -residual {
                least = least.min(half);
            }
        }
        self.known.borrow_mut().insert((equation, residual), least);
        least
    }
}

/// What failing equations cost at least.
#[derive(Debug)]
pub(super) struct Levels {
    each: Vec<f64>,
    rows: f64,
    columns: f64,
}

impl Levels {
    fn least(&self) -> f64 {
        self.rows.max(self.columns)
    }
}

/// The largest of some costs; 0 if there is none.
fn most(costs: impl Iterator<Item = f64>) -> f64 {
    costs.fold(0.0, f64::max)
}

/// What two changes of different cells cost at least.
fn two_cheapest(problem: &Problem, terms: &[(usize, i128)]) -> f64 {
    let mut cheapest = [f64::INFINITY; 2];
    for &(cell, _) in terms {
        let cost = problem.least_of(cell);
        if cost < cheapest[0] {
            cheapest = [cost, cheapest[0]];
        } else if cost < cheapest[1] {
            cheapest[1] = cost;
        }
    }
    cheapest[0] + cheapest[1]
}
