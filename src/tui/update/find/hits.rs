//! What answers to a search, of each kind.

use rust_decimal::Decimal;

use crate::data::config::Context;
use crate::findings::mark::shown;
use crate::findings::{Finding, Level, findings};
use crate::review::Review;
use crate::source::Span;
use crate::text::visible::visible;
use crate::tui::model::App;
use crate::tui::model::action::Action;
use crate::tui::model::find::folded::{SearchText, words_of};
use crate::tui::model::find::{Goal, Hit, MOST, SearchKind};
use crate::tui::view::table::mark;
use crate::tui::view::wide::cut_front;
use crate::words::{ScreenMessage, Words};

/// Columns of text before a hit that are shown with it.
const BEFORE: usize = 16;

impl App<'_> {
    /// What answers to a query.
    pub(super) fn hits(&self, kind: SearchKind, query: &str, raw: &SearchText) -> Vec<Hit> {
        match (kind, &self.report.review) {
            (SearchKind::Palette, _) => self.palette(query),
            (_, Err(_)) => Vec::new(),
            (SearchKind::Raw, Ok(review)) => {
                raw.find(&SearchText::of(query), MOST).into_iter().map(|span| in_raw(review, span)).collect()
            }
            (SearchKind::Cells, Ok(review)) => self.in_cells(review, query),
            (SearchKind::Findings, Ok(review)) => self.in_findings(review, query),
        }
    }

    /// The cells whose label, address or value answers to a query; if it is a number, those whose value does, if any.
    fn in_cells(&self, review: &Review, query: &str) -> Vec<Hit> {
        let words = words_of(query);
        let sheet = review.sheet();
        // A tab keeps apart what only stands side by side here.
        let value = |cell: usize| [shown(review, cell).as_str(), review.raw(cell)].join("\t");
        let whole = |cell: usize| [sheet.slots[cell].id.as_str(), &sheet.label(cell), &value(cell)].join("\t");
        let hits = |text: &dyn Fn(usize) -> String| -> Vec<Hit> {
            let found = (0..sheet.len()).filter(|&cell| SearchText::of(&text(cell)).has_all(&words));
            found.take(MOST).map(|cell| self.cell_hit(review, cell)).collect()
        };
        let is_number = query.trim().parse::<Decimal>().is_ok();
        let in_values = if is_number { hits(&value) } else { Vec::new() };
        if in_values.is_empty() { hits(&whole) } else { in_values }
    }

    /// A cell as a line of a list.
    fn cell_hit(&self, review: &Review, cell: usize) -> Hit {
        let (before, _) = mark(review, cell, self.folder.threshold());
        Hit {
            lead: format!("{before}{}", shown(review, cell)),
            text: review.sheet().label(cell),
            note: review.sheet().slots[cell].id.to_string(),
            more: Vec::new(),
            level: None,
            goal: Goal::Cell(cell),
        }
    }

    fn in_findings(&self, review: &Review, query: &str) -> Vec<Hit> {
        let words = words_of(query);
        let wording = self.setup.wording(review);
        let found = findings(review, &self.setup.catalogue.rules, self.folder.threshold());
        let hit = |finding: &Finding| {
            let told = wording.finding(finding);
            let all = [told.message.as_str(), &told.cells.join("\t"), &told.details.join("\t")].join("\t");
            let place = finding.at.map_or_else(String::new, |(line, column)| format!("{line}:{column}"));
            SearchText::of(&all).has_all(&words).then(|| Hit {
                lead: self.level(finding.level).into(),
                text: visible(&told.message).into_owned(),
                note: place,
                more: told.details.clone(),
                level: Some(finding.level),
                goal: goal_of(review, finding),
            })
        };
        found.iter().filter_map(hit).take(MOST).collect()
    }

    fn level(&self, level: Level) -> &str {
        self.setup.words.say(match level {
            Level::Error => ScreenMessage::LevelError,
            Level::Warning => ScreenMessage::LevelWarning,
            Level::Open => ScreenMessage::LevelOpen,
            Level::Note => ScreenMessage::LevelNote,
        })
    }

    /// The actions, addresses and lines that answer to a query, the nearest first.
    fn palette(&self, query: &str) -> Vec<Hit> {
        let sought = SearchText::of(query);
        let offered = Action::ALL.iter().filter(|action| !is_of_typing(**action) && action.suggestion().is_none());
        let mut ranked: Vec<(usize, Hit)> = offered.filter_map(|&action| self.action_hit(action, &sought)).collect();
        if let Ok(review) = &self.report.review {
            ranked.extend(line_hit(review, query, self.setup.words).map(|hit| (0, hit)));
            if !query.trim().is_empty() {
                let words = words_of(query);
                let near = (0..review.sheet().len()).filter_map(|cell| {
                    Some((address_rank(review, cell, query, &sought, &words)?, self.cell_hit(review, cell)))
                });
                ranked.extend(near);
            }
        }
        ranked.sort_by_key(|(rank, _)| *rank);
        ranked.into_iter().map(|(_, hit)| hit).take(MOST).collect()
    }

    fn action_hit(&self, action: Action, sought: &SearchText) -> Option<(usize, Hit)> {
        let (text, name) = (self.setup.words.action(action.name()), action.name());
        let ranks = [text, name].map(|said| rank(&SearchText::of(said), sought));
        let rank = ranks.into_iter().flatten().min()?;
        let contexts = [self.report.focus.context(), Context::Any, Context::Table, Context::Raw];
        let keys = contexts.iter().map(|&context| self.keys.chords_of(context, action)).find(|keys| !keys.is_empty());
        let keys = keys.unwrap_or(&[]).join("  ");
        let hit = Hit {
            lead: keys,
            text: text.into(),
            note: name.into(),
            more: Vec::new(),
            level: None,
            goal: Goal::Act(action),
        };
        Some((rank, hit))
    }
}

