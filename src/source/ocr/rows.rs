//! Rows and columns of tables from the places of words on their pages.
//!
//! Pieces of text at one height are a line; lines from one heading to the next are a table, across pages too. Numbers
//! that stand one above the other are a column, and so is the lowest head above a place where no number is. A row has a
//! cell for each column, a blank one where nothing stands there. A label that goes over several lines is centred on its
//! row, which says what lines belong to it.

use crate::source::ocr::lean::{median, quantile};
use crate::source::span::{Row, Span};
use crate::text::han;

/// How far apart, in half-width characters of the table's type, numbers of one column may be.
const APART: f32 = 2.0;
/// The share of the distance between two columns within which a value belongs to one of them.
const NEAR: f32 = 0.5;
/// The same for what is no number, and may be a speck or a ruling.
const NEAR_SPECK: f32 = 0.35;
/// The longest text of a number, in characters.
const LONGEST_NUMBER: usize = 14;
/// The longest piece of a line without values that may be part of a label or a head, in Chinese characters.
const LONGEST_PIECE: usize = 40;
/// How many lines above and below its values a label may begin and end.
const MOST_PIECES: usize = 3;
/// How far the middle of a label may be from that of its row, in heights of a line.
const OFF_CENTRE: f32 = 0.9;
/// The longest number of a page with what stands around it, in characters.
const LONGEST_MARK: usize = 6;
/// How many rows with numbers show what the columns of a table are, and how many numbers of one show that it is of
/// another.
const FEW_ROWS: usize = 3;
/// The share of the distances between neighbours in a row that are narrow columns.
const NARROW: f32 = 0.2;
/// The most marks of a group that is cut: each place between two is tried.
const MOST_MARKS: usize = 600;
/// The longest text that may be a number which was misread, in characters.
const LONGEST_MISREAD: usize = 3;
/// The most columns of a table.
const MOST_COLUMNS: usize = 60;

/// A piece of a line: words that nothing sets apart.
#[derive(Clone, Debug)]
pub(super) struct Piece {
    /// Its stretch of the text
    pub span: Span,
    /// Its edges, on a page whose lean was taken out
    pub left: f32,
    /// The right one
    pub right: f32,
}

/// A line of a page.
#[derive(Clone, Debug)]
pub(super) struct Line {
    /// The byte of the text at which it begins
    pub start: usize,
    /// Its page
    pub page_ix: usize,
    /// The height at which it stands, down is positive
    pub middle: f32,
    /// The height of its type
    pub height: f32,
    /// How wide a half-width character of its page's tables is
    pub size: f32,
    /// Its pieces, left to right
    pub pieces: Vec<Piece>,
}

/// The rows among the lines of all pages.
pub(super) fn rows(text: &str, lines: &[Line]) -> Vec<Row> {
    let mut rows = Vec::new();
    let mut start = 0;
    for end in starts(text, lines).into_iter().chain([lines.len()]) {
        let next_page = lines.get(end).map(|line| line.page_ix);
        rows.extend(Table::new(text, &lines[start..end], next_page).rows());
        start = end;
    }
    rows
}

/// The lines with which a table begins: headings, and lines behind the last row with numbers before one whose numbers
/// stand between the columns of those above.
fn starts(text: &str, lines: &[Line]) -> Vec<usize> {
    let mut starts = Vec::new();
    let (mut columns, mut behind_numbers, mut rows): (Vec<(f32, f32)>, usize, usize) = (Vec::new(), 0, 0);
    for (line_ix, line) in lines.iter().enumerate() {
        let numbers: Vec<&Piece> = line.pieces.iter().filter(|piece| is_number(said(text, piece))).collect();
        if is_heading(text, line) {
            starts.push(line_ix);
            (rows, columns) = (0, Vec::new());
        } else if !numbers.is_empty() && !is_prose(text, line) {
            let misfits = numbers.iter().filter(|piece| !suits(&columns, piece, line.size)).count();
            let new =
                numbers.iter().filter(|piece| !columns.iter().any(|column| meets(*column, piece, line.size))).count();
            // Few rows may not have shown all columns, but heads come before a table.
            let may_be_other = rows >= FEW_ROWS || line_ix - behind_numbers >= 2;
            let is_other =
                misfits * 2 >= numbers.len() || may_be_other && numbers.len() >= FEW_ROWS && new * 2 >= numbers.len();
            if !columns.is_empty() && is_other {
                starts.push(behind_numbers);
                (rows, columns) = (0, Vec::new());
            }
            rows += 1;
            for piece in numbers {
                widen(&mut columns, piece, line.size);
            }
            behind_numbers = line_ix + 1;
        }
    }
    starts.dedup();
    starts
}

