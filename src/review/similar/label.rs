//! Rows whose label is lost, and that were found by their order.

use crate::review::rows::row_of;
use crate::review::similar::{ErrorPattern, SimilarError};
use crate::review::{Choice, Review};
use crate::sheet::record::Reason;
use crate::sidecar::Verdict;

/// The row of a confirmed cell, if its label is lost.
pub(crate) fn pattern(review: &Review, cell: usize) -> Option<ErrorPattern> {
    let confirmed = review.decision(cell)?.verdict == Verdict::Confirm;
    let row = row_of(review.sheet(), cell);
    if !confirmed || !is_lost(review, cell) {
        return None;
    }
    Some(ErrorPattern::Label(review.sheet().slots[row.start].id.to_string(), neighbours(review, cell)?))
}

/// The same row, if its label is lost there too and its neighbours have the same ones.
pub(crate) fn likes(review: &Review, cell: &str, labels: &[String; 2]) -> Vec<SimilarError> {
    let Some(cell) = review.sheet().position(&cell.into()) else { return Vec::new() };
    if !is_lost(review, cell) || neighbours(review, cell).as_ref() != Some(labels) {
        return Vec::new();
    }
    let open = row_of(review.sheet(), cell).filter(|&cell| review.decision(cell).is_none());
    let read =
        open.filter_map(|cell| Some((cell, review.content_read(cell).filter(|content| content.value().is_some())?)));
    let choices = read.map(|(cell, content)| Choice::new(cell, Verdict::Confirm, content));
    SimilarError::of(review, choices.collect()).into_iter().collect()
}

fn is_lost(review: &Review, cell: usize) -> bool {
    let by_order = |reason: &Reason| matches!(reason, Reason::LabelLost | Reason::RowUncertain);
    row_of(review.sheet(), cell).any(|cell| review.reading(cell).reasons.iter().any(by_order))
}

/// The text before the values of the rows above and below, without spaces.
fn neighbours(review: &Review, cell: usize) -> Option<[String; 2]> {
    let (sheet, row) = (review.sheet(), row_of(review.sheet(), cell));
    let part = &sheet.part(cell).cells;
    let label = |cell: Option<usize>| {
        let cells = cell.filter(|cell| part.contains(cell)).map(|cell| row_of(sheet, cell))?;
        let first = cells.filter_map(|cell| review.reading(cell).span).min_by_key(|span| span.start)?;
        let line = review.source.lines()[review.source.line_of(first.start)];
        let text = &review.source.text[line.start..first.start];
        Some(text.split_whitespace().collect::<String>())
    };
    let (above, below) = (label(row.start.checked_sub(1)), label(Some(row.end)));
    (above.is_some() || below.is_some()).then(|| [above.unwrap_or_default(), below.unwrap_or_default()])
}
