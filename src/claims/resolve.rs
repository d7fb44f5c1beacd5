//! From a statement to the cells of the report's sheet that it may mean.

use crate::claims::claim::{Claim, Meaning, Said, Sum};
use crate::claims::statements::Statement;
use crate::form::rule::{Name, Prose, Reading};
use crate::sheet::Sheet;
use crate::source::Span;

/// The claim that a statement makes; none if the sheet has nothing that it could mean.
pub(super) fn resolve(
    rules: &[Prose],
    sheet: &Sheet,
    statement: &Statement,
    number: Span,
    sentence: Span,
) -> Option<Claim> {
    let rule = &rules[statement.rule];
    let sums = |readings: &[Reading]| -> Vec<(usize, Sum)> {
        readings
            .iter()
            .enumerate()
            .filter_map(|(reading_ix, reading)| Some((reading_ix, sum(sheet, reading)?)))
            .collect()
    };
    let meanings = sums(&rule.readings).into_iter();
    let readings: Vec<Meaning> = if let Said::Share { .. } = statement.said {
        let wholes = sums(&rule.shares_of);
        let each_its_own = rule.shares_of.len() == rule.readings.len();
        let of = |(reading, sum): (usize, Sum)| {
            let fitting = wholes.iter().filter(move |(whole, _)| !each_its_own || *whole == reading);
            fitting.map(move |whole| Meaning { reading, sum: sum.clone(), of: Some(whole.clone()) }).collect::<Vec<_>>()
        };
        meanings.flat_map(of).collect()
    } else {
        meanings.map(|(reading, sum)| Meaning { reading, sum, of: None }).collect()
    };
    let &Statement { rule, is_loose, said, .. } = statement;
    (!readings.is_empty()).then_some(Claim { rule, number, sentence, said, is_loose, readings })
}

/// The cells of a reading; none if the sheet lacks one of its addresses.
fn sum(sheet: &Sheet, reading: &Reading) -> Option<Sum> {
    let cells = |addresses: &[Name]| {
        let found = addresses.iter().map(|address| Some(sheet.matching(address)).filter(|cells| !cells.is_empty()));
        found.collect::<Option<Vec<_>>>().map(|cells| cells.concat())
    };
    Some(Sum { add: cells(&reading.add)?, less: cells(&reading.less)? })
}
