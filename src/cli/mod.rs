//! The command line: what was typed, and the commands that it calls. Each command is one file here.

mod bar;
mod check;
mod codebook;
mod completions;
mod config;
mod diff;
mod explain;
mod export;
#[cfg(feature = "tui")]
mod git;
mod help;
mod inputs;
mod man;
mod merge;
mod misuse;
mod reports;
#[cfg(feature = "tui")]
mod review;
mod shown;
mod status;

use std::env;
use std::ffi::OsString;
use std::io::{self, Write};
use std::num::NonZeroUsize;
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;
use std::thread;

use clap::{CommandFactory, Parser, Subcommand, ValueEnum};

use crate::catalogue::Catalogue;
use crate::cli::bar::Bar;
use crate::data::config::{Config, user_folder};
use crate::error::Error;
use crate::jobs::stop;
#[cfg(feature = "tui")]
use crate::words::CommonMessage;
use crate::words::{Language, Words};

/// More threads than this only take memory.
const MOST_JOBS: usize = 256;

/// The layouts of commands that report something.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq, ValueEnum)]
enum TextOrJson {
    /// Lines for a person
    #[default]
    Text,
    /// JSON: one object, or an array of them for a list; wordings in both languages
    Json,
}

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
    /// It was stopped before it was done; what was done is there.
    Stopped = stop::STATUS as isize,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit as u8)
    }
}

/// 勾稽: read, check and correct government information disclosure reports.
#[cfg_attr(
    feature = "tui",
    doc = "",
    doc = "Without a command, opens the review screen; without a path, on bundled samples."
)]
#[derive(Debug, Parser)]
#[command(name = "gouji", version, after_help = help::EXIT)]
#[cfg_attr(not(feature = "tui"), command(subcommand_required = true, arg_required_else_help = true))]
struct Args {
    #[command(subcommand)]
    command: Option<Command>,
    #[cfg(feature = "tui")]
    #[command(flatten)]
    review: review::Screen,
    #[command(flatten)]
    common: Common,
}

/// What may be typed after any command.
#[derive(clap::Args, Debug)]
struct Common {
    /// Read this config file instead of the one in the user's config folder
    #[arg(long, global = true, value_name = "FILE")]
    config: Option<PathBuf>,
    /// Say nothing on standard error but errors: no notes, no progress
    #[arg(long, short, global = true)]
    quiet: bool,
    /// Exit with 0 where findings or open points would make it 1, for pipelines
    #[arg(long, global = true)]
    exit_zero: bool,
    /// Number of reports to read at once; the default is that of the config, or one for each processor
    #[arg(long, short, global = true, value_name = "N")]
    jobs: Option<NonZeroUsize>,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Open the review screen
    #[cfg(feature = "tui")]
    #[command(after_help = help::REVIEW)]
    Review(review::Screen),
    /// Print what is wrong or open
    #[command(after_help = help::FINDINGS)]
    Check(check::Check),
    /// Print how far a folder is: reports and cells, decisions by reviewer, findings by rule
    #[command(after_help = help::STATUS)]
    Status(status::Status),
    /// Print what a rule says, why, an example and its known exceptions
    #[command(after_help = help::PLAIN)]
    Explain(explain::Explain),
    /// Write the records, for programs or for people
    #[command(after_help = help::EXPORT)]
    Export(export::Export),
    /// Write every address of every form with its labels in both languages, its unit and its concept, as CSV
    #[command(after_help = help::PLAIN)]
    Codebook,
    /// Print what two reviewers decided differently, and how far they agree
    #[command(after_help = help::DIFF)]
    Diff(diff::Diff),
    /// Merge the decisions of two people on one report: a merge driver for git
    #[command(after_help = help::MERGE)]
    Merge(merge::Merge),
    /// Print the path of the config file and the settings in force
    #[command(after_help = help::PLAIN)]
    Config(config::Show),
    /// Print a script by which a shell completes what is typed
    #[command(after_help = help::COMPLETIONS)]
    Completions {
        /// The shell
        shell: completions::Shell,
    },
    /// Print the manual page, or write one for each command
    #[command(after_help = help::PLAIN)]
    Man(man::Man),
}

/// What every command needs.
struct Context {
    config: Config,
    catalogue: Arc<Catalogue>,
    words: &'static Words,
    common: Common,
    bar: Bar,
}

