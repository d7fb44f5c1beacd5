//! How often each kind of damage happens.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::dice::Dice;

static RATES: LazyLock<HashMap<String, [f64; 5]>> =
    LazyLock::new(|| ron::from_str(include_str!("rates.ron")).expect("held right by a test"));

/// The most severe damage.
pub const WORST: usize = 4;

/// The rates at one severity.
#[derive(Clone, Copy, Debug)]
pub struct Rates {
    severity: usize,
}

impl Rates {
    /// The rates at a severity, from 0 (no damage) to [`WORST`].
    pub fn at(severity: usize) -> Self {
        Self { severity: severity.min(WORST) }
    }

    /// Whether there is any damage.
    pub fn any(self) -> bool {
        self.severity > 0
    }

    /// How often this damage happens.
    pub fn of(self, name: &str) -> f64 {
        RATES[name][self.severity]
    }

    /// Whether this damage happens now.
    pub fn hit(self, name: &str, dice: &mut Dice) -> bool {
        dice.chance(self.of(name))
    }
}
