//! The work of the background: what it is asked for, and what came in of it.
//!
//! What there is to do while the reviewer works: other years of the agency on the screen, decisions that are likely to be
//! made next, reports that are likely to be opened next; then the reports whose lines are in sight, then those nearest to
//! the one on the screen.

use std::path::Path;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};

use crate::error::Error;
use crate::review::years::Facts;
use crate::review::{Foreseen, Prospect};
use crate::tui::model::file::Ready;
use crate::tui::model::folder::Summary;

/// What is to be read of a report.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Wish {
    /// What is open in it
    Summary,
    /// All its values, for comparison with the report on the screen
    Year,
    /// The whole of it, to be put on the screen soon
    Ahead,
}

/// Something to do in the background.
#[derive(Debug)]
pub enum Task {
    /// A report to read: its position in the folder, its path, and what is to be read of it
    Read(usize, Arc<Path>, Wish),
    /// What a decision would come to, to be worked out before it is made
    Weigh(Box<Prospect>),
}

/// What came of a task.
#[derive(Debug)]
pub enum Answer {
    /// What is open in it
    Summary(usize, Summary),
    /// All its values, if it names its agency and year
    Year(Box<Option<Facts>>),
    /// The whole of it, if it could be read
    Ahead(Option<Box<Ready>>),
    /// What a decision would come to
    Weighed(Box<Foreseen>),
    /// The task could not be done
    Broke,
}

/// What there is to do, shared between the screen and those who work for it.
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
    prospects: Vec<Prospect>,
    next: Vec<usize>,
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
    pub fn go_near(&self, report_ix: usize) {
        let mut plan = self.plan();
        plan.take(report_ix);
        (plan.near, plan.ahead, plan.behind) = (report_ix, report_ix, report_ix);
    }

    /// Names the reports whose lines are in sight.
    pub fn see(&self, rows: Vec<usize>) {
        let mut plan = self.plan();
        if plan.left > 0 {
            plan.in_sight = rows;
        }
    }

    /// Asks for a report to be read once more, before those that are not in sight.
    pub fn again(&self, report_ix: usize) {
        let mut plan = self.plan();
        if plan.taken.get_mut(report_ix).is_some_and(|taken| std::mem::replace(taken, false)) {
            plan.left += 1;
            plan.in_sight.push(report_ix);
            // Should it be out of sight by then, it is come upon as any other.
            (plan.ahead, plan.behind) = (plan.near, plan.near);
            self.changed.notify_all();
        }
    }

    /// Asks for another year of the agency on the screen.
    pub fn want_year(&self, report_ix: usize) {
        self.plan().years.push(report_ix);
        self.changed.notify_all();
    }

    /// Asks for what decisions would come to that are likely to be made next, the likeliest first; of those asked for
    /// before, none is waited for any more.
    pub fn weigh(&self, prospects: Vec<Prospect>) {
        self.plan().prospects = prospects.into_iter().rev().collect();
        self.changed.notify_all();
    }

    /// Asks for reports that are likely to be opened next, the likeliest first; of those asked for before, none is.
    pub fn want_next(&self, reports: impl DoubleEndedIterator<Item = usize>) {
        self.plan().next = reports.rev().collect();
        self.changed.notify_all();
    }

    /// The next task, if there is one now. [`Queue::done`] says that it was done.
    pub fn next(&self) -> Option<Task> {
        self.plan().next()
    }

    /// Waits for the next task.
    pub fn wait(&self) -> Task {
        let mut plan = self.plan();
        loop {
            if let Some(task) = plan.next() {
                return task;
            }
            plan = self.changed.wait(plan).unwrap_or_else(PoisonError::into_inner);
        }
    }

    /// Says that a task was done, and that its answer is on its way.
    pub fn done(&self) {
        let mut plan = self.plan();
        plan.under_way = plan.under_way.saturating_sub(1);
    }

    /// Whether all is done.
    pub fn is_idle(&self) -> bool {
        let plan = self.plan();
        let is_ahead = plan.prospects.is_empty() && plan.next.is_empty();
        plan.left == 0 && plan.years.is_empty() && is_ahead && plan.under_way == 0
    }

    fn plan(&self) -> MutexGuard<'_, Plan> {
        self.plan.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Plan {
    fn next(&mut self) -> Option<Task> {
        let task = self.next_task()?;
        self.under_way += 1;
        Some(task)
    }

    fn next_task(&mut self) -> Option<Task> {
        let read = |plan: &Self, report_ix: usize, wish| {
            Some(Task::Read(report_ix, plan.reports.get(report_ix)?.clone(), wish))
        };
        if let Some(report_ix) = self.years.pop() {
            return read(self, report_ix, Wish::Year);
        }
        if let Some(prospect) = self.prospects.pop() {
            return Some(Task::Weigh(Box::new(prospect)));
        }
        if let Some(report_ix) = self.next.pop() {
            return read(self, report_ix, Wish::Ahead);
        }
        let report_ix = self.nearest()?;
        self.take(report_ix);
        read(self, report_ix, Wish::Summary)
    }

    fn nearest(&mut self) -> Option<usize> {
        if self.left == 0 {
            return None;
        }
        while let Some(report_ix) = self.in_sight.pop() {
            if self.taken.get(report_ix) == Some(&false) {
                return Some(report_ix);
            }
        }
        let ahead = (self.ahead..self.taken.len()).find(|&report_ix| !self.taken[report_ix]);
        let behind = (0..self.behind.min(self.taken.len())).rev().find(|&report_ix| !self.taken[report_ix]);
        self.ahead = ahead.unwrap_or(self.taken.len());
        self.behind = behind.map_or(0, |report_ix| report_ix + 1);
        [ahead, behind].into_iter().flatten().min_by_key(|report_ix| report_ix.abs_diff(self.near))
    }

    fn take(&mut self, report_ix: usize) {
        if let Some(taken) = self.taken.get_mut(report_ix)
            && !std::mem::replace(taken, true)
        {
            self.left -= 1;
        }
    }
}

