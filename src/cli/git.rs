//! The name that a person commits under, read from git's settings. Nothing is run, and nothing is included from elsewhere.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};

/// `user.name` by git's settings: those of the repository that a folder lies in, else those of the user.
pub(super) fn user_name(folder: &Path) -> Option<String> {
    let files = repository(folder).into_iter().chain(of_user());
    files.filter_map(|file| fs::read_to_string(file).ok()).find_map(|text| name_in(&text))
}

/// The settings of the user, those that count more first.
fn of_user() -> Vec<PathBuf> {
    let folder = |name: &str| env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from);
    if let Some(file) = env::var_os("GIT_CONFIG_GLOBAL") {
        return vec![file.into()];
    }
    let home = folder("HOME").or_else(|| folder("USERPROFILE"));
    let own = home.as_ref().map(|home| home.join(".gitconfig"));
    let shared = folder("XDG_CONFIG_HOME").or_else(|| home.map(|home| home.join(".config")));
    own.into_iter().chain(shared.map(|shared| shared.join("git").join("config"))).collect()
}

/// The settings of the repository that a folder lies in.
fn repository(folder: &Path) -> Option<PathBuf> {
    let git = folder.ancestors().map(|folder| folder.join(".git")).find(|git| git.exists())?;
    if git.is_dir() {
        return Some(git.join("config"));
    }
    // A worktree or a submodule: a file names the folder, in which another may name the one that is shared.
    let named = |file: &Path, key: &str| {
        let text = fs::read_to_string(file).ok()?;
        Some(file.parent()?.join(text.lines().next()?.strip_prefix(key)?.trim()))
    };
    let own = named(&git, "gitdir:")?;
    Some(named(&own.join("commondir"), "").unwrap_or(own).join("config"))
}

/// The last `name` in a section `[user]`.
fn name_in(text: &str) -> Option<String> {
    let mut name = None;
    let mut is_user = false;
    let mut lines = text.lines();
    while let Some(line) = lines.next() {
        let mut line = line.trim_start();
        if let Some((section, rest)) = line.strip_prefix('[').and_then(|line| line.split_once(']')) {
            is_user = section.trim().eq_ignore_ascii_case("user");
            line = rest.trim_start();
        }
        let Some((key, value)) = line.split_once('=').filter(|_| is_user) else { continue };
        let mut value = value.to_owned();
        while continues(&value) {
            value.pop();
            value += lines.next().unwrap_or_default();
        }
        if key.trim().eq_ignore_ascii_case("name") {
            name = Some(unquoted(&value));
        }
    }
    name.filter(|name| !name.is_empty())
}

/// Whether a value goes on in the next line: the backslash at its end is not itself escaped.
fn continues(value: &str) -> bool {
    value.chars().rev().take_while(|&sign| sign == '\\').count() % 2 == 1
}

/// A value as git takes it: quotes and escapes undone, comments and the spaces around it gone.
fn unquoted(value: &str) -> String {
    let mut name = String::new();
    // What is kept even if it is space, for it stood between quotes.
    let mut kept = 0;
    let mut quoted = false;
    let mut signs = value.trim_start().chars();
    while let Some(sign) = signs.next() {
        match sign {
            '"' => quoted = !quoted,
            '\\' => {
                name.extend(signs.next().map(|escaped| match escaped {
                    'n' => '\n',
                    't' => '\t',
                    'b' => '\u{8}',
                    other => other,
                }));
                kept = name.len();
            }
            '#' | ';' if !quoted => break,
            other => name.push(other),
        }
        kept = if quoted { name.len() } else { kept };
    }
    let end = name.trim_end().len().max(kept);
    name.truncate(end);
    name
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_name_is_read_as_git_reads_it() {
        let cases = [
            ("[user]\n\tname = 王 小明\n\temail = a@b\n", Some("王 小明")),
            ("[core]\nname = no\n[USER] Name = one ; a comment\n[user]name=two# the last counts", Some("two")),
            ("[user]\nname = \" Li \\\"Lei\\\"; Han \"  # not this\n", Some(" Li \"Lei\"; Han ")),
            ("[user]\nname = long \\\nname\n", Some("long name")),
            ("[user \"work\"]\nname = another's\n; name = no\n#[user]\n", None),
            ("[user]\nname =\n", None),
            ("[user\nname = half a file", None),
            ("[user]\nname = ends in \\\\\nemail = x", Some("ends in \\")),
        ];
        for (text, name) in cases {
            assert_eq!(name_in(text).as_deref(), name, "{text}");
        }
    }

    #[test]
    fn a_repository_is_found_upward_and_through_the_file_of_a_worktree() {
        let folder = tempfile::tempdir().expect("a folder");
        let write = |path: &str, text: &str| {
            let path = folder.path().join(path);
            fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
            fs::write(path, text).expect("a file");
        };
        write("main/.git/config", "[user]\nname = 甲\n");
        write("main/.git/worktrees/two/commondir", "../..\n");
        write("two/.git", "gitdir: ../main/.git/worktrees/two\n");
        write("two/deep/down/report.txt", "");
        for place in ["main", "two/deep/down"] {
            assert_eq!(user_name(&folder.path().join(place)).as_deref(), Some("甲"), "{place}");
        }
    }
}
