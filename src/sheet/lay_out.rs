//! A sheet is laid out: the cells of its tables in form order, and the rules at each place where they hold.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use foldhash::HashMap;

use crate::form::rule::{Kind, Rule, Terms};
use crate::form::{CellId, Form};
use crate::sheet::ties::components;
use crate::sheet::{Equation, Link, Part, Relation, Sheet, Slot};

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
        sheet.matching = patterns.map(|pattern| (pattern.to_string(), sheet.find(pattern))).collect();
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
