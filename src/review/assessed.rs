//! The assessment of a report that a review changes with its decisions; the likeliest of the next ones can be weighed
//! elsewhere before they are made.

use std::path::PathBuf;
use std::sync::Arc;

use crate::claims::Claim;
use crate::editing::assess::{Assessment, Observed, Standing};
use crate::review::assessments::Stand;
use crate::review::{Choice, Content, Review};
use crate::sheet::Sheet;
use crate::sheet::record::State;
use crate::sidecar::Verdict;

/// Which report something is of, as it was read: the file, its text, and how doubtful each cell is, which the output of an
/// OCR engine beside it says as well.
#[derive(Debug, PartialEq)]
struct Named {
    path: PathBuf,
    blake3: String,
    doubts: Vec<f64>,
}

/// A report as it would be after some decisions, to be assessed apart from it.
#[derive(Debug)]
pub struct Prospect {
    report: Named,
    sheet: Arc<Sheet>,
    claims: Arc<[Claim]>,
    texts: Vec<String>,
    absent: Vec<bool>,
    stand: Stand,
}

/// What was foreseen of a report.
#[derive(Debug)]
pub struct Foreseen {
    report: Named,
    stand: Stand,
    assessment: Assessment,
}

impl Prospect {
    /// Works out what the arithmetic would say.
    pub fn assess(self) -> Foreseen {
        let observed = self.stand.iter().enumerate().map(|(cell, &(value, standing))| Observed {
            value,
            text: &self.texts[cell],
            doubt: self.report.doubts[cell],
            standing,
            is_absent: self.absent[cell],
        });
        let assessment = Assessment::of(&self.sheet, &observed.collect::<Vec<_>>(), &self.claims);
        Foreseen { report: self.report, stand: self.stand, assessment }
    }
}

impl Review {
    /// The report as it would be after some decisions; none if that is known already.
    pub fn prospect(&self, choices: &[Choice]) -> Option<Prospect> {
        let mut stand = self.assessed.stand.clone();
        for choice in choices {
            let read = self.content_read(choice.cell).and_then(Content::amount);
            stand[choice.cell] = match choice.verdict {
                Verdict::Confirm => (read, Standing::Fixed),
                Verdict::Correct => (choice.content.amount(), Standing::Fixed),
                Verdict::SourceError => (read, Standing::Excused),
                Verdict::Withdraw => (read, self.unreviewed(choice.cell)),
            };
        }
        if self.assessed.knows(&stand) {
            return None;
        }
        let absent = self.record.readings.iter().map(|reading| reading.state == State::Absent).collect();
        let texts = (0..self.sheet().len()).map(|cell| self.raw(cell).to_owned()).collect();
        let (sheet, claims) = (self.record.sheet.clone(), self.claims.clone());
        Some(Prospect { report: self.named(), sheet, claims, texts, absent, stand })
    }

    /// Keeps what was foreseen for when it comes true, if it is of this report.
    pub fn foresee(&mut self, foreseen: Foreseen) {
        if foreseen.report == self.named() && !self.assessed.knows(&foreseen.stand) {
            self.assessed.keep(foreseen.stand, foreseen.assessment);
        }
    }

    fn named(&self) -> Named {
        let doubts = (0..self.sheet().len()).map(|cell| self.doubt(cell)).collect();
        Named { path: self.source.path.clone(), blake3: self.source.blake3.clone(), doubts }
    }

    /// The probability that a number was misread, before any equation is asked.
    fn doubt(&self, cell: usize) -> f64 {
        1.0 - f64::from(self.reading(cell).text)
    }

    /// Says what the arithmetic says of the values in force.
    pub(super) fn assess(&mut self) {
        let stand: Stand = (0..self.sheet().len()).map(|cell| (self.amount(cell), self.standing(cell))).collect();
        let now = std::mem::take(&mut self.assessment);
        self.assessment = match self.assessed.go(stand, now) {
            Some(known) => known,
            None => self.weighed(),
        };
    }

    fn weighed(&self) -> Assessment {
        let stand = self.assessed.stand.iter().enumerate();
        let observed = stand.map(|(cell, &(value, standing))| Observed {
            value,
            text: self.raw(cell),
            doubt: self.doubt(cell),
            standing,
            is_absent: self.reading(cell).state == State::Absent,
        });
        Assessment::of(&self.record.sheet, &observed.collect::<Vec<_>>(), &self.claims)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::Catalogue;
    use crate::reading::Reader;
    use crate::samples;
    use crate::sidecar::Sidecar;
    use crate::source::Source;

    #[test]
    fn what_was_foreseen_is_what_comes() {
        let catalogue = Catalogue::built_in();
        let mut foreseen_anywhere = 0;
        for (name, text) in samples::SAMPLES {
            let open = || {
                let source = Source::from_bytes(name.as_ref(), text.as_bytes()).expect("a report");
                Review::new(source, Sidecar::default(), &mut Reader::new(&catalogue)).expect("a report")
            };
            let review = open();
            let open_cell = (0..review.sheet().len()).find(|&cell| review.need(cell, 0.9).is_some());
            if let Some(cell) = open_cell {
                for verdict in [Verdict::Confirm, Verdict::Correct, Verdict::SourceError] {
                    let (mut ahead, mut plain) = (open(), open());
                    let choices = [Choice::new(cell, verdict, Content::Number(7.into()))];
                    let foreseen = ahead.prospect(&choices).expect("not known yet").assess();
                    ahead.foresee(foreseen);
                    assert!(ahead.prospect(&choices).is_none(), "it is known now");
                    ahead.decide_all(&choices, "甲");
                    plain.decide_all(&choices, "甲");
                    assert!(ahead.assessed.kept() == 1, "{name}: what was foreseen came true");
                    assert_eq!(format!("{:?}", ahead.assessment), format!("{:?}", plain.assessment), "{name}");
                    foreseen_anywhere += 1;
                }
            }
        }
        assert!(foreseen_anywhere > 6);
    }
}
