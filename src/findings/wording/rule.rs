//! Edit rules put into words.

use crate::form::rule::{Each, Kind, Name, Reading, Rule, Severity};
use crate::words::{CheckMessage, CommonMessage, Wording, Words};

/// A rule in one line: its id, its name, how grave it is, on which forms it holds.
pub fn summary(rule: &Rule, words: &Words) -> String {
    let severity = words.say(match rule.severity {
        Severity::Error => CheckMessage::RuleError,
        Severity::Warning => CheckMessage::RuleWarning,
        Severity::Hint => CheckMessage::RuleHint,
    });
    let forms = match &rule.forms[..] {
        [] => words.say(CheckMessage::RuleAllForms).to_owned(),
        forms => words.fill(CheckMessage::RuleForms { forms: &joined(forms, ", ") }),
    };
    let comma = words.say(CommonMessage::Comma);
    format!("{}  {} ({severity}{comma}{forms})", rule.id, rule.name.get(words.language))
}

/// A rule in several lines: what it says, the relation, why it holds, an example, its known exceptions.
pub fn explain(rule: &Rule, words: &Words) -> Vec<String> {
    let mut lines = vec![summary(rule, words), format!("  {}", rule.says.get(words.language))];
    let indented = |message: CheckMessage| format!("  {}", words.fill(message));
    let said = |wording: &Option<Wording>| Some(wording.as_ref()?.get(words.language).to_owned());
    lines.push(indented(CheckMessage::RuleFormula { formula: &formula(rule, words) }));
    lines.extend(said(&rule.why).map(|text| indented(CheckMessage::RuleWhy { text: &text })));
    lines.extend(said(&rule.example).map(|text| indented(CheckMessage::RuleExample { text: &text })));
    lines.extend(said(&rule.exceptions).map(|text| indented(CheckMessage::RuleExceptions { text: &text })));
    lines
}

fn joined(names: &[Name], by: &str) -> String {
    names.iter().map(|name| name.as_str()).collect::<Vec<_>>().join(by)
}

/// The relation, by the names of its cells.
pub fn formula(rule: &Rule, words: &Words) -> String {
    let sum = |names: &[Name]| joined(names, " + ");
    let before = |names: &[Name]| words.fill(CheckMessage::YearBefore { cells: &sum(names) });
    match &rule.kind {
        Kind::Linear(linear) => {
            let relation = format!("{} = {}", sum(&linear.left), sum(&linear.right));
            repeated(&relation, linear.each, &linear.table, words)
        }
        Kind::Inequality(inequality) => {
            let relation = format!("{} <= {}", sum(&inequality.part), sum(&inequality.whole));
            repeated(&relation, inequality.each, &inequality.table, words)
        }
        Kind::Carry(carry) => {
            repeated(&format!("{} = {}", sum(&carry.begins), before(&carry.leaves)), carry.each, &carry.table, words)
        }
        Kind::Stock(stock) => {
            let (added, removed) = (sum(&stock.added), joined(&stock.removed, " - "));
            let relation = format!("{} = {} + {added} - {removed}", sum(&stock.stock), before(&stock.stock));
            repeated(&relation, stock.each, &stock.table, words)
        }
        Kind::Prose(prose) => {
            let reading = |reading: &Reading| {
                let less: Vec<String> = reading.less.iter().map(|address| format!(" - {address}")).collect();
                format!("{} = {}{}", reading.name.get(words.language), sum(&reading.add), less.concat())
            };
            prose.readings.iter().map(reading).collect::<Vec<_>>().join(words.say(CommonMessage::Comma))
        }
        Kind::Plausibility(hint) => format!("{} <= {}", joined(&hint.cells, ", "), hint.at_most),
    }
}

fn repeated(relation: &str, each: Each, table: &str, words: &Words) -> String {
    let each = words.fill(match each {
        Each::Row => CheckMessage::EachRow { table: &table },
        Each::Column => CheckMessage::EachColumn { table: &table },
    });
    format!("{relation}{}{each}", words.say(CommonMessage::Comma))
}