/// Whether a number stands in one of some columns, or where a further one may be.
fn suits(columns: &[(f32, f32)], piece: &Piece, size: f32) -> bool {
    let middle = |(left, right): &(f32, f32)| f32::midpoint(*left, *right);
    let at = middle(&(piece.left, piece.right));
    let pitch = columns.windows(2).map(|pair| middle(&pair[1]) - middle(&pair[0])).fold(f32::INFINITY, f32::min);
    let pitch = if pitch.is_finite() { pitch } else { 8.0 * size };
    columns.iter().any(|column| meets(*column, piece, size))
        || columns.iter().all(|column| (middle(column) - at).abs() > pitch * 0.6)
}

/// Whether a number stands in a column, or next to it.
fn meets(column: (f32, f32), piece: &Piece, size: f32) -> bool {
    piece.left <= column.1 + size && column.0 <= piece.right + size
}

/// Takes a number into the columns that are seen.
fn widen(columns: &mut Vec<(f32, f32)>, piece: &Piece, size: f32) {
    if !columns.iter().any(|column| meets(*column, piece, size)) {
        let at = columns.partition_point(|column| column.0 < piece.left);
        columns.insert(at, (piece.left, piece.right));
    }
}

/// Whether a line is one of running text.
fn is_prose(text: &str, line: &Line) -> bool {
    line.pieces.iter().map(|piece| han::count(said(text, piece))).sum::<usize>() > LONGEST_PIECE
}

fn said<'a>(text: &'a str, piece: &Piece) -> &'a str {
    text.get(piece.span.range()).unwrap_or_default()
}

/// Whether a line is the heading of a section (`四、…`) or of one of its tables (`第二十条第（一）项`).
fn is_heading(text: &str, line: &Line) -> bool {
    if line.pieces.iter().any(|piece| is_number(said(text, piece))) {
        return false;
    }
    let first = line.pieces.first().map_or("", |piece| said(text, piece));
    // Some engines set a space behind every character.
    let first: String = first.split_whitespace().collect();
    let name = han::without_marks(&first);
    han::section(name).is_some() && han::count(name) > 5 || name.starts_with('第') && name.contains('条')
}

/// Whether a text is a number: digits with what may stand in one.
fn is_number(text: &str) -> bool {
    let has_digit = text.bytes().any(|byte| byte.is_ascii_digit());
    let may_be = |char: char| char.is_ascii_digit() || matches!(char, '.' | ',' | '-' | '+' | '，' | '－');
    has_digit && text.len() <= LONGEST_NUMBER && text.chars().all(may_be) && !text.ends_with(['.', '-', ','])
}

/// Lines from one heading to the next.
struct Table<'a> {
    text: &'a str,
    lines: &'a [Line],
    columns: Columns,
    /// The page of the line behind the last one
    next_page: Option<usize>,
}

impl<'a> Table<'a> {
    fn new(text: &'a str, lines: &'a [Line], next_page: Option<usize>) -> Self {
        Self { text, lines, columns: Columns::of(text, lines), next_page }
    }

    fn rows(&self) -> impl Iterator<Item = Row> {
        let split: Vec<Split> = self.lines.iter().map(|line| self.columns.split(self.text, line)).collect();
        let is_prose =
            |split: &Split| split.labels.iter().any(|piece| han::count(said(self.text, piece)) > LONGEST_PIECE);
        let row = |line_ix: usize| {
            let Split { labels, values } = &split[line_ix];
            let has_values = values.iter().any(Option::is_some);
            if is_prose(&split[line_ix]) || !has_values && labels.is_empty() || self.is_page_mark(line_ix) {
                return None;
            }
            let wrapped = if has_values { self.wrapped(&split, line_ix) } else { Vec::new() };
            let lone = labels.len() == 1;
            let is_label = |piece: &&Piece| lone || han::count(said(self.text, piece)) >= 2;
            let mut cells: Vec<Span> = labels.iter().filter(is_label).map(|piece| piece.span).collect();
            let labels = cells.len();
            let mut end = cells.last().map_or(self.lines[line_ix].start, |span| span.end);
            for value in values.iter().filter(|_| has_values) {
                let span = value.unwrap_or(Span::new(end, end));
                end = span.end;
                cells.push(span);
            }
            // A lone number outside every table is that of a page.
            (labels > 0 || cells.len() > 1).then_some(Row { start: self.lines[line_ix].start, cells, labels, wrapped })
        };
        (0..self.lines.len()).filter_map(row).collect::<Vec<_>>().into_iter()
    }

