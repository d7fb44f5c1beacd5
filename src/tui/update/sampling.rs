//! Looking at a random sample of proved cells: asking for it, going through it, and what comes of it.

use crate::findings::wording::percent;
use crate::tui::model::mode::Mode;
use crate::tui::model::sample::Sample;
use crate::tui::model::typed::{Prompt, Purpose, line_of};
use crate::tui::model::{App, Effect};
use crate::words::ScreenMessage;

/// Cells of a sample if no other number is asked for: without an error, the error rate is then below 5 %.
const USUAL: usize = 60;
/// What the generator begins with if nothing else is asked for.
const SEED: u64 = 1;

impl App<'_> {
    /// Asks how large the sample is to be; while one is looked at, ends it and says what it says so far.
    pub(super) fn ask_for_sample(&mut self) {
        if self.walkthrough.sample.as_ref().is_some_and(|sample| !sample.is_finished()) {
            let told = self.told_sample().unwrap_or_default();
            self.walkthrough.sample = None;
            self.notify(told);
            return;
        }
        let text = line_of(&USUAL.to_string());
        self.mode = Mode::Prompt(Box::new(Prompt { text, purpose: Purpose::Sample }));
    }

    /// Draws a sample of so many cells, by a seed if one was typed behind the number, and goes to its first cell.
    pub(super) fn draw_sample(&mut self, typed: &str) -> Option<Effect> {
        let mut parts = typed.split_whitespace();
        let count = parts.next().map(str::parse::<usize>);
        let seed = parts.next().map_or(Ok(SEED), str::parse);
        let (Some(Ok(count @ 1..)), Ok(seed)) = (count, seed) else {
            self.notify(self.setup.words.fill(ScreenMessage::NotACount { text: &typed }));
            return None;
        };
        self.mode = Mode::Browse;
        let entries = &self.folder.entries;
        let mut read: Vec<usize> =
            (0..entries.len()).filter(|&report_ix| entries[report_ix].known().is_some()).collect();
        read.sort_by_key(|&report_ix| entries[report_ix].rank);
        let proved =
            |&report_ix: &usize| (report_ix, entries[report_ix].known().map_or(0, |known| usize::from(known.skipped)));
        let reports: Vec<(usize, usize)> = read.iter().map(proved).collect();
        self.walkthrough.sample = Sample::draw(count, seed, &reports);
        if self.walkthrough.sample.is_none() {
            self.say(ScreenMessage::NothingProved);
            return None;
        }
        self.enter_sample();
        let (report, cell) = self.walkthrough.sample.as_ref()?.next(self.folder.current, self.report.selected, true)?;
        let here = self.spot();
        let effect = self.go_to_pick(report, cell);
        self.leave_place(here);
        effect
    }

    /// Finds the cells of the sample in the report on the screen.
    pub(super) fn enter_sample(&mut self) {
        if let Some(sample) = &mut self.walkthrough.sample {
            sample.enter(self.folder.current, self.report.review.as_ref().ok());
        }
    }

    pub(super) fn go_in_sample(&mut self, forward: bool) -> Option<Effect> {
        let (report, cell) =
            self.walkthrough.sample.as_ref()?.next(self.folder.current, self.report.selected, forward)?;
        self.go_to_pick(report, cell)
    }

    fn go_to_pick(&mut self, report: usize, cell: Option<usize>) -> Option<Effect> {
        if report != self.folder.current {
            return Some(Effect::Open(report));
        }
        if let Some(cell) = cell {
            self.report.select(cell);
        }
        None
    }

    /// Goes to the next cell of the sample once one was decided; at its end, says what it says.
    pub(super) fn go_on_in_sample(&mut self) {
        if let (Some(sample), Ok(review)) = (&mut self.walkthrough.sample, &self.report.review) {
            sample.note(self.folder.current, review);
        }
        match self.go_in_sample(true) {
            Some(Effect::Open(next)) => self.walkthrough.then = Some(next),
            _ if self.walkthrough.sample.as_ref().is_some_and(Sample::is_finished) => {
                let told = self.told_sample().unwrap_or_default();
                self.add_to_notice(&told);
            }
            _ => {}
        }
    }

    /// What the sample says so far, in words.
    pub(super) fn told_sample(&self) -> Option<String> {
        let sample = self.walkthrough.sample.as_ref()?;
        let verdict = sample.verdict();
        let (rate, bound) = (format!("{:.1}%", verdict.rate() * 100.0), percent(verdict.bound()));
        Some(self.setup.words.fill(ScreenMessage::SampleResult {
            seen: &verdict.seen,
            drawn: &verdict.drawn,
            wrong: &verdict.wrong,
            rate: &rate,
            bound: &bound,
            seed: &sample.seed,
        }))
    }
}
