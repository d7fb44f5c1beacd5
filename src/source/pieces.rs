//! Reports in pieces: a file for each page, named by a running number (`page_1_res.json`, `X_0001.hocr`, `scan-2.txt`).
//!
//! Reports of many agencies are numbered as well, so that names alone say little. A file goes on with the one before it if
//! it does not begin a report itself, and its first section is none that the other is past.

use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};

use crate::source::content;
use crate::text::han;

/// The most pages that are taken for one report, and how many in a row may be missing.
const MOST_PAGES: u32 = 500;
const MOST_MISSING: u32 = 3;
/// The longest number of a page, in digits.
const LONGEST_NUMBER: usize = 4;
/// What stands before the number of a page, and behind it.
const BEFORE: &[&str] = &["page", "pages", "pg", "scan", "img", "image", "sheet", "第", "p"];
const BEHIND: &[&str] = &["_res", "页", "頁", "_ocr"];
/// How much of a text is enough to see its title, in bytes and in lines.
const HEAD: u64 = 4096;
const TITLE_LINES: usize = 12;
/// What the title of a report has in it.
const TITLES: &[&str] = &["年度报告", "年度報告", "年报"];
/// The longest line that may be a title or a heading, in characters of Chinese.
const LONGEST_TITLE: usize = 40;
/// What the names of the sections have in them, in their order.
const SECTIONS: &[(&str, u8)] = &[
    ("总体情况", 1),
    ("主动公开政府信息情况", 2),
    ("收到和处理政府信息公开申请", 3),
    ("行政复议", 4),
    ("问题及改进", 5),
    ("其他需要报告", 6),
];
/// The sections that hold tables, and the last one.
const WITH_TABLES: std::ops::RangeInclusive<u8> = 2..=4;

/// The further pages of a report.
#[derive(Debug, Default)]
pub(super) struct Pieces {
    /// Their files, in order
    pub files: Vec<PathBuf>,
    /// The numbers of pages that are not there
    pub missing: Vec<u32>,
}

/// The further pages of a report whose first page this is.
pub(super) fn of(first: &Path) -> Pieces {
    let mut pieces = Pieces::default();
    let Some(name) = Numbered::of(first) else { return pieces };
    let ahead = if name.says_page { 1 + MOST_MISSING } else { 1 };
    let next = |after: u32| (after + 1..=after + ahead).find_map(|number| Some((number, name.sibling(first, number)?)));
    if name.number > 1 && name.says_page {
        pieces = without_first(first, &name, pieces);
    }
    let Some((mut number, mut path)) = next(name.number).filter(|(_, path)| !begins_at_once(path)) else {
        return pieces;
    };
    let Some(mut before) = Outline::of(first) else { return pieces };
    let mut last = name.number;
    while pieces.files.len() < MOST_PAGES as usize {
        let Some(outline) = Outline::of(&path).filter(|outline| before.goes_on_in(*outline, name.says_page)) else {
            break;
        };
        pieces.missing.extend(last + 1..number);
        pieces.files.push(path);
        before = outline;
        last = number;
        match next(last) {
            Some(found) => (number, path) = found,
            None => break,
        }
    }
    pieces
}

/// The first page of the report that a file goes on with; none if it is a report itself.
pub fn first_of(path: &Path) -> Option<PathBuf> {
    let name = Numbered::of(path)?;
    let back = if name.says_page { 1 + MOST_MISSING } else { 1 };
    let before = |number: u32| {
        (number.saturating_sub(back)..number).rev().find_map(|number| Some((number, name.sibling(path, number)?)))
    };
    let mut found = before(name.number).filter(|_| !begins_at_once(path))?;
    let mut outline = Outline::of(path).filter(|outline| !outline.begins)?;
    let mut first = None;
    for _ in 0..MOST_PAGES {
        let earlier = Outline::of(&found.1)?;
        if !earlier.goes_on_in(outline, name.says_page) {
            break;
        }
        first = Some(found.1.clone());
        if earlier.begins {
            break;
        }
        outline = earlier;
        match before(found.0) {
            Some(next) => found = next,
            None => break,
        }
    }
    first
}

/// Whether a file may be a further page of a report by its name.
pub(super) fn may_be_piece(report: &Path, file: &Path) -> bool {
    let (Some(report), Some(file)) = (Numbered::of(report), Numbered::of(file)) else { return false };
    (&report.before, &report.behind) == (&file.before, &file.behind)
}

