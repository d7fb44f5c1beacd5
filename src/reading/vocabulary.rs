//! The labels of all forms, folded, and how near a label of a source comes to each of them.

use std::rc::Rc;

use foldhash::{HashMap, HashSet};

use crate::catalogue::Catalogue;
use crate::data::confusions::{mark, marks, shape};
use crate::form::{Layout, Table};
use crate::reading::distance::Pattern;
use crate::reading::fold::{FoldedLabel, Shape, fold};
use crate::reading::memory::Memory;
use crate::reading::value::Token;
use crate::source::Span;
use crate::text::han::{is_han, simplified, without_marks};

/// The shortest text that is looked up as a label before it is read as a value, in bytes.
const SHORTEST_LABEL: usize = 6;

/// The longest line that may be the title of a table, in bytes.
const LONGEST_TITLE: usize = 200;

/// How many labels, and how many titles, are remembered in each generation.
const REMEMBERED: usize = 750;

/// From here on, a label is taken for the very same; how much less near another must be to be no rival.
pub(super) const LABEL_EXACT: f32 = 0.999;
pub(super) const RIVAL: f32 = 0.1;

/// Texts with a smaller share of characters in common are not compared further.
const LEAST_COMMON: f32 = 0.25;
/// The most that texts are alike which only look the same.
const NOT_THE_SAME: f32 = 0.985;

/// What is printed on one table of one form.
#[derive(Debug)]
pub(crate) struct TableWords {
    /// The form's position in the catalogue
    pub form: usize,
    /// The table's position among the catalogue's tables
    pub table: usize,
    /// The table's lines as they are printed
    pub lines: Vec<LineWords>,
    heads: Vec<Printed>,
    titles: Vec<Printed>,
}

/// A printed line of a table: a row, or all rows of a table whose rows stand side by side.
#[derive(Debug)]
pub(crate) struct LineWords {
    /// Position in the table of the first of its cells; the others follow
    pub first: usize,
    /// The number of its cells
    pub cells: usize,
    labels: Vec<Printed>,
    groups: Vec<Printed>,
}

impl LineWords {
    /// Whether the line is printed with a label.
    pub(crate) fn has_label(&self) -> bool {
        !self.labels.is_empty()
    }
}

/// How near a label comes to everything that is printed on a table, from 0 to 1.
#[derive(Debug)]
pub(crate) struct TableMatch {
    /// To the label of each line
    pub lines: Vec<f32>,
    /// To the groups that each line stands in
    pub groups: Vec<f32>,
    /// Whether the numeral before the label is that of the line; `None` if one of them has none
    pub numbers: Vec<Option<bool>>,
    /// To the nearest head or column label
    pub head: f32,
    /// To the nearest of all
    pub nearest: f32,
    /// The line that alone has this very label, and that none other comes near to
    pub only: Option<usize>,
    /// Whether it is the very label of any line
    pub is_of_line: bool,
    /// The number of lines whose label it comes near to
    pub rivals: usize,
}

impl TableMatch {
    /// The line whose very label it is, if it is no head of a column just as well: 总计 and 其他 are both, unless they have
    /// the numeral of the line.
    pub(crate) fn names_line(&self) -> Option<usize> {
        let is_own = |line: usize| self.head < LABEL_EXACT || self.numbers[line] == Some(true);
        self.lines.iter().position(|&near| near >= LABEL_EXACT).filter(|&line| is_own(line))
    }
}

/// How near a label comes to everything in the vocabulary.
#[derive(Debug)]
pub(crate) struct LabelMatch {
    /// Its number among all that were compared; the same for a label that is still remembered
    pub number: u64,
    /// For each table of the vocabulary
    pub tables: Vec<TableMatch>,
    /// The number of letters, digits and Chinese characters in the label
    pub length: usize,
    /// Whether it may be a value as well, such as 不涉及
    pub may_be_value: bool,
    /// How near the label comes to anything on a table
    pub nearest: f32,
    /// How near it comes to that of any line
    pub nearest_line: f32,
}

