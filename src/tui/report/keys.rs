//! What keys do on a report that is looked at.

use crate::review::Review;
use crate::tui::app::App;
use crate::tui::effect::Effect;
use crate::tui::find::Kind;
use crate::tui::input::action::Action;
use crate::tui::report::Focus;
use crate::tui::{raw, table};
use crate::words::Word;

impl App<'_> {
    pub(in crate::tui) fn act_on_report(&mut self, action: Action) -> Option<Effect> {
        match action {
            Action::NextReport => return self.neighbour(true),
            Action::PreviousReport => return self.neighbour(false),
            Action::Palette => return self.act_anywhere(action),
            Action::Back | Action::Forward | Action::SetMark | Action::GoToMark => return self.act_on_places(action),
            Action::Editor => return self.edit_source(),
            Action::Reread => return Some(Effect::Reread),
            Action::Done => return self.finish(action),
            Action::NextOpen | Action::PreviousOpen => return self.go_open(action),
            _ if self.report.review.is_err() => return self.act_anywhere(action),
            Action::EarlierYear | Action::LaterYear => return self.go_to_year(action),
            Action::Search => self.search(),
            Action::Findings => self.find(Kind::Findings),
            Action::NextHit => self.go_on_searching(true),
            Action::PreviousHit => self.go_on_searching(false),
            Action::CopyValue | Action::CopyRow | Action::CopyAddress => return self.copy(action),
            Action::WhyDown => self.scroll_why(1),
            Action::WhyUp => self.scroll_why(-1),
            Action::Wrap | Action::WiderRaw | Action::WiderTable => self.lay_out(action),
            _ if action.suggestion().is_some() => return self.decide_by(action),
            Action::Switch => self.report.switch(),
            Action::GoToCell => self.go_to_cell(),
            Action::Claim => self.go_to_claim(),
            Action::Confirm
            | Action::Accept
            | Action::Edit
            | Action::SourceError
            | Action::Withdraw
            | Action::Undo
            | Action::Redo
            | Action::Take
            | Action::Cancel
            | Action::Blank
            | Action::NotApplicable
            | Action::SourceErrorValue
            | Action::Note
            | Action::UndoCell
            | Action::ConfirmRow
            | Action::ConfirmTable
            | Action::SlideLeft
            | Action::SlideRight
            | Action::Join
            | Action::Split
            | Action::Series => return self.decide_by(action),
            _ => match action.section() {
                Some(number) => self.go_section(number),
                None => return self.step(action),
            },
        }
        None
    }

    /// The report that stands before or after the one on the screen in the list.
    fn neighbour(&mut self, forward: bool) -> Option<Effect> {
        self.freshen();
        self.refresh_list();
        let rows = &self.listing.rows;
        let next = match self.listing.row_of(self.folder.current) {
            Some(row) if forward => rows.get(row + 1),
            Some(row) => row.checked_sub(1).and_then(|row| rows.get(row)),
            None => rows.first(),
        };
        let next = next.copied();
        if next.is_none() {
            self.say(if forward { Word::LastReport } else { Word::FirstReport });
        }
        next.map(Effect::Open)
    }

    /// Moves the selection of the table or the cursor of the raw side, whichever has the focus.
    fn step(&mut self, action: Action) -> Option<Effect> {
        let review = self.report.review.as_ref().ok()?;
        let page = |lines: u16| usize::from(lines).max(1);
        match self.report.focus {
            Focus::Table => {
                let page = self.panes().map_or(1, |panes| page(panes.table.height.saturating_sub(3)));
                match table::moved(review.sheet(), self.report.selected, action, page) {
                    Some(cell) => self.report.select(cell),
                    None => return self.act_anywhere(action),
                }
            }
            Focus::Raw => {
                let page = self.panes().map_or(1, |panes| page(panes.raw.height.saturating_sub(2)));
                match raw::cursor::moved(review, self.report.cursor, action, page) {
                    Some(byte) => self.report.cursor = byte,
                    None => return self.act_anywhere(action),
                }
            }
        }
        None
    }

    fn go_to_cell(&mut self) {
        if self.go_to_cell_of_claim() {
            return;
        }
        let cell = self.report.review.as_ref().ok().and_then(|review| review.cell_at(self.report.cursor));
        match cell {
            Some(cell) => {
                self.report.selected = cell;
                self.report.focus = Focus::Table;
            }
            None => self.say(Word::NoCellHere),
        }
    }

    /// Goes to a section: to its table if it has one, and to its heading in the raw report.
    fn go_section(&mut self, number: usize) {
        let numeral = "一二三四五六".chars().nth(number - 1).unwrap_or('一');
        let Ok(review) = &self.report.review else { return };
        let part = review.sheet().parts.iter().find(|part| part.table().number.starts_with(numeral));
        let start = part.map(|part| part.cells.start);
        let heading = heading(review, numeral);
        match (start, heading) {
            (Some(cell), _) if self.report.focus == Focus::Table => self.report.select(cell),
            (_, Some(line)) => {
                self.report.cursor = review.source.lines()[line].start;
                self.report.focus = Focus::Raw;
                self.layout.scroll.raw = line;
            }
            (Some(cell), None) => self.report.select(cell),
            (None, None) => self.say(Word::NoSection),
        }
    }
}

/// The line of a section's heading.
fn heading(review: &Review, numeral: char) -> Option<usize> {
    let opening = format!("{numeral}、");
    let lines = review.source.lines();
    let is_heading = |&line: &usize| {
        let text = review.source.slice(lines[line]).trim_start_matches(['#', '*', ' ', '\u{3000}']);
        text.starts_with(&opening) && !text.contains('\t') && text.chars().count() < 40
    };
    (0..lines.len()).find(is_heading)
}