/// Actions that only mean something while something is typed, chosen or closed.
fn is_of_typing(action: Action) -> bool {
    matches!(
        action,
        Action::Take | Action::Cancel | Action::Open | Action::Close | Action::SearchOther | Action::Palette
    )
}

/// How well a text answers: it stands in it, else its characters stand in it in order, not too far apart.
fn rank(text: &SearchText, sought: &SearchText) -> Option<usize> {
    let whole = text.find(sought, 1).first().map(|span| span.start);
    whole.or_else(|| text.distance(sought).filter(|gaps| *gaps < 12).map(|gaps| 100 + gaps))
}

/// How well an address answers, or the label if it has every word.
fn address_rank(review: &Review, cell: usize, query: &str, sought: &SearchText, words: &[SearchText]) -> Option<usize> {
    let id = review.sheet().slots[cell].id.as_str();
    let id = SearchText::of(id);
    // Without a dot, an abbreviation is taken for one of an action.
    let near = if query.contains('.') { id.distance(sought) } else { id.find(sought, 1).first().map(|_| 95) };
    near.or_else(|| SearchText::of(&review.sheet().label(cell)).has_all(words).then_some(90))
}

fn line_hit(review: &Review, query: &str, words: &Words) -> Option<Hit> {
    let line: usize = query.trim().parse().ok().filter(|line| (1..=review.source.lines().len()).contains(line))?;
    let span = review.source.lines()[line - 1];
    let goal = Goal::Text(Span::new(span.start, span.start));
    let text = visible(review.source.slice(span)).into_owned();
    Some(Hit {
        lead: words.fill(ScreenMessage::LineOf { line: &line }),
        text,
        note: String::new(),
        more: Vec::new(),
        level: None,
        goal,
    })
}

/// A place in the raw text with what stands around it.
fn in_raw(review: &Review, span: Span) -> Hit {
    let (number, column) = review.source.place(span.start);
    let line = review.source.lines()[number - 1];
    let before = review.source.slice(Span::new(line.start, span.start.max(line.start)));
    let before = cut_front(before, BEFORE);
    let after = review.source.slice(Span::new(span.start, line.end.max(span.end)));
    Hit {
        lead: format!("{number}:{column}"),
        text: format!("{before}{}", visible(after)),
        note: String::new(),
        more: Vec::new(),
        level: None,
        goal: Goal::Text(span),
    }
}

fn goal_of(review: &Review, finding: &Finding) -> Goal {
    match (finding.cells.first(), finding.at) {
        (Some(&cell), _) => Goal::Cell(cell),
        (None, Some((line, column))) => {
            let span = review.source.lines()[(line - 1).min(review.source.lines().len() - 1)];
            let text = review.source.slice(span);
            let byte = text.char_indices().nth(column.saturating_sub(1)).map_or(0, |(at, _)| at);
            Goal::Text(Span::new(span.start + byte, span.end))
        }
        (None, None) => Goal::Nowhere,
    }
}