/// Notes the pages before the first file, if that is no beginning.
fn without_first(first: &Path, name: &Numbered, mut pieces: Pieces) -> Pieces {
    if name.says_page
        && (2..=MOST_PAGES).contains(&name.number)
        && Outline::of(first).is_some_and(|outline| !outline.begins)
    {
        pieces.missing.extend(1..name.number);
    }
    pieces
}

/// A name with a running number.
#[derive(Debug, PartialEq)]
struct Numbered {
    before: String,
    number: u32,
    /// How many digits the number has at least
    digits: usize,
    behind: String,
    /// Whether the name says that the number is that of a page
    says_page: bool,
}

impl Numbered {
    /// The running number of a file's name: the last one before its ending that is no year.
    fn of(path: &Path) -> Option<Self> {
        let name = path.file_name()?.to_str()?;
        let stem = name.find('.').filter(|dot| *dot > 0).map_or(name, |dot| &name[..dot]);
        let end = stem.rfind(|char: char| char.is_ascii_digit())? + 1;
        let start = stem[..end]
            .rfind(|char: char| !char.is_ascii_digit())
            .map_or(0, |at| at + stem[at..].chars().next().map_or(1, char::len_utf8));
        let digits = &stem[start..end];
        let is_year = digits.len() == 4 && (digits.starts_with("19") || digits.starts_with("20"));
        if digits.len() > LONGEST_NUMBER || is_year {
            return None;
        }
        let (before, behind) = (&name[..start], &name[end..]);
        let lower = before.to_lowercase();
        let word = lower.trim_end_matches(['-', '_', ' ', '(', '（', '.']);
        let ends = |part: &&str| {
            word.ends_with(*part)
                && (part.len() > 1 || word.len() == 1 || lower.ends_with("_p") || lower.ends_with("-p"))
        };
        let says_page = BEFORE.iter().any(ends) || BEHIND.iter().any(|part| behind.starts_with(part));
        Some(Self {
            before: before.to_owned(),
            number: digits.parse().ok()?,
            digits: if digits.starts_with('0') && digits.len() > 1 { digits.len() } else { 1 },
            behind: behind.to_owned(),
            says_page,
        })
    }

    /// The file of another number beside one, if it is there.
    fn sibling(&self, path: &Path, number: u32) -> Option<PathBuf> {
        let name = |digits: usize| path.with_file_name(format!("{}{number:0digits$}{}", self.before, self.behind));
        let widths = [self.digits, self.number.to_string().len()];
        widths.into_iter().map(name).find(|path| path.is_file())
    }
}

/// What a file has of a report.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Outline {
    /// Whether a report begins in it
    begins: bool,
    /// The first and the last of the sections in it
    sections: Option<(u8, u8)>,
}

/// Whether the beginning of a file says that a report begins there: enough to know of most, which are.
fn begins_at_once(path: &Path) -> bool {
    let mut head = Vec::new();
    let read = File::open(path).and_then(|file| file.take(HEAD).read_to_end(&mut head));
    let first = head.trim_ascii_start().first().copied().unwrap_or_default();
    // What is no plain text has to be taken apart first.
    read.is_ok() && !matches!(first, b'{' | b'[' | b'<' | b'P') && begins(&String::from_utf8_lossy(&head))
}

impl Outline {
    fn of(path: &Path) -> Option<Self> {
        let bytes = std::fs::read(path).ok()?;
        let text = content::text(&bytes)?;
        let found = || text.lines().filter_map(section);
        Some(Self { begins: begins(&text), sections: found().next().zip(found().next_back()) })
    }

    /// Whether another file goes on where this one ends.
    fn goes_on_in(self, next: Self, says_page: bool) -> bool {
        let last = self.sections.map(|(_, last)| last);
        !next.begins
            && match (last, next.sections.map(|(first, _)| first)) {
                (Some(last), Some(first)) => last <= first,
                (None, Some(_)) => says_page || self.begins,
                (last, None) => says_page || last.is_some_and(|last| WITH_TABLES.contains(&last)),
            }
    }
}

/// Whether a text begins with the title of a report, or its first section.
fn begins(text: &str) -> bool {
    let lines = text.lines().filter(|line| !line.trim().is_empty()).take(TITLE_LINES);
    lines.into_iter().any(|line| is_title(line) || section(line) == Some(1))
}

/// Whether a line is the title of a report.
fn is_title(line: &str) -> bool {
    let line: String = line.split_whitespace().collect();
    let is_short = (4..=LONGEST_TITLE).contains(&han::count(&line));
    is_short && TITLES.iter().any(|title| line.contains(title)) && !line.contains(['。', '，', '；', '《'])
}