/// The labels of all forms.
#[derive(Debug)]
pub(crate) struct Vocabulary {
    /// Each table of each form
    pub tables: Vec<TableWords>,
    known: Memory<String, Rc<LabelMatch>>,
    /// How many labels were compared
    compared: u64,
    /// Lines that may be titles, and the tables whose titles they are
    known_titles: Memory<String, Option<usize>>,
    printed: HashMap<char, Vec<(Vec<char>, usize)>>,
    title_signs: HashSet<char>,
    title_marks: u128,
}

impl Vocabulary {
    /// Folds the labels of all forms in a catalogue.
    pub(crate) fn new(catalogue: &Catalogue) -> Self {
        let ids = catalogue.table_ids();
        let mut tables = Vec::new();
        for (nth, form) in catalogue.forms.iter().enumerate() {
            for table in &form.tables {
                let at = ids.iter().position(|id| *id == table.id).unwrap_or_default();
                tables.push(TableWords::new(nth, at, table));
            }
        }
        let printed = printed(&tables);
        let titles = tables.iter().flat_map(|table: &TableWords| &table.titles);
        let title_signs: HashSet<char> = titles.flat_map(|title| title.folded.shapes[0].signs.clone()).collect();
        let title_marks = marks(&title_signs);
        let (known, known_titles) = (Memory::of(REMEMBERED), Memory::of(REMEMBERED));
        Self { tables, known, compared: 0, known_titles, printed, title_signs, title_marks }
    }

    /// The labels of lines and the titles of tables that begin with a character, folded, and the length of their numeral.
    pub(crate) fn printed(&self, first: char) -> &[(Vec<char>, usize)] {
        self.printed.get(&first).map_or(&[], Vec::as_slice)
    }

    /// The number of tables, the same table on several forms counted once.
    pub(crate) fn table_count(&self) -> usize {
        self.tables.iter().map(|table| table.table + 1).max().unwrap_or(0)
    }

    /// Whether a text has been compared before, and is no value.
    pub(crate) fn is_known_label(&self, text: &str) -> bool {
        text.len() >= SHORTEST_LABEL && self.known.peek(text).is_some_and(|label| !label.may_be_value)
    }

    /// Compares a label with everything that is printed on the forms.
    pub(crate) fn compare(&mut self, label: &str) -> Rc<LabelMatch> {
        if let Some(found) = self.known.get(label) {
            return found;
        }
        let folded = fold(label);
        let tables: Vec<TableMatch> = self.tables.iter().map(|table| table.compare(&folded)).collect();
        let nearest = tables.iter().map(|table| table.nearest).fold(0.0, f32::max);
        let nearest_line = tables.iter().flat_map(|table| &table.lines).copied().fold(0.0, f32::max);
        let length = folded.text.chars().count();
        let may_be_value = Token::read(label, Span::default()).is_some();
        self.compared += 1;
        let found = Rc::new(LabelMatch { number: self.compared, tables, length, may_be_value, nearest, nearest_line });
        self.known.put(label.to_owned(), found.clone());
        found
    }

    /// The table whose section title a line of text is, if it is one.
    pub(crate) fn titled(&mut self, line: &str) -> Option<usize> {
        if line.len() > LONGEST_TITLE || !self.may_be_title(line) {
            return None;
        }
        if let Some(found) = self.known_titles.get(line) {
            return found;
        }
        let found = self.nearest_title(line);
        self.known_titles.put(line.to_owned(), found);
        found
    }

    fn nearest_title(&self, line: &str) -> Option<usize> {
        let folded = fold(without_marks(line));
        if folded.text.chars().count() > 40 {
            return None;
        }
        let near = |table: &TableWords| table.titles.iter().map(|title| similarity(title, &folded)).fold(0.0, f32::max);
        let best = self.tables.iter().map(|table| (table.table, near(table))).max_by(|a, b| a.1.total_cmp(&b.1))?;
        (best.1 >= 0.75).then_some(best.0)
    }

