//! The text below the options of each command: above all its exit status.

mod worded;

pub(super) use worded::worded;

macro_rules! exit_status {
    ($zero:literal, $one:literal) => {
        concat!(
            "Exit status:\n  0    ", $zero, "\n  1    ", $one,
            "\n  2    something could not be done (a bad argument, a file that cannot be read); the rest is done\n  130  stopped by Ctrl-C or a signal; what was done until then is written. A second one ends at once"
        )
    };
}

/// Of the program.
pub(super) const EXIT: &str = exit_status!("nothing is open", "findings or open points");

/// Of commands that look for findings.
pub(super) const FINDINGS: &str =
    exit_status!("nothing was found", "findings, or a file in a folder that is no report");

/// Of the comparison of reviewers.
pub(super) const DIFF: &str = exit_status!("both decided alike", "they decided some cells differently");

/// Of merging.
pub(super) const MERGE: &str = exit_status!("merged", "merged, and the merge brought a conflict");

/// Of the account of a folder.
pub(super) const STATUS: &str = exit_status!("every report is done", "some report needs a person, or is no report");

/// Of the export.
pub(super) const EXPORT: &str = exit_status!(
    "written, and nothing is open, or what --require asks for is there",
    "written with open points; with --require, nothing is written"
);

/// Of the screen.
#[cfg(feature = "tui")]
pub(super) const REVIEW: &str = "Exit status:\n  0    the reviewer left\n  2    something could not be done: there is no terminal, a path leads nowhere";

/// Of commands that only print.
pub(super) const PLAIN: &str = "Exit status:\n  0    printed\n  2    something could not be done: a bad argument, a broken config, an output that cannot be written";

/// Of completions, with where they go.
pub(super) const COMPLETIONS: &str = "\
Where the script goes:
  bash        gouji completions bash > ~/.local/share/bash-completion/completions/gouji
  zsh         gouji completions zsh > DIR/_gouji, for a folder DIR of $fpath
  fish        gouji completions fish > ~/.config/fish/completions/gouji.fish
  powershell  gouji completions powershell >> $PROFILE
  elvish      gouji completions elvish >> ~/.config/elvish/rc.elv
  nushell     gouji completions nushell > gouji.nu, and in the config: use gouji.nu *

Exit status:
  0    printed
  2    there is no such shell";
