//! The words of the screen and the messages, Chinese and English, from `assets/lang/`.

mod foreign;
mod messages;
mod template;

use std::collections::HashMap;
use std::fmt::{self, Display};
use std::sync::LazyLock;

use serde::de::Visitor;
use serde::{Deserialize, Deserializer, Serialize};

pub use foreign::Foreign;
use messages::Room;
pub use messages::{
    CheckMessage, CommandMessage, CommonMessage, DataMessage, ExportMessage, Message, ReviewMessage, ScreenMessage,
    SourceMessage, UsageMessage,
};
use template::Template;

/// The language of the program's own words. Labels of the form stay as printed in either.
#[derive(Clone, Copy, Debug, Default, Deserialize, Eq, PartialEq, Serialize)]
pub enum Language {
    /// By the locale: English if it names a language other than Chinese, else Chinese.
    #[default]
    Auto,
    /// 中文
    Chinese,
    /// English
    English,
}

impl Language {
    /// The language to use when the environment's locale is `locale` (`LC_ALL`, `LC_MESSAGES` or `LANG`).
    #[must_use]
    pub fn settle(self, locale: Option<&str>) -> Self {
        match (self, locale.unwrap_or_default()) {
            (Self::Auto, "" | "C" | "POSIX") => Self::Chinese,
            (Self::Auto, name) if name.starts_with("C.") || name.starts_with("zh") => Self::Chinese,
            (Self::Auto, _) => Self::English,
            (chosen, _) => chosen,
        }
    }
}

/// A wording in both languages, as data files carry it.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Wording {
    /// Chinese
    pub zh: String,
    /// English
    pub en: String,
}

impl Wording {
    /// The wording in one language.
    pub fn get(&self, language: Language) -> &str {
        if language == Language::English { &self.en } else { &self.zh }
    }
}

/// The phrases of one language.
#[derive(Debug)]
pub struct Words {
    /// The language that they are in.
    pub language: Language,
    /// The texts of each room's messages, in the order of their declaration
    rooms: [Vec<Template>; Room::ALL.len()],
    actions: HashMap<String, String>,
    foreign: HashMap<Foreign, String>,
    terms: Vec<(String, String)>,
    help: HashMap<String, String>,
}

/// The texts of a room's messages by their names.
type Texts = HashMap<Ident, String>;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    common: Texts,
    source: Texts,
    data: Texts,
    usage: Texts,
    check: Texts,
    review: Texts,
    export: Texts,
    commands: Texts,
    screen: Texts,
    actions: HashMap<String, String>,
    /// Of kinds of messages that others say in English
    #[serde(default)]
    foreign: HashMap<Foreign, String>,
    /// Of parts of such messages, with what they are in English
    #[serde(default)]
    terms: Vec<(String, String)>,
    /// What commands and their options are for, where their definitions do not say it in this language
    #[serde(default)]
    help: HashMap<String, String>,
}

/// A name that is written without quotation marks.
#[derive(Eq, Hash, PartialEq)]
struct Ident(String);

impl<'de> Deserialize<'de> for Ident {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        struct IdentVisitor;

        impl Visitor<'_> for IdentVisitor {
            type Value = Ident;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a name")
            }

            fn visit_str<E: serde::de::Error>(self, name: &str) -> Result<Ident, E> {
                Ok(Ident(name.to_owned()))
            }
        }

        from.deserialize_identifier(IdentVisitor)
    }
}

static CHINESE: LazyLock<Words> = LazyLock::new(|| load(Language::Chinese));
static ENGLISH: LazyLock<Words> = LazyLock::new(|| load(Language::English));

fn load(language: Language) -> Words {
    Words::read(language, text_of(language)).0
}

fn text_of(language: Language) -> &'static str {
    match language {
        Language::English => include_str!("../../assets/lang/en.ron"),
        Language::Auto | Language::Chinese => include_str!("../../assets/lang/zh.ron"),
    }
}

