//! Settings: those of `assets/config.ron`, and the user's own over them.

mod action;
mod chord;
mod context;
mod keys;
mod look;

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use directories::ProjectDirs;
use serde::{Deserialize, Serialize};

pub use action::Action;
pub use chord::{Chord, Key, Press};
pub use context::Context;
pub use keys::Keys;
pub use look::{Color, ColorName, Look, Paint, Paints};

use crate::data::{self, Entries, Placed, Probability};
use crate::error::{Error, Flaw, Mistake, Result};
use crate::words::{DataMessage, Language};

const BUILT_IN: (&str, &str) = ("assets/config.ron", include_str!("../../../assets/config.ron"));

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
    pub threshold: Probability,
    /// The theme in use
    pub theme: String,
    /// What frames are drawn with
    pub borders: Borders,
    /// Whether the mouse is for the screen, and not for the terminal's own selection
    pub mouse: bool,
    /// Whether long lines of the report are wrapped
    pub wrap: bool,
    /// Whether a digit begins a value where no suggestion has its number
    pub digits_type: bool,
    /// Reports that are read at once by commands that read many; 0 for as many as there are processors
    pub jobs: usize,
    /// The keys of each context
    pub keys: Keys,
    /// The themes by their names
    pub themes: BTreeMap<String, Paints>,
    /// The user's file, if there is one
    #[serde(skip)]
    pub file: Option<PathBuf>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct ConfigFile {
    language: Option<Language>,
    reviewer: Option<String>,
    threshold: Option<Probability>,
    theme: Option<Placed<String>>,
    borders: Option<Borders>,
    mouse: Option<bool>,
    wrap: Option<bool>,
    digits_type: Option<bool>,
    jobs: Option<usize>,
    keys: keys::Written,
    themes: Entries<String, Entries<Look, Paint>>,
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
            threshold: Probability::CERTAIN,
            theme: String::new(),
            borders: Borders::Ascii,
            mouse: true,
            wrap: false,
            digits_type: false,
            jobs: 0,
            keys: Keys::default(),
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
                config.file = Some(file);
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
        self.borders = file.borders.unwrap_or(self.borders);
        self.mouse = file.mouse.unwrap_or(self.mouse);
        self.wrap = file.wrap.unwrap_or(self.wrap);
        self.digits_type = file.digits_type.unwrap_or(self.digits_type);
        self.jobs = file.jobs.unwrap_or(self.jobs);
        for (theme, paints) in file.themes {
            let paints = paints.into_iter().map(|(look, paint)| (*look, paint));
            self.themes.entry(theme.into_value()).or_default().extend(paints);
        }
        let theme = file.theme.map_or(Ok(()), |theme| self.choose(theme));
        theme.and_then(|()| self.keys.overlay(file.keys)).map_err(|mistake| Error::in_data(path, text, mistake))
    }

    /// Takes the theme of a name.
    fn choose(&mut self, theme: Placed<String>) -> std::result::Result<(), Mistake> {
        if !self.themes.contains_key(&*theme) {
            let known = self.themes.keys().map(String::as_str);
            return Err(theme.mistake(Flaw::unknown(
                DataMessage::NoSuchTheme { name: theme.to_string() },
                &theme,
                known,
            )));
        }
        self.theme = theme.into_value();
        Ok(())
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

    fn refused(text: &str) -> String {
        Config::built_in().overlay(Path::new("c.ron"), text).expect_err("a wrong file").to_string()
    }

    #[test]
    fn the_example_says_what_the_defaults_say() {
        let mut example = Config::built_in();
        (example.keys, example.themes) = (Keys::default(), BTreeMap::new());
        example
            .overlay(Path::new("config.example.ron"), include_str!("../../../config.example.ron"))
            .expect("a right example");
        assert_eq!(example, Config::built_in());
    }

    #[test]
    fn what_is_written_is_read_again() {
        let config = Config::built_in();
        let mut again = Config { keys: Keys::default(), themes: BTreeMap::new(), ..Config::built_in() };
        again.overlay(Path::new("c.ron"), &config.to_ron()).expect("a right file");
        assert_eq!(again, config);
    }

    #[test]
    fn a_users_file_changes_what_it_names_and_nothing_else() {
        let mut config = Config::built_in();
        let text = r#"(threshold: 0.9, keys: {"table": {"q": None, "Q": "quit"}})"#;
        config.overlay(Path::new("c.ron"), text).expect("a right file");
        let action = |chord: &str| {
            let mut bound = config.keys.bound();
            bound.find(|(context, at, _)| *context == Context::Table && at.to_string() == chord).map(|found| found.2)
        };
        assert_eq!((action("q"), action("Q"), action("j")), (None, Some(Action::Quit), Some(Action::Down)));
        assert_eq!((config.threshold.get(), config.theme.as_str()), (0.9, "dark"));
    }

    /// What is said of files that are wrong where `§` is.
    #[test]
    fn a_mistake_is_reported_where_it_was_made_with_the_names_that_exist() {
        let cases = [
            ("(\n  §treshold: 0.9)", "no field is named `treshold`; did you mean `threshold`? There are: language, "),
            ("(mouse: true, §mouse: true)", "Unexpected duplicate field named `mouse`"),
            ("(mouse: §3)", "Expected boolean"),
            ("(mouse: true §wrap: true)", "Expected comma"),
            ("(theme: \"dark\"§", "Expected comma"),
            ("(theme: §\"dark", "Expected end of string"),
            ("§theme = \"dark\"", "Expected opening `(`"),
            ("(theme: §\"drak\")", "no theme is named `drak`; did you mean `dark`? There are: contrast, dark, "),
            ("(\n  // threshold: 95\n  threshold: §95)", "95 is not a probability; write a number from 0 to 1"),
            ("(keys: {\"table\": {\"}\": \"threshold_up\"}},\n\n  threshold: §95)", "95 is not a probability"),
            ("(threshold: §\"much\")", "Expected float"),
            ("(\n// \"hyper-x\"\n  keys: {\"raw\": {\n    §\"hyper-x\": \"quit\"}})", "`hyper-x` names no key"),
            (
                "(keys: {\"table\": {\n  \"j\": /* \"dwon\" */ §\"dwon\"}})",
                "no action is named `dwon`; did you mean `down`? There are: next_open, ",
            ),
            ("(keys: {§\"tabel\": {}})", "no keys are called `tabel`; did you mean `table`? There are: table, raw, "),
            (
                "(themes: {\"dark\": {\n  §\"blnk\": ()}})",
                "no text is of the kind `blnk`; did you mean `blank`? There are: ",
            ),
            (
                "(themes: {\"dark\": {\n  // \"lihgtred\"\n  \"text\": (bold: true, fg: §\"lihgtred\")}})",
                "`lihgtred` is no colour: write a name such as `lightred`, or `#rrggbb`; did you mean `lightred`?",
            ),
            (
                "(themes: {\"dark\": {\"text\": (§fgg: \"red\")}})",
                "no field is named `fgg`; did you mean `fg`? There are: ",
            ),
            ("(keys: {\"table\": {\n  \"z\": \"undo\",\n  §\"z\": \"redo\"}})", "`z` is given a second time"),
            ("(keys: {\"table\": {\"z z\": \"undo\",\n  §\"z  z\": \"redo\"}})", "`z z` is given a second time"),
            ("(keys: {\"raw\": {},\n  §\"raw\": {}})", "`raw` is given a second time"),
            ("(keys: {\"table\": {§\"g\": \"quit\"}})", "in `table`, `g` begins `g "),
            ("(keys: {\"any\": {§\"y\": \"quit\"}})", "in `any`, `y` begins `y "),
            ("(keys: {\"table\": {\n  §\"z\": \"undo\",\n  \"z z\": \"undo\"}})", "in `table`, `z` begins `z z`"),
        ];
        for (marked, expected) in cases {
            let (before, after) = marked.split_once('§').expect("a mark");
            let (line, column) =
                (before.matches('\n').count() + 1, before.chars().rev().take_while(|&c| c != '\n').count() + 1);
            let expected = format!("c.ron:{line}:{column}: {expected}");
            let said = refused(&format!("{before}{after}"));
            assert!(said.contains(&expected), "{marked}\n  says     {said}\n  expected {expected}");
        }
    }
}
