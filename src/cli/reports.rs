//! Reports read on all cores, for every command that reads many: found, opened, worked on, and handed over in the order in
//! which they were found. One that cannot be read, or that breaks the program, is reported and left out.

use std::io;
use std::sync::Arc;
use std::thread;

use crate::cli::inputs::{Found, Input, Inputs, Note};
use crate::cli::{Context, Exit, exit_of};
use crate::error::{Error, Result};
use crate::jobs::{self, Desk, Next, OrderedQueue, stop};
use crate::review::Review;
use crate::words::CommandMessage;

/// Reports for each thread that are begun and not handed over.
const AHEAD: usize = 32;
/// Reports that are found and not begun.
const FOUND_AHEAD: usize = 1024;

/// What became of a path: what was made of the report, why nothing may be done with it, why it
/// could not be read and how grave that is, that it leads to no report at all, that it holds something else, or a note.
enum Read<T> {
    Made(T),
    Refused(Error),
    Failed(Error, Exit),
    Nowhere(Error),
    PassedOver,
    Note(Note),
}

/// How a run over reports went.
#[derive(Debug, Default)]
pub(super) struct Run {
    /// What the failures amount to
    pub exit: Exit,
    /// Reports that were read
    pub made: usize,
    /// Reports that could not be read
    pub failed: usize,
    /// Paths that lead to no report
    pub nowhere: usize,
    /// Why nothing may be done with one of the reports; none was begun after it
    pub refused: Option<Error>,
    /// After how many reports of how many it was stopped, and whether those are all
    pub stopped: Option<(usize, usize, bool)>,
}

impl Run {
    /// Says that the run was stopped, and whether what was done until then is written; nothing if it was not.
    pub(super) fn say_stopped(&self, context: &Context, is_written: bool) {
        if let Some((done, found, are_all)) = &self.stopped {
            let all = &format!("{found}{}", if *are_all { "" } else { "+" });
            context.say(&context.words.fill(if is_written {
                CommandMessage::StoppedAfter { done, all }
            } else {
                CommandMessage::StoppedUnwritten { done, all }
            }));
        }
    }
}

impl Context {
    /// Opens reports, makes something of each on many threads, and takes that in their order. What cannot be read is reported
    /// on standard error; `may` refuses what must not be read, which ends the run. When the
    /// program is asked to stop, what was begun is still taken.
    ///
    /// # Errors
    /// The one that `take` gives; nothing is taken after it.
    pub(super) fn each<T: Send + 'static>(
        &self,
        inputs: Inputs,
        may: impl Fn(&Input) -> Result<()> + Sync,
        make: impl Fn(Review) -> T + Sync,
        mut take: impl FnMut(T) -> io::Result<()>,
    ) -> io::Result<Run> {
        stop::listen();
        // Only who watches wants to know how many there are before they are read.
        let found_ahead = if self.bar.is_shown() { usize::MAX } else { FOUND_AHEAD };
        let queue = Arc::new(OrderedQueue::new(self.jobs() * AHEAD, found_ahead));
        find(inputs, &queue);
        let mut run = Run::default();
        let taken = thread::scope(|scope| {
            let work = || work(self, &queue, &may, &make);
            let start = || jobs::reader().spawn_scoped(scope, work).map(|_| ());
            // The first one has to be there; with fewer than there should be of the others, it only takes longer.
            let taken = start().and_then(|()| {
                let _ = (1..self.jobs()).try_for_each(|_| start());
                self.take(&queue, &mut run, &mut take)
            });
            queue.stop();
            taken
        });
        self.bar.clear();
        taken.map(|()| run)
    }

    fn take<T>(
        &self,
        queue: &OrderedQueue<Found, Read<T>>,
        run: &mut Run,
        take: &mut impl FnMut(T) -> io::Result<()>,
    ) -> io::Result<()> {
        let mut notes = Vec::new();
        loop {
            if stop::is_asked() {
                queue.stop();
            }
            match queue.take() {
                Next::Made(made) => {
                    for read in made {
                        if !self.take_one(read, run, &mut notes, take)? {
                            return Ok(());
                        }
                    }
                }
                Next::Wait => {}
                Next::End => break,
            }
            let (taken, found, are_all) = queue.progress();
            self.bar.set(taken, found, are_all);
        }
        for note in &notes {
            self.note(&note.say(self.words));
        }
        let is_any_other = notes.iter().any(|note| matches!(note, Note::NoReportInside(_)));
        if is_any_other && run.made + run.failed == 0 {
            run.exit = run.exit.max(Exit::Failed);
        }
        let (taken, found, are_all) = queue.progress();
        if taken < found || !are_all {
            run.stopped = Some((taken, found, are_all));
            run.exit = Exit::Stopped;
        }
        Ok(())
    }

    /// Takes what became of one path; false if nothing more is to be taken.
    fn take_one<T>(
        &self,
        read: Read<T>,
        run: &mut Run,
        notes: &mut Vec<Note>,
        take: &mut impl FnMut(T) -> io::Result<()>,
    ) -> io::Result<bool> {
        match read {
            Read::Made(made) => {
                run.made += 1;
                take(made)?;
            }
            Read::Refused(error) => {
                run.refused = Some(error);
                return Ok(false);
            }
            Read::Failed(error, exit) => {
                self.complain(&error);
                run.failed += 1;
                run.exit = run.exit.max(exit);
            }
            Read::Nowhere(error) => {
                self.complain(&error);
                run.nowhere += 1;
                run.exit = run.exit.max(Exit::Failed);
            }
            Read::PassedOver => match notes.iter_mut().find(|note| matches!(note, Note::NoReportInside(_))) {
                Some(Note::NoReportInside(count)) => *count += 1,
                _ => notes.push(Note::NoReportInside(1)),
            },
            Read::Note(note) => notes.push(note),
        }
        Ok(true)
    }
}

