//! Companion files of a report: the output of the OCR engine that its text was made of. Found by name; a file whose name
//! says nothing of OCR is looked into first.

use std::cell::OnceCell;
use std::ffi::{OsStr, OsString};
use std::fs::{self, File};
use std::io::Read;
use std::path::{Path, PathBuf};

use crate::source::ocr::{MOST_BYTES, is_output};
use crate::source::own::is_own;
use crate::source::pieces::{self, first_of};

/// Endings of files that are taken for reports inside a folder. A file that is named itself may have any.
const TEXTS: &[&str] = &["txt", "md", "markdown", "tsv", "text", "html", "htm", "docx", "xlsx"];
/// Endings of files that may hold a report, and mostly hold something else.
const OTHERS: &[&str] =
    &["json", "jsonl", "xml", "csv", "mhtml", "mht", "rst", "org", "wiki", "tex", "adoc", "textile", "typ", "doctags"];
/// The ending of a file that is a report if it lies beside none.
const HOCR: &str = "hocr";
/// What the names of outputs add to that of their report, without its ending; whether the ending says that it is one.
const ENDINGS: &[(&str, bool)] =
    &[(".hocr", true), (".conf.json", true), (".json", false), (".alto.xml", true), (".tsv", false)];
/// The name of an output that belongs to the one report in its folder; hOCR of pages, `page_1.hocr`, does so too.
const OF_THE_FOLDER: &str = "conf.json";
/// How many names of a folder are looked at, to see whether any output lies there.
const MOST_LISTED: usize = 200_000;

/// Whether a file in a folder is taken for a report: by its ending, unless it is the OCR output of a report beside it, a
/// further page of one, or was written by this program.
pub fn is_report(path: &Path) -> bool {
    // Word and Excel lay such a file beside one that is open.
    if name(path).starts_with("~$") {
        return false;
    }
    let is_one = match ending(path).as_str() {
        HOCR => !(has_text_beside(path) || is_page(path) && texts_in(path).take(2).count() == 1),
        "tsv" => !(has_text_beside(path) && says_ocr(path)),
        other => TEXTS.contains(&other) && !is_own(path, other),
    };
    is_one && first_of(path).is_none()
}

/// Whether the ending of a file says little of whether it holds a report.
pub fn says_little(path: &Path) -> bool {
    OTHERS.contains(&ending(path).as_str())
}

/// Whether a file in a folder may hold a report by its ending, which says little: most such files hold something else, and
/// that is no failure. It is none if it is beside a report as its OCR output, or a further page of one.
pub fn may_hold_report(path: &Path) -> bool {
    let ending = ending(path);
    let is_of_the_folder = || name(path) == OF_THE_FOLDER && texts_in(path).take(2).count() == 1;
    if !says_little(path) || name(path).starts_with("~$") || is_own(path, &ending) || is_of_the_folder() {
        return false;
    }
    // `REPORT.json`, and `REPORT.conf.json`.
    let stem = path.with_extension("");
    let is_output = ["conf", "alto"].iter().any(|second| stem.extension().is_some_and(|found| found == *second));
    let report = if is_output { stem } else { path.to_owned() };
    let is_beside = matches!(ending.as_str(), "json" | "jsonl" | "xml") && has_text_beside(&report);
    !is_beside && first_of(path).is_none()
}

/// Whether a file in a folder would be taken for a report if it did not say that this program wrote it. A report may say so
/// too, so whoever passes over such a file has to say so.
pub fn claims_export(path: &Path) -> bool {
    let ending = ending(path);
    !name(path).starts_with("~$") && TEXTS.contains(&ending.as_str()) && is_own(path, &ending)
}

/// What was seen of the folder that was looked into last, so that of many reports in one folder only the first asks the
/// disk. It is meant for a run over files that stay as they are.
#[derive(Debug, Default)]
pub struct Folders {
    last: Option<Folder>,
    /// Whether so many reports are read that it pays to list a folder before any name in it is asked for
    lists: bool,
}

/// What was seen of a folder.
#[derive(Debug)]
struct Folder {
    path: PathBuf,
    /// Whether any file in it is named as OCR output may be
    may_hold_outputs: bool,
    /// Its only text, if there is just one; found out when somebody asks
    only: OnceCell<Option<OsString>>,
}

impl Folders {
    /// For a run over many reports.
    pub fn of_many() -> Self {
        Self { last: None, lists: true }
    }

