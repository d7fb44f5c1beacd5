//! How far the lines of a page fall to the right, as on one that was scanned askew. Words of one line stand at one height
//! once the lean is taken out, so the lean is the slope under which the heights of all words gather in the fewest places.

use crate::source::ocr::model::{Quad, Word};

/// The steepest slope that is looked for, and the steps.
const STEEPEST: i32 = 70;
const STEP: f32 = 0.001;
/// How many places a height is sorted into, for each height of a line.
const PLACES: f32 = 4.0;
/// From which share of the most on a slope is as good as the best.
const GOOD: f32 = 0.97;
/// The fewest words of a page whose lean is looked for.
const FEW_WORDS: usize = 12;
/// The most places on a page: those of one that has more are wider.
const MOST_PLACES: f32 = 20_000.0;

/// A page from which the lean is taken.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Lean {
    slope: f32,
    /// The middle of the page, which stays in its place
    centre: (f32, f32),
}

impl Lean {
    /// The lean of a page whose middle is here.
    pub(super) fn of(words: &[Word], centre: (f32, f32)) -> Self {
        Self { slope: slope(words), centre }
    }

    /// Where a point of the page would be if the page did not lean.
    pub(super) fn upright(self, (x, y): (f32, f32)) -> (f32, f32) {
        let (along, down) = (x - self.centre.0, y - self.centre.1);
        (x + self.slope * down, y - self.slope * along)
    }
}

/// How far the lines of a page fall to the right.
fn slope(words: &[Word]) -> f32 {
    let quads: Vec<Quad> = words.iter().filter_map(|word| word.quad).collect();
    if quads.len() < FEW_WORDS {
        return 0.0;
    }
    let middles: Vec<(f32, f32)> = quads.iter().map(|quad| quad.middle()).collect();
    let span = |of: fn(&(f32, f32)) -> f32| {
        let (low, high) = middles
            .iter()
            .map(of)
            .fold((f32::INFINITY, f32::NEG_INFINITY), |(low, high), at| (low.min(at), high.max(at)));
        high - low
    };
    let (wide, high) = (span(|middle| middle.0), span(|middle| middle.1));
    let steepest = STEEPEST as f32 * STEP;
    let place =
        (median(quads.iter().map(|quad| quad.height())) / PLACES).max((high + 2.0 * steepest * wide) / MOST_PLACES);
    if place <= 0.0 || !place.is_finite() {
        return 0.0;
    }
    let top = middles.iter().map(|middle| middle.1).fold(f32::INFINITY, f32::min) - steepest * wide;
    let left = middles.iter().map(|middle| middle.0).fold(f32::INFINITY, f32::min);
    let mut counts = vec![0_u32; ((high + 2.0 * steepest * wide) / place) as usize + 3];
    let mut gathered = |step: i32| {
        counts.fill(0);
        for (x, y) in &middles {
            let at = (y - step as f32 * STEP * (x - left) - top) / place;
            counts[at.max(0.0) as usize + 1] += 1;
        }
        // A line that lies between two places is seen in both.
        counts.windows(2).map(|pair| u64::from(pair[0] + pair[1]).pow(2)).sum::<u64>()
    };
    let counts: Vec<(u64, i32)> = (-STEEPEST..=STEEPEST).map(|step| (gathered(step), step)).collect();
    let most = counts.iter().map(|(count, _)| *count).max().unwrap_or(0);
    // Several slopes may be as good: the middle of them is nearest to the right one.
    let best: Vec<i32> =
        counts.iter().filter(|(count, _)| *count as f32 >= GOOD * most as f32).map(|(_, step)| *step).collect();
    best.iter().sum::<i32>() as f32 / best.len().max(1) as f32 * STEP
}

/// The middle one of some numbers; 0 of none.
pub(super) fn median(numbers: impl Iterator<Item = f32>) -> f32 {
    quantile(numbers, 0.5)
}

/// The number below which a share of some numbers lies; 0 of none.
pub(super) fn quantile(numbers: impl Iterator<Item = f32>, share: f32) -> f32 {
    let mut numbers: Vec<f32> = numbers.collect();
    numbers.sort_by(f32::total_cmp);
    let at = (numbers.len() as f32 * share) as usize;
    numbers.get(at.min(numbers.len().saturating_sub(1))).copied().unwrap_or(0.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lean_of_a_page_is_found_from_words_alone() {
        for slope in [-0.03, -0.011, 0.0, 0.02] {
            let word = |(line, column): (usize, usize)| {
                let (left, top) = (100.0 * column as f32, 30.0 * line as f32);
                let at = |x: f32, y: f32| (x, y + slope * x);
                let quad = Quad::around(&[
                    at(left, top),
                    at(left + 20.0, top),
                    at(left + 20.0, top + 20.0),
                    at(left, top + 20.0),
                ]);
                Word::new("0", quad, line, None)
            };
            let words: Vec<Word> =
                (0..20).flat_map(|line| (0..7).map(move |column| (line, column))).filter_map(word).collect();
            let found = super::slope(&words);
            assert!((found - slope).abs() < 0.006, "{found} is not {slope}");
        }
    }

    #[test]
    fn boxes_in_chaos_are_survived() {
        let word = |quad: Option<Quad>| Word::new("0", quad, 0, None);
        let crowd: Vec<Word> = (0..100).filter_map(|_| word(Quad::upright(1.0, 1.0, 1.0, 1.0))).collect();
        let far: Vec<Word> = (0..100).filter_map(|nth| word(Quad::upright(-1e6, nth as f32 * 1e4, 1e6, 1e6))).collect();
        assert!(slope(&crowd).is_finite() && slope(&far).is_finite());
    }
}
