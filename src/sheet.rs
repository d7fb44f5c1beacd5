//! The blank sheet of one report: the form of each of its tables laid end to end, and the equations that hold on it.

mod block;

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::Arc;

use foldhash::HashMap;
use rust_decimal::Decimal;

use crate::form::{CellId, Column, Form, Row, Table, Unit};
use crate::rule::{Kind, Rule, Severity, Terms, cells_of};
pub(crate) use block::Block;

/// The cells and equations of a report whose tables follow given forms. Cells are counted in form order.
#[derive(Debug)]
pub struct Sheet {
    /// The tables, in printed order
    pub parts: Vec<Part>,
    /// The cells, in form order
    pub slots: Vec<Slot>,
    /// The equations, in the order of the rules, then of the form
    pub equations: Vec<Equation>,
    /// The rules that tie it to the report of the year before, in the same order
    pub links: Vec<Link>,
    index: HashMap<CellId, usize>,
    by_cell: Vec<Vec<usize>>,
    strict_by_cell: Vec<Vec<usize>>,
    linked: Vec<usize>,
    labels: Vec<Arc<str>>,
    components: Vec<usize>,
    /// The strict equations of each component, by the component
    blocks: BTreeMap<usize, Arc<Block>>,
    /// For each pattern of addresses that a rule names, the cells
    matching: HashMap<String, Vec<usize>>,
}

/// A table of the sheet.
#[derive(Clone, Debug)]
pub struct Part {
    /// The form that the table follows
    pub form: Arc<Form>,
    /// The table's position in that form
    pub table: usize,
    /// The positions of its cells in the sheet
    pub cells: Range<usize>,
}

impl Part {
    /// The table as the form has it.
    pub fn table(&self) -> &Table {
        &self.form.tables[self.table]
    }

    /// Positions in the sheet of cells at these positions of the table.
    fn shift(&self, cells: Vec<usize>) -> Vec<usize> {
        cells.into_iter().map(|cell| cell + self.cells.start).collect()
    }
}

/// A cell of the sheet, by the positions of its parts.
#[derive(Clone, Debug)]
pub struct Slot {
    /// Its address
    pub id: CellId,
    /// Its table among the parts
    pub part: usize,
    /// Its block in the table
    pub block: usize,
    /// Its row in the block
    pub row: usize,
    /// Its column in the block
    pub column: usize,
}

/// How the sides of an equation are to each other.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Relation {
    /// The left side equals the right side.
    Equal,
    /// The left side is at most the right side.
    AtMost,
}

impl Relation {
    /// Whether two sides are so to each other.
    pub fn holds<N: PartialOrd>(self, left: &N, right: &N) -> bool {
        match self {
            Self::Equal => left == right,
            Self::AtMost => left <= right,
        }
    }
}

/// A rule at one place of the sheet, which relates the sum of the cells on the left to that of the cells on the right.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Equation {
    /// The position of its rule among the rules of the catalogue
    pub rule: usize,
    /// How grave it is if it fails
    pub severity: Severity,
    /// How the sides are to each other
    pub relation: Relation,
    /// The id of the row or column that it stands in
    pub at: String,
    /// Positions of the cells added on the left
    pub left: Vec<usize>,
    /// Positions of the cells added on the right
    pub right: Vec<usize>,
}

impl Equation {
    /// Whether it ties its cells to each other, so that it can prove, derive and repair; others only warn.
    pub fn is_strict(&self) -> bool {
        self.severity == Severity::Error && self.relation == Relation::Equal
    }

    /// Whether it gives one cell as the sum of others.
    pub fn is_total(&self) -> bool {
        self.is_strict() && self.right.len() == 1
    }

    /// All its cells, left ones first.
    pub fn cells(&self) -> impl Iterator<Item = usize> + '_ {
        self.left.iter().chain(&self.right).copied()
    }
}

