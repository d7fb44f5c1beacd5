//! What goes on while the reviewer works: a thread that finds the reports below the folders, and others that read them.
//! They are never waited for, and end with the program.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;
use std::time::{Duration, Instant};

use crate::catalogue::Catalogue;
use crate::error::{Error, Result};
use crate::jobs::{Desk, reader};
use crate::reading::Reader;
use crate::review::progress::ReportSummary;
use crate::review::years::Facts;
use crate::review::{Review, Sight};
use crate::tui::model::file::Ready;
use crate::tui::model::folder::Summary;
use crate::tui::model::queue::{Answer, Queue, Task, Wish};
use crate::words::{ScreenMessage, Words};

/// So many reports are read at once at the most; one processor is left to the screen.
const MOST_READERS: usize = 4;
/// Reports that were found are told in lots, so often at the least.
const TOLD: Duration = Duration::from_millis(20);

/// What the background tells the screen.
#[derive(Debug)]
pub enum News {
    /// Reports were found
    Found(Vec<PathBuf>),
    /// A path could not be followed
    Failed(Error),
    /// There are no more reports to find.
    AllFound,
    /// A report was read
    Read(Answer),
}

/// The background of a screen.
#[derive(Debug)]
pub(crate) struct Background {
    sender: Sender<News>,
    news: Receiver<News>,
}

impl Background {
    /// Begins to find reports.
    pub(crate) fn find(paths: impl Iterator<Item = Result<PathBuf>> + Send + 'static) -> Self {
        let (sender, news) = channel();
        let tell = sender.clone();
        thread::spawn(move || find(paths, &tell));
        Self { sender, news }
    }

    /// Begins to do what a queue asks for.
    pub(crate) fn read(
        &self,
        queue: &Arc<Queue>,
        catalogue: &Arc<Catalogue>,
        sight: &Sight,
        thresholds: &[f64],
        words: &'static Words,
    ) {
        let processors = thread::available_parallelism().map_or(1, usize::from);
        for _ in 0..processors.saturating_sub(1).clamp(1, MOST_READERS) {
            let (queue, catalogue, tell) = (queue.clone(), catalogue.clone(), self.sender.clone());
            let (thresholds, sight) = (thresholds.to_vec(), sight.clone());
            let serve = move || {
                let mut desk = Desk::new(&catalogue);
                loop {
                    let task = queue.wait();
                    let summed =
                        if let Task::Read(report_ix, _, Wish::Summary) = task { Some(report_ix) } else { None };
                    let done = desk.attempt(|desk| work(task, &sight, &mut desk.reader, &thresholds, words));
                    let failed = |report_ix| {
                        Answer::Summary(report_ix, Summary::Failed(words.say(ScreenMessage::ReadBroke).into()))
                    };
                    let answer = done.unwrap_or_else(|_| summed.map_or(Answer::Broke, failed));
                    let sent = tell.send(News::Read(answer));
                    queue.done();
                    if sent.is_err() {
                        return;
                    }
                }
            };
            // Without a thread the list stays unread, and everything else works.
            let _ = reader().spawn(serve);
        }
    }

    /// What there is to tell.
    pub(crate) fn news(&self) -> impl Iterator<Item = News> {
        self.news.try_iter()
    }

    /// Waits so long for something to tell.
    pub(crate) fn wait(&self, most: Duration) -> Option<News> {
        self.news.recv_timeout(most).ok()
    }
}

/// Tells the first report at once and the others in lots.
fn find(paths: impl Iterator<Item = Result<PathBuf>>, tell: &Sender<News>) {
    let mut lot = Vec::new();
    let mut told: Option<Instant> = None;
    for path in paths {
        match path {
            Ok(path) => lot.push(path),
            Err(error) => {
                if tell.send(News::Failed(error)).is_err() {
                    return;
                }
            }
        }
        if !lot.is_empty() && told.is_none_or(|told| told.elapsed() > TOLD) {
            if tell.send(News::Found(std::mem::take(&mut lot))).is_err() {
                return;
            }
            told = Some(Instant::now());
        }
    }
    let _ = tell.send(News::Found(lot));
    let _ = tell.send(News::AllFound);
}

/// Does a task: reads a report for the list, for comparison or for the screen, or works out what a decision would come to.
pub(crate) fn work(task: Task, sight: &Sight, reader: &mut Reader, thresholds: &[f64], words: &Words) -> Answer {
    let (report_ix, path, wish) = match task {
        Task::Weigh(prospect) => return Answer::Weighed(Box::new(prospect.assess())),
        Task::Read(report_ix, path, wish) => (report_ix, path, wish),
    };
    if wish == Wish::Ahead {
        return Answer::Ahead(Ready::read(&path, sight, reader).ok().map(Box::new));
    }
    match (wish, Review::open_seeing(sight, &path, reader)) {
        (Wish::Summary, Ok(review)) => {
            Answer::Summary(report_ix, Summary::Read(Box::new(ReportSummary::of(&review, thresholds))))
        }
        (Wish::Summary, Err(error)) => Answer::Summary(report_ix, Summary::Failed(error.say(words).into())),
        (_, review) => Answer::Year(Box::new(review.ok().as_ref().and_then(Facts::whole))),
    }
}