    /// Whether a line is the number of its page: short, alone, and the last one there.
    fn is_page_mark(&self, line_ix: usize) -> bool {
        let line = &self.lines[line_ix];
        let next_page = self.lines.get(line_ix + 1).map_or(self.next_page, |next| Some(next.page_ix));
        let is_last = next_page != Some(line.page_ix);
        let is_mark = |text: &str| {
            text.chars().count() <= LONGEST_MARK && text.chars().any(char::is_numeric) && han::count(text) <= 2
        };
        is_last && matches!(&line.pieces[..], [only] if is_mark(said(self.text, only)))
    }

    /// The ways in which lines above and below a row may make one label with its own: those whose middle is nearest to
    /// that of the row come first.
    fn wrapped(&self, split: &[Split], line_ix: usize) -> Vec<Vec<Span>> {
        let row = &self.lines[line_ix];
        let own = split[line_ix].labels.last();
        let near = |&other: &usize| {
            let line = &self.lines[other];
            let is_near = line.page_ix == row.page_ix
                && (line.middle - row.middle).abs() <= (MOST_PIECES as f32 + 1.5) * 2.0 * row.height;
            is_near && split[other].values.iter().all(Option::is_none)
        };
        let piece = |other: usize| {
            let pieces = split[other].labels.iter().rev();
            let found = pieces.filter(|piece| han::count(said(self.text, piece)) > 0).find(|piece| match own {
                Some(own) => piece.left < own.right && own.left < piece.right,
                None => piece.right <= self.columns.first_left() + row.size * APART,
            });
            found.map(|piece| (self.lines[other].middle, piece.span))
        };
        let above: Vec<(f32, Span)> = (0..line_ix).rev().take_while(near).filter_map(piece).take(MOST_PIECES).collect();
        let below: Vec<(f32, Span)> =
            (line_ix + 1..split.len()).take_while(near).filter_map(piece).take(MOST_PIECES).collect();
        let own = own.map(|piece| (row.middle, piece.span));
        let mut ways: Vec<(f32, Vec<Span>)> = Vec::new();
        for upper in 0..=above.len() {
            for lower in 0..=below.len() {
                let pieces: Vec<(f32, Span)> =
                    above[..upper].iter().rev().copied().chain(own).chain(below[..lower].iter().copied()).collect();
                if upper + lower > 0
                    && let (Some(first), Some(last)) = (pieces.first(), pieces.last())
                {
                    let off = (f32::midpoint(first.0, last.0) - row.middle).abs() / row.height.max(f32::MIN_POSITIVE);
                    ways.push((off, pieces.iter().map(|piece| piece.1).collect()));
                }
            }
        }
        if ways.iter().any(|(off, _)| *off <= OFF_CENTRE) {
            ways.retain(|(off, _)| *off <= OFF_CENTRE);
        }
        ways.sort_by(|a, b| a.0.total_cmp(&b.0));
        ways.into_iter().map(|(_, way)| way).collect()
    }
}

/// The pieces of a line: labels, and for each column of its table the value there.
struct Split {
    labels: Vec<Piece>,
    values: Vec<Option<Span>>,
}

/// By what the numbers of a column are aligned.
#[derive(Clone, Copy, Debug, Default)]
enum Edge {
    Left,
    #[default]
    Middle,
    Right,
}

impl Edge {
    fn of(self, piece: &Piece) -> f32 {
        match self {
            Self::Left => piece.left,
            Self::Middle => f32::midpoint(piece.left, piece.right),
            Self::Right => piece.right,
        }
    }
}

/// The columns of a table.
#[derive(Debug, Default)]
struct Columns {
    edge: Edge,
    /// Where each of them stands
    at: Vec<f32>,
    /// The least distance between two
    pitch: f32,
}

