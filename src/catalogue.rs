//! The forms, rules and title patterns in force: those of `assets/`, and a user's own over them.

use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, LazyLock, Mutex, OnceLock, PoisonError};

use regex::Regex;

use crate::claims::{Claim, Grammar, faulty_pattern};
use crate::data;
use crate::error::{Error, Flaw, Result};
use crate::form::Form;
use crate::form::rule::{Kind, Rule};
use crate::sheet::Sheet;
use crate::sheet::record::Record;
use crate::source::Source;
use crate::words::Word;

/// Everything that is known before a report is opened.
#[derive(Debug)]
pub struct Catalogue {
    /// The official forms, oldest first
    pub forms: Vec<Arc<Form>>,
    /// The edit rules, in the order of the files
    pub rules: Vec<Rule>,
    /// How titles name agency and year
    pub titles: Vec<Regex>,
    sheets: Mutex<HashMap<Vec<usize>, Arc<Sheet>>>,
    /// The patterns of the rules for prose, put together when they are first needed
    grammar: Arc<Patterns>,
}

/// The patterns of rules for prose, and the positions of those rules; they take a while to put together.
type Patterns = OnceLock<(Grammar, Vec<usize>)>;

/// Those of our own rules.
static OURS: LazyLock<Arc<Patterns>> = LazyLock::new(Arc::default);

const FORMS: &[(&str, &str)] = &[
    ("assets/forms/2019.ron", include_str!("../assets/forms/2019.ron")),
    ("assets/forms/2021.ron", include_str!("../assets/forms/2021.ron")),
];
const RULES: &[(&str, &str)] = &[
    ("assets/rules/sums.ron", include_str!("../assets/rules/sums.ron")),
    ("assets/rules/years.ron", include_str!("../assets/rules/years.ron")),
    ("assets/rules/hints.ron", include_str!("../assets/rules/hints.ron")),
    ("assets/rules/prose.ron", include_str!("../assets/rules/prose.ron")),
];
const TITLES: (&str, &str) = ("assets/titles.ron", include_str!("../assets/titles.ron"));

/// A data file: where it lies and what it says.
type DataFile = (PathBuf, String);

impl Catalogue {
    /// The built-in forms and rules.
    ///
    /// # Panics
    /// Never: the built-in files are held to this by a test.
    pub fn built_in() -> Self {
        Self::from_files(&built_in(FORMS), &built_in(RULES), &[]).expect("assets are held right by a test")
    }

    /// The built-in forms and rules with those in `folder/forms` and `folder/rules` over them: a form or rule of the
    /// same id replaces ours, another is added.
    ///
    /// # Errors
    /// [`Error::Data`] with file, line and column, if a file is wrong; [`Error::Read`] if one cannot be read.
    pub fn load(folder: &Path) -> Result<Self> {
        let mut forms = built_in(FORMS);
        forms.extend(ron_files(&folder.join("forms"))?);
        Self::from_files(&forms, &built_in(RULES), &ron_files(&folder.join("rules"))?)
    }

    fn from_files(form_files: &[DataFile], rules_in: &[DataFile], own_rules: &[DataFile]) -> Result<Self> {
        let mut forms: Vec<Arc<Form>> = Vec::new();
        for (path, text) in form_files {
            let form = Arc::new(Form::parse(path, text)?);
            forms.retain(|other| other.id != form.id);
            forms.push(form);
        }
        forms.sort_by(|a, b| a.id.cmp(&b.id));
        let known: Vec<&Form> = forms.iter().map(AsRef::as_ref).collect();
        let mut rules = rules_of(rules_in, &known)?;
        let own = rules_of(own_rules, &known)?;
        right_patterns(&own, own_rules)?;
        for own in own {
            match rules.iter_mut().find(|other| other.id == own.id) {
                Some(other) => *other = own,
                None => rules.push(own),
            }
        }
        no_cycle(&forms, &rules, own_rules)?;
        let grammar = if own_rules.is_empty() { OURS.clone() } else { Arc::default() };
        Ok(Self { forms, rules, titles: titles()?, sheets: Mutex::default(), grammar })
    }

    /// The names of all tables, in the order in which the forms print them.
    pub fn table_ids(&self) -> Vec<&str> {
        let mut ids: Vec<&str> = Vec::new();
        for table in self.forms.iter().flat_map(|form| &form.tables) {
            if !ids.contains(&table.id.as_str()) {
                ids.push(&table.id);
            }
        }
        ids
    }

    /// What sentences of a report claim about its tables, in the order of the text.
    pub fn claims(&self, source: &Source, record: &Record) -> Vec<Claim> {
        let (grammar, rules) = self.grammar.get_or_init(|| self.put_together());
        let claims = grammar.claims(source, record).into_iter();
        claims.map(|claim| Claim { rule: rules[claim.rule], ..claim }).collect()
    }

    /// Puts together beforehand what the first report would wait for. Who asks for it meanwhile waits for the rest only.
    pub fn warm(&self) {
        self.grammar.get_or_init(|| self.put_together());
    }