/// What comes in from the background, and what it was asked for.
#[derive(Debug, Default)]
pub(crate) struct Intake {
    /// What is to be read while the reviewer works
    pub queue: Arc<Queue>,
    /// Whether there may be reports that were not found yet
    pub searching: bool,
    /// What could not be followed while looking for them
    pub failed: Vec<Error>,
    /// Whether the list is older than what was read
    pub outdated: bool,
    /// Whether what a search found is not drawn yet
    pub stale: bool,
    /// Reports that may be opened next, as they were read
    pub ready: Vec<Ready>,
    /// What was looked ahead from last
    pub from: Option<Standpoint>,
}

/// Where one looks ahead from: the report, the cell, and how many decisions there are.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) struct Standpoint {
    /// The report, by its position in the folder
    pub report: usize,
    /// The cell
    pub cell: usize,
    /// Decisions on the report
    pub decisions: usize,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn order(queue: &Queue) -> Vec<usize> {
        let read = |task| if let Task::Read(report_ix, ..) = task { Some(report_ix) } else { None };
        std::iter::from_fn(|| queue.next()).filter_map(read).collect()
    }

    fn queue_of(count: usize) -> Queue {
        let queue = Queue::default();
        queue.add((0..count).map(|report_ix| Path::new(&report_ix.to_string()).into()));
        queue
    }

    #[test]
    fn the_nearest_reports_are_read_first_and_each_once() {
        let queue = queue_of(7);
        queue.go_near(3);
        assert_eq!(order(&queue), [4, 2, 5, 1, 6, 0]);
        queue.add([Path::new("late").into()]);
        assert_eq!(order(&queue), [7]);
        queue.again(1);
        queue.again(6);
        queue.see(vec![2]);
        assert_eq!(order(&queue), [1, 6], "once more, also when they are out of sight by then");
    }

    #[test]
    fn other_years_come_first_then_what_is_opened_next_then_lines_in_sight_then_the_rest() {
        let queue = queue_of(9);
        queue.go_near(0);
        queue.see(vec![7, 6, 0]);
        queue.want_year(2);
        queue.want_next([8, 1].into_iter());
        queue.want_next([5, 4].into_iter());
        let all = [2, 5, 4, 6, 7, 1, 2, 3, 4, 5, 8];
        assert_eq!(order(&queue), all, "a year, or what comes next, is read in full, and its summary as well");
        assert!(!queue.is_idle(), "none of them was said to be done");
        for _ in all {
            queue.done();
        }
        assert!(queue.is_idle());
    }
}