/// A rule over years at one place of the sheet: the sum of some cells equals that of cells of the year before, with what
/// came in the year and without what went.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Link {
    /// The position of its rule among the rules of the catalogue
    pub rule: usize,
    /// How grave it is if it fails
    pub severity: Severity,
    /// The id of the row or column that it stands in
    pub at: String,
    /// Positions of the cells whose sum is given
    pub now: Vec<usize>,
    /// Addresses of the cells of the year before
    pub before: Vec<CellId>,
    /// Positions of the cells that come to it
    pub added: Vec<usize>,
    /// Positions of the cells that go from it
    pub removed: Vec<usize>,
}

impl Link {
    /// All its cells of this year.
    pub fn cells(&self) -> impl Iterator<Item = usize> + '_ {
        self.now.iter().chain(&self.added).chain(&self.removed).copied()
    }
}

impl Sheet {
    /// Lays out the given tables (a form, and the position of a table in it), and the rules that hold on them.
    pub fn new(tables: &[(Arc<Form>, usize)], rules: &[Rule]) -> Self {
        let mut sheet = Self {
            parts: vec![],
            slots: vec![],
            equations: vec![],
            links: vec![],
            index: HashMap::default(),
            by_cell: vec![],
            strict_by_cell: vec![],
            linked: vec![],
            components: vec![],
            blocks: BTreeMap::new(),
            labels: vec![],
            matching: HashMap::default(),
        };
        for (form, table) in tables {
            sheet.add_table(form, *table);
        }
        for (nth, rule) in rules.iter().enumerate() {
            sheet.add_rule(nth, rule);
        }
        sheet.index = sheet.slots.iter().enumerate().map(|(at, slot)| (slot.id.clone(), at)).collect();
        sheet.by_cell = vec![vec![]; sheet.slots.len()];
        for (nth, equation) in sheet.equations.iter().enumerate() {
            equation.cells().for_each(|cell| sheet.by_cell[cell].push(nth));
        }
        let is_strict = |nth: &usize| sheet.equations[*nth].is_strict();
        let strict = |nths: &Vec<usize>| nths.iter().copied().filter(is_strict).collect();
        sheet.strict_by_cell = sheet.by_cell.iter().map(strict).collect();
        sheet.components = components(&sheet.equations, &sheet.by_cell);
        sheet.blocks = sheet.strict_by_component();
        sheet.linked = linked(&sheet.links, &sheet.index);
        let label = |cell| format!("{} / {}", sheet.row(cell).full_label(), sheet.column(cell).label).into();
        sheet.labels = (0..sheet.len()).map(label).collect();
        let patterns = rules.iter().flat_map(|rule| rule.kind.addresses());
        sheet.matching = patterns.map(|pattern| (pattern.to_owned(), sheet.find(pattern))).collect();
        sheet
    }

    fn add_table(&mut self, form: &Arc<Form>, table: usize) {
        let (part, start) = (self.parts.len(), self.slots.len());
        let layout = &form.tables[table];
        self.slots.extend(layout.cells().map(|(block, row, column)| {
            let found = &layout.blocks[block];
            let id = CellId::new(&layout.id, &found.rows[row].id, &found.columns[column].id);
            Slot { id, part, block, row, column }
        }));
        self.parts.push(Part { form: form.clone(), table, cells: start..self.slots.len() });
    }

    fn add_rule(&mut self, nth: usize, rule: &Rule) {
        for part in self.parts.clone().iter().filter(|part| rule.applies_to(&part.form.id)) {
            let table = part.table();
            match &rule.kind {
                Kind::Linear(linear) => self.add_equations(nth, rule, part, Relation::Equal, linear.apply(table)),
                Kind::Inequality(kind) => self.add_equations(nth, rule, part, Relation::AtMost, kind.apply(table)),
                Kind::Carry(carry) => {
                    let places = carry.apply(table).into_iter();
                    let places = places.map(|Terms { at, cells: [begins, leaves] }| Terms {
                        at,
                        cells: [begins, leaves, vec![], vec![]],
                    });
                    self.add_links(nth, rule, part, places);
                }
                Kind::Stock(stock) => {
                    let places = stock.apply(table).into_iter();
                    let places = places.map(|Terms { at, cells: [stock, added, removed] }| Terms {
                        at,
                        cells: [stock.clone(), stock, added, removed],
                    });
                    self.add_links(nth, rule, part, places);
                }
                Kind::Plausibility(_) | Kind::Prose(_) => {}
            }
        }
    }