    /// The patterns of all rules for prose, and the positions of those rules.
    fn put_together(&self) -> (Grammar, Vec<usize>) {
        let prose = |(nth, rule): (usize, &Rule)| {
            if let Kind::Prose(prose) = &rule.kind { Some((prose.clone(), nth)) } else { None }
        };
        let (rules, positions) = self.rules.iter().enumerate().filter_map(prose).unzip();
        let grammar = Grammar::new(rules);
        (grammar.expect("ours are held right by a test, a user's when they are read"), positions)
    }

    /// The sheet whose tables, in the order of [`Catalogue::table_ids`], follow the forms at these positions.
    pub fn sheet(&self, forms: &[usize]) -> Arc<Sheet> {
        let mut sheets = self.sheets.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(sheet) = sheets.get(forms) {
            return sheet.clone();
        }
        let tables = self.table_ids().into_iter().zip(forms).filter_map(|(id, &nth)| {
            let form = &self.forms[nth];
            Some((form.clone(), form.table(id)?))
        });
        let sheet = Arc::new(Sheet::new(&tables.collect::<Vec<_>>(), &self.rules));
        sheets.insert(forms.to_vec(), sheet.clone());
        sheet
    }
}

/// The rules of some files, held against the forms; among them, each id stands once.
fn rules_of(files: &[DataFile], forms: &[&Form]) -> Result<Vec<Rule>> {
    let mut rules: Vec<Rule> = Vec::new();
    for (path, text) in files {
        for rule in Rule::parse(path, text)? {
            rule.validate(path, text, forms)?;
            if rules.iter().any(|other| other.id == rule.id) {
                let what = Flaw::of(Word::RuleInTwoFiles, &[&rule.id]);
                return Err(Error::named(path, text, &rule.id, 0, what));
            }
            rules.push(rule);
        }
    }
    Ok(rules)
}

/// Sees that the patterns of a user's rules for prose are regular expressions; ours are held right by a test.
fn right_patterns(rules: &[Rule], files: &[DataFile]) -> Result<()> {
    for rule in rules {
        let Kind::Prose(prose) = &rule.kind else { continue };
        let Some((pattern, why)) = faulty_pattern(prose)? else { continue };
        let quoted = format!("\"{}\"", rule.id);
        let file = files.iter().find(|(_, text)| text.contains(&quoted));
        let (path, text) = file.map_or((Path::new(""), ""), |(path, text)| (path, text));
        return Err(Error::named_after(path, text, &rule.id, &pattern, why));
    }
    Ok(())
}

/// No total may be, through other totals, a part of itself.
fn no_cycle(forms: &[Arc<Form>], rules: &[Rule], files: &[DataFile]) -> Result<()> {
    for form in forms {
        let tables: Vec<_> = (0..form.tables.len()).map(|table| (form.clone(), table)).collect();
        let sheet = Sheet::new(&tables, rules);
        let Some(cycle) = sheet.cycle() else { continue };
        let id = |nth: &usize| rules[sheet.equations[*nth].rule].id.as_str();
        let total = &sheet.slots[sheet.equations[cycle[0]].right[0]].id;
        let by = cycle.iter().map(|nth| format!("`{}`", id(nth))).collect::<Vec<_>>().join(", ");
        let what = Flaw::of(Word::PartOfItself, &[&form.id, &total, &by]);
        let mut places = files.iter().flat_map(|file| cycle.iter().map(move |nth| (file, id(nth))));
        let place = places.find(|((_, text), id)| text.contains(&format!("\"{id}\"")));
        let Some(((path, text), rule)) = place else {
            return Err(Error::named(Path::new("assets/rules"), "", "", 0, what));
        };
        return Err(Error::named(path, text, rule, 0, what));
    }
    Ok(())
}

fn built_in(files: &[(&str, &str)]) -> Vec<DataFile> {
    files.iter().map(|(path, text)| (PathBuf::from(path), (*text).to_owned())).collect()
}

/// The `.ron` files of a folder in the order of their names; none if there is no such folder.
fn ron_files(folder: &Path) -> Result<Vec<DataFile>> {
    if !folder.is_dir() {
        return Ok(Vec::new());
    }
    let entries = fs::read_dir(folder).map_err(|error| Error::Read(folder.into(), error))?;
    let mut paths: Vec<_> = entries.filter_map(|entry| Some(entry.ok()?.path())).collect();
    paths.retain(|path| path.extension().is_some_and(|ending| ending == "ron"));
    paths.sort();
    let read = |path: PathBuf| match fs::read_to_string(&path) {
        Ok(text) => Ok((path, text)),
        Err(error) => Err(Error::Read(path, error)),
    };
    paths.into_iter().map(read).collect()
}

