//! What is read on many threads leaves in the order in which it was found, and no more is held than a few of each thread.

use std::collections::VecDeque;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// How long it may take until a stop is noticed by who waits.
const NOTICED: Duration = Duration::from_millis(50);

/// Items on their way from who finds them, through those who work on them, to the one who takes what was made of them.
///
/// Whoever waits is woken when there is enough to do, not for each item: with all cores at work, every waking takes one
/// of them away from it.
pub(super) struct Line<I, M> {
    state: Mutex<State<I, M>>,
    /// There is room for more that is found
    room: Condvar,
    /// There is something to work on
    work: Condvar,
    /// There is something to take
    ready: Condvar,
    /// Most items that are begun and not taken
    window: usize,
    /// Most items that are found and not begun
    ahead: usize,
}

struct State<I, M> {
    waiting: VecDeque<I>,
    found: usize,
    all_found: bool,
    /// What was made of the items that were begun, from the one to be taken next
    made: VecDeque<Option<M>>,
    taken: usize,
    stopped: bool,
    waits: Waits,
}

/// Who waits to be woken.
#[derive(Default)]
struct Waits {
    finder: bool,
    workers: usize,
    taker: bool,
}

/// What there is to take.
pub(super) enum Next<M> {
    /// What was made of the next items, one or more
    Made(Vec<M>),
    /// Not yet anything
    Wait,
    /// Everything was taken
    End,
}

impl<I, M> Line<I, M> {
    pub(super) fn new(window: usize, ahead: usize) -> Self {
        let state = State {
            waiting: VecDeque::new(),
            found: 0,
            all_found: false,
            made: VecDeque::new(),
            taken: 0,
            stopped: false,
            waits: Waits::default(),
        };
        let (room, work, ready) = (Condvar::new(), Condvar::new(), Condvar::new());
        Self { state: Mutex::new(state), room, work, ready, window, ahead }
    }

    /// Adds an item when there is room for it; false if nobody wants any more.
    pub(super) fn add(&self, item: I) -> bool {
        let mut state = self.state();
        while state.waiting.len() >= self.ahead && !state.stopped {
            state.waits.finder = true;
            state = self.room.wait(state).unwrap_or_else(PoisonError::into_inner);
            state.waits.finder = false;
        }
        state.waiting.push_back(item);
        state.found += 1;
        if state.waits.workers > 0 {
            self.work.notify_one();
        }
        !state.stopped
    }

    /// Says that there are no more items.
    pub(super) fn close(&self) {
        self.state().all_found = true;
        self.wake_all();
    }

    /// Begins no more; what was begun is still to be taken.
    pub(super) fn stop(&self) {
        self.state().stopped = true;
        self.wake_all();
    }

    fn wake_all(&self) {
        for one in [&self.room, &self.work, &self.ready] {
            one.notify_all();
        }
    }

    /// Waits for the next item to work on and gives it with its number; none when there are no more.
    pub(super) fn begin(&self) -> Option<(usize, I)> {
        let mut state = self.state();
        loop {
            if state.stopped || state.all_found && state.waiting.is_empty() {
                return None;
            }
            if state.made.len() < self.window
                && let Some(item) = state.waiting.pop_front()
            {
                state.made.push_back(None);
                if state.waits.finder && state.waiting.len() <= self.ahead / 2 {
                    self.room.notify_one();
                }
                return Some((state.taken + state.made.len() - 1, item));
            }
            state.waits.workers += 1;
            self.wake_taker(&state);
            state = self.work.wait(state).unwrap_or_else(PoisonError::into_inner);
            state.waits.workers -= 1;
        }
    }

    /// Lays down what was made of the item with a number.
    pub(super) fn lay_down(&self, nth: usize, made: M) {
        let mut state = self.state();
        let at = nth - state.taken;
        state.made[at] = Some(made);
        // Half of what may be held goes at once; less if nobody has more to do.
        if state.made.len() * 2 >= self.window || state.waiting.is_empty() {
            self.wake_taker(&state);
        }
    }

    fn wake_taker(&self, state: &State<I, M>) {
        if state.waits.taker && state.can_take() {
            self.ready.notify_one();
        }
    }

    /// Takes what was made of the next items; waits a moment for it.
    pub(super) fn take(&self) -> Next<M> {
        let mut state = self.state();
        if !state.can_take() && !state.is_over() {
            state.waits.taker = true;
            state = self.ready.wait_timeout(state, NOTICED).unwrap_or_else(PoisonError::into_inner).0;
            state.waits.taker = false;
        }
        let run = state.made.iter().take_while(|made| made.is_some()).count();
        if run == 0 {
            return if state.is_over() { Next::End } else { Next::Wait };
        }
        let made = state.made.drain(..run).flatten().collect();
        state.taken += run;
        if state.waits.workers > 0 {
            self.work.notify_all();
        }
        Next::Made(made)
    }

    /// How many were taken, how many were found, and whether those are all.
    pub(super) fn progress(&self) -> (usize, usize, bool) {
        let state = self.state();
        (state.taken, state.found, state.all_found)
    }

    fn state(&self) -> MutexGuard<'_, State<I, M>> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl<I, M> State<I, M> {
    fn can_take(&self) -> bool {
        matches!(self.made.front(), Some(Some(_)))
    }

    fn is_over(&self) -> bool {
        self.made.is_empty() && (self.stopped || self.all_found && self.waiting.is_empty())
    }
}

#[cfg(test)]
mod tests {
    use std::thread;

    use super::*;

    /// What comes out of a line of numbers, with so many workers; the first numbers take longest.
    fn doubled(count: usize, workers: usize, window: usize) -> (Vec<usize>, usize) {
        let line: Line<usize, usize> = Line::new(window, 3);
        let mut most = 0;
        let taken = thread::scope(|scope| {
            for _ in 0..workers {
                scope.spawn(|| {
                    while let Some((nth, item)) = line.begin() {
                        thread::sleep(Duration::from_micros(if item % 7 == 0 { 400 } else { 10 }));
                        line.lay_down(nth, item * 2);
                    }
                });
            }
            scope.spawn(|| {
                (0..count).for_each(|item| assert!(line.add(item)));
                line.close();
            });
            let mut taken = Vec::new();
            loop {
                most = most.max(line.state().made.len());
                match line.take() {
                    Next::Made(made) => taken.extend(made),
                    Next::Wait => {}
                    Next::End => return taken,
                }
            }
        });
        (taken, most)
    }

    #[test]
    fn everything_leaves_in_the_order_in_which_it_was_found_and_little_is_held() {
        for (workers, window) in [(1, 1), (1, 4), (3, 5), (8, 8)] {
            let (taken, most) = doubled(200, workers, window);
            assert_eq!(taken, (0..200).map(|item| item * 2).collect::<Vec<_>>());
            assert!(most <= window, "{most} are held, {window} may be");
        }
        assert!(doubled(0, 2, 4).0.is_empty());
    }

    #[test]
    fn after_a_stop_what_was_begun_is_still_taken_and_nothing_else() {
        let line: Line<usize, usize> = Line::new(8, 8);
        (0..5).for_each(|item| assert!(line.add(item)));
        let (first, second) = (line.begin().expect("an item"), line.begin().expect("an item"));
        line.stop();
        assert!(line.begin().is_none() && !line.add(9));
        line.lay_down(second.0, 1);
        assert!(matches!(line.take(), Next::Wait), "the first one is not done");
        line.lay_down(first.0, 0);
        assert!(matches!(line.take(), Next::Made(made) if made == [0, 1]));
        assert!(matches!(line.take(), Next::End));
        assert_eq!(line.progress(), (2, 6, false));
    }
}
