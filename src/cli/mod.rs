//! The command line: what was typed, and the commands that it calls. Each command is one file here.

mod check;
mod config;
mod diff;
mod explain;
mod export;
mod git;
mod inputs;
mod merge;
mod review;
mod shown;

use std::env;
use std::ffi::OsString;
use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;

use clap::{Parser, Subcommand};

use crate::catalogue::Catalogue;
use crate::config::{Config, user_folder};
use crate::error::Error;
use crate::tui::Keymap;
use crate::words::{Language, Word, Words};

/// How a command ended.
#[derive(Clone, Copy, Debug, Default, Eq, Ord, PartialEq, PartialOrd)]
pub enum Exit {
    /// Nothing is open.
    #[default]
    Clean,
    /// There are findings or open points.
    Findings,
    /// Something could not be done.
    Failed,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit as u8)
    }
}

/// 勾稽: read, check and correct government information disclosure reports.
///
/// Without a command, opens the review screen; without a path, on bundled samples.
/// Exit status: 0 nothing is open, 1 findings or open points, 2 something could not be done.
#[derive(Debug, Parser)]
#[command(name = "gouji", version)]
struct Args {
    #[command(subcommand)]
    command: Option<Command>,
    /// Reports, or folders of them
    paths: Vec<PathBuf>,
    /// Read this config file instead of the one in the user's config folder
    #[arg(long, global = true, value_name = "FILE")]
    config: Option<PathBuf>,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Open the review screen
    Review {
        /// Reports, or folders of them; none opens the bundled samples
        paths: Vec<PathBuf>,
        /// Hide what others decided, for a second reading that is independent of the first
        #[arg(long)]
        blind: bool,
    },
    /// Print what is wrong or open
    Check(check::Check),
    /// Print what a rule says, why, an example and its known exceptions
    Explain {
        /// The rule's id, as findings name it; none lists all rules
        rule: Option<String>,
    },
    /// Write the records, for programs or for people
    Export(export::Export),
    /// Print what two reviewers decided differently, and how far they agree
    Diff(diff::Diff),
    /// Merge the decisions of two people on one report: a merge driver for git
    Merge(merge::Merge),
    /// Print the path of the config file and the settings in force
    Config,
}

/// What every command needs.
struct Context {
    config: Config,
    catalogue: Arc<Catalogue>,
    words: &'static Words,
}

impl Context {
    fn load(path: Option<&std::path::Path>) -> Result<Self, Error> {
        let config = Config::load(path)?;
        let words = Words::of(config.language.settle(locale().as_deref()));
        Keymap::new(&config)?;
        let beside = config.file.as_ref().and_then(|(path, _)| path.parent().map(std::path::Path::to_owned));
        let catalogue = match beside.or_else(user_folder) {
            Some(folder) => Catalogue::load(&folder)?,
            None => Catalogue::built_in(),
        };
        Ok(Self { config, catalogue: Arc::new(catalogue), words })
    }

    /// Says on standard error what went wrong.
    fn complain(&self, error: &Error) {
        say(&error.say(self.words));
    }

    /// The reviewer's name: `$GOUJI_REVIEWER`, the config, the name that the user commits under in git, or the one that the
    /// user is logged in under.
    fn reviewer(&self) -> String {
        let named = env::var("GOUJI_REVIEWER").ok().filter(|name| !name.is_empty());
        let configured = || Some(self.config.reviewer.clone()).filter(|name| !name.is_empty());
        let commits = || env::current_dir().ok().and_then(|folder| git::user_name(&folder));
        let logged_in = || ["USER", "LOGNAME", "USERNAME"].iter().find_map(|name| env::var(name).ok());
        named
            .or_else(configured)
            .or_else(commits)
            .or_else(logged_in)
            .unwrap_or_else(|| self.words.say(Word::Unnamed).to_owned())
    }
}

/// Says something on standard error; where that cannot be written to, nobody is there to hear it.
fn say(text: &str) {
    let _ = writeln!(std::io::stderr(), "gouji: {text}");
}

/// The locale of messages, as the environment names it.
fn locale() -> Option<String> {
    let set = |name: &&str| env::var(name).ok().filter(|value| !value.is_empty());
    ["LC_ALL", "LC_MESSAGES", "LANG"].iter().find_map(set)
}

/// A file in a folder that holds no tables may be anything; every other failure is one.
pub(super) fn exit_of(error: &Error) -> Exit {
    if matches!(error, Error::NoTables(_)) { Exit::Findings } else { Exit::Failed }
}

/// Runs the program with these arguments.
pub fn run(args: impl IntoIterator<Item = OsString>) -> ExitCode {
    let args = match Args::try_parse_from(args) {
        Ok(args) => args,
        Err(error) => error.exit(),
    };
    let context = match Context::load(args.config.as_deref()) {
        Ok(context) => context,
        Err(error) => {
            say(&error.say(Words::of(Language::Auto.settle(locale().as_deref()))));
            return Exit::Failed.into();
        }
    };
    match args.command.unwrap_or(Command::Review { paths: args.paths, blind: false }) {
        Command::Review { paths, blind } => review::run(&context, &paths, blind),
        Command::Check(check) => check::run(&context, &check),
        Command::Explain { rule } => explain::run(&context, rule.as_deref()),
        Command::Export(export) => export::run(&context, &export),
        Command::Diff(diff) => diff::run(&context, &diff),
        Command::Merge(merge) => merge::run(&context, &merge),
        Command::Config => config::run(&context),
    }
    .into()
}