    /// The folder of a report.
    fn of(&mut self, report: &Path) -> &Folder {
        let path = report.parent().unwrap_or(Path::new(""));
        if self.last.as_ref().is_some_and(|last| last.path != path) {
            self.last = None;
        }
        let lists = self.lists;
        self.last.get_or_insert_with(|| Folder {
            path: path.to_owned(),
            may_hold_outputs: !lists || may_hold_outputs(report),
            only: OnceCell::new(),
        })
    }
}

impl Folder {
    /// Whether a report is the only text in its folder. Another one is enough to know: there may be a hundred thousand.
    fn holds_only(&self, report: &Path) -> bool {
        let find = || {
            let mut texts = texts_in(report);
            texts.next().filter(|_| texts.next().is_none())
        };
        self.only.get_or_init(find).as_deref() == report.file_name()
    }
}

/// Whether any file in the folder of a report has an ending of OCR output. Mostly none has, and the names need not be
/// looked for one by one; of a folder that cannot be listed, or has far too many files, that is not known.
fn may_hold_outputs(report: &Path) -> bool {
    let Ok(entries) = fs::read_dir(folder_of(report)) else { return true };
    let mut names = entries.flatten().map(|entry| entry.file_name());
    let any = names.by_ref().take(MOST_LISTED).any(|name| {
        let ending = ending(Path::new(&name));
        ENDINGS.iter().any(|(other, _)| other.rsplit('.').next() == Some(ending.as_str()))
    });
    any || names.next().is_some()
}

/// Whether a file of this name may be a companion of a report, or a further page of it: what [`companions`] gives is so
/// named.
pub fn may_be_companion(report: &Path, file: &Path) -> bool {
    let of_report = |(ending, _): &(&str, bool)| {
        let mut name = report.file_stem().unwrap_or_default().to_owned();
        name.push(ending);
        file.file_name() == Some(&name)
    };
    let is_output =
        ENDINGS.iter().any(of_report) || name(file) == OF_THE_FOLDER || is_page(file) && ending(file) == HOCR;
    is_output || pieces::may_be_piece(report, file)
}

/// The files that are read with a report: its further pages, and the OCR output of all of them. Mostly there are none.
pub fn companions(report: &Path) -> Vec<PathBuf> {
    let pages = pieces::of(report).files;
    let outputs = |page: &PathBuf| outputs_among(page, &mut Folders::default());
    let mut files = outputs_among(report, &mut Folders::default());
    files.extend(pages.iter().flat_map(outputs));
    files.extend(pages);
    files
}

/// The OCR output of a report, in the order of its pages; mostly none.
#[cfg(test)]
fn outputs(report: &Path) -> Vec<PathBuf> {
    outputs_among(report, &mut Folders::default())
}

/// The same, with what was seen of its folder before.
pub(super) fn outputs_among(report: &Path, folders: &mut Folders) -> Vec<PathBuf> {
    let Some(stem) = report.file_stem() else { return Vec::new() };
    let folder = folders.of(report);
    if !folder.may_hold_outputs {
        return Vec::new();
    }
    let named = |(ending, certain): &(&str, bool)| {
        let mut name = stem.to_owned();
        name.push(ending);
        let path = report.with_file_name(name);
        (path != report && path.is_file() && (*certain || says_ocr(&path))).then_some(path)
    };
    if let Some(path) = ENDINGS.iter().find_map(named) {
        return vec![path];
    }
    if !folder.holds_only(report) {
        return Vec::new();
    }
    let lists = report.with_file_name(OF_THE_FOLDER);
    if lists.is_file() && says_ocr(&lists) {
        return vec![lists];
    }
    let mut pages: Vec<PathBuf> = files_beside(report)
        .filter(|path| is_page(path) && ending(path) == HOCR && path != report && path.is_file())
        .collect();
    pages.sort_by_key(|path| (page_number(path), path.clone()));
    pages
}

fn ending(path: &Path) -> String {
    path.extension().map(|ending| ending.to_string_lossy().to_lowercase()).unwrap_or_default()
}

fn name(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().to_lowercase()
}

/// Whether a file is named as the output for a page is.
fn is_page(path: &Path) -> bool {
    name(path).starts_with("page")
}

/// The number in the name of a page; 0 if there is none.
fn page_number(path: &Path) -> u64 {
    let name = name(path);
    let digits = name.trim_start_matches(|sign: char| !sign.is_ascii_digit());
    let end = digits.find(|sign: char| !sign.is_ascii_digit()).unwrap_or(digits.len());
    digits[..end].parse().unwrap_or(0)
}

