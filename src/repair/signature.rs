//! The marks of an error that the agency made itself. Such findings are flagged; no repair of them is ever sure.

use rust_decimal::Decimal;

use crate::check::Outcome;
use crate::sheet::Sheet;

/// How an author's error shows itself.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Signature {
    /// A column and the total column fail by the same amount while the rows add up: the author computed the rows.
    ColumnAndTotal,
    /// A total of zero over parts that are not.
    ZeroTotal,
}

/// The signature that a group of failing equations bears, if any.
pub fn signatures(
    sheet: &Sheet,
    outcomes: &[Outcome],
    values: &[Option<Decimal>],
    equations: &[usize],
) -> Option<Signature> {
    let fails: Vec<_> = equations.iter().map(|&nth| (&sheet.equations[nth], &outcomes[nth])).collect();
    let zero_total = |total: &[usize]| matches!(total, [cell] if values[*cell] == Some(Decimal::ZERO));
    if let [(equation, _)] = &fails[..]
        && zero_total(&equation.right)
    {
        return Some(Signature::ZeroTotal);
    }
    let gap = |outcome: &Outcome| if let Outcome::Fails { left, right } = outcome { Some(left - right) } else { None };
    let [(first, one), (second, other)] = &fails[..] else { return None };
    let same_rule = first.rule == second.rule && first.at != second.at;
    (same_rule && gap(one) == gap(other)).then_some(Signature::ColumnAndTotal)
}