impl Context {
    fn load(common: Common) -> Result<Self, Error> {
        let config = Config::load(common.config.as_deref())?;
        let words = Words::of(config.language.settle(locale().as_deref()));
        let beside = config.file.as_ref().and_then(|path| path.parent().map(std::path::Path::to_owned));
        let catalogue = match beside.or_else(user_folder) {
            Some(folder) => Catalogue::load(&folder)?,
            None => Catalogue::built_in(),
        };
        Ok(Self { config, catalogue: Arc::new(catalogue), words, common, bar: Bar::hidden() })
    }

    /// The built-in settings, forms and rules, for tests.
    #[cfg(test)]
    fn of_built_in() -> Self {
        let common = Common { config: None, quiet: false, exit_zero: false, jobs: NonZeroUsize::new(3) };
        let (config, catalogue) = (Config::built_in(), Arc::new(Catalogue::built_in()));
        Self { config, catalogue, words: Words::of(Language::English), common, bar: Bar::hidden() }
    }

    /// Says on standard error what went wrong.
    fn complain(&self, error: &Error) {
        self.say(&error.say(self.words));
    }

    /// Says on standard error what is worth to know, unless nothing but errors is wanted.
    fn note(&self, text: &str) {
        if !self.common.quiet {
            self.say(text);
        }
    }

    /// Says something on standard error, above the bar if there is one.
    fn say(&self, text: &str) {
        self.bar.above(|| say(text));
    }

    /// How many reports are read at once.
    fn jobs(&self) -> usize {
        let configured = || NonZeroUsize::new(self.config.jobs);
        let jobs = self.common.jobs.or_else(configured).or_else(|| thread::available_parallelism().ok());
        jobs.map_or(1, usize::from).min(MOST_JOBS)
    }

    /// The reviewer's name: `$GOUJI_REVIEWER`, the config, the name that the user commits under in git, or the one that the
    /// user is logged in under.
    #[cfg(feature = "tui")]
    fn reviewer(&self) -> String {
        let named = env::var("GOUJI_REVIEWER").ok().filter(|name| !name.is_empty());
        let configured = || Some(self.config.reviewer.clone()).filter(|name| !name.is_empty());
        let commits = || env::current_dir().ok().and_then(|folder| git::user_name(&folder));
        let logged_in = || ["USER", "LOGNAME", "USERNAME"].iter().find_map(|name| env::var(name).ok());
        named
            .or_else(configured)
            .or_else(commits)
            .or_else(logged_in)
            .unwrap_or_else(|| self.words.say(CommonMessage::Unnamed).to_owned())
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
        Err(error) if error.use_stderr() => return misuse::tell(&error).into(),
        Err(help) => match help::worded(Args::command(), &help, misuse::words()) {
            Some(text) => return shown_help(&text).into(),
            None => help.exit(),
        },
    };
    #[cfg(feature = "tui")]
    let command = args.command.unwrap_or(Command::Review(args.review));
    #[cfg(not(feature = "tui"))]
    let Some(command) = args.command else { return Exit::Failed.into() };
    match command {
        Command::Completions { shell } => return completions::run(shell, &mut Args::command()).into(),
        Command::Man(man) => return man::run(&man, Args::command()).into(),
        _ => {}
    }
    let context = match Context::load(args.common) {
        Ok(context) => context,
        Err(error) => {
            say(&error.say(Words::of(Language::Auto.settle(locale().as_deref()))));
            return Exit::Failed.into();
        }
    };
    let exit = match command {
        #[cfg(feature = "tui")]
        Command::Review(screen) => review::run(&context, &screen),
        Command::Check(check) => check::run(&context, &check),
        Command::Status(status) => status::run(&context, &status),
        Command::Explain(explain) => explain::run(&context, &explain),
        Command::Export(export) => export::run(&context, &export),
        Command::Codebook => codebook::run(&context),
        Command::Diff(diff) => diff::run(&context, &diff),
        // Git knows a conflict by it.
        Command::Merge(merge) => return merge::run(&context, &merge).into(),
        Command::Config(show) => config::run(&context, &show),
        Command::Completions { .. } | Command::Man(_) => Exit::Clean,
    };
    if exit == Exit::Findings && context.common.exit_zero { Exit::Clean } else { exit }.into()
}

fn shown_help(text: &str) -> Exit {
    let written = io::stdout().lock().write_all(text.as_bytes()).map(|()| Exit::Clean);
    printed(written).unwrap_or_else(|error| {
        say(&error.say(misuse::words()));
        Exit::Failed
    })
}

/// Ends a command that prints. An output that nobody reads any more is not a failure.
fn printed(written: io::Result<Exit>) -> Result<Exit, Error> {
    match written {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(Exit::Clean),
        written => written.map_err(|error| Error::Write("-".into(), error)),
    }
}
