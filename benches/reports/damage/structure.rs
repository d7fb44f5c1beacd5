//! Damage to the structure of a table: pages cut it, and its spans are seen other than they are drawn.

use crate::damage::{Rates, misread};
use crate::dice::Dice;
use crate::page::{Cell, Drawing, Kinds, Role, Row, Table};

/// How often the next page shows the heads again.
const HEADS_REPEATED: f64 = 0.12;

impl Table {
    /// Whether any of its rows stand in groups.
    pub fn has_groups(&self) -> bool {
        self.rows.iter().any(|row| row.cells.iter().any(Cell::is_group))
    }

    /// Where the labels of groups so deep stand: row and cell.
    fn groups(&self, depth: usize) -> Vec<(usize, usize)> {
        let found = |(at, row): (usize, &Row)| {
            let cells = row.cells.iter().enumerate();
            let here: Vec<_> =
                cells.filter(|(_, cell)| cell.role == Role::Group(depth)).map(|(c, _)| (at, c)).collect();
            here
        };
        self.rows.iter().enumerate().flat_map(found).collect()
    }
}

/// Damages a table whose rows stand in groups; the pages that it is cut into are returned.
pub(super) fn grouped(mut table: Table, title: &str, drawing: Drawing, rates: Rates, dice: &mut Dice) -> Vec<Table> {
    heads(&mut table, rates, dice);
    if drawing.narrow && rates.hit("label_right", dice) {
        move_labels_right(&mut table);
    }
    let is_cut = rates.hit("grouped_cut", dice);
    if !is_cut && rates.hit("group_split", dice) {
        split_group(&mut table, dice);
    }
    if rates.hit("group_offset", dice) {
        offset_group(&mut table, dice);
    }
    let slides = rates.hit("slide", dice);
    if !is_cut {
        if slides {
            slide_last_rows(&mut table, dice.below(2) + 1);
        }
        return vec![table];
    }
    let at = 6 + dice.below(table.rows.len().saturating_sub(8));
    let cut = Cut { keeps_outermost: dice.chance(0.8), repeats_labels: !rates.hit("group_lost", dice) };
    let heads: Vec<Row> = table.rows[..3].to_vec();
    let (mut upper, mut lower) = cut.at(table, at);
    if slides {
        slide_last_of_page(&mut upper);
    }
    if dice.chance(HEADS_REPEATED) {
        lower.rows.splice(..0, heads);
    }
    if rates.hit("page_header", dice) {
        page_header(&mut lower, title, dice);
    }
    upper.gap.push(String::new());
    if rates.hit("detached", dice) {
        detach(&mut upper);
    }
    vec![upper, lower]
}

/// Damages a table without groups.
pub(super) fn plain(mut table: Table, rates: Rates, dice: &mut Dice) -> Vec<Table> {
    if rates.hit("padding", dice) {
        table.least_columns = *dice.pick(&[6, 9, 11]);
        table.kinds.insert("ragged_padding");
    }
    if table.rows.len() < 6 || !rates.hit("plain_cut", dice) {
        return vec![table];
    }
    let at = 3 + dice.below(table.rows.len() - 5);
    let mut lower = Table { rows: table.rows.split_off(at), ..table.clone() };
    table.gap.push(String::new());
    table.kinds.insert("table_split");
    lower.kinds.insert("table_split");
    vec![table, lower]
}

/// Damages a table whose rows stand side by side.
pub(super) fn across(mut table: Table, rates: Rates, dice: &mut Dice) -> Table {
    if rates.hit("heads_merged", dice) {
        merge_heads(&mut table);
    }
    table
}

/// A cut by a page.
struct Cut {
    keeps_outermost: bool,
    repeats_labels: bool,
}

