//! Aligns the rows of a source with the lines of a form: in order, with gaps on both sides.
//!
//! Every alignment has a weight, the product of the weights of its matches and gaps; the probability that a row is a
//! line is the share of the weight of the alignments that say so (forward and backward sums, as for pair hidden Markov
//! models: Durbin et al., *Biological Sequence Analysis*, 1998, chapter 4). The alignment taken is the one with the
//! largest sum of those probabilities.

use crate::reading::matrix::Matrix;

/// Weight, as a natural logarithm, of a line of the form that no row of the source is.
const LINE_MISSING: f64 = -2.5;

/// A match that is less probable than this is none. It is low, as a row that is printed twice has half the probability.
const LEAST: f64 = 0.3;

/// A match of at least this weight, and this much better than any other of its row and line, is taken for certain; its
/// odds are then better than a thousand to one.
const CERTAIN: f64 = 5.0;
const CLEAR: f64 = 7.0;

/// How likely it is that a row out of order is the line that alone has its label.
const DISPLACED: f64 = 0.97;

/// What is to be aligned, all weights as natural logarithms.
#[derive(Debug)]
pub(crate) struct Weights {
    /// For each row and line, how well they match
    pub matches: Matrix,
    /// For each row, how well it goes as no line of the form
    pub skips: Vec<f64>,
    /// The number of lines
    pub lines: usize,
}

/// An alignment with its probabilities.
#[derive(Debug)]
pub(crate) struct Alignment {
    /// For each line, the row that it is
    pub rows: Vec<Option<usize>>,
    /// For each row and line, the probability that the row is the line
    pub probability: Matrix,
    /// The weight of all alignments together, as a natural logarithm
    pub total: f64,
}

impl Alignment {
    /// Takes rows for lines although they stand out of order.
    pub(crate) fn add_displaced(&mut self, found: &[(usize, usize)]) {
        for &(row, line) in found {
            self.rows[line] = Some(row);
            self.probability[row][line] = DISPLACED;
        }
    }

    fn add_block(&mut self, (row, line): (usize, usize), block: &Self) {
        for (at, found) in block.rows.iter().enumerate() {
            self.rows[line + at] = found.map(|found| row + found);
        }
        for (at, chances) in block.probability.rows().enumerate() {
            self.probability[row + at][line..line + chances.len()].copy_from_slice(chances);
        }
        self.total += block.total;
    }
}

/// Sums over all alignments of `i` rows with `j` lines; `open`: the last step was no missing line.
struct Sums {
    open: Matrix,
    gap: Matrix,
}

impl Sums {
    fn both(&self, i: usize, j: usize) -> f64 {
        add(self.open[i][j], self.gap[i][j])
    }
}

/// Aligns rows and lines, block by block between the matches that leave no doubt.
pub(crate) fn align(weights: &Weights) -> Alignment {
    let (rows, lines) = (weights.skips.len(), weights.lines);
    let mut whole = Alignment { rows: vec![None; lines], probability: Matrix::filled(0.0, rows, lines), total: 0.0 };
    let mut from = (0, 0);
    for (row, line) in anchors(weights).into_iter().chain([(rows, lines)]) {
        if from.0 == row || from.1 == line {
            whole.total += only_gaps(&weights.skips[from.0..row], line - from.1);
        } else {
            whole.add_block(from, &align_block(&weights.block(from, (row, line))));
        }
        if row < rows {
            whole.rows[line] = Some(row);
            whole.probability[row][line] = 1.0;
            whole.total += weights.matches[row][line];
        }
        from = (row + 1, line + 1);
    }
    whole
}

impl Weights {
    /// The weights of some rows and some lines alone.
    fn block(&self, from: (usize, usize), to: (usize, usize)) -> Self {
        let (skips, lines) = (self.skips[from.0..to.0].to_vec(), to.1 - from.1);
        let mut matches = Matrix::filled(0.0, skips.len(), lines);
        for row in 0..skips.len() {
            matches[row].copy_from_slice(&self.matches[from.0 + row][from.1..to.1]);
        }
        Self { matches, skips, lines }
    }
}

/// Matches that are far better than any other of their row and of their line, in order. None where such matches cross.
fn anchors(weights: &Weights) -> Vec<(usize, usize)> {
    let mut found: Vec<(usize, usize)> = Vec::new();
    for (row, matches) in weights.matches.rows().enumerate() {
        let Some(line) = matches.iter().position(|&weight| weight >= CERTAIN) else { continue };
        let most = matches[line] - CLEAR;
        let is_clear_of_lines = (0..weights.lines).all(|other| other == line || matches[other] <= most);
        let is_clear = || weights.matches.column(line).enumerate().all(|(other, rival)| other == row || rival <= most);
        if is_clear_of_lines && is_clear() {
            found.push((row, line));
        }
    }
    let in_order = found.windows(2).all(|pair| pair[0].1 < pair[1].1);
    if in_order { found } else { Vec::new() }
}

/// The weight of the one alignment of rows without lines, or of lines without rows.
fn only_gaps(skips: &[f64], lines: usize) -> f64 {
    skips.iter().sum::<f64>() + LINE_MISSING * lines as f64
}

