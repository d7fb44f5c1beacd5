//! Settings: those of `assets/config.ron`, and the user's own over them.

use std::collections::BTreeMap;
use std::fmt;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use directories::ProjectDirs;
use serde::de::{Error as _, MapAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize};

use crate::data;
use crate::error::{Error, Flaw, Result};
use crate::words::{Language, Word};

const BUILT_IN: (&str, &str) = ("assets/config.ron", include_str!("../../assets/config.ron"));

/// Keys of one context: the chord, and the name of the action that it calls; none takes the chord away.
pub type Keys = BTreeMap<String, Option<String>>;

/// How a kind of text looks.
#[expect(clippy::struct_excessive_bools, reason = "each is a switch of its own in the file")]
#[derive(Clone, Debug, Default, Deserialize, Eq, PartialEq, Serialize)]
#[serde(default, deny_unknown_fields)]
pub struct Paint {
    /// Colour of the text: a name, or `#rrggbb`
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fg: Option<String>,
    /// Colour behind it
    #[serde(skip_serializing_if = "Option::is_none")]
    pub bg: Option<String>,
    /// Bold
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub bold: bool,
    /// Underlined
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub underline: bool,
    /// Text and background exchanged
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub reverse: bool,
    /// Faint
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub dim: bool,
}

/// What the frames of the screen are drawn with.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub enum Borders {
    /// `-` and `|`, which are one column wide on every terminal
    Ascii,
    /// Line characters, which terminals may draw one column wide or two
    Lines,
}

/// The settings in force.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Config {
    /// The language of the screen and the messages
    pub language: Language,
    /// The reviewer's name in decisions
    pub reviewer: String,
    /// Cells that are less certain than this need a person
    pub threshold: f64,
    /// The theme in use
    pub theme: String,
    /// What frames are drawn with
    pub borders: Borders,
    /// Whether the mouse is for the screen, and not for the terminal's own selection
    pub mouse: bool,
    /// Whether long lines of the report are wrapped
    pub wrap: bool,
    /// Reports that are read at once by commands that read many; 0 for as many as there are processors
    pub jobs: usize,
    /// The keys of each context
    pub keys: BTreeMap<String, Keys>,
    /// The themes: for each, how each kind of text looks
    pub themes: BTreeMap<String, BTreeMap<String, Paint>>,
    /// The user's file, for messages; none if there is none
    #[serde(skip)]
    pub file: Option<(PathBuf, String)>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct ConfigFile {
    language: Option<Language>,
    reviewer: Option<String>,
    threshold: Option<f64>,
    theme: Option<String>,
    borders: Option<Borders>,
    mouse: Option<bool>,
    wrap: Option<bool>,
    jobs: Option<usize>,
    keys: BTreeMap<String, Once>,
    themes: BTreeMap<String, BTreeMap<String, Paint>>,
}

/// Keys of one context as they are written, each once: of two, one would silently win.
#[derive(Debug)]
struct Once(Keys);

impl<'de> Deserialize<'de> for Once {
    fn deserialize<D: Deserializer<'de>>(file: D) -> std::result::Result<Self, D::Error> {
        file.deserialize_map(OnceVisitor)
    }
}

struct OnceVisitor;

impl<'de> Visitor<'de> for OnceVisitor {
    type Value = Once;

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("keys and the actions that they call, as in {\"j\": \"down\"}")
    }

    fn visit_map<M: MapAccess<'de>>(self, mut map: M) -> std::result::Result<Once, M::Error> {
        let mut keys = Keys::new();
        while let Some(chord) = map.next_key::<String>()? {
            if keys.contains_key(&chord) {
                return Err(M::Error::custom(format!("`{chord}` is bound a second time in this context")));
            }
            keys.insert(chord, map.next_value()?);
        }
        Ok(Once(keys))
    }
}

impl Config {
    /// The settings of `assets/config.ron`.
    ///
    /// # Panics
    /// Never: the built-in file is held to this by a test.
    pub fn built_in() -> Self {
        let mut config = Self {
            language: Language::Auto,
            reviewer: String::new(),
            threshold: 0.95,
            theme: String::new(),
            borders: Borders::Ascii,
            mouse: true,
            wrap: false,
            jobs: 0,
            keys: BTreeMap::new(),
            themes: BTreeMap::new(),
            file: None,
        };
        config.overlay(Path::new(BUILT_IN.0), BUILT_IN.1).expect("the built-in config is held right by a test");
        config
    }

    /// The built-in settings with a user's file over them. Without a path, the file in the user's config folder is
    /// taken, if there is one.
    ///
    /// # Errors
    /// [`Error::Data`] with line and column if the file is wrong; an error if a file that was named cannot be read.
    pub fn load(path: Option<&Path>) -> Result<Self> {
        let mut config = Self::built_in();
        let Some(file) = path.map(Path::to_owned).or_else(user_file) else { return Ok(config) };
        match fs::read_to_string(&file) {
            Ok(text) => {
                config.overlay(&file, &text)?;
                config.file = Some((file, text));
            }
            Err(error) if error.kind() == io::ErrorKind::NotFound && path.is_none() => {}
            Err(error) => return Err(Error::reading(&file, error)),
        }
        Ok(config)
    }