impl Cut {
    fn at(&self, mut table: Table, at: usize) -> (Table, Table) {
        let mut lower = Table { rows: table.rows.split_off(at), ..table.clone() };
        let mut above: Vec<Cell> = Vec::new();
        let count = table.rows.len();
        for (top, row) in table.rows.iter_mut().enumerate() {
            for cell in row.cells.iter_mut().filter(|cell| top + cell.rows > count) {
                let rest = top + cell.rows - count;
                above.push(self.below(cell, rest));
                cell.rows -= rest;
            }
        }
        for cell in &above {
            let lost = if cell.text.is_empty() && cell.role != Role::Group(0) { cell.rows } else { 0 };
            lower.rows.iter_mut().take(lost).for_each(|row| {
                row.kinds.insert("group_label_lost");
            });
        }
        above.retain(|cell| self.keeps_outermost || cell.role != Role::Group(0) || !cell.text.is_empty());
        if let Some(first) = lower.rows.first_mut() {
            first.cells.splice(..0, above);
        }
        table.kinds.insert("table_split");
        lower.kinds.insert("table_split");
        (table, lower)
    }

    /// What the next page shows of a group that goes on there.
    fn below(&self, cell: &Cell, rest: usize) -> Cell {
        let shown = self.repeats_labels && cell.role == Role::Group(0);
        let text = if shown { cell.text.clone() } else { String::new() };
        Cell { text, rows: rest, columns: cell.columns, role: cell.role, kinds: Kinds::new() }
    }
}

/// The last row of a page falls out of the groups that reach down to it.
fn slide_last_of_page(table: &mut Table) {
    let count = table.rows.len();
    let falls = table.rows.last().is_some_and(|row| row.width() > 0 && !row.cells[0].is_group());
    if falls {
        leave_groups(table, count - 1);
    }
}

/// The outermost group is seen too short: its last rows fall out of it, and out of the groups within.
fn slide_last_rows(table: &mut Table, count: usize) {
    let Some((top, cell)) = table.groups(0).pop() else { return };
    let end = top + table.rows[top].cells[cell].rows;
    for at in end.saturating_sub(count)..end {
        if !table.rows[at].cells[0].is_group() {
            leave_groups(table, at);
        }
    }
}

/// A row is seen outside of all groups: its label begins at the left edge.
fn leave_groups(table: &mut Table, at: usize) {
    for (top, row) in table.rows[..at].iter_mut().enumerate() {
        for cell in row.cells.iter_mut().filter(|cell| top + cell.rows > at) {
            cell.rows = at - top;
        }
    }
    let row = &mut table.rows[at];
    row.kinds.insert("row_shift_left");
    if let Some(label) = row.cells.iter_mut().find(|cell| cell.role == Role::Label) {
        label.columns = 2;
    }
}

/// A group below the outermost that has this many rows at least.
fn some_group(table: &Table, rows: usize, dice: &mut Dice) -> Option<(usize, usize)> {
    let mut groups = table.groups(1);
    groups.retain(|&(row, cell)| table.rows[row].cells[cell].rows >= rows);
    (!groups.is_empty()).then(|| *dice.pick(&groups))
}

/// The label of a group is seen as two cells, one under the other.
fn split_group(table: &mut Table, dice: &mut Dice) {
    let Some((row, cell)) = some_group(table, 5, dice) else { return };
    let text = table.rows[row].cells[cell].text.clone();
    let cut = text.char_indices().nth(5).map_or(text.len(), |(at, _)| at);
    lower_half(table, row, cell, 4, &text[..cut], &text[cut..]);
    for at in [row, row + 4] {
        table.rows[at].kinds.insert("label_split");
    }
}

/// The label of a group stands beside a row that is not its first.
fn offset_group(table: &mut Table, dice: &mut Dice) {
    let Some((row, cell)) = some_group(table, 3, dice) else { return };
    let text = table.rows[row].cells[cell].text.clone();
    let down = dice.below(2) + 1;
    lower_half(table, row, cell, down, "", &text);
    for at in row..=row + down {
        table.rows[at].kinds.insert("group_label_offset");
    }
}

