//! A whole report around its tables: title, headings, prose, and what pages leave between them.

use gouji::catalogue::Catalogue;
use gouji::form::CellId;
use gouji::sheet::Sheet;

use crate::damage::{Damaged, Rates, half_width, misread, spaced_digits};
use crate::dice::Dice;
use crate::model::Model;
use crate::page::{Kinds, Table};

const PLACES: [&str; 8] = ["梧阳区", "雁栖县", "青梧县", "兰陌区", "云渡市", "柏川县", "澄野市", "麦垄区"];
const OFFICES: [&str; 8] =
    ["民政局", "商务局", "教育局", "水利局", "自然资源局", "卫生健康委员会", "市场监督管理局", "人民政府办公室"];
const NUMERALS: [&str; 6] = ["一", "二", "三", "四", "五", "六"];
/// What section 一 tells of the tables: words, and the cell whose value follows them.
const CLAIMS: [(&str, &str); 4] = [
    ("新收政府信息公开申请", "requests.new_received.total"),
    ("上年结转", "requests.carried_in.total"),
    ("办结", "requests.total_processed.total"),
    ("结转下年度", "requests.carried_out.total"),
];
const LAST: [&str; 3] = ["无。", "本年度未收取信息处理费。", "没有其他事项。"];

/// A piece of a report, top to bottom.
#[derive(Debug)]
pub enum Piece {
    /// A line of text
    Line(String),
    /// A table, or a page of one
    Table(Table),
}

/// Who reports on which year.
#[derive(Clone, Debug)]
pub struct Masthead {
    /// The agency
    pub agency: String,
    /// The year
    pub year: u16,
}

impl Masthead {
    /// A made-up agency, and a year in which the form was in force.
    pub fn new(catalogue: &Catalogue, form: usize, dice: &mut Dice) -> Self {
        let begins = |form: usize| catalogue.forms.get(form).and_then(|form| form.id.parse().ok());
        let first: u16 = begins(form).unwrap_or(2021);
        let end = begins(form + 1).unwrap_or(first + 5);
        let agency = format!("{}{}", dice.pick(&PLACES), dice.pick(&OFFICES));
        Self { agency, year: first + dice.below(usize::from(end.saturating_sub(first))) as u16 }
    }

    /// The title of the report.
    pub fn title(&self) -> String {
        format!("{}{}年政府信息公开工作年度报告", self.agency, self.year)
    }
}

/// How the headings of one report are written.
struct Writer<'a> {
    rates: Rates,
    levels: Vec<usize>,
    half_width: bool,
    pieces: Vec<Piece>,
    dice: &'a mut Dice,
}

/// Puts a report together.
pub fn compose(model: &Model, head: &Masthead, damaged: &mut Damaged, rates: Rates, dice: &mut Dice) -> Vec<Piece> {
    let levels = heading_levels(rates, dice);
    let mut writer = Writer { rates, levels, half_width: damaged.half_width, pieces: Vec::new(), dice };
    writer.open(model, head);
    let parts = std::mem::take(&mut damaged.parts);
    for (part, pages) in parts.into_iter().enumerate() {
        writer.section(&model.sheet, part, pages);
    }
    writer.close();
    writer.pieces
}

/// The number of `#` before the title and before each section.
fn heading_levels(rates: Rates, dice: &mut Dice) -> Vec<usize> {
    let mut levels = match dice.below(6) {
        _ if !rates.any() => vec![2; 7],
        0..3 => return vec![0; 7],
        3 => vec![2; 7],
        _ => (0..7).map(|_| 2 + dice.below(3)).collect(),
    };
    levels.sort_unstable();
    levels[0] = 1;
    levels
}

impl Writer<'_> {
    fn line(&mut self, text: String) {
        let text = if self.half_width { half_width(&text) } else { text };
        self.pieces.push(Piece::Line(text));
    }

    fn paragraph(&mut self, text: &str) {
        let rate = self.rates.of("letter") / 2.0;
        let read = misread(text, rate, &mut Kinds::new(), self.dice);
        self.line(read);
        self.line(String::new());
    }

    fn heading(&mut self, text: &str, section: usize) {
        let level = self.levels[section.min(self.levels.len() - 1)];
        let mut text = misread(text, self.rates.of("letter"), &mut Kinds::new(), self.dice);
        let mut rest = None;
        let count = text.chars().count();
        if level > 0 && count > 8 && self.rates.hit("heading_split", self.dice) {
            let at = 5 + self.dice.below(count - 7);
            let at = text.char_indices().nth(at).map_or(text.len(), |(at, _)| at);
            rest = Some(text.split_off(at));
        }
        let marks = if level > 0 { "#".repeat(level) + " " } else { String::new() };
        for line in [marks + &text].into_iter().chain(rest) {
            self.line(line);
            self.line(String::new());
        }
    }

    fn open(&mut self, model: &Model, head: &Masthead) {
        let mut title = head.title();
        if self.rates.any() && self.dice.chance(0.8) {
            self.line(String::new());
            self.line(String::new());
        }
        if self.rates.hit("digit_space", self.dice) {
            title = spaced_digits(&title, head.year);
        }
        self.heading(&title, 0);
        self.heading("一、总体情况", 1);
        if self.rates.hit("title_twice", self.dice) {
            self.heading(&format!("《{title}》"), 1);
        }
        let Masthead { agency, year } = head;
        self.paragraph(&format!("{year}年，{agency}围绕群众关心的事项公开信息，答复每一件申请。"));
        let posts = 12 + self.dice.below(800);
        self.paragraph(&format!("（一）主动公开情况。全年通过网站公开信息{posts}条，其中行政许可事项目录已更新。"));
        if self.dice.chance(0.7) {
            self.paragraph(&claims(model));
        }
        self.paragraph("（三）监督保障情况。明确专人负责，定期开展业务培训。");
    }

    fn section(&mut self, sheet: &Sheet, part: usize, pages: Vec<Table>) {
        let table = sheet.parts[part].table();
        self.heading(&format!("{}、{}", table.number, table.title), part + 2);
        if self.rates.hit("phantom", self.dice) && part + 1 == sheet.parts.len() {
            self.pieces.push(Piece::Line("--\t--".into()));
            self.line(String::new());
        }
        for page in pages {
            let gap = page.gap.clone();
            self.pieces.push(Piece::Table(page));
            for line in gap {
                self.line(line);
            }
        }
        self.line(String::new());
        if self.rates.hit("page_number", self.dice) {
            let number = *self.dice.pick(&["— 3 —", "- 3 -", "3", "第3页"]);
            self.line(number.to_owned());
            self.line(String::new());
        }
    }

    fn close(&mut self) {
        let next = |nth: usize| NUMERALS[nth.min(NUMERALS.len() - 1)];
        self.heading(&format!("{}、存在的主要问题及改进情况", next(4)), 5);
        self.paragraph("公开的形式还比较单一，将增加图解和问答。");
        self.heading(&format!("{}、其他需要报告的事项", next(5)), 6);
        let last = *self.dice.pick(&LAST);
        self.line(last.to_owned());
    }
}

/// A sentence that repeats values of the tables.
fn claims(model: &Model) -> String {
    let value = |id: &str| model.truth[model.sheet.position(&CellId::from(id))?];
    let claims = CLAIMS.iter().filter_map(|(words, id)| Some(format!("{words}{}件", value(id)?)));
    format!("（二）依申请公开情况。全年{}。", claims.collect::<Vec<_>>().join("，"))
}