impl Columns {
    fn of(text: &str, lines: &[Line]) -> Self {
        let is_value = |line: &&Line| {
            let words = line.pieces.iter().map(|piece| han::count(said(text, piece))).sum::<usize>();
            words <= LONGEST_PIECE
        };
        let filled: Vec<&Line> = lines
            .iter()
            .filter(is_value)
            .filter(|line| line.pieces.iter().any(|piece| is_number(said(text, piece))))
            .collect();
        // A number that stands before a label is part of that.
        let values: Vec<(usize, &Piece, bool)> = filled
            .iter()
            .enumerate()
            .flat_map(|(row, line)| {
                let labels =
                    line.pieces.iter().rposition(|piece| han::count(said(text, piece)) >= 2).map_or(0, |last| last + 1);
                line.pieces[labels..]
                    .iter()
                    .map(move |piece| (row, piece, is_number(said(text, piece)) || is_none(said(text, piece))))
            })
            .filter(|(_, piece, is_sure)| *is_sure || may_be_misread(said(text, piece)))
            .collect();
        let size = median(filled.iter().map(|line| line.size)).max(f32::MIN_POSITIVE);
        let clustered = [Edge::Middle, Edge::Right, Edge::Left].map(|edge| {
            let mark = |&(row, piece, is_sure): &(usize, &Piece, bool)| Mark { at: edge.of(piece), row, is_sure };
            (edge, clusters(values.iter().map(mark), APART * size))
        });
        let tightness =
            |(_, found): &(Edge, Vec<Cluster>)| (found.len(), found.iter().map(|cluster| cluster.spread).sum::<f32>());
        let best = clustered.into_iter().min_by(|a, b| {
            let (a, b) = (tightness(a), tightness(b));
            a.0.cmp(&b.0).then(a.1.total_cmp(&b.1))
        });
        let Some((edge, found)) = best else { return Self::default() };
        let found = merged(found, NEAR * usual_gap(&values));
        let mut columns = Self { edge, at: found.iter().map(|cluster| cluster.at).collect(), pitch: 0.0 };
        columns.measure(size);
        columns.drop_labels(text, &filled);
        columns.add_heads(text, lines, &filled, size);
        if columns.at.len() > MOST_COLUMNS {
            columns.at.clear();
        }
        columns
    }

    fn measure(&mut self, size: f32) {
        let gaps = self.at.windows(2).map(|pair| pair[1] - pair[0]);
        self.pitch = gaps.fold(f32::INFINITY, f32::min);
        if !self.pitch.is_finite() {
            self.pitch = 8.0 * size;
        }
    }

    /// Where values may begin.
    fn first_left(&self) -> f32 {
        self.at.first().map_or(f32::INFINITY, |first| first - self.pitch * NEAR)
    }

    /// Takes columns out over which the labels of more rows lie than numbers stand in them.
    fn drop_labels(&mut self, text: &str, filled: &[&Line]) {
        let covers = |at: f32| {
            filled
                .iter()
                .filter(|line| {
                    line.pieces
                        .iter()
                        .any(|piece| han::count(said(text, piece)) >= 2 && piece.left < at && at < piece.right)
                })
                .count()
        };
        let edge = self.edge;
        let stands = |at: f32| {
            filled
                .iter()
                .filter(|line| {
                    line.pieces
                        .iter()
                        .any(|piece| is_number(said(text, piece)) && (edge.of(piece) - at).abs() < self.pitch * NEAR)
                })
                .count()
        };
        let kept: Vec<f32> = self.at.iter().copied().filter(|&at| covers(at) <= stands(at)).collect();
        self.at = kept;
    }