/// Makes two cells of one, with these texts.
fn lower_half(table: &mut Table, row: usize, cell: usize, down: usize, upper: &str, lower: &str) {
    let whole = &mut table.rows[row].cells[cell];
    let half = Cell { text: lower.to_owned(), rows: whole.rows - down, ..whole.clone() };
    whole.rows = down;
    upper.clone_into(&mut whole.text);
    let below = &mut table.rows[row + down].cells;
    let at = below.iter().take_while(|cell| cell.is_group()).count();
    below.insert(at, half);
}

/// Labels of rows that stand in the outermost group only are seen one column to the right, but for the first ones.
fn move_labels_right(table: &mut Table) {
    let inner = table.groups(1).last().map_or(0, |&(row, cell)| row + table.rows[row].cells[cell].rows);
    let end = table.groups(0).first().map_or(0, |&(row, cell)| row + table.rows[row].cells[cell].rows);
    for row in table.rows.get_mut(inner..end).unwrap_or_default() {
        row.cells.insert(0, Cell::wide("", 1, Role::Stray));
        row.kinds.insert("label_col_right");
    }
}

/// The heads of a grouped table are seen a column off, or the note beside them is cut.
fn heads(table: &mut Table, rates: Rates, dice: &mut Dice) {
    let is_cut = rates.hit("note_cut", dice);
    let note = &mut table.rows[0].cells[0];
    if is_cut && note.role == Role::Note {
        note.text = note.text.chars().take(4).collect();
        table.kinds.insert("truncated_label");
    }
    if rates.hit("heads_shifted", dice) {
        shift_heads(table);
    }
}

fn shift_heads(table: &mut Table) {
    let [first, second, third, ..] = &mut table.rows[..] else { return };
    let mut note = first.cells.remove(0);
    let labels = note.columns;
    (note.rows, note.columns) = (1, 1);
    let mut last = match second.cells.last() {
        Some(cell) if cell.rows > 1 && second.cells.len() > 1 => second.cells.pop(),
        _ => first.cells.pop(),
    };
    for cell in last.iter_mut().chain(&mut second.cells) {
        cell.rows = 1;
    }
    first.cells.insert(0, Cell::wide("", labels, Role::Head));
    second.cells.insert(0, note);
    third.cells.insert(0, Cell::wide("", labels.saturating_sub(1).max(1), Role::Head));
    third.cells.extend(last);
    table.kinds.insert("header_shift");
}

/// Lines of text cross the border between two heads: five heads in four cells.
fn merge_heads(table: &mut Table) {
    let is_leaf = |row: &&mut Row| row.cells.iter().filter(|cell| cell.rows > 1).count() >= 3;
    let Some(row) = table.rows.iter_mut().find(is_leaf) else { return };
    let second = row.cells.remove(1).text;
    let tail: String = second.chars().skip(2).collect();
    row.cells[0].text += &format!(" {second}");
    row.cells[1].text = format!("{tail} {}", row.cells[1].text);
    table.kinds.extend(["header_merge", "header_shift"]);
}

/// The header line of a page is taken for a row of its table.
fn page_header(table: &mut Table, title: &str, dice: &mut Dice) {
    let tail = *dice.pick(&["", " ·", " 第 2 页"]);
    let text = misread(title, 0.02, &mut Kinds::new(), dice) + tail;
    let width = table.width();
    table.insert_row(0, Row::of(vec![Cell::wide(&text, width, Role::Stray)]));
    table.kinds.insert("page_header");
}

/// The end of the outermost label stands alone between two pages.
fn detach(table: &mut Table) {
    let Some(&(row, cell)) = table.groups(0).first() else { return };
    let text = &mut table.rows[row].cells[cell].text;
    let count = text.chars().count();
    if count > 7 {
        let cut = text.char_indices().nth(count - 2).map_or(text.len(), |(at, _)| at);
        table.gap.extend([text.split_off(cut), String::new()]);
        table.rows[row].kinds.insert("label_split");
        table.kinds.insert("detached_label");
    }
}
