//! What the system says of a file, in the user's language.

use std::io::{self, ErrorKind};

use crate::words::{Foreign, Words};

/// A failure of the system in words; as the system words it where there is no sentence for its kind.
pub(crate) fn worded(error: &io::Error, words: &Words) -> String {
    let said = kind(error).and_then(|kind| words.foreign(kind, &[]));
    let Some(said) = said else { return error.to_string() };
    match error.raw_os_error() {
        Some(code) => words.foreign(Foreign::OfSystem, &[&said, &code]).unwrap_or(said),
        None => said,
    }
}

/// The kind of a failure; none for one that carries a message of its own, which says more.
fn kind(error: &io::Error) -> Option<Foreign> {
    if error.get_ref().is_some() {
        return None;
    }
    Some(match error.kind() {
        ErrorKind::NotFound => Foreign::NotFound,
        ErrorKind::PermissionDenied => Foreign::Denied,
        ErrorKind::AlreadyExists => Foreign::Exists,
        ErrorKind::NotADirectory => Foreign::NotFolder,
        ErrorKind::IsADirectory => Foreign::IsFolder,
        ErrorKind::ReadOnlyFilesystem => Foreign::ReadOnly,
        ErrorKind::StorageFull => Foreign::Full,
        ErrorKind::QuotaExceeded => Foreign::Quota,
        ErrorKind::FileTooLarge => Foreign::FileTooLarge,
        ErrorKind::ResourceBusy | ErrorKind::WouldBlock | ErrorKind::ExecutableFileBusy => Foreign::Busy,
        ErrorKind::TimedOut => Foreign::TimedOut,
        ErrorKind::InvalidFilename => Foreign::NameTooLong,
        ErrorKind::InvalidData => Foreign::NotUtf8,
        ErrorKind::UnexpectedEof => Foreign::EndsEarly,
        ErrorKind::BrokenPipe => Foreign::BrokenPipe,
        ErrorKind::Interrupted => Foreign::Interrupted,
        ErrorKind::CrossesDevices => Foreign::CrossesDevices,
        _ => return of_code(error.raw_os_error()?),
    })
}

/// Kinds that have no name of their own.
#[cfg(unix)]
fn of_code(code: i32) -> Option<Foreign> {
    let codes = [(5, Foreign::InputOutput), (23, Foreign::TooManyFiles), (24, Foreign::TooManyFiles)];
    let links = if cfg!(target_os = "linux") { 40 } else { 62 };
    codes.into_iter().chain([(links, Foreign::LinkLoop)]).find_map(|(known, kind)| (known == code).then_some(kind))
}

#[cfg(not(unix))]
fn of_code(_: i32) -> Option<Foreign> {
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::Language;

    #[test]
    fn the_system_is_told_in_the_users_language_and_its_own_words_where_there_are_none() {
        let (chinese, english) = (Words::of(Language::Chinese), Words::of(Language::English));
        let denied = io::Error::from_raw_os_error(if cfg!(unix) { 13 } else { 5 });
        assert!(worded(&denied, chinese).starts_with("没有权限，系统错误 "), "{}", worded(&denied, chinese));
        assert_eq!(worded(&denied, english), denied.to_string());
        assert_eq!(worded(&ErrorKind::StorageFull.into(), chinese), "磁盘已满");
        assert_eq!(worded(&io::Error::other("page 3 is missing"), chinese), "page 3 is missing");
    }
}