    fn add_equations(&mut self, nth: usize, rule: &Rule, part: &Part, relation: Relation, places: Vec<Terms<2>>) {
        let equations = places.into_iter().map(|Terms { at, cells: [left, right] }| Equation {
            rule: nth,
            severity: rule.severity,
            relation,
            at,
            left: part.shift(left),
            right: part.shift(right),
        });
        self.equations.extend(equations);
    }

    /// Links of a part: cells of this year, cells of the year before, what is added and what removed.
    fn add_links(&mut self, nth: usize, rule: &Rule, part: &Part, places: impl Iterator<Item = Terms<4>>) {
        let links = places.map(|Terms { at, cells: [now, before, added, removed] }| Link {
            rule: nth,
            severity: rule.severity,
            at,
            now: part.shift(now),
            before: part.shift(before).into_iter().map(|cell| self.slots[cell].id.clone()).collect(),
            added: part.shift(added),
            removed: part.shift(removed),
        });
        let links: Vec<Link> = links.collect();
        self.links.extend(links);
    }

    /// The cells that links name, of this year and, in a report of the same form, of the year before; in form order.
    pub fn linked_cells(&self) -> &[usize] {
        &self.linked
    }

    /// The number of cells.
    pub fn len(&self) -> usize {
        self.slots.len()
    }

    /// Whether it has no cells.
    pub fn is_empty(&self) -> bool {
        self.slots.is_empty()
    }

    /// The position of the cell with this address.
    pub fn position(&self, id: &CellId) -> Option<usize> {
        self.index.get(id).copied()
    }

