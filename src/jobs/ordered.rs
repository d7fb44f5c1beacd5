//! A queue for work on many threads whose results leave in the order of the items, and that holds no more than a few
//! results of each thread.

use std::collections::VecDeque;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// How long it may take until a waiting thread notices a stop.
const NOTICED: Duration = Duration::from_millis(50);

/// Items on their way from the thread that finds them, through those that work on them, to the one that takes the results.
///
/// A thread that waits is woken when there is enough to do, not for each item: with all cores at work, every waking takes
/// one of them away from it.
pub(crate) struct OrderedQueue<I, M> {
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
    /// The results of the items that were begun, from the one to be taken next
    made: VecDeque<Option<M>>,
    taken: usize,
    stopped: bool,
    waits: Waits,
}

/// Which threads wait to be woken.
#[derive(Default)]
struct Waits {
    finder: bool,
    workers: usize,
    taker: bool,
}

/// What there is to take.
pub(crate) enum Next<M> {
    /// The results of the next items, one or more
    Made(Vec<M>),
    /// Not yet anything
    Wait,
    /// Everything was taken
    End,
}

impl<I, M> OrderedQueue<I, M> {
    pub(crate) fn new(window: usize, ahead: usize) -> Self {
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

    /// Adds an item when there is room for it; false once the queue is stopped.
    pub(crate) fn add(&self, item: I) -> bool {
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
    pub(crate) fn close(&self) {
        self.state().all_found = true;
        self.wake_all();
    }

    /// Begins no more; what was begun is still to be taken.
    pub(crate) fn stop(&self) {
        self.state().stopped = true;
        self.wake_all();
    }

    fn wake_all(&self) {
        for condition in [&self.room, &self.work, &self.ready] {
            condition.notify_all();
        }
    }

    /// Waits for the next item to work on, and its position; none when there are no more.
    pub(crate) fn begin(&self) -> Option<(usize, I)> {
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

    /// Hands in the result of the item at a position.
    pub(crate) fn hand_in(&self, item_ix: usize, made: M) {
        let mut state = self.state();
        let made_ix = item_ix - state.taken;
        state.made[made_ix] = Some(made);
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

    /// Takes the results of the next items; waits a moment for them.
    pub(crate) fn take(&self) -> Next<M> {
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
    pub(crate) fn progress(&self) -> (usize, usize, bool) {
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

    /// What comes out of a queue of numbers with a number of workers; every seventh number takes longest.
    fn doubled(count: usize, workers: usize, window: usize) -> (Vec<usize>, usize) {
        let queue: OrderedQueue<usize, usize> = OrderedQueue::new(window, 3);
        let mut most = 0;
        let taken = thread::scope(|scope| {
            for _ in 0..workers {
                scope.spawn(|| {
                    while let Some((item_ix, item)) = queue.begin() {
                        thread::sleep(Duration::from_micros(if item % 7 == 0 { 400 } else { 10 }));
                        queue.hand_in(item_ix, item * 2);
                    }
                });
            }
            scope.spawn(|| {
                (0..count).for_each(|item| assert!(queue.add(item)));
                queue.close();
            });
            let mut taken = Vec::new();
            loop {
                most = most.max(queue.state().made.len());
                match queue.take() {
                    Next::Made(made) => taken.extend(made),
                    Next::Wait => {}
                    Next::End => return taken,
                }
            }
        });
        (taken, most)
    }

    #[test]
    fn results_leave_in_the_order_of_the_items_and_few_are_held() {
        for (workers, window) in [(1, 1), (1, 4), (3, 5), (8, 8)] {
            let (taken, most) = doubled(200, workers, window);
            assert_eq!(taken, (0..200).map(|item| item * 2).collect::<Vec<_>>());
            assert!(most <= window, "{most} are held, {window} may be");
        }
        assert!(doubled(0, 2, 4).0.is_empty());
    }

    #[test]
    fn after_a_stop_what_was_begun_is_still_taken_and_nothing_else() {
        let queue: OrderedQueue<usize, usize> = OrderedQueue::new(8, 8);
        (0..5).for_each(|item| assert!(queue.add(item)));
        let (first, second) = (queue.begin().expect("an item"), queue.begin().expect("an item"));
        queue.stop();
        assert!(queue.begin().is_none() && !queue.add(9));
        queue.hand_in(second.0, 1);
        assert!(matches!(queue.take(), Next::Wait), "the first one is not done");
        queue.hand_in(first.0, 0);
        assert!(matches!(queue.take(), Next::Made(made) if made == [0, 1]));
        assert!(matches!(queue.take(), Next::End));
        assert_eq!(queue.progress(), (2, 6, false));
    }
}