/// Finds reports on a thread of its own. It is not waited for: it may hang on a pipe when the program is to stop.
fn find<T: Send + 'static>(inputs: Inputs, queue: &Arc<OrderedQueue<Found, Read<T>>>) {
    let queue = queue.clone();
    thread::spawn(move || {
        for found in inputs {
            if !queue.add(found) {
                return;
            }
        }
        queue.close();
    });
}

fn work<T>(
    context: &Context,
    queue: &OrderedQueue<Found, Read<T>>,
    may: &impl Fn(&Input) -> Result<()>,
    make: &impl Fn(Review) -> T,
) {
    let mut desk = Desk::new(&context.catalogue);
    while let Some((item_ix, found)) = queue.begin() {
        let read = match found {
            Found::Note(note) => Read::Note(note),
            Found::Failed(error) => Read::Nowhere(error),
            Found::Report(input) => match may(&input) {
                Ok(()) => read(&mut desk, &input, make),
                Err(error) => Read::Refused(error),
            },
        };
        queue.hand_in(item_ix, read);
    }
}

fn read<T>(desk: &mut Desk, input: &Input, make: &impl Fn(Review) -> T) -> Read<T> {
    let open = |desk: &mut Desk| {
        let review = match &input.stdin_name {
            Some(name) => Review::from_stdin(name, &mut desk.reader),
            None => Review::open_among(&input.path, &mut desk.folders, &mut desk.reader),
        };
        review.map(make)
    };
    let read = desk.attempt(open).unwrap_or_else(|message| Err(Error::Broke(input.path.clone(), message)));
    read.map_or_else(|error| failed(input, error), Read::Made)
}

fn failed<T>(input: &Input, error: Error) -> Read<T> {
    if input.may_be_other && !matches!(error, Error::Sidecar(_) | Error::Broke(..)) {
        return Read::PassedOver;
    }
    let exit = if input.named { Exit::Failed } else { exit_of(&error) };
    Read::Failed(error, exit)
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;
    use crate::cli::inputs::Ways;
    use crate::samples::SAMPLES;

    /// A folder with the samples.
    fn samples() -> tempfile::TempDir {
        let folder = tempfile::tempdir().expect("a folder");
        for (name, text) in SAMPLES {
            fs::write(folder.path().join(name), text).expect("a file");
        }
        folder
    }

    #[test]
    fn a_report_that_breaks_the_program_is_left_out_and_the_others_are_done() {
        let (folder, context) = (samples(), Context::of_built_in());
        let inputs = Inputs::new(&[folder.path().to_owned()], &Ways::default()).expect("a folder");
        let make = |review: Review| {
            let name = review.source.name();
            assert!(!name.starts_with("03"), "a fault of the program");
            name
        };
        let mut names = Vec::new();
        let run = context.each(
            inputs,
            |_| Ok(()),
            make,
            |name| {
                names.push(name);
                Ok(())
            },
        );
        let run = run.expect("it goes on");
        assert_eq!((run.exit, run.failed, run.stopped), (Exit::Failed, 1, None));
        let expected: Vec<&str> =
            SAMPLES.iter().map(|(name, _)| *name).filter(|name| !name.starts_with("03")).collect();
        assert_eq!(names, expected);
    }

    #[test]
    fn what_cannot_be_written_ends_the_run() {
        let (folder, context) = (samples(), Context::of_built_in());
        let inputs = Inputs::new(&[folder.path().to_owned()], &Ways::default()).expect("a folder");
        let run = context.each(inputs, |_| Ok(()), |_| (), |()| Err(io::ErrorKind::StorageFull.into()));
        assert_eq!(run.expect_err("no room").kind(), io::ErrorKind::StorageFull);
    }
}