    /// Adds the columns in which no number stands: above them is a head with none below it.
    fn add_heads(&mut self, text: &str, lines: &[Line], filled: &[&Line], size: f32) {
        if self.at.is_empty() {
            return;
        }
        let labels_end = quantile(
            filled.iter().filter_map(|line| {
                let labels = line.pieces.iter().filter(|piece| han::count(said(text, piece)) >= 2);
                labels.map(|piece| piece.right).reduce(f32::max)
            }),
            0.75,
        );
        let before = lines.iter().position(|line| filled.iter().any(|other| other.start == line.start)).unwrap_or(0);
        let heads: Vec<&Piece> = lines[..before]
            .iter()
            .filter(|line| !is_heading(text, line))
            .flat_map(|line| &line.pieces)
            .filter(|piece| han::count(said(text, piece)) > 0)
            .collect();
        let middle = |piece: &Piece| f32::midpoint(piece.left, piece.right);
        let is_lowest = |(head_ix, head): &(usize, &&Piece)| {
            !heads[head_ix + 1..].iter().any(|other| other.left < middle(head) && middle(head) < other.right)
        };
        let lowest: Vec<&Piece> = heads.iter().enumerate().filter(is_lowest).map(|(_, head)| *head).collect();
        let heads: Vec<&Piece> = lowest.into_iter().filter(|head| head.left > labels_end).collect();
        let mut middles: Vec<f32> = heads.iter().map(|head| middle(head)).collect();
        middles.sort_by(f32::total_cmp);
        let narrow = quantile(middles.windows(2).map(|pair| pair[1] - pair[0]), NARROW);
        let pitch = if middles.len() > 1 { self.pitch.min(narrow.max(4.0 * size)) } else { self.pitch };
        let numbers: Vec<&Piece> =
            filled.iter().flat_map(|line| &line.pieces).filter(|piece| is_number(said(text, piece))).collect();
        let is_below = |head: &Piece, piece: &Piece| piece.left < head.right + size && head.left < piece.right + size;
        // Numbers may stand at one side of their columns, and heads in the middle.
        let off = median(heads.iter().flat_map(|head| {
            let below = numbers.iter().filter(|piece| is_below(head, piece));
            below.map(|piece| self.edge.of(piece) - middle(head)).collect::<Vec<_>>()
        }));
        let new: Vec<f32> = heads
            .iter()
            .filter(|head| head.right - head.left <= pitch * 1.2 && !numbers.iter().any(|piece| is_below(head, piece)))
            .map(|head| middle(head) + off)
            .filter(|at| self.at.iter().all(|other| (other - at).abs() > pitch * NEAR))
            .collect();
        let new = clusters(new.into_iter().map(|at| Mark { at, row: 0, is_sure: true }), APART * size);
        self.at.extend(new.iter().map(|cluster| cluster.at));
        self.at.sort_by(f32::total_cmp);
        self.measure(size);
    }

    /// The column that a piece stands in, and how far off.
    fn nearest(&self, at: f32) -> Option<(usize, f32)> {
        let off = |(column, other): (usize, &f32)| (column, (other - at).abs());
        self.at.iter().enumerate().map(off).min_by(|a, b| a.1.total_cmp(&b.1))
    }

    /// Tells the labels of a line from its values.
    fn split(&self, text: &str, line: &Line) -> Split {
        let mut values: Vec<Option<(Span, bool)>> = vec![None; self.at.len()];
        let mut labels = Vec::new();
        let has_number = line.pieces.iter().any(|piece| is_number(said(text, piece)) && self.is_value(piece));
        let words = |piece: &Piece| han::count(said(text, piece));
        for piece in &line.pieces {
            let is_word = words(piece) >= 2 && (piece.left < self.first_left() || !has_number || words(piece) > 4);
            if is_word || !self.is_value(piece) || !has_number && words(piece) > 0 {
                labels.push(piece.clone());
                continue;
            }
            for (part, at) in self.parts(text, piece) {
                let is_number = is_number(text.get(part.range()).unwrap_or_default());
                let near = if is_number { NEAR } else { NEAR_SPECK };
                let Some((column, _)) = self.nearest(at).filter(|(_, off)| *off <= self.pitch * near) else { continue };
                let value = &mut values[column];
                *value = match *value {
                    Some((before, true)) if is_number => Some((Span::new(before.start, part.end), true)),
                    Some((before, true)) => Some((before, true)),
                    _ => Some((part, is_number)),
                };
            }
        }
        Split { labels, values: values.into_iter().map(|value| value.map(|(span, _)| span)).collect() }
    }

    /// Whether a piece stands where values do.
    fn is_value(&self, piece: &Piece) -> bool {
        !self.at.is_empty() && f32::midpoint(piece.left, piece.right) >= self.first_left()
    }

    /// A piece that lies over several columns cut at the spaces in it, or at each character, each part with its place.
    fn parts(&self, text: &str, piece: &Piece) -> Vec<(Span, f32)> {
        let over = self.at.iter().filter(|at| piece.left < **at && **at < piece.right).count();
        let text = said(text, piece);
        let chars = text.chars().count();
        if over < 2 || chars < 2 {
            return vec![(piece.span, self.edge.of(piece))];
        }
        let wide = (piece.right - piece.left) / chars as f32;
        let place = |from: usize, to: usize| piece.left + wide * f32::midpoint(from as f32, to as f32);
        let mut parts: Vec<(Span, f32)> = Vec::new();
        let mut at = 0;
        let words: Vec<&str> = text.split_whitespace().collect();
        if words.len() >= 2 {
            for word in words {
                let start = text[at..].find(word).map_or(at, |found| at + found);
                let (from, length) = (text[..start].chars().count(), word.chars().count());
                at = start + word.len();
                parts.push((Span::new(piece.span.start + start, piece.span.start + at), place(from, from + length)));
            }
            return parts;
        }
        for (char_ix, (start, char)) in text.char_indices().enumerate() {
            let span = Span::new(piece.span.start + start, piece.span.start + start + char.len_utf8());
            parts.push((span, place(char_ix, char_ix + 1)));
        }
        parts
    }
}

