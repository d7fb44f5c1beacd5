//! Operations on a whole row: its values slide to the left or right, two cells are joined, one is split. Each gives the
//! cells that change and what they hold then; nothing is decided here.
//!
//! No value is made up, and none is lost but where two become one: a slide moves the nearest gap of the row to the
//! cell; where there is none, a zero at the end of the row that the values slide to counts as one, as it may have come in
//! there. A number never goes round to the other end. Where an operation can be done in several ways, the one counts that
//! leaves the fewest equations failing, then the most holding, then the one that moves least.

use std::cmp::Reverse;
use std::ops::Range;

use rust_decimal::Decimal;

use crate::editing::check::{Outcome, run};
use crate::form::Layout;
use crate::review::{Content, Review, Status};
use crate::sheet::Sheet;
use crate::source::Span;

/// What can be done with a row, from one of its cells.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Operation {
    /// The values between the cell and the nearest gap on its left go one cell to the left.
    SlideLeft,
    /// The values between the cell and the nearest gap on its right go one cell to the right.
    SlideRight,
    /// The cell and the next one hold one number, of which each has some digits.
    Join,
    /// The cell holds two numbers, of which the second goes to the next cell.
    Split,
}

/// Why an operation cannot be done.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Refusal {
    /// The row would stay as it is.
    NothingMoves,
    /// A cell that would have to move cannot be read.
    Unreadable(usize),
    /// There are no two numbers to join, or there is none to split.
    NoDigits,
    /// There is no gap on the right for another number.
    NoRoom,
}

/// The cells that are printed in one line with a cell.
pub fn row_of(sheet: &Sheet, cell: usize) -> Range<usize> {
    let (slot, part) = (&sheet.slots[cell], sheet.part(cell));
    let across = part.table().layout == Layout::Across;
    let same = |other: usize| {
        let other = &sheet.slots[other];
        (other.part, other.block) == (slot.part, slot.block) && (across || other.row == slot.row)
    };
    let start = (part.cells.start..cell).rev().take_while(|&at| same(at)).last().unwrap_or(cell);
    let end = (cell..part.cells.end).take_while(|&at| same(at)).last().unwrap_or(cell);
    start..end + 1
}

/// A row, and what its cells hold.
#[derive(Debug)]
pub struct Row<'a> {
    review: &'a Review,
    /// Its cells
    pub cells: Range<usize>,
    contents: Vec<Option<Content>>,
    digits: Vec<String>,
    values: Vec<Option<Decimal>>,
}

impl<'a> Row<'a> {
    /// The row of a cell, as it is in force.
    pub fn in_force(review: &'a Review, cell: usize) -> Self {
        Self::of(review, cell, |cell| review.content(cell))
    }

    /// The row of a cell, as the source has it.
    pub fn as_read(review: &'a Review, cell: usize) -> Self {
        Self::of(review, cell, |cell| review.content_read(cell))
    }

    fn of(review: &'a Review, cell: usize, content: impl Fn(usize) -> Option<Content>) -> Self {
        let cells = row_of(review.sheet(), cell);
        let contents: Vec<_> = cells.clone().map(content).collect();
        let mut values = review.amounts();
        for (cell, content) in cells.clone().zip(&contents) {
            values[cell] = content.and_then(Content::amount);
        }
        let digits = cells.clone().zip(&contents).map(|(cell, content)| digits(review, cell, *content)).collect();
        Self { review, cells, contents, digits, values }
    }

    /// What the cells hold that an operation from a cell changes.
    ///
    /// # Errors
    /// Why it cannot be done.
    pub fn after(&self, operation: Operation, cell: usize) -> Result<Vec<(usize, Content)>, Refusal> {
        let at = cell - self.cells.start;
        let ways = match operation {
            Operation::SlideLeft => vec![self.slid_left(at)],
            Operation::SlideRight => vec![self.slid_right(at)],
            Operation::Join => self.joined(at)?,
            Operation::Split => self.split(at)?,
        };
        let ways = ways.into_iter().map(|row| self.changes(&row)).collect::<Result<Vec<_>, _>>()?;
        let best = ways.into_iter().min_by_key(|changes| self.standing(changes));
        best.filter(|changes| !changes.is_empty()).ok_or(Refusal::NothingMoves)
    }

    /// The row with values typed from a cell on, one for each cell.
    ///
    /// # Errors
    /// [`Refusal::NoRoom`] if there are more values than cells.
    pub fn typed(&self, cell: usize, contents: &[Content]) -> Result<Vec<(usize, Content)>, Refusal> {
        if cell + contents.len() > self.cells.end {
            return Err(Refusal::NoRoom);
        }
        Ok((cell..).zip(contents.iter().copied()).collect())
    }

    fn is_gap(&self, at: usize) -> bool {
        self.contents[at] == Some(Content::Blank)
    }

    /// Whether a cell holds no amount: a gap, a zero, or a sign for none.
    fn is_nothing(&self, at: usize) -> bool {
        match self.contents[at] {
            Some(Content::Number(value)) => value.is_zero(),
            Some(Content::Blank | Content::NotApplicable) => true,
            None => false,
        }
    }

    fn slid_left(&self, at: usize) -> Vec<Option<Content>> {
        let mut row = self.contents.clone();
        let zero = || self.is_nothing(0).then_some(0);
        if let Some(gap) = (0..at).rev().find(|&gap| self.is_gap(gap)).or_else(zero) {
            row[gap..=at].rotate_left(1);
        }
        row
    }

