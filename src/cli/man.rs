//! `gouji man`: manual pages, made of what the options say of themselves.

use std::fs;
use std::io;
use std::path::PathBuf;

use clap::{Args, Command};
use clap_mangen::{Man as Page, generate_to};

use crate::cli::{Exit, printed, say};
use crate::error::Error;
use crate::words::{Language, Words};

/// What was typed after `man`.
#[derive(Args, Debug)]
pub(super) struct Man {
    /// Write the page of the program and one for each command, `gouji-check.1` and so on, into this folder
    #[arg(long, short, value_name = "DIR")]
    output: Option<PathBuf>,
}

pub(super) fn run(man: &Man, command: Command) -> Exit {
    // A page about how to ask for help helps nobody.
    let command = command.disable_help_subcommand(true);
    let written = match &man.output {
        Some(folder) => fs::create_dir_all(folder)
            .and_then(|()| generate_to(command, folder))
            .map(|()| Exit::Clean)
            .map_err(|error| Error::Write(folder.clone(), error)),
        None => printed(Page::new(command).render(&mut io::stdout().lock()).map(|()| Exit::Clean)),
    };
    written.unwrap_or_else(|error| {
        say(&error.say(Words::of(Language::English)));
        Exit::Failed
    })
}
