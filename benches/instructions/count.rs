//! Instructions of a run of the program, as valgrind counts them.

use std::error::Error;
use std::path::Path;
use std::process::{Command, Stdio};

/// The words of valgrind's summary before the count.
const COUNT: [&str; 2] = ["I", "refs:"];

/// Whether valgrind is installed.
pub fn is_possible() -> bool {
    let version = Command::new("valgrind").arg("--version").stdout(Stdio::null()).stderr(Stdio::null()).status();
    version.is_ok_and(|status| status.success())
}

/// The instructions of one run of gouji in a folder. Nothing of the user's counts: no configuration, no locale.
pub fn instructions(folder: &Path, command: &[&str], reports: &str) -> Result<u64, Box<dyn Error>> {
    let output = Command::new("valgrind")
        .args(["--tool=cachegrind", "--cache-sim=no", "--cachegrind-out-file=/dev/null"])
        .arg(env!("CARGO_BIN_EXE_gouji"))
        .args(command)
        .args(["--jobs", "1", reports])
        .current_dir(folder)
        .env_clear()
        .env("PATH", std::env::var_os("PATH").unwrap_or_default())
        .env("HOME", folder)
        .stdout(Stdio::null())
        .output()?;
    let said = String::from_utf8_lossy(&output.stderr);
    let words: Vec<&str> = said.split_whitespace().collect();
    let count = words.windows(3).find(|words| words[..2] == COUNT).map(|words| words[2].replace(',', ""));
    match count {
        // 1: the reports have findings, as they should
        Some(count) if matches!(output.status.code(), Some(0 | 1)) => Ok(count.parse()?),
        _ => Err(format!("valgrind could not count `gouji {}`:\n{said}", command.join(" ")).into()),
    }
}
