//! What sentences claim, put into words.

use rust_decimal::Decimal;

use crate::claims::{Claim, Meaning, Outcome, Said};
use crate::findings::wording::Renderer;
use crate::form::rule::{Kind, Prose};
use crate::source::Span;
use crate::text::visible::visible;
use crate::words::{CheckMessage, CommonMessage};

/// Characters of a sentence that are shown before and behind the number.
const AROUND: usize = 24;

impl Renderer<'_> {
    /// What the sentences that may mean a cell say of it, and whether they fit.
    pub fn claims_of(&self, cell: usize) -> Vec<(String, bool)> {
        let means = |claim: &Claim| claim.readings.iter().any(|meaning| meaning.cells().any(|other| other == cell));
        let claims = self.review.claims.iter().enumerate().filter(|(_, claim)| means(claim));
        claims.filter_map(|(nth, claim)| self.claim_line(nth, claim, cell)).collect()
    }

    fn claim_line(&self, nth: usize, claim: &Claim, cell: usize) -> Option<(String, bool)> {
        match &self.review.assessment.claims[nth] {
            Outcome::Fits { reading } => {
                let meaning = &claim.readings[*reading];
                let is_meant = meaning.cells().any(|other| other == cell);
                let (sentence, meaning) = (&self.around(claim), &self.meaning(claim, meaning));
                is_meant.then(|| (self.words.fill(CheckMessage::ClaimFits { sentence, meaning }), true))
            }
            Outcome::Misfits { .. } => Some((self.claim(nth), false)),
            Outcome::DidNotRun { .. } | Outcome::SaysNothing => None,
        }
    }

    /// A claim that does not fit: the sentence, and what the tables say for each of its readings.
    pub fn claim(&self, nth: usize) -> String {
        let claim = &self.review.claims[nth];
        let Outcome::Misfits { values, .. } = &self.review.assessment.claims[nth] else { return String::new() };
        let told = claim.readings.iter().zip(values).filter_map(|(meaning, value)| {
            let value = written((*value)?, claim.said);
            Some(self.words.fill(CheckMessage::ClaimReading { name: &self.meaning(claim, meaning), value: &value }))
        });
        let told: Vec<String> = told.collect();
        self.words.fill(CheckMessage::ClaimMisfits {
            sentence: &self.around(claim),
            meanings: &told.join(self.words.say(CommonMessage::ListComma)),
        })
    }

    /// What a number may mean, by name; of a share, its whole too.
    fn meaning(&self, claim: &Claim, meaning: &Meaning) -> String {
        let Kind::Prose(prose) = &self.rules[claim.rule].kind else { return String::new() };
        let language = self.words.language;
        let name = |nth: usize| reading_name(prose, nth, false).map_or("", |name| name.get(language));
        match &meaning.of {
            Some((whole, _)) => {
                let whole = reading_name(prose, *whole, true).map_or("", |name| name.get(language));
                self.words.fill(CheckMessage::ClaimShare { name: &name(meaning.reading), whole: &whole })
            }
            None => name(meaning.reading).to_owned(),
        }
    }

    /// The number with the text around it in its sentence; the number in brackets.
    fn around(&self, claim: &Claim) -> String {
        let text = |span: Span| self.review.source.slice(span);
        let before = text(Span::new(claim.sentence.start, claim.number.start.max(claim.sentence.start)));
        let behind = text(Span::new(claim.number.end.min(claim.sentence.end), claim.sentence.end));
        let plain = |text: &str| text.split_whitespace().collect::<String>();
        let (before, behind) = (plain(before), plain(behind));
        let skipped = before.chars().count().saturating_sub(AROUND);
        let start: String = before.chars().skip(skipped).collect();
        let end: String = behind.chars().take(AROUND).collect();
        let (cut, rest) = (if skipped > 0 { ".." } else { "" }, if end.len() < behind.len() { ".." } else { "" });
        visible(&format!("{cut}{start}[{}]{end}{rest}", plain(text(claim.number)))).into_owned()
    }
}

fn reading_name(prose: &Prose, nth: usize, whole: bool) -> Option<&crate::words::Wording> {
    let readings = if whole { &prose.shares_of } else { &prose.readings };
    readings.get(nth).map(|reading| &reading.name)
}

/// A value of the tables in the unit of a claim.
fn written(value: Decimal, said: Said) -> String {
    match said {
        Said::Share { decimals, .. } => format!("{}%", value.round_dp(decimals.max(1)).normalize()),
        Said::Count(_) | Said::Amount { .. } => value.normalize().to_string(),
    }
}