/// Numbers that lie near each other.
#[derive(Clone, Copy, Debug)]
struct Cluster {
    at: f32,
    spread: f32,
    marks: usize,
}

/// How far apart neighbours in a row are, where they are near each other; 0 if no row has two.
fn usual_gap(values: &[(usize, &Piece, bool)]) -> f32 {
    let sure: Vec<(usize, f32)> =
        values.iter().filter(|value| value.2).map(|(row, piece, _)| (*row, Edge::Middle.of(piece))).collect();
    let gaps = sure.windows(2).filter(|pair| pair[0].0 == pair[1].0).map(|pair| pair[1].1 - pair[0].1);
    quantile(gaps, NARROW)
}

/// Groups that are nearer to each other than columns can be, made one: that of the larger.
fn merged(groups: Vec<Cluster>, apart: f32) -> Vec<Cluster> {
    let mut merged: Vec<Cluster> = Vec::new();
    for group in groups {
        match merged.last_mut().filter(|last| group.at - last.at < apart) {
            Some(last) => {
                let larger = if group.marks > last.marks { group } else { *last };
                *last = Cluster { marks: group.marks + last.marks, ..larger };
            }
            None => merged.push(group),
        }
    }
    merged
}

/// Where something stands that may be a number.
#[derive(Clone, Copy, Debug)]
struct Mark {
    at: f32,
    row: usize,
    is_sure: bool,
}

/// Groups marks, each no farther than a distance from the next; a group in which rows have several marks is more than
/// one. Marks that are not sure count where several agree.
fn clusters(marks: impl Iterator<Item = Mark>, apart: f32) -> Vec<Cluster> {
    let mut marks: Vec<Mark> = marks.collect();
    marks.sort_by(|a, b| a.at.total_cmp(&b.at));
    let groups = marks.chunk_by(|a, b| b.at - a.at <= apart);
    let are_sure = |group: &&[Mark]| group.len() >= FEW_ROWS || group.iter().any(|mark| mark.is_sure);
    let cluster = |group: &[Mark]| Cluster {
        at: group[group.len() / 2].at,
        spread: group[group.len() - 1].at - group[0].at,
        marks: group.len(),
    };
    groups.flat_map(|group| split(group, MOST_COLUMNS)).filter(are_sure).map(cluster).collect()
}

/// A group of marks cut where the fewest rows keep several marks on one side.
fn split(group: &[Mark], most: usize) -> Vec<&[Mark]> {
    let doubled = doubled(group);
    if group.len() > MOST_MARKS || most < 2 || doubled < 2 || doubled * 5 < group.len() {
        return vec![group];
    }
    let left_over = |at: &usize| self::doubled(&group[..*at]) + self::doubled(&group[*at..]);
    let gap = |at: usize| group[at].at - group[at - 1].at;
    let cut = (1..group.len())
        .map(|at| (left_over(&at), at))
        .min_by(|a, b| a.0.cmp(&b.0).then(gap(b.1).total_cmp(&gap(a.1))));
    let Some((_, at)) = cut.filter(|(left, _)| left * 2 <= doubled) else { return vec![group] };
    [split(&group[..at], most / 2), split(&group[at..], most / 2)].concat()
}

/// How many marks have another of their row before them.
fn doubled(group: &[Mark]) -> usize {
    let mut rows: Vec<usize> = group.iter().map(|mark| mark.row).collect();
    rows.sort_unstable();
    let all = rows.len();
    rows.dedup();
    all - rows.len()
}

/// Whether a text says that there is no number.
fn is_none(text: &str) -> bool {
    matches!(text, "/" | "／" | "—" | "——" | "－" | "无")
}

/// Whether a text may be a number that was misread, and is no ruling.
fn may_be_misread(text: &str) -> bool {
    text.chars().count() <= LONGEST_MISREAD
        && text.chars().any(char::is_alphanumeric)
        && !matches!(text, "l" | "I" | "丨" | "一")
}
