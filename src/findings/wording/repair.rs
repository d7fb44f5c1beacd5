//! Repairs put into words: what changes, what may have happened to the page, how likely that is.

use rust_decimal::Decimal;

use crate::editing::assess::Suggestion;
use crate::editing::localize::{Change, Event, Fault, How, Location, Repair, Signature};
use crate::findings::wording::rendered::{RenderedChange, RenderedRepair};
use crate::findings::wording::{Renderer, percent};
use crate::words::{CheckMessage, CommonMessage};

/// How many suggested corrections of one fault are rendered.
const TOLD: usize = 3;
/// Changes of one repair that are written out; if there are more, they are counted.
const WRITTEN_OUT: usize = 8;

impl Renderer<'_> {
    /// What would settle a fault, in lines: whether it can be located, the repairs by their numbers, and the page itself.
    pub fn repairs(&self, fault: &Fault) -> Vec<String> {
        let mut lines: Vec<String> = self.located(fault).into_iter().collect();
        let told: Vec<String> =
            fault.offered().take(TOLD).enumerate().map(|(nth, one)| self.numbered(nth, one)).collect();
        if !told.is_empty() {
            lines.extend(told);
            lines.extend(self.page_is_wrong(fault));
        }
        lines
    }

    /// Why the equations do not show where a fault lies; nothing if they do.
    pub fn located(&self, fault: &Fault) -> Option<String> {
        let offered = fault.offered().count();
        Some(match fault.location {
            _ if fault.signature.is_some() => self.blame(fault)?.to_owned(),
            Location::GaveUp => self.words.say(CheckMessage::GaveUp).to_owned(),
            _ if fault.likely().next().is_none() => self.words.say(CheckMessage::NotLocated).to_owned(),
            Location::Tied(_) | Location::NotLocated if !fault.common.is_empty() && offered > 1 => {
                let common = self.changes(&fault.common);
                self.words.fill(CheckMessage::NotLocatedCommon { count: &offered, common: &common })
            }
            Location::Tied(_) | Location::NotLocated if offered > 1 => {
                self.words.fill(CheckMessage::NotLocatedAmong { count: &offered })
            }
            _ => return None,
        })
    }

    /// How likely it is that the page itself is wrong; nothing if it is not likely at all.
    pub fn page_is_wrong(&self, fault: &Fault) -> Option<String> {
        let offered = fault.offered().next().is_some();
        let is_likely = offered && fault.page_is_wrong >= 0.001;
        is_likely.then(|| self.words.fill(CheckMessage::PageIsWrong { probability: &percent(fault.page_is_wrong) }))
    }

    fn numbered(&self, nth: usize, repair: &Repair) -> String {
        let (changes, sure) = (self.changes(&repair.changes), percent(repair.probability));
        let why = self.events(&repair.events);
        self.words.fill(CheckMessage::RepairLine {
            number: &(nth + 1),
            changes: &changes,
            probability: &sure,
            reason: &why,
            count: &repair.settles.len(),
        })
    }

    /// The cells that change, each with the value that it has and the one that it should have.
    fn changes(&self, changes: &[Change]) -> String {
        let told = |change: &Change| {
            let from = self.value_or_state(change.cell);
            self.words.fill(CheckMessage::Change { cell: &self.address(change.cell), from: &from, to: &change.value })
        };
        let mut all: Vec<String> = changes.iter().take(WRITTEN_OUT).map(told).collect();
        if changes.len() > WRITTEN_OUT {
            all.push(self.words.fill(CheckMessage::MoreChanges { count: &(changes.len() - WRITTEN_OUT) }));
        }
        all.join(self.words.say(CommonMessage::ListComma))
    }

    fn value_or_state(&self, cell: usize) -> String {
        self.review.values()[cell].map_or_else(|| self.state(cell).to_owned(), |value| value.to_string())
    }

    /// What may have happened to the page on its way here.
    pub fn events(&self, events: &[Event]) -> String {
        let mut told: Vec<String> = Vec::new();
        for event in events.iter().map(|event| self.event(event)) {
            if !told.contains(&event) {
                told.push(event);
            }
        }
        told.join(self.words.say(CommonMessage::ListComma))
    }

    fn event(&self, event: &Event) -> String {
        let row = |cell: Option<&usize>| cell.map_or("", |&cell| self.review.sheet().row(cell).label.as_str());
        match event {
            Event::Misread { how, .. } => self.words.say(how_word(*how)).to_owned(),
            Event::RowSlid { cells, left } => {
                let row = &row(cells.first());
                self.words.fill(if *left {
                    CheckMessage::EventSlidLeft { row }
                } else {
                    CheckMessage::EventSlidRight { row }
                })
            }
            Event::Merged { cells } => self.words.fill(CheckMessage::EventMerged { row: &row(cells.first()) }),
            Event::Swapped { cells } => self.words.fill(CheckMessage::EventSwapped { row: &row(Some(&cells.0)) }),
            Event::Filled { .. } => self.words.say(CheckMessage::EventFilled).to_owned(),
        }
    }

    /// What is offered for a cell, how likely it is, why, and what else must change with it.
    pub fn suggestion(&self, offered: &Suggestion) -> String {
        let rules: Vec<String> =
            offered.equations.iter().map(|&nth| self.rule_at(&self.review.sheet().equations[nth])).collect();
        let comma = self.words.say(CommonMessage::Comma);
        let why = self.events(&offered.events);
        let reason: Vec<&str> = [why.as_str()].into_iter().filter(|why| !why.is_empty()).collect();
        let settled =
            self.words.fill(CheckMessage::Settles { rules: &rules.join(self.words.say(CommonMessage::ListComma)) });
        let reason = reason.into_iter().map(str::to_owned).chain([settled]).collect::<Vec<_>>().join(comma);
        let mut text = self.words.fill(CheckMessage::Suggestion {
            value: &offered.value,
            probability: &percent(offered.probability),
            reason: &reason,
        });
        for (cell, value) in offered.with.iter().take(WRITTEN_OUT) {
            text += &self.words.fill(CheckMessage::SuggestionWith { cell: &self.address(*cell), value });
        }
        text
    }

    /// Why a fault is most likely the agency's own, if it bears the signature of one.
    pub fn blame(&self, fault: &Fault) -> Option<&str> {
        Some(self.words.say(match fault.signature? {
            Signature::ColumnAndTotal => CheckMessage::SignatureColumn,
            Signature::ZeroTotal => CheckMessage::SignatureZero,
        }))
    }

    /// The first repairs of a fault in parts.
    pub(super) fn told_repairs(&self, fault: &Fault) -> Vec<RenderedRepair> {
        let change = |change: &Change| {
            let from: Option<Decimal> = self.review.values()[change.cell];
            RenderedChange { cell: self.address(change.cell), from, to: change.value }
        };
        let told = |repair: &Repair| RenderedRepair {
            probability: repair.probability,
            why: self.events(&repair.events),
            changes: repair.changes.iter().map(change).collect(),
        };
        fault.offered().take(TOLD).map(told).collect()
    }
}

fn how_word(how: How) -> CheckMessage<'static> {
    match how {
        How::LooksAlike => CheckMessage::HowLooksAlike,
        How::OtherDigit => CheckMessage::HowOtherDigit,
        How::DigitDropped => CheckMessage::HowDigitDropped,
        How::DigitAdded => CheckMessage::HowDigitAdded,
        How::DigitDoubled => CheckMessage::HowDigitDoubled,
        How::Transposed => CheckMessage::HowTransposed,
        How::Letters => CheckMessage::HowLetters,
        How::Unrelated => CheckMessage::HowUnrelated,
    }
}
