//! `gouji config`: prints where the settings come from and what they are.

use std::io::{self, Write};

use clap::{Args, ValueEnum};
use serde_json::json;

use crate::cli::{Context, Exit, printed};
use crate::data::config::user_file;
use crate::words::{CommandMessage, CommonMessage};

/// What was typed after `config`.
#[derive(Args, Debug)]
pub(super) struct Show {
    /// The layout
    #[arg(long, short, value_enum, default_value_t)]
    format: Format,
}

/// The layouts of the settings.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq, ValueEnum)]
enum Format {
    /// RON, as the config file itself
    #[default]
    Ron,
    /// A JSON object: the file that was read, and the settings
    Json,
}

pub(super) fn run(context: &Context, show: &Show) -> Exit {
    let text = match show.format {
        Format::Ron => format!("// {}\n{}", said(context), context.config.to_ron()),
        Format::Json => {
            let file = context.config.file.as_ref().map(|path| path.display().to_string());
            format!("{:#}", json!({ "file": file, "settings": context.config }))
        }
    };
    printed(writeln!(io::stdout(), "{text}").map(|()| Exit::Clean)).unwrap_or_else(|error| {
        context.complain(&error);
        Exit::Failed
    })
}

/// Where the settings come from.
fn said(context: &Context) -> String {
    match (&context.config.file, user_file()) {
        (Some(path), _) => context.words.fill(CommandMessage::ConfigPath { path: &path.display() }),
        (None, Some(path)) => context.words.fill(CommandMessage::ConfigMissing { path: &path.display() }),
        (None, None) => context.words.say(CommonMessage::NoDataFolder).to_owned(),
    }
}