    /// Whether most Chinese characters of a line stand in a title.
    fn may_be_title(&self, line: &str) -> bool {
        let han = line.chars().filter(|&sign| is_han(sign));
        let (of_titles, all) =
            han.fold((0, 0), |(of, all), sign| (of + usize::from(self.is_of_title(simplified(sign))), all + 1));
        of_titles * 10 >= all * 7 && all > 0
    }

    fn is_of_title(&self, sign: char) -> bool {
        let shape = shape(sign);
        self.title_marks & mark(shape) != 0 && self.title_signs.contains(&shape)
    }
}

/// A label as the form prints it, made ready to be compared.
#[derive(Debug)]
struct Printed {
    folded: FoldedLabel,
    /// Its shapes
    patterns: [Pattern; 2],
}

impl Printed {
    fn of(text: &str) -> Self {
        let folded = fold(text);
        let patterns = folded.shapes.each_ref().map(|shape| Pattern::of(&shape.signs));
        Self { folded, patterns }
    }
}

impl TableWords {
    fn new(form: usize, table: usize, layout: &Table) -> Self {
        let mut heads: Vec<_> =
            layout.blocks.iter().flat_map(|block| &block.heads).map(|head| Printed::of(head)).collect();
        for column in layout.blocks.iter().flat_map(|block| &block.columns) {
            heads.push(Printed::of(&column.label));
            heads.extend(column.aliases.iter().chain(&column.group).map(|text| Printed::of(text)));
        }
        let lines = if layout.layout == Layout::Across {
            let rows = layout.blocks.iter().flat_map(|block| &block.rows);
            heads.extend(
                rows.flat_map(|row| row.groups.iter().chain([&row.label]).chain(&row.aliases))
                    .map(|text| Printed::of(text)),
            );
            vec![LineWords { first: 0, cells: layout.len(), labels: vec![], groups: vec![] }]
        } else {
            lines(layout)
        };
        let titles = layout.aliases.iter().chain([&layout.title]).map(|title| Printed::of(title)).collect();
        Self { form, table, lines, heads, titles }
    }

    fn compare(&self, label: &FoldedLabel) -> TableMatch {
        let nearest = |words: &[Printed]| words.iter().map(|word| similarity(word, label)).fold(0.0, f32::max);
        let number = |line: &LineWords| Some(line.labels.first()?.folded.number.as_ref()? == label.number.as_ref()?);
        let lines: Vec<f32> = self.lines.iter().map(|line| nearest(&line.labels)).collect();
        let groups: Vec<f32> = self.lines.iter().map(|line| nearest(&line.groups)).collect();
        let head = nearest(&self.heads);
        TableMatch {
            nearest: lines.iter().chain(&groups).copied().fold(head, f32::max),
            only: only(&lines),
            is_of_line: lines.iter().any(|&near| near >= LABEL_EXACT),
            rivals: lines.iter().filter(|&&near| near >= LABEL_EXACT - RIVAL).count(),
            numbers: self.lines.iter().map(number).collect(),
            lines,
            groups,
            head,
        }
    }
}

/// The line that alone is matched exactly, if all others are far from it.
fn only(lines: &[f32]) -> Option<usize> {
    let exact = lines.iter().position(|&near| near >= LABEL_EXACT)?;
    let is_far = |(at, near): (usize, &f32)| at == exact || *near < LABEL_EXACT - RIVAL;
    lines.iter().enumerate().all(is_far).then_some(exact)
}