/// The section that a line is the heading of.
fn section(line: &str) -> Option<u8> {
    // Every line of a report is asked, and few have the mark of a heading.
    if !line.contains('、') {
        return None;
    }
    let line: String = line.split_whitespace().collect();
    let line = han::without_marks(&line);
    let name = han::section(line).filter(|_| han::count(line) <= LONGEST_TITLE).map(|_| line)?;
    let has_digit = name.bytes().any(|byte| byte.is_ascii_digit());
    SECTIONS.iter().find(|(known, _)| !has_digit && name.contains(known)).map(|(_, number)| *number)
}

/// The line, from 0, with which a second report begins in a text: a title behind the sections with tables, and a section
/// with tables behind it.
pub(super) fn second_report(text: &str) -> Option<usize> {
    let (mut highest, mut title) = (0, None);
    for (line_ix, line) in text.lines().enumerate() {
        if highest >= *WITH_TABLES.end() && is_title(line) {
            title = title.or(Some(line_ix));
        }
        match section(line) {
            Some(found) if title.is_some() && WITH_TABLES.contains(&found) && found < highest => return title,
            Some(found) => highest = highest.max(found),
            None => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    const FIRST: &str = "某局2023年政府信息公开工作年度报告\n一、总体情况\n二、主动公开政府信息情况\n规章\t0\n三、收到和处理政府信息公开申请情况\n";
    const TABLE: &str = "（一）予以公开\t1\t0\n";
    const LAST: &str = "四、政府信息公开行政复议、行政诉讼情况\n0\t0\n六、其他需要报告的事项\n";

    /// For files with these names and contents: the further pages of the first, and of each file the first page.
    fn found(files: &[(&str, &str)]) -> (Vec<String>, Vec<u32>, Vec<Option<String>>) {
        let folder = tempfile::tempdir().expect("a folder");
        for (name, text) in files {
            fs::write(folder.path().join(name), text).expect("a file");
        }
        let name = |path: &Path| path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let pieces = of(&folder.path().join(files[0].0));
        let firsts = files.iter().map(|(file, _)| first_of(&folder.path().join(file)).map(|path| name(&path)));
        (pieces.files.iter().map(|path| name(path)).collect(), pieces.missing, firsts.collect())
    }

    #[test]
    fn page_files_are_one_report_in_their_order() {
        let pages = [("scan-9.txt", FIRST), ("scan-10.txt", TABLE), ("scan-11.txt", LAST)];
        let first = Some("scan-9.txt".to_owned());
        assert_eq!(
            found(&pages),
            (vec!["scan-10.txt".into(), "scan-11.txt".into()], vec![], vec![None, first.clone(), first])
        );
        let padded = [("甲_0001.txt", FIRST), ("甲_0002.txt", LAST)];
        assert_eq!(found(&padded).0, ["甲_0002.txt"]);
    }

    #[test]
    fn numbered_reports_stay_reports() {
        let reports = [("1.txt", FIRST), ("2.txt", FIRST), ("3.txt", LAST), ("5.txt", TABLE)];
        let (pieces, missing, firsts) = found(&reports);
        assert!(pieces.is_empty() && missing.is_empty());
        assert_eq!(firsts, [None, None, Some("2.txt".into()), None]);
        let whole = format!("{FIRST}{LAST}");
        let untitled = "二、主动公开政府信息情况\n规章\t0\n";
        assert_eq!(found(&[("1.txt", &whole), ("2.txt", untitled)]).0, [""; 0], "a report that lost its title");
        assert_eq!(Numbered::of(Path::new("某局2023.txt")), None, "a year");
    }

    #[test]
    fn a_page_that_is_missing_is_known() {
        let (pieces, missing, _) = found(&[("page_1.txt", FIRST), ("page_3.txt", LAST)]);
        assert_eq!((pieces, missing), (vec!["page_3.txt".to_owned()], vec![2]));
        assert_eq!(found(&[("page_2.txt", LAST)]).1, [1], "the first one");
    }

    #[test]
    fn a_second_report_in_one_file_is_found() {
        let one = format!("{FIRST}{LAST}");
        assert_eq!(second_report(&one), None);
        assert_eq!(second_report(&format!("{one}{one}")), Some(one.lines().count()));
        assert_eq!(second_report(&format!("{one}附：某局年度报告公开方式\n")), None);
    }
}