    /// The cells that a pattern of addresses stands for, in form order; `*` at the end of a part stands for any ending.
    pub fn matching(&self, pattern: &str) -> Cow<'_, [usize]> {
        match self.matching.get(pattern) {
            Some(cells) => Cow::Borrowed(cells),
            None => Cow::Owned(self.find(pattern)),
        }
    }

    fn find(&self, pattern: &str) -> Vec<usize> {
        self.parts.iter().flat_map(|part| part.shift(cells_of(pattern, part.table()))).collect()
    }

    /// The equations that a cell stands in, as positions.
    pub fn equations_of(&self, cell: usize) -> &[usize] {
        &self.by_cell[cell]
    }

    /// The strict equations that a cell stands in, as positions.
    pub fn strict_of(&self, cell: usize) -> impl Iterator<Item = usize> {
        self.strict_by_cell[cell].iter().copied()
    }

    /// The strict equations that any of some cells stand in, as positions, each once, in order.
    pub fn strict_equations_of(&self, cells: Range<usize>) -> impl Iterator<Item = usize> {
        let mut nths: Vec<usize> = cells.flat_map(|cell| &self.strict_by_cell[cell]).copied().collect();
        nths.sort_unstable();
        nths.dedup();
        nths.into_iter()
    }

    /// Whether the form lets a cell hold a value: no negative one in a column without a sign, no fraction in a count.
    pub fn can_hold(&self, cell: usize, value: Decimal) -> bool {
        let column = self.column(cell);
        (column.signed || !value.is_sign_negative()) && (column.unit != Unit::Count || is_whole(value))
    }

    /// Equations by which a total is a part of itself, each giving a part of the one before; none if there are none.
    pub fn cycle(&self) -> Option<Vec<usize>> {
        let mut done = vec![false; self.equations.len()];
        (0..self.equations.len()).find_map(|nth| self.cycle_from(nth, &mut vec![], &mut done))
    }

    fn cycle_from(&self, nth: usize, path: &mut Vec<usize>, done: &mut [bool]) -> Option<Vec<usize>> {
        if let Some(at) = path.iter().position(|&before| before == nth) {
            return Some(path[at..].to_vec());
        }
        if std::mem::replace(&mut done[nth], true) || !self.equations[nth].is_total() {
            return None;
        }
        path.push(nth);
        let gives = |other: usize, part: usize| self.equations[other].right.first() == Some(&part);
        let parts = self.equations[nth].left.iter();
        let mut of_parts = parts.flat_map(|&part| self.by_cell[part].iter().filter(move |&&other| gives(other, part)));
        let found = of_parts.find_map(|&other| self.cycle_from(other, path, done));
        path.pop();
        found
    }

    /// The component of an equation: equations that are tied by shared cells, directly or through others, have the same.
    pub fn component(&self, equation: usize) -> usize {
        self.components[equation]
    }

    /// The strict equations by the components that they make up.
    pub(crate) fn blocks(&self) -> &BTreeMap<usize, Arc<Block>> {
        &self.blocks
    }

    fn strict_by_component(&self) -> BTreeMap<usize, Arc<Block>> {
        let mut groups: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for nth in (0..self.equations.len()).filter(|&nth| self.equations[nth].is_strict()) {
            groups.entry(self.component(nth)).or_default().push(nth);
        }
        groups.into_iter().map(|(component, group)| (component, Arc::new(Block::of(self, &group)))).collect()
    }

    /// The part that a cell stands in.
    pub fn part(&self, cell: usize) -> &Part {
        &self.parts[self.slots[cell].part]
    }

    /// The row that a cell stands in.
    pub fn row(&self, cell: usize) -> &Row {
        let slot = &self.slots[cell];
        &self.part(cell).table().blocks[slot.block].rows[slot.row]
    }

    /// The column that a cell stands in.
    pub fn column(&self, cell: usize) -> &Column {
        let slot = &self.slots[cell];
        &self.part(cell).table().blocks[slot.block].columns[slot.column]
    }

    /// The printed labels of a cell: groups, row, column.
    pub fn label(&self, cell: usize) -> String {
        self.labels[cell].to_string()
    }

    /// The same, shared by all reports of the sheet.
    pub fn shared_label(&self, cell: usize) -> Arc<str> {
        self.labels[cell].clone()
    }

    /// The printed label of the row or column that an equation was applied to.
    pub fn place_label(&self, equation: &Equation) -> &str {
        self.label_at(&equation.at, equation.right[0])
    }

    /// The printed label of the row or column with this id that a cell stands in.
    pub fn label_at(&self, id: &str, cell: usize) -> &str {
        let (row, column) = (self.row(cell), self.column(cell));
        if row.id == id { &row.label } else { &column.label }
    }
}

/// Whether a number has no fraction.
pub(crate) fn is_whole(value: Decimal) -> bool {
    value.scale() == 0 || value.fract().is_zero()
}

/// The cells that links name, in form order.
fn linked(links: &[Link], index: &HashMap<CellId, usize>) -> Vec<usize> {
    let named = |link: &Link| {
        let before = link.before.iter().filter_map(|id| index.get(id).copied());
        link.cells().chain(before).collect::<Vec<_>>()
    };
    let cells: BTreeSet<usize> = links.iter().flat_map(named).collect();
    cells.into_iter().collect()
}

/// For each equation, the first equation that it is tied to by strict ones.
fn components(equations: &[Equation], by_cell: &[Vec<usize>]) -> Vec<usize> {
    let mut components: Vec<Option<usize>> = vec![None; equations.len()];
    for first in 0..equations.len() {
        let mut waiting = vec![first];
        while let Some(nth) = waiting.pop() {
            if components[nth].is_none() {
                components[nth] = Some(first);
                let tied = equations[nth].cells().flat_map(|cell| &by_cell[cell]).copied();
                waiting.extend(tied.filter(|&other| equations[nth].is_strict() && equations[other].is_strict()));
            }
        }
    }
    components.into_iter().flatten().collect()
}