/// The labels of lines and the titles of tables by their first character.
fn printed(tables: &[TableWords]) -> HashMap<char, Vec<(Vec<char>, usize)>> {
    let mut by_first: HashMap<char, Vec<(Vec<char>, usize)>> = HashMap::default();
    let labels = tables.iter().flat_map(|table| table.lines.iter().flat_map(|line| &line.labels).chain(&table.titles));
    for Printed { folded: label, .. } in labels {
        let numeral = label.number.as_ref().map_or(0, |number| number.chars().count());
        for text in [&label.text, &label.bare] {
            let signs: Vec<char> = text.chars().collect();
            let Some(&first) = signs.first() else { continue };
            let known = by_first.entry(first).or_default();
            if !known.iter().any(|(other, _)| *other == signs) {
                known.push((signs, numeral));
            }
        }
    }
    by_first
}

fn lines(layout: &Table) -> Vec<LineWords> {
    let mut lines = Vec::new();
    let mut first = 0;
    for block in &layout.blocks {
        for row in &block.rows {
            let labels = [&row.label].into_iter().chain(&row.aliases).map(|text| Printed::of(text)).collect();
            let groups = row.groups.iter().map(|text| Printed::of(text)).collect();
            lines.push(LineWords { first, cells: block.columns.len(), labels, groups });
            first += block.columns.len();
        }
    }
    lines
}

/// How alike two labels are, from 0 to 1, whether notes in brackets were kept, lost, or cut off.
fn similarity(Printed { folded: printed, patterns }: &Printed, seen: &FoldedLabel) -> f32 {
    if seen.text.is_empty() || printed.text.is_empty() {
        return 0.0;
    }
    if printed.text == seen.text || printed.bare == seen.bare {
        return 1.0;
    }
    let whole = looks_alike(printed.shapes[0].bits, &patterns[0], &seen.shapes[0]);
    let has_notes = printed.bare.len() != printed.text.len() || seen.bare.len() != seen.text.len();
    let bare = if has_notes { looks_alike(printed.shapes[1].bits, &patterns[1], &seen.shapes[1]) } else { whole };
    whole.max(bare).max(contained(printed, seen))
}

/// How alike two texts look, from 0 to 1: the share of characters that need not be changed (Levenshtein's distance, over
/// the longer text). 0 for texts that have so few characters in common that it must be small.
fn looks_alike(bits: u128, printed: &Pattern, seen: &Shape) -> f32 {
    let longest = printed.len().max(seen.signs.len());
    if ((bits & seen.bits).count_ones() as f32) < LEAST_COMMON * longest as f32 {
        return 0.0;
    }
    let distance = printed.distance(&seen.signs);
    let alike = 1.0 - distance as f32 / longest as f32;
    alike.min(NOT_THE_SAME)
}

/// A label of which a part was cut off is worth something, the more the longer the part that is left.
fn contained(printed: &FoldedLabel, seen: &FoldedLabel) -> f32 {
    let (short, long) = if printed.text.len() < seen.text.len() { (printed, seen) } else { (seen, printed) };
    let (part, whole) = (&short.shapes[0], &long.shapes[0]);
    let may_be = part.signs.len() >= 4 && part.bits & !whole.bits == 0;
    if may_be && long.text.contains(&short.text) {
        return 0.7 + 0.25 * short.text.len() as f32 / long.text.len() as f32;
    }
    0.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_misread_label_is_nearest_to_its_own_row() {
        let catalogue = Catalogue::built_in();
        let mut vocabulary = Vocabulary::new(&catalogue);
        for (seen, row) in
            [("1.属于囯家秘密", 4), ("2.其他法律法规禁止公开", 5), ("区分处理的只计这一情形", 3), ("(一)子以公开", 2)]
        {
            let found = vocabulary.compare(seen);
            let table =
                vocabulary.tables.iter().position(|t| t.form == 1 && t.table == 1).expect("the table of requests");
            let lines = &found.tables[table].lines;
            let best = (0..lines.len()).max_by(|&a, &b| lines[a].total_cmp(&lines[b]));
            assert_eq!(best, Some(row), "{seen}: {lines:?}");
        }
        assert_eq!(vocabulary.titled("### 三、收到和处理政府信息公开申请的情况"), Some(1));
        assert_eq!(vocabulary.titled("五、存在的主要问题及改进情况"), None);
    }
}
