//! What there is to read while the reviewer works: other years of the agency on the screen, then the reports whose lines
//! are in sight, then those nearest to the one on the screen.

use std::path::Path;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};

use crate::tui::folder::Summary;
use crate::years::Facts;

/// What is to be read of a report.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Wish {
    /// What is open in it
    Summary,
    /// All its values, for comparison with the report on the screen
    Year,
}

/// A report to read.
#[derive(Clone, Debug)]
pub struct Task {
    /// Its position in the folder
    pub nth: usize,
    /// Its path
    pub path: Arc<Path>,
    /// What is to be read of it
    pub wish: Wish,
}

/// What was read of a report.
#[derive(Debug)]
pub enum Answer {
    /// What is open in it
    Summary(usize, Summary),
    /// All its values, if it names its agency and year
    Year(Box<Option<Facts>>),
}

/// What there is to read, shared between the screen and those who read for it.
#[derive(Debug, Default)]
pub struct Queue {
    plan: Mutex<Plan>,
    changed: Condvar,
}

#[derive(Debug, Default)]
struct Plan {
    reports: Vec<Arc<Path>>,
    taken: Vec<bool>,
    left: usize,
    /// The report on the screen; all between `behind` and `ahead` are taken
    near: usize,
    ahead: usize,
    behind: usize,
    in_sight: Vec<usize>,
    years: Vec<usize>,
    under_way: usize,
}

impl Queue {
    /// Adds reports behind those that there are.
    pub fn add(&self, paths: impl IntoIterator<Item = Arc<Path>>) {
        let mut plan = self.plan();
        plan.reports.extend(paths);
        plan.left += plan.reports.len() - plan.taken.len();
        let count = plan.reports.len();
        plan.taken.resize(count, false);
        self.changed.notify_all();
    }

    /// Reads on from this report in both directions; it is read itself by whoever puts it on the screen.
    pub fn go_near(&self, nth: usize) {
        let mut plan = self.plan();
        plan.take(nth);
        (plan.near, plan.ahead, plan.behind) = (nth, nth, nth);
    }

    /// Names the reports whose lines are in sight.
    pub fn see(&self, rows: Vec<usize>) {
        let mut plan = self.plan();
        if plan.left > 0 {
            plan.in_sight = rows;
        }
    }

    /// Asks for another year of the agency on the screen.
    pub fn want_year(&self, nth: usize) {
        self.plan().years.push(nth);
        self.changed.notify_all();
    }

    /// The next report to read, if there is one now. [`Queue::done`] says that it was read.
    pub fn next(&self) -> Option<Task> {
        self.plan().next()
    }

    /// Waits for the next report to read.
    pub fn wait(&self) -> Task {
        let mut plan = self.plan();
        loop {
            if let Some(task) = plan.next() {
                return task;
            }
            plan = self.changed.wait(plan).unwrap_or_else(PoisonError::into_inner);
        }
    }

    /// Says that a report was read, and that its answer is on its way.
    pub fn done(&self) {
        let mut plan = self.plan();
        plan.under_way = plan.under_way.saturating_sub(1);
    }

    /// Whether all is read.
    pub fn is_idle(&self) -> bool {
        let plan = self.plan();
        plan.left == 0 && plan.years.is_empty() && plan.under_way == 0
    }

    fn plan(&self) -> MutexGuard<'_, Plan> {
        self.plan.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Plan {
    fn next(&mut self) -> Option<Task> {
        let (nth, wish) = match self.years.pop() {
            Some(nth) => (nth, Wish::Year),
            None => (self.nearest()?, Wish::Summary),
        };
        let path = self.reports.get(nth)?.clone();
        if wish == Wish::Summary {
            self.take(nth);
        }
        self.under_way += 1;
        Some(Task { nth, path, wish })
    }

    fn nearest(&mut self) -> Option<usize> {
        if self.left == 0 {
            return None;
        }
        while let Some(nth) = self.in_sight.pop() {
            if self.taken.get(nth) == Some(&false) {
                return Some(nth);
            }
        }
        let ahead = (self.ahead..self.taken.len()).find(|&nth| !self.taken[nth]);
        let behind = (0..self.behind.min(self.taken.len())).rev().find(|&nth| !self.taken[nth]);
        self.ahead = ahead.unwrap_or(self.taken.len());
        self.behind = behind.map_or(0, |nth| nth + 1);
        [ahead, behind].into_iter().flatten().min_by_key(|nth| nth.abs_diff(self.near))
    }

    fn take(&mut self, nth: usize) {
        if let Some(taken) = self.taken.get_mut(nth)
            && !std::mem::replace(taken, true)
        {
            self.left -= 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn order(queue: &Queue) -> Vec<usize> {
        std::iter::from_fn(|| queue.next()).map(|task| task.nth).collect()
    }

    fn queue_of(count: usize) -> Queue {
        let queue = Queue::default();
        queue.add((0..count).map(|nth| Path::new(&nth.to_string()).into()));
        queue
    }

    #[test]
    fn the_nearest_reports_are_read_first_and_each_once() {
        let queue = queue_of(7);
        queue.go_near(3);
        assert_eq!(order(&queue), [4, 2, 5, 1, 6, 0]);
        queue.add([Path::new("late").into()]);
        assert_eq!(order(&queue), [7]);
    }

    #[test]
    fn other_years_come_before_lines_in_sight_and_those_before_the_rest() {
        let queue = queue_of(9);
        queue.go_near(0);
        queue.see(vec![7, 6, 0]);
        queue.want_year(2);
        assert_eq!(order(&queue), [2, 6, 7, 1, 2, 3, 4, 5, 8], "a year is read in full, and its summary as well");
        assert!(!queue.is_idle(), "none of them was said to be done");
        (0..9).for_each(|_| queue.done());
        assert!(queue.is_idle());
    }
}
