//! Errors of the page itself: the same rule that fails in the same way at the same place of the same form. Agencies copy
//! last year's table, and its error with it.

use std::cmp::Ordering;
use std::sync::Arc;

use rust_decimal::Decimal;

use crate::editing::check::{Outcome, check};
use crate::editing::localize::{Fault, Observed, Signature, Standing, faults};
use crate::review::similar::{Bearing, ErrorPattern, SimilarError};
use crate::review::{Choice, Content, Review, Status};
use crate::sheet::record::State;
use crate::sidecar::Verdict;

/// An error of the page, as it shows in what is printed.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Blame {
    /// The form of the table
    form: Arc<str>,
    /// The addresses of the cells in which the page is wrong, the first of them the one that was looked at
    pub cells: Vec<String>,
    /// The equations of those cells that fail: rule, row or column, and how the left side is to the right one
    failing: Vec<(usize, String, Ordering)>,
    /// The mark of an error of the agency that the failure bears
    signature: Option<Signature>,
}

/// The equations that fail with a cell in which the page is wrong, and the cells that went with it.
pub(crate) fn pattern(review: &Review, cell: usize) -> Option<ErrorPattern> {
    let blamed = |&cell: &usize| review.status(cell) == Status::SourceError;
    if !blamed(&cell) {
        return None;
    }
    let printed = Printed::of(review);
    let fault = printed.fault_of(review, cell)?;
    let others = fault.equations.iter().flat_map(|&nth| review.sheet().equations[nth].cells());
    let mut cells = vec![cell];
    for other in others.filter(blamed) {
        if !cells.contains(&other) {
            cells.push(other);
        }
    }
    let failing = printed.failing(review, &cells);
    let id = |cell: &usize| review.sheet().slots[*cell].id.to_string();
    (!failing.is_empty()).then(|| {
        ErrorPattern::Blame(Box::new(Blame {
            form: review.sheet().part(cell).form.id.clone(),
            cells: cells.iter().map(id).collect(),
            failing,
            signature: fault.signature,
        }))
    })
}

/// The same cells, if the same equations of them fail in the same way and nobody has excused them.
pub(crate) fn likes(review: &Review, blame: &Blame) -> Vec<SimilarError> {
    like(review, blame).into_iter().collect()
}

fn like(review: &Review, blame: &Blame) -> Option<SimilarError> {
    let sheet = review.sheet();
    let position = |id: &String| sheet.position(&id.as_str().into());
    let cells: Vec<usize> = blame.cells.iter().map(position).collect::<Option<_>>()?;
    let first = *cells.first()?;
    let excused = |nth| review.is_source_error(&sheet.equations[nth]);
    if sheet.part(first).form.id != blame.form || sheet.strict_of(first).any(excused) {
        return None;
    }
    let printed = Printed::of(review);
    if printed.failing(review, &cells) != blame.failing {
        return None;
    }
    let signature = printed.fault_of(review, first).and_then(|fault| fault.signature);
    let is_signed = signature.is_some() && signature == blame.signature;
    let choice = |&cell| Choice::new(cell, Verdict::SourceError, Content::Blank);
    let like = SimilarError::of(review, cells.iter().map(choice).collect())?;
    let bearing = Bearing { excused: blame.failing.len(), is_signed, ..Bearing::default() };
    let after = format!("#{}", like.before);
    Some(SimilarError { after, bearing, ..like })
}

/// What the printed figures say, whatever was decided of them.
struct Printed<'a> {
    observed: Vec<Observed<'a>>,
    outcomes: Vec<Outcome>,
}

impl<'a> Printed<'a> {
    fn of(review: &'a Review) -> Self {
        let observed = |cell: usize| {
            let reading = review.reading(cell);
            let doubt = 1.0 - f64::from(reading.text);
            let (value, standing) = match review.content_read(cell) {
                Some(Content::NotApplicable) => (Content::NotApplicable.amount(), Standing::Stated),
                _ => (reading.value, Standing::Open),
            };
            let is_absent = reading.state == State::Absent;
            Observed { value, text: review.raw(cell), doubt, standing, is_absent }
        };
        let observed: Vec<Observed> = (0..review.sheet().len()).map(observed).collect();
        let values: Vec<Option<Decimal>> = observed.iter().map(|one| one.value).collect();
        Self { outcomes: check(review.sheet(), &values), observed }
    }

    /// The equations of some cells that fail: rule, row or column, and how the left side is to the right one.
    fn failing(&self, review: &Review, cells: &[usize]) -> Vec<(usize, String, Ordering)> {
        let sheet = review.sheet();
        let mut nths: Vec<usize> = cells.iter().flat_map(|&cell| sheet.strict_of(cell)).collect();
        nths.sort_unstable();
        nths.dedup();
        let fails = |nth: usize| match &self.outcomes[nth] {
            Outcome::Fails { left, right } => {
                Some((sheet.equations[nth].rule, sheet.equations[nth].at.clone(), left.cmp(right)))
            }
            _ => None,
        };
        nths.into_iter().filter_map(fails).collect()
    }

    /// The fault that an equation of a cell fails in.
    fn fault_of(&self, review: &Review, cell: usize) -> Option<Fault> {
        let sheet = review.sheet();
        let of_cell: Vec<usize> = sheet.strict_of(cell).filter(|&nth| self.outcomes[nth].fails()).collect();
        let is_its = |fault: &Fault| fault.equations.iter().any(|nth| of_cell.contains(nth));
        if of_cell.is_empty() {
            return None;
        }
        faults(sheet, &self.observed, &self.outcomes).into_iter().find(is_its)
    }
}