impl Words {
    /// The words of a language; [`Language::Auto`] counts as Chinese, so settle it first.
    pub fn of(language: Language) -> &'static Self {
        if language == Language::English { &ENGLISH } else { &CHINESE }
    }

    /// Reads a language file, and lists what does not fit the messages that are declared.
    fn read(language: Language, text: &str) -> (Self, Vec<String>) {
        let file: File = ron::from_str(text).expect("the language files are held right by a test");
        let File { common, source, data, usage, check, review, export, commands, screen, .. } = file;
        let mut texts = [common, source, data, usage, check, review, export, commands, screen];
        let mut problems = Vec::new();
        let rooms = Room::ALL.map(|room| {
            let texts = &mut texts[room as usize];
            let templates = room.declared().iter().map(|(name, places)| {
                let text = texts.remove(&Ident((*name).to_owned())).ok_or_else(|| "it is missing".to_owned());
                text.and_then(|text| Template::parse(&text, places)).unwrap_or_else(|why| {
                    problems.push(format!("{room:?}, {name}: {why}"));
                    Template::default()
                })
            });
            let templates = templates.collect();
            problems.extend(texts.keys().map(|Ident(name)| format!("{room:?}, {name}: no message has this name")));
            templates
        });
        let File { actions, foreign, terms, help, .. } = file;
        (Self { language, rooms, actions, foreign, terms, help }, problems)
    }

    fn template(&self, message: &impl Message) -> &Template {
        &self.rooms[message.room() as usize][message.ix()]
    }

    /// The text of a message without places.
    pub fn say(&self, message: impl Message) -> &str {
        &self.template(&message).text
    }

    /// The text of a message with its places filled.
    pub fn fill(&self, message: impl Message) -> String {
        let (template, mut text) = (self.template(&message), String::new());
        message.with_places(&mut |places| text = template.filled(places));
        text
    }

    /// A message of others with its places filled; none where it is passed on as it came.
    pub fn foreign(&self, kind: Foreign, parts: &[&dyn Display]) -> Option<String> {
        self.foreign.get(&kind).map(|phrase| filled(phrase, parts))
    }

    /// A part of a message of others, such as the name of a type; as it came where there is no word for it.
    pub fn term(&self, text: &str) -> String {
        let known = self.terms.iter().find_map(|(english, term)| Some(filled(term, &[&between(english, text)?])));
        known.unwrap_or_else(|| text.to_owned())
    }

    /// What a command or an option is for; none where its definition says it in this language.
    pub fn help(&self, key: &str) -> Option<&str> {
        self.help.get(key).map(String::as_str)
    }

    /// What an action of the key map does, by the action's name.
    pub fn action(&self, name: &str) -> &str {
        self.actions.get(name).map_or("", String::as_str)
    }
}

/// A message of others with its places filled, `{0}` first.
fn filled(phrase: &str, parts: &[&dyn Display]) -> String {
    let mut text = phrase.to_owned();
    for (place, part) in parts.iter().enumerate() {
        text = text.replace(&format!("{{{place}}}"), &part.to_string());
    }
    text
}

/// What a text has at the place `{0}` of a pattern, if it is of this pattern.
fn between<'t>(pattern: &str, text: &'t str) -> Option<&'t str> {
    match pattern.split_once("{0}") {
        Some((before, after)) => text.strip_prefix(before)?.strip_suffix(after),
        None => (pattern == text).then_some(""),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_others_say_in_english_is_said_in_chinese_and_left_as_it_is_in_english() {
        for &kind in Foreign::ALL {
            assert!(CHINESE.foreign(kind, &[]).is_some(), "{kind:?} is missing in assets/lang/zh.ron");
            assert_eq!(ENGLISH.foreign(kind, &[]), None);
        }
        assert_eq!(CHINESE.term("the string \"a map\""), "字符串 \"a map\"");
        assert_eq!(CHINESE.term("a cuckoo"), "a cuckoo");
        assert_eq!(ENGLISH.term("a string"), "a string");
    }

    #[test]
    fn both_languages_have_a_text_for_every_message_with_all_of_its_places_and_no_others() {
        for language in [Language::Chinese, Language::English] {
            let problems = Words::read(language, text_of(language)).1;
            assert!(problems.is_empty(), "in {language:?}:\n{}", problems.join("\n"));
        }
    }

    #[test]
    fn lists_between_bars_have_as_many_entries_in_either_language() {
        let bars = |words: &Words, room: Room, ix: usize| {
            let pieces = words.rooms[room as usize][ix].text.split('{');
            let outside = pieces.map(|piece| piece.split_once('}').map_or(piece, |(_, behind)| behind));
            outside.map(|text| text.matches('|').count()).sum::<usize>()
        };
        for room in Room::ALL {
            for (ix, (name, _)) in room.declared().iter().enumerate() {
                let [zh, en] = [&*CHINESE, &*ENGLISH].map(|words| bars(words, room, ix));
                assert_eq!(zh, en, "{room:?}, {name}: bars in Chinese and in English");
            }
        }
    }

    #[test]
    fn what_a_language_file_lacks_is_named() {
        let english = text_of(Language::English);
        let cases = [
            ("PdfFile: ", "PdfFiles: ", "Source, PdfFile: it is missing"),
            ("PdfFile: ", "PdfFiles: ", "Source, PdfFiles: no message has this name"),
            ("PdfFile: \"{path} ", "PdfFile: \"", "Source, PdfFile: the place `{path}` is missing"),
            ("PdfFile: \"{path} ", "PdfFile: \"{path}{line} ", "Source, PdfFile: there is no place `{line}`"),
        ];
        for (right, wrong, problem) in cases {
            let problems = Words::read(Language::English, &english.replacen(right, wrong, 1)).1;
            assert!(problems.contains(&problem.to_owned()), "{problems:?} should have {problem:?}");
        }
    }

    #[test]
    fn the_locale_decides_unless_a_language_is_chosen() {
        let cases =
            [(None, Language::Chinese), (Some("C.UTF-8"), Language::Chinese), (Some("zh_TW.UTF-8"), Language::Chinese)];
        for (locale, language) in cases {
            assert_eq!(Language::Auto.settle(locale), language);
        }
        assert_eq!(Language::Auto.settle(Some("en_US.UTF-8")), Language::English);
        assert_eq!(Language::Chinese.settle(Some("en_US.UTF-8")), Language::Chinese);
    }
}
