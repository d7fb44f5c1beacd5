//! What is read where something else is printed.

use std::collections::HashMap;
use std::sync::LazyLock;

use serde::Deserialize;

use crate::dice::Dice;

/// What is read instead, with weights.
type Readings = Vec<(String, f64)>;

#[derive(Deserialize)]
struct Misreadings {
    characters: HashMap<char, Readings>,
    digits: HashMap<char, Readings>,
    lone_zero: Readings,
}

static MISREADINGS: LazyLock<Misreadings> =
    LazyLock::new(|| ron::from_str(include_str!("misreadings.ron")).expect("held right by a test"));

/// What is read for a character of a label, if it is one that is ever misread.
pub(super) fn character(printed: char, dice: &mut Dice) -> Option<&'static str> {
    MISREADINGS.characters.get(&printed).map(|readings| dice.weighted(readings).as_str())
}

/// What is read for a digit of a number.
pub(super) fn digit(printed: char, dice: &mut Dice) -> Option<&'static str> {
    MISREADINGS.digits.get(&printed).map(|readings| dice.weighted(readings).as_str())
}

/// What is read for a zero that stands alone in its cell.
pub(super) fn lone_zero(dice: &mut Dice) -> &'static str {
    dice.weighted(&MISREADINGS.lone_zero).as_str()
}