    fn slid_right(&self, at: usize) -> Vec<Option<Content>> {
        let mut row = self.contents.clone();
        let end = row_len(self) - 1;
        let zero = || self.is_nothing(end).then_some(end);
        if let Some(gap) = (at + 1..=end).find(|&gap| self.is_gap(gap)).or_else(zero) {
            row[at..=gap].rotate_right(1);
        }
        row
    }

    /// The number joined with the text behind it in the line: a number that the row has over, or that of the next cell.
    /// In that case the cell that is free then is anywhere behind, or at the end the number comes in that is over there.
    fn joined(&self, at: usize) -> Result<Vec<Vec<Option<Content>>>, Refusal> {
        let join = |first: &str, second: &str| {
            let both = [first, second].iter().all(|digits| !digits.is_empty());
            both.then(|| format!("{first}{second}").parse().ok()).flatten().map(|value| Some(Content::Number(value)))
        };
        let with = |at: usize, joined| {
            let mut row = self.contents.clone();
            row[at] = joined;
            row
        };
        let over = self.over_behind(at).and_then(|over| join(&self.digits[at], &over)).map(|joined| with(at, joined));
        let next = self.digits.get(at + 1).and_then(|next| join(&self.digits[at], next));
        let rest = next.map(|joined| {
            let mut rest = with(at, joined);
            rest.remove(at + 1);
            rest
        });
        let free = |rest: &Vec<Option<Content>>, gap: usize| {
            let mut row = rest.clone();
            row.insert(gap, Some(Content::Blank));
            row
        };
        let end = self.over_behind(row_len(self) - 1).and_then(|over| over.parse().ok());
        let filled = rest.iter().zip(end).map(|(rest, end)| [rest.clone(), vec![Some(Content::Number(end))]].concat());
        let freed = rest.iter().flat_map(|rest| (at + 1..row_len(self)).map(|gap| free(rest, gap)));
        let ways: Vec<_> = over.into_iter().chain(filled).chain(freed).collect();
        if ways.is_empty() { Err(Refusal::NoDigits) } else { Ok(ways) }
    }

    /// The number as two, the second in the next cell; the value there slides into the nearest gap.
    fn split(&self, at: usize) -> Result<Vec<Vec<Option<Content>>>, Refusal> {
        let digits = &self.digits[at];
        let gap = (at + 1..row_len(self)).find(|&gap| self.is_gap(gap)).ok_or(Refusal::NoRoom)?;
        let number = |digits: &str| digits.parse().ok().map(|value| Some(Content::Number(value)));
        let is_number = |digits: &str| digits == "0" || !digits.starts_with('0');
        let cut = |place: usize| {
            let (first, second) = digits.split_at_checked(place).filter(|(_, second)| is_number(second))?;
            let mut row = self.contents.clone();
            row[at + 1..=gap].rotate_right(1);
            (row[at], row[at + 1]) = (number(first)?, number(second)?);
            Some(row)
        };
        let rows: Vec<_> = (1..digits.len()).filter_map(cut).collect();
        if rows.is_empty() { Err(Refusal::NoDigits) } else { Ok(rows) }
    }

    /// The digits that the line has over behind a cell, before the next one.
    fn over_behind(&self, at: usize) -> Option<String> {
        let (record, source) = (&self.review.record, &self.review.source);
        let span_of = |at: usize| record.readings[self.cells.start + at].span;
        let from = span_of(at)?;
        let next = (at + 1..row_len(self)).filter_map(span_of).map(|span| span.start).find(|&start| start >= from.end);
        let line = source.line_of(from.start);
        let is_behind = |span: &Span| {
            span.start >= from.end && source.line_of(span.start) == line && next.is_none_or(|next| span.end <= next)
        };
        let span = record.left_over.iter().map(|over| over.span).find(is_behind)?;
        whole(source.slice(span))
    }

    fn changes(&self, row: &[Option<Content>]) -> Result<Vec<(usize, Content)>, Refusal> {
        let moved = (0..row_len(self)).filter(|&at| row[at] != self.contents[at]);
        let unreadable = |at: usize| self.contents.iter().position(Option::is_none).unwrap_or(at) + self.cells.start;
        moved.map(|at| Ok((self.cells.start + at, row[at].ok_or(Refusal::Unreadable(unreadable(at)))?))).collect()
    }

    /// The outcomes of the equations after some changes, better ones first.
    fn standing(&self, changes: &[(usize, Content)]) -> (usize, Reverse<usize>) {
        let mut values = self.values.clone();
        for (cell, content) in changes {
            values[*cell] = content.value();
        }
        let sheet = self.review.sheet();
        let outcomes = sheet.strict_equations_of(self.cells.clone()).map(|nth| run(&sheet.equations[nth], &values));
        outcomes.fold((0, Reverse(0)), |(fails, Reverse(holds)), outcome| match outcome {
            Outcome::Fails { .. } => (fails + 1, Reverse(holds)),
            Outcome::Holds { .. } => (fails, Reverse(holds + 1)),
            _ => (fails, Reverse(holds)),
        })
    }
}

fn row_len(row: &Row) -> usize {
    row.cells.len()
}

/// The digits of a whole number as they are printed, or as the reviewer gave them; empty if it is none.
fn digits(review: &Review, cell: usize, content: Option<Content>) -> String {
    let printed = whole(review.raw(cell)).filter(|_| review.status(cell) != Status::Corrected);
    let given = || whole(&content.and_then(Content::amount)?.to_string());
    printed.or_else(given).unwrap_or_default()
}

/// The digits of a text that has no others.
fn whole(text: &str) -> Option<String> {
    let digits: String = text.split_whitespace().collect();
    (!digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit())).then_some(digits)
}
