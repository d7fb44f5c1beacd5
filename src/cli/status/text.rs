//! A folder in numbers, with bars, for a person.

use std::env;

use unicode_width::UnicodeWidthStr;

use crate::cli::Context;
use crate::data::config::Borders;
use crate::findings::wording;
use crate::review::progress::{FolderSummary, RuleCounts, State};
use crate::text::visible::visible;
use crate::words::{CommandMessage, CommonMessage};

/// The width of the output where there is no terminal.
const WIDTH: usize = 80;
/// A bar is no wider and no narrower than this.
const BARS: std::ops::RangeInclusive<usize> = 10..=60;

pub(super) fn text(folder: &FolderSummary, context: &Context) -> String {
    let words = context.words;
    let states = [
        folder.of_state(State::Untouched),
        folder.of_state(State::InWork),
        folder.of_state(State::Conflict),
        folder.of_state(State::Done),
        folder.unreadable,
    ];
    let bars = Bars { width: width(), sign: if context.config.borders == Borders::Lines { "█" } else { "#" } };
    let mut reports =
        bars.section(words.say(CommandMessage::StatusTitle), words.say(CommandMessage::StatusStates), &states);
    if folder.nowhere > 0 {
        reports += &format!("{}\n", words.fill(CommandMessage::StatusNowhere { count: &folder.nowhere }));
    }
    [
        reports,
        bars.section(words.say(CommandMessage::StatusCells), words.say(CommonMessage::ShareNames), &folder.shares),
        decisions(folder, context),
        rules(folder, context),
    ]
    .join("\n")
}

/// The columns of the terminal, or what `$COLUMNS` says.
fn width() -> usize {
    let named = || env::var("COLUMNS").ok()?.parse().ok();
    let measured = terminal_size::terminal_size().map(|(width, _)| usize::from(width.0));
    measured.or_else(named).unwrap_or(WIDTH)
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

fn decisions(folder: &FolderSummary, context: &Context) -> String {
    let words = context.words;
    let all: usize = folder.reviewers.values().map(|decisions| decisions.count).sum();
    let head = format!("{} {all}\n", words.say(CommandMessage::StatusReviewers));
    if folder.reviewers.is_empty() {
        return head;
    }
    let name =
        |by: &str| if by.is_empty() { words.say(CommonMessage::Unnamed).to_owned() } else { visible(by).into_owned() };
    let names: Vec<String> = folder.reviewers.keys().map(|by| name(by)).collect();
    let widest = names.iter().map(|name| name.width()).max().unwrap_or(0);
    let digits = all.to_string().len();
    let lines = names.iter().zip(folder.reviewers.values()).map(|(name, decisions)| {
        let gap = " ".repeat(widest - name.width());
        let last = decisions.last.get(..16).unwrap_or(&decisions.last).replace('T', " ");
        let count = format!("{:>digits$}", decisions.count);
        format!("  {name}{gap}  {count}  {}\n", words.fill(CommandMessage::StatusLast { time: &visible(&last) }))
    });
    head + &lines.collect::<String>()
}

/// The rules that fail or did not run somewhere.
fn rules(folder: &FolderSummary, context: &Context) -> String {
    let words = context.words;
    let rules = context.catalogue.rules.iter().zip(&folder.rules);
    let named = rules.filter(|(_, counts)| counts.failed + counts.not_run > 0);
    let rows: Vec<(String, &RuleCounts)> =
        named.map(|(rule, counts)| (format!("{} {}", rule.id, rule.name.get(words.language)), counts)).collect();
    if rows.is_empty() {
        let none =
            if folder.all_rules().is_empty() { CommandMessage::StatusNoRuleRan } else { CommandMessage::StatusNoRules };
        return format!("{}\n", words.say(none));
    }
    let widest = rows.iter().map(|(name, _)| name.width()).max().unwrap_or(0);
    let digits =
        |of: fn(&RuleCounts) -> usize| rows.iter().map(|(_, counts)| of(counts).to_string().len()).max().unwrap_or(0);
    let (fails, not_run) = (digits(|counts| counts.failed), digits(|counts| counts.not_run));
    let lines = rows.iter().map(|(name, counts)| {
        let gap = " ".repeat(widest - name.width());
        let said = [format!("{:>fails$}", counts.failed), format!("{:>not_run$}", counts.not_run)];
        format!(
            "  {name}{gap}  {}\n",
            words.fill(CommandMessage::StatusRuleLine { failed: &said[0], not_run: &said[1] })
        )
    });
    format!("{}\n{}", words.say(CommandMessage::StatusRules), lines.collect::<String>())
}
