//! `gouji completions`: a script by which a shell completes what is typed.

use std::io::{self, Write};

use clap::{Command, ValueEnum};
use clap_complete::{Shell as Known, generate};
use clap_complete_nushell::Nushell;

use crate::cli::{Exit, printed, say};
use crate::words::{Language, Words};

/// The shells that scripts are made for.
#[derive(Clone, Copy, Debug, Eq, PartialEq, ValueEnum)]
#[allow(missing_docs)]
pub(super) enum Shell {
    Bash,
    Zsh,
    Fish,
    #[value(name = "powershell")]
    Power,
    Elvish,
    Nushell,
}

pub(super) fn run(shell: Shell, command: &mut Command) -> Exit {
    let mut script = Vec::new();
    let known = match shell {
        Shell::Bash => Some(Known::Bash),
        Shell::Zsh => Some(Known::Zsh),
        Shell::Fish => Some(Known::Fish),
        Shell::Power => Some(Known::PowerShell),
        Shell::Elvish => Some(Known::Elvish),
        Shell::Nushell => None,
    };
    match known {
        Some(known) => generate(known, command, "gouji", &mut script),
        None => generate(Nushell, command, "gouji", &mut script),
    }
    let written = io::stdout().lock().write_all(&script).map(|()| Exit::Clean);
    printed(written).unwrap_or_else(|error| {
        say(&error.say(Words::of(Language::English)));
        Exit::Failed
    })
}
