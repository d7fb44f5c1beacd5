//! What happens to a report between the agency and the text: pages are cut, spans are seen wrong, characters are misread.
//! Each family of damage is one file; how often each kind happens is data.

mod digits;
mod labels;
mod misreadings;
mod rates;
mod rows;
mod structure;

use gouji::form::Layout;

pub use labels::{half_width, misread, spaced_digits};
pub use rates::{Rates, WORST};

use crate::dice::Dice;
use crate::model::Model;
use crate::page::{Cell, Drawing, Table, lay};

/// The tables of a report after all that happened to them.
#[derive(Debug, Default)]
pub struct Damaged {
    /// For each part of the sheet, what became of its table: one table, or one for each page
    pub parts: Vec<Vec<Table>>,
    /// The cells that left the text
    pub lost: Vec<Cell>,
    /// Whether the punctuation is half-width everywhere
    pub half_width: bool,
}

/// Prints the tables of a report and damages them.
pub fn damaged(model: &Model, title: &str, rates: Rates, dice: &mut Dice) -> Damaged {
    let mut damaged = Damaged { half_width: rates.hit("half_width", dice), ..Damaged::default() };
    let narrow = rates.any() && dice.chance(0.7);
    let drawing = Drawing { narrow, total_beside: rates.any() && dice.chance(0.6) };
    let style = digits::style(rates, dice);
    for part in 0..model.sheet.parts.len() {
        let mut table = lay(model, part, drawing);
        if rates.any() {
            labels::reword(&mut table, model, dice);
        }
        let layout = model.sheet.parts[part].table().layout;
        let mut pages = match layout {
            Layout::Down if table.has_groups() => {
                labels::lose_words(&mut table, rates, dice);
                structure::grouped(table, title, drawing, rates, dice)
            }
            Layout::Down => structure::plain(table, rates, dice),
            Layout::Across => vec![structure::across(table, rates, dice)],
        };
        for page in &mut pages {
            digits::print(page, model, style);
            damaged.lost.extend(rows::damage(page, rates, dice));
            digits::damage(page, rates, dice);
            labels::damage(page, damaged.half_width, rates, dice);
        }
        damaged.parts.push(pages);
    }
    labels::debris(&mut damaged.parts, rates, dice);
    damaged
}
