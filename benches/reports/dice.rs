//! Chance that is the same in every run with the same seed.

use fastrand::Rng;

/// From here on, the spread of many coin tosses is taken from the normal distribution.
const MANY: u64 = 400;

/// A stream of chance.
pub struct Dice(Rng);

impl Dice {
    /// The stream for one purpose of one report: what is thrown for one purpose moves nothing of another.
    pub fn of(seed: u64, report: u64, purpose: &str) -> Self {
        let start = seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) ^ report.wrapping_mul(0xD1B5_4A32_D192_ED03);
        let mixed = purpose.bytes().fold(start, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01B3));
        Self(Rng::with_seed(mixed))
    }

    /// True with this probability.
    pub fn chance(&mut self, probability: f64) -> bool {
        self.0.f64() < probability
    }

    /// A number below `end`; 0 if there is none.
    pub fn below(&mut self, end: usize) -> usize {
        self.0.usize(..end.max(1))
    }

    /// One of a list, which must not be empty.
    pub fn pick<'a, T>(&mut self, list: &'a [T]) -> &'a T {
        &list[self.below(list.len())]
    }

    /// One of a list by weight.
    pub fn weighted<'a, T>(&mut self, list: &'a [(T, f64)]) -> &'a T {
        let mut left = self.0.f64() * list.iter().map(|(_, weight)| weight).sum::<f64>();
        let found = list.iter().find(|(_, weight)| {
            left -= weight;
            left < 0.0
        });
        &found.unwrap_or(&list[list.len() - 1]).0
    }

    /// A number of the standard normal distribution (Box and Muller 1958).
    pub fn normal(&mut self) -> f64 {
        let radius = (-2.0 * (1.0 - self.0.f64()).ln()).sqrt();
        radius * (std::f64::consts::TAU * self.0.f64()).cos()
    }

    /// How many of `count` tosses succeed.
    fn successes(&mut self, count: u64, probability: f64) -> u64 {
        if count <= MANY {
            return (0..count).filter(|_| self.chance(probability)).count() as u64;
        }
        let mean = count as f64 * probability;
        let drawn = mean + self.normal() * (mean * (1.0 - probability)).max(0.0).sqrt();
        (drawn.round().max(0.0) as u64).min(count)
    }

    /// Shares items out at random by weight.
    pub fn share_out(&mut self, count: u64, weights: &[f64]) -> Vec<u64> {
        let mut mass: f64 = weights.iter().sum();
        let mut left = count;
        let mut shares = Vec::with_capacity(weights.len());
        for (at, weight) in weights.iter().enumerate() {
            let last = at + 1 == weights.len();
            let share = if last { left } else { self.successes(left, (weight / mass.max(1e-12)).clamp(0.0, 1.0)) };
            shares.push(share);
            left -= share;
            mass -= weight;
        }
        shares
    }
}