/// Aligns rows and lines, at least one of each. To count each alignment once, skipped rows come before missing lines between two matches.
fn align_block(weights: &Weights) -> Alignment {
    let (rows, lines) = (weights.skips.len(), weights.lines);
    let forward = forward(weights);
    let backward = backward(weights);
    let total = forward.both(rows, lines);
    let chance =
        |i: usize, j: usize| (forward.both(i, j) + weights.matches[i][j] + backward.open[i + 1][j + 1] - total).exp();
    let mut probability = Matrix::filled(0.0, rows, lines);
    for i in 0..rows {
        (0..lines).for_each(|j| probability[i][j] = chance(i, j).min(1.0));
    }
    Alignment { rows: most_probable(&probability, lines), probability, total }
}

fn forward(weights: &Weights) -> Sums {
    let (rows, lines) = (weights.skips.len(), weights.lines);
    let empty = Matrix::filled(f64::NEG_INFINITY, rows + 1, lines + 1);
    let mut sums = Sums { open: empty.clone(), gap: empty };
    sums.open[0][0] = 0.0;
    for i in 0..=rows {
        for j in 0..=lines {
            if i > 0 {
                let skipped = sums.open[i - 1][j] + weights.skips[i - 1];
                sums.open[i][j] = add(sums.open[i][j], skipped);
            }
            if i > 0 && j > 0 {
                let matched = sums.both(i - 1, j - 1) + weights.matches[i - 1][j - 1];
                sums.open[i][j] = add(sums.open[i][j], matched);
            }
            if j > 0 {
                sums.gap[i][j] = sums.both(i, j - 1) + LINE_MISSING;
            }
        }
    }
    sums
}

/// Sums over what can follow after `i` rows and `j` lines, by the state of the last step.
fn backward(weights: &Weights) -> Sums {
    let (rows, lines) = (weights.skips.len(), weights.lines);
    let empty = Matrix::filled(f64::NEG_INFINITY, rows + 1, lines + 1);
    let mut sums = Sums { open: empty.clone(), gap: empty };
    for i in (0..=rows).rev() {
        for j in (0..=lines).rev() {
            let mut next = if (i, j) == (rows, lines) { 0.0 } else { f64::NEG_INFINITY };
            if i < rows && j < lines {
                next = add(next, weights.matches[i][j] + sums.open[i + 1][j + 1]);
            }
            if j < lines {
                next = add(next, LINE_MISSING + sums.gap[i][j + 1]);
            }
            sums.gap[i][j] = next;
            let skipped = if i < rows { weights.skips[i] + sums.open[i + 1][j] } else { f64::NEG_INFINITY };
            sums.open[i][j] = add(next, skipped);
        }
    }
    sums
}

/// ln(eᵃ + eᵇ)
fn add(a: f64, b: f64) -> f64 {
    let (high, low) = if a > b { (a, b) } else { (b, a) };
    if high - low > 40.0 || low == f64::NEG_INFINITY { high } else { high + (low - high).exp().ln_1p() }
}

/// The alignment in order whose matches are probable; where two rows may be the same line, one of them is.
fn most_probable(probability: &Matrix, lines: usize) -> Vec<Option<usize>> {
    let count = probability.rows().len();
    let gain = |i: usize, j: usize| probability[i][j] - LEAST;
    let mut best = Matrix::filled(0.0, count + 1, lines + 1);
    for i in 1..=count {
        for j in 1..=lines {
            best[i][j] = best[i - 1][j].max(best[i][j - 1]).max(best[i - 1][j - 1] + gain(i - 1, j - 1));
        }
    }
    let mut rows = vec![None; lines];
    let (mut i, mut j) = (count, lines);
    while i > 0 && j > 0 {
        if best[i][j] <= best[i - 1][j] {
            i -= 1;
        } else if best[i][j] <= best[i][j - 1] {
            j -= 1;
        } else {
            (i, j) = (i - 1, j - 1);
            rows[j] = Some(i);
        }
    }
    rows
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_keep_their_order_and_a_lost_one_leaves_a_gap() {
        let near = |i: usize, j: usize| if [(0, 0), (1, 1), (3, 3)].contains(&(i, j)) { 5.0 } else { -4.0 };
        let mut matches = Matrix::filled(0.0, 4, 4);
        (0..4).for_each(|i| (0..4).for_each(|j| matches[i][j] = near(i, j)));
        let alignment = align(&Weights { matches, skips: vec![-4.0, -4.0, 0.0, -4.0], lines: 4 });
        assert_eq!(alignment.rows, [Some(0), Some(1), None, Some(3)], "row 2 is a stray title");
        assert!(alignment.probability[3][3] > 0.99);
    }

    #[test]
    fn probabilities_of_a_line_never_add_up_to_more_than_one() {
        let mut matches = Matrix::filled(0.0, 3, 2);
        for (row, weights) in [[1.0, 0.5], [0.7, 1.2], [0.1, 0.9]].iter().enumerate() {
            matches[row].copy_from_slice(weights);
        }
        let alignment = align(&Weights { matches, skips: vec![-1.0; 3], lines: 2 });
        for line in 0..2 {
            let sum: f64 = alignment.probability.rows().map(|row| row[line]).sum();
            assert!((0.0..=1.0 + 1e-9).contains(&sum), "{sum}");
        }
    }
}