    fn overlay(&mut self, path: &Path, text: &str) -> Result<()> {
        let file: ConfigFile = data::parse(path, text)?;
        self.language = file.language.unwrap_or(self.language);
        self.reviewer = file.reviewer.unwrap_or_else(|| std::mem::take(&mut self.reviewer));
        self.threshold = file.threshold.unwrap_or(self.threshold);
        self.theme = file.theme.unwrap_or_else(|| std::mem::take(&mut self.theme));
        self.borders = file.borders.unwrap_or(self.borders);
        self.mouse = file.mouse.unwrap_or(self.mouse);
        self.wrap = file.wrap.unwrap_or(self.wrap);
        self.jobs = file.jobs.unwrap_or(self.jobs);
        for (context, keys) in file.keys {
            self.keys.entry(context).or_default().extend(keys.0);
        }
        for (theme, paints) in file.themes {
            self.themes.entry(theme).or_default().extend(paints);
        }
        self.validate(path, text)
    }

    fn validate(&self, path: &Path, text: &str) -> Result<()> {
        if !(0.0..=1.0).contains(&self.threshold) {
            let what = Flaw::of(Word::NoProbability, &[&self.threshold]);
            return Err(Error::at_word(path, text, "threshold", what));
        }
        if !self.themes.contains_key(&self.theme) {
            let known: Vec<_> = self.themes.keys().map(String::as_str).collect();
            let what = Flaw::of(Word::NoSuchTheme, &[&self.theme, &known.join(", ")]);
            return Err(Error::named(path, text, &self.theme, 0, what));
        }
        Ok(())
    }

    /// An error at the place where a name stands in the user's file, or in the built-in one.
    pub fn error_at(&self, name: &str, what: impl Into<Flaw>) -> Error {
        match &self.file {
            Some((path, text)) => Error::named(path, text, name, 0, what),
            None => Error::named(Path::new(BUILT_IN.0), BUILT_IN.1, name, 0, what),
        }
    }

    /// The settings as a RON text.
    pub fn to_ron(&self) -> String {
        data::write(self, 3)
    }
}

/// The folder of the user's settings, forms and rules.
pub fn user_folder() -> Option<PathBuf> {
    ProjectDirs::from("", "", "gouji").map(|dirs| dirs.config_dir().to_owned())
}

/// The user's config file, whether it exists or not.
pub fn user_file() -> Option<PathBuf> {
    user_folder().map(|folder| folder.join("config.ron"))
}

/// The folder for what the program remembers of the user's work.
pub fn state_folder() -> Option<PathBuf> {
    ProjectDirs::from("", "", "gouji").map(|dirs| dirs.state_dir().unwrap_or(dirs.data_local_dir()).to_owned())
}

/// The folder for files that the program makes for the user.
pub fn data_folder() -> Option<PathBuf> {
    ProjectDirs::from("", "", "gouji").map(|dirs| dirs.data_dir().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_example_says_what_the_defaults_say() {
        let mut example = Config::built_in();
        example.keys.clear();
        example.themes.clear();
        example
            .overlay(Path::new("config.example.ron"), include_str!("../../config.example.ron"))
            .expect("a right example");
        assert_eq!(example, Config::built_in());
    }

    #[test]
    fn a_users_file_changes_what_it_names_and_nothing_else() {
        let mut config = Config::built_in();
        let text = r#"(threshold: 0.9, keys: {"table": {"q": None, "Q": "quit"}})"#;
        config.overlay(Path::new("c.ron"), text).expect("a right file");
        assert_eq!(config.keys["table"]["q"], None);
        assert_eq!(config.keys["table"]["Q"].as_deref(), Some("quit"));
        assert_eq!(config.keys["table"]["j"].as_deref(), Some("down"));
        assert_eq!((config.threshold, config.theme.as_str()), (0.9, "dark"));
    }

    #[test]
    fn a_wrong_file_is_named_with_its_place_and_what_there_is() {
        let refuse = |text: &str| Config::built_in().overlay(Path::new("c.ron"), text).expect_err("wrong").to_string();
        let unknown = refuse("(\n  treshold: 0.9)");
        assert!(unknown.contains("c.ron:2:3") && unknown.contains("threshold"), "{unknown}");
        let theme = refuse("(theme: \"drak\")");
        assert!(theme.contains("c.ron:1:9") && theme.contains("contrast, dark, light, plain"), "{theme}");
        let twice = refuse("(keys: {\"table\": {\n  \"z\": \"undo\",\n  \"z\": \"redo\"}})");
        assert!(twice.contains("c.ron:3:") && twice.contains("`z` is bound a second time"), "{twice}");
        assert!(refuse("(threshold: 95)").contains("c.ron:1:2"));
    }
}
