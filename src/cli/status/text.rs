//! The account of a folder as bars and numbers for a person.

use std::env;

use unicode_width::UnicodeWidthStr;

use crate::cli::Context;
use crate::cli::status::account::Account;
use crate::data::config::Borders;
use crate::findings::wording;
use crate::review::progress::State;
use crate::text::visible::visible;
use crate::words::{CommandMessage, CommonMessage};

/// How wide the output is where no terminal tells.
const WIDTH: usize = 80;
/// A bar is no wider and no narrower than this.
const BARS: std::ops::RangeInclusive<usize> = 10..=60;

pub(super) fn text(account: &Account, context: &Context) -> String {
    let words = context.words;
    let states = [
        account.of_state(State::Untouched),
        account.of_state(State::InWork),
        account.of_state(State::Conflict),
        account.of_state(State::Done),
        account.unreadable,
    ];
    let bars = Bars { width: width(), sign: if context.config.borders == Borders::Lines { "█" } else { "#" } };
    let mut reports =
        bars.section(words.say(CommandMessage::StatusTitle), words.say(CommandMessage::StatusStates), &states);
    if account.nowhere > 0 {
        reports += &format!("{}\n", words.fill(CommandMessage::StatusNowhere { count: &account.nowhere }));
    }
    [
        reports,
        bars.section(
            words.say(CommandMessage::StatusCells),
            words.say(CommonMessage::ShareNames),
            &account.shares.in_order(),
        ),
        decisions(account, context),
        rules(account, context),
    ]
    .join("\n")
}

/// The columns of the terminal, or what `$COLUMNS` says.
fn width() -> usize {
    let told = || env::var("COLUMNS").ok()?.parse().ok();
    let measured = terminal_size::terminal_size().map(|(width, _)| usize::from(width.0));
    measured.or_else(told).unwrap_or(WIDTH)
}

struct Bars {
    width: usize,
    sign: &'static str,
}

impl Bars {
    /// Counts under a title, each with its name, its share and a bar.
    fn section(&self, title: &str, names: &str, counts: &[usize]) -> String {
        let all: usize = counts.iter().sum();
        let names: Vec<&str> = names.split('|').map(str::trim).collect();
        let widest = names.iter().map(|name| name.width()).max().unwrap_or(0);
        let digits = all.to_string().len();
        // Two before, two between each of the four columns, and the share.
        let bar = self.width.saturating_sub(widest + digits + 2 + 3 * 2 + 6).clamp(*BARS.start(), *BARS.end());
        let line = |(name, &count): (&&str, &usize)| {
            let share = if all == 0 { 0.0 } else { count as f64 / all as f64 };
            let filled = if count == 0 { 0 } else { ((share * bar as f64).round() as usize).max(1) };
            let shown = if count == 0 { String::new() } else { wording::share(count, all) };
            let gap = " ".repeat(widest - name.width());
            let line = format!("  {name}{gap}  {count:>digits$}  {shown:>6}  {}", self.sign.repeat(filled));
            line.trim_end().to_owned() + "\n"
        };
        let lines: String = names.iter().zip(counts).map(line).collect();
        format!("{title} {all}\n{lines}")
    }
}

fn decisions(account: &Account, context: &Context) -> String {
    let words = context.words;
    let all: usize = account.decided.values().map(|decided| decided.decisions).sum();
    let head = format!("{} {all}\n", words.say(CommandMessage::StatusReviewers));
    if account.decided.is_empty() {
        return head;
    }
    let name =
        |by: &str| if by.is_empty() { words.say(CommonMessage::Unnamed).to_owned() } else { visible(by).into_owned() };
    let names: Vec<String> = account.decided.keys().map(|by| name(by)).collect();
    let widest = names.iter().map(|name| name.width()).max().unwrap_or(0);
    let digits = all.to_string().len();
    let lines = names.iter().zip(account.decided.values()).map(|(name, decided)| {
        let gap = " ".repeat(widest - name.width());
        let last = decided.last.get(..16).unwrap_or(&decided.last).replace('T', " ");
        let count = format!("{:>digits$}", decided.decisions);
        format!("  {name}{gap}  {count}  {}\n", words.fill(CommandMessage::StatusLast { time: &visible(&last) }))
    });
    head + &lines.collect::<String>()
}

/// The rules that fail or did not run somewhere.
fn rules(account: &Account, context: &Context) -> String {
    let words = context.words;
    let rules = context.catalogue.rules.iter().zip(&account.rules);
    let named = rules.filter(|(_, [_, fails, not_run])| fails + not_run > 0);
    let rows: Vec<(String, &[usize; 3])> =
        named.map(|(rule, counts)| (format!("{} {}", rule.id, rule.name.get(words.language)), counts)).collect();
    if rows.is_empty() {
        let none = if account.any_rule() { CommandMessage::StatusNoRules } else { CommandMessage::StatusNoRuleRan };
        return format!("{}\n", words.say(none));
    }
    let widest = rows.iter().map(|(name, _)| name.width()).max().unwrap_or(0);
    let digits = |nth: usize| rows.iter().map(|(_, counts)| counts[nth].to_string().len()).max().unwrap_or(0);
    let (fails, not_run) = (digits(1), digits(2));
    let lines = rows.iter().map(|(name, counts)| {
        let gap = " ".repeat(widest - name.width());
        let said = [format!("{:>fails$}", counts[1]), format!("{:>not_run$}", counts[2])];
        format!(
            "  {name}{gap}  {}\n",
            words.fill(CommandMessage::StatusRuleLine { failed: &said[0], not_run: &said[1] })
        )
    });
    format!("{}\n{}", words.say(CommandMessage::StatusRules), lines.collect::<String>())
}
