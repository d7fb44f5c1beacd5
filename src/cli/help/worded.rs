//! `--help` in the user's language. What the options say of themselves in English is in their definitions; in another
//! language it is in `assets/lang/`, by the name of the command and of the option: `check` for what a command does, `check?`
//! for its exit status, `export.format` for an option, `export.format=csv` for one of its values. Where several commands
//! share an option, `.format` is the option of all of them.

use clap::builder::{PossibleValue, Resettable, StyledStr};
use clap::error::ErrorKind;
use clap::{Arg, Command, Error};

use crate::cli::misuse::usage_of;
use crate::words::{CommandMessage, CommonMessage, Words};

/// The help that was asked for, in a language; none where it is not help or the language has no text for it. `shown` is
/// what the reader of the command line would show.
pub(in crate::cli) fn worded(mut command: Command, shown: &Error, words: &'static Words) -> Option<String> {
    if shown.kind() != ErrorKind::DisplayHelp || words.help(command.get_name()).is_none() {
        return None;
    }
    // What is there by itself, such as --help, can be worded once the command is built.
    command.build();
    let shown = shown.render().to_string();
    let usage = shown.lines().find_map(|line| line.strip_prefix("Usage: "))?;
    let named = usage.split_whitespace().nth(1).and_then(|name| command.find_subcommand(name)).cloned();
    let command = named.unwrap_or(command);
    let is_short = command.clone().render_help().to_string().trim() == shown.trim();
    let mut command = worded_command(command, words);
    let help = if is_short { command.render_help() } else { command.render_long_help() };
    Some(help.to_string())
}

fn worded_command(command: Command, words: &'static Words) -> Command {
    let name = command.get_name().to_owned();
    let arguments: Vec<String> = command.get_arguments().map(|argument| argument.get_id().to_string()).collect();
    let commands: Vec<String> = command.get_subcommands().map(|command| command.get_name().to_owned()).collect();
    let mut command = headed(command, words);
    if let Some(about) = words.help(&name) {
        command = command.about(about.to_owned());
    }
    if let Some(about) = words.help(&format!("{name}+")) {
        command = command.long_about(about.to_owned());
    }
    if let Some(exit) = words.help(&format!("{name}?")) {
        command = command.after_help(exit.to_owned());
    }
    for id in arguments {
        command = command.mut_arg(id, |argument| worded_argument(argument, &name, words));
    }
    for name in commands {
        let about = words.help(&name).unwrap_or_default().to_owned();
        command = command.mut_subcommand(name, |command| command.about(about));
    }
    command
}

/// The command with the heads of the parts of its help.
fn headed(mut command: Command, words: &'static Words) -> Command {
    let Some(usage) = usage_of(&command.render_usage().to_string(), words) else { return command };
    let head = words.help("[commands]").unwrap_or_default();
    let template = "{before-help}{about-with-newline}\n".to_owned() + &usage + "\n\n{all-args}{after-help}";
    command.help_template(template).subcommand_help_heading(head)
}

/// An argument with what it is for, and its values.
fn worded_argument(argument: Arg, command: &str, words: &'static Words) -> Arg {
    let id = argument.get_id().to_string();
    let Some(help) = text(command, &id, words) else { return argument };
    let heading = words.help(if argument.is_positional() { "[arguments]" } else { "[options]" });
    let values = if argument.get_action().takes_values() { argument.get_possible_values() } else { vec![] };
    let values: Vec<PossibleValue> = values.into_iter().filter(|value| !value.is_hide_set()).collect();
    let defaults: Vec<String> =
        argument.get_default_values().iter().map(|value| value.to_string_lossy().into_owned()).collect();
    // Where there are heads of one's own, arguments without a name come in no order of theirs.
    let order = argument.get_index();
    let argument = order.into_iter().fold(argument, Arg::display_order);
    let argument = argument.help_heading(heading).hide_possible_values(true).hide_default_value(true);
    let argument = argument.long_help(Resettable::<StyledStr>::Reset);
    if values.is_empty() || !argument.get_action().takes_values() {
        return argument.help(help.to_owned());
    }
    let names: Vec<&str> = values.iter().map(PossibleValue::get_name).collect();
    let known =
        format!("{}{}", words.say(CommandMessage::KnownValuesAre), names.join(words.say(CommonMessage::ListComma)));
    let default = match defaults.first() {
        Some(default) => words.fill(CommandMessage::DefaultValueIs { value: default }),
        None => String::new(),
    };
    let comma = words.say(CommonMessage::Comma);
    let line = |value: &PossibleValue| {
        let name = value.get_name();
        let help = text(command, &format!("{id}={name}"), words).map(str::to_owned);
        let help = help.or_else(|| value.get_help().map(ToString::to_string)).unwrap_or_default();
        format!("\n- {name}{}{help}", words.say(CommonMessage::Colon))
    };
    let short = format!("{help}{comma}{known}{default}");
    if values.iter().all(|value| value.get_help().is_none()) {
        return argument.help(short);
    }
    let lines: String = values.iter().map(line).collect();
    let long = format!("{help}{default}\n{lines}");
    argument.help(short).long_help(long)
}

/// What there is to say of an argument or a value: of this command's, or of that of all commands.
fn text(command: &str, id: &str, words: &'static Words) -> Option<&'static str> {
    words.help(&format!("{command}.{id}")).or_else(|| words.help(&format!(".{id}")))
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;
    use crate::words::Language;

    #[test]
    fn every_command_option_and_value_that_has_help_has_it_in_chinese() {
        let words = Words::of(Language::Chinese);
        let mut program = crate::cli::Args::command();
        program.build();
        let commands = program.get_subcommands().filter(|command| command.get_name() != "help");
        for command in commands.chain([&program]) {
            let name = command.get_name();
            assert!(words.help(name).is_some(), "{name}");
            assert_eq!(words.help(&format!("{name}?")).is_some(), command.get_after_help().is_some(), "{name}?");
            for argument in command.get_arguments() {
                let id = argument.get_id();
                assert!(text(name, id.as_str(), words).is_some(), "{name}.{id}");
                let takes = argument.get_action().takes_values();
                let values =
                    argument.get_possible_values().into_iter().filter(|value| takes && value.get_help().is_some());
                for value in values {
                    let value = value.get_name().to_owned();
                    assert!(text(name, &format!("{id}={value}"), words).is_some(), "{name}.{id}={value}");
                }
            }
        }
        assert!(Words::of(Language::English).help("check").is_none(), "it is in the definitions");
    }
}