fn titles() -> Result<Vec<Regex>> {
    let (path, text) = TITLES;
    let patterns: Vec<String> = data::parse(Path::new(path), text)?;
    let compile = |pattern: &String| {
        Regex::new(pattern).map_err(|error| Error::named(Path::new(path), text, pattern, 0, error.to_string()))
    };
    patterns.iter().map(compile).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_built_in_forms_have_the_cells_and_equations_of_the_official_ones() {
        let catalogue = Catalogue::built_in();
        assert_eq!(catalogue.table_ids(), ["disclosure", "requests", "disputes"]);
        let sizes = |nth| {
            let sheet = catalogue.sheet(&[nth; 3]);
            let strict = sheet.equations.iter().filter(|equation| equation.is_strict()).count();
            (sheet.len(), sheet.parts[1].cells.len(), strict, sheet.equations.len() - strict, sheet.links.len())
        };
        assert_eq!(sizes(0), (198, 161, 37 + 3, 0, 7), "form 2019");
        assert_eq!(sizes(1), (200, 175, 39 + 3, 2, 7 + 2), "form 2021");
    }

    #[test]
    fn a_form_of_its_own_needs_no_code() {
        let folder = tempfile::tempdir().expect("a folder");
        fs::create_dir(folder.path().join("forms")).expect("a folder");
        let form = r#"(id: "2030", notice: "试行", tables: [(id: "disputes", number: "四", title: "复议", layout: Across, blocks: [(
            heads: [], columns: [(id: "upheld", label: "维持", short: "维"), (id: "corrected", label: "纠正", short: "纠"),
            (id: "other", label: "其他", short: "他"), (id: "pending", label: "未结", short: "未"), (id: "total", label: "总计", short: "总")],
            lines: [Row(id: "review", label: "行政复议")])])])"#;
        fs::write(folder.path().join("forms/2030.ron"), form).expect("a file");
        let catalogue = Catalogue::load(folder.path()).expect("a right form");
        let sheet = catalogue.sheet(&[1, 1, 2]);
        assert_eq!((sheet.len(), sheet.parts[2].cells.len()), (190, 5));
        assert_eq!(sheet.equations.len(), 39 + 2 + 1, "the rule `outcomes` holds on it too");
    }

    /// What is said of a file of rules in the user's folder.
    fn said_of(rules: &str) -> String {
        let folder = tempfile::tempdir().expect("a folder");
        fs::create_dir(folder.path().join("rules")).expect("a folder");
        fs::write(folder.path().join("rules/own.ron"), rules).expect("a file");
        Catalogue::load(folder.path()).map_or_else(|error| error.to_string(), |_| "right".to_owned())
    }

    fn rule(id: &str, kind: &str) -> String {
        format!(
            "    (id: \"{id}\", severity: Error, name: (zh: \"\", en: \"\"), says: (zh: \"\", en: \"\"),\n        kind: {kind}),\n"
        )
    }

    #[test]
    fn a_wrong_rule_is_told_with_its_place_and_the_names_that_exist() {
        let sum = |left: &str, right: &str| {
            format!("Linear(table: \"requests\", each: Row, left: [\"{left}\"], right: [\"{right}\"])")
        };
        let cases = [
            (
                rule("a", &sum("nobody", "total")),
                "own.ron:3:59: rule `a`: no row or column is named `nobody`; there are: natural_person, business",
            ),
            (
                rule("a", "Plausibility(cells: [\"disclosure.fee.amount\"], at_most: \"1\")"),
                "own.ron:3:36: rule `a`: no cell is named `disclosure.fee.amount`; there are: disclosure.regulation",
            ),
            (
                rule("a", "Product(left: [])"),
                "own.ron:3:15: Unexpected variant named `Product` in enum `Kind`, expected one of `Linear`, `Inequality`, `Carry`, `Stock`",
            ),
            (rule("a", &sum("total", "total")), "`total` stands on both sides, so it would be a part of itself"),
            (
                rule("a", &sum("total", "business")),
                "`requests.new_received.total` is a part of itself by the rules `total`, `a`",
            ),
            (
                rule("a", &sum("business", "total")) + &rule("a", &sum("business", "total")),
                "own.ron:4:10: the rule `a` is given twice",
            ),
            (rule("a", "Plausibility(cells: [\"disclosure.fees.*\"], at_most: \"much\")"), "own.ron:3:"),
            (rule("total", &sum("business", "total")), "right"),
        ];
        for (rules, expected) in cases {
            let said = said_of(&format!("[\n{rules}]"));
            assert!(said.contains(expected), "{said:?} should contain {expected:?}");
        }
    }

    #[test]
    fn a_broken_file_is_named_with_its_place() {
        let cases = [
            ("forms/x.ron", "(id: \"x\",\n notice: 3)", "x.ron:2:9"),
            (
                "rules/x.ron",
                "[(id: \"a\", severity: Error, name: (zh: \"\", en: \"\"), says: (zh: \"\", en: \"\"),\n kind: Linear(table: \"requests\", each: Row, left: [\"nobody\"], right: [\"total\"]))]",
                "x.ron:2:52",
            ),
        ];
        for (name, text, place) in cases {
            let folder = tempfile::tempdir().expect("a folder");
            let path = folder.path().join(name);
            fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
            fs::write(&path, text).expect("a file");
            let error = Catalogue::load(folder.path()).expect_err("the file is wrong").to_string();
            assert!(error.contains(place), "{error} should name {place}");
        }
    }
}