fn has_text_beside(path: &Path) -> bool {
    TEXTS.iter().map(|ending| path.with_extension(ending)).any(|text| text != path && text.is_file())
}

fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

fn files_beside(path: &Path) -> impl Iterator<Item = PathBuf> {
    let here = path.to_owned();
    let entries = fs::read_dir(folder_of(path)).into_iter().flatten().flatten();
    entries.map(move |entry| here.with_file_name(entry.file_name()))
}

/// The names of the texts in the folder of a file that are taken for reports.
fn texts_in(path: &Path) -> impl Iterator<Item = OsString> {
    let is_text = |path: &Path| {
        let ending = ending(path);
        TEXTS.contains(&ending.as_str()) && !name(path).starts_with('.') && is_report(path)
    };
    let texts = files_beside(path).filter(move |path| path.is_file() && is_text(path));
    texts.filter_map(|path| path.file_name().map(OsStr::to_owned))
}

/// Whether the content of a file is the output of an OCR engine.
fn says_ocr(path: &Path) -> bool {
    let mut bytes = Vec::new();
    if !path.is_file() {
        return false;
    }
    let read = File::open(path).and_then(|file| file.take(MOST_BYTES as u64 + 1).read_to_end(&mut bytes));
    read.is_ok() && is_output(&String::from_utf8_lossy(&bytes))
}

#[cfg(test)]
mod tests {
    use super::*;

    const LISTS: &str = "{\"rec_texts\": []}";
    const TABLE: &str = "level\tpage_num\tblock_num\n";

    /// For files with these names and contents, the reports and the outputs of the first one.
    fn found(files: &[(&str, &str)]) -> (Vec<String>, Vec<String>) {
        let folder = tempfile::tempdir().expect("a folder");
        let paths: Vec<PathBuf> = files.iter().map(|(name, _)| folder.path().join(name)).collect();
        for (path, (_, text)) in paths.iter().zip(files) {
            fs::write(path, text).expect("a file");
        }
        let names = |paths: Vec<PathBuf>| paths.iter().map(|path| name(path)).collect::<Vec<_>>();
        let reports = paths.iter().filter(|path| is_report(path)).cloned().collect();
        (names(reports), names(outputs(&paths[0])))
    }

    #[test]
    fn output_is_found_by_the_name_of_its_report() {
        let both = |reports: &[&str], outputs: &[&str]| {
            let owned = |names: &[&str]| names.iter().map(|&name| name.to_owned()).collect::<Vec<_>>();
            (owned(reports), owned(outputs))
        };
        assert_eq!(found(&[("甲.txt", ""), ("乙.md", ""), ("甲.hocr", "")]), both(&["甲.txt", "乙.md"], &["甲.hocr"]));
        assert_eq!(found(&[("甲.html", ""), ("甲.json", "{}")]), both(&["甲.html"], &[]));
        assert_eq!(found(&[("甲.html", ""), ("甲.json", LISTS)]), both(&["甲.html"], &["甲.json"]));
        assert_eq!(found(&[("甲.txt", ""), ("甲.tsv", TABLE)]), both(&["甲.txt"], &["甲.tsv"]));
        assert_eq!(found(&[("甲.txt", ""), ("甲.tsv", "规章\t0")]), both(&["甲.txt", "甲.tsv"], &[]));
        assert_eq!(found(&[("甲.tsv", TABLE)]), both(&["甲.tsv"], &[]));
        assert_eq!(found(&[("甲.hocr", "")]), both(&["甲.hocr"], &[]));
    }

    #[test]
    fn output_without_the_name_belongs_to_the_one_report_of_the_folder() {
        let pages = [("page_10.hocr", ""), ("page_2.hocr", ""), ("Page_1.HOCR", "")];
        let (reports, outputs) = found(&[&[("甲.txt", "")][..], &pages].concat());
        assert_eq!(
            (reports.len(), outputs),
            (1, vec!["page_1.hocr".into(), "page_2.hocr".into(), "page_10.hocr".into()])
        );
        let (reports, outputs) = found(&[&[("甲.txt", ""), ("乙.txt", ""), ("conf.json", LISTS)][..], &pages].concat());
        assert_eq!((reports.len(), outputs.len()), (5, 0), "nobody knows whose they are");
        assert_eq!(found(&[("甲.txt", ""), ("conf.json", LISTS)]).1, ["conf.json"]);
        assert_eq!(found(&[("甲.txt", ""), ("conf.json", "{}")]).1, [""; 0]);
    }
}
