//! The forms, rules and title patterns in force: those of `assets/`, and a user's own over them.

use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, LazyLock, Mutex, OnceLock, PoisonError};

use regex::Regex;

use crate::claims::{self, Claim, Grammar};
use crate::data::{self, Pattern};
use crate::error::{Error, Flaw, Mistake, Result};
use crate::form::Form;
use crate::form::rule::{Kind, Rule};
use crate::sheet::Sheet;
use crate::sheet::record::Record;
use crate::source::Source;
use crate::words::DataMessage;

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

    fn from_files(form_files: &[DataFile], rule_files: &[DataFile], own_files: &[DataFile]) -> Result<Self> {
        let mut forms: Vec<(Arc<Form>, &DataFile)> = Vec::new();
        for file in form_files {
            let form = Arc::new(Form::parse(&file.0, &file.1)?);
            forms.retain(|(other, _)| other.id != form.id);
            forms.push((form, file));
        }
        forms.sort_by(|(a, _), (b, _)| a.id.cmp(&b.id));
        let known: Vec<&Form> = forms.iter().map(|(form, _)| &**form).collect();
        let mut rules = rules_of(rule_files, &known)?;
        for own in rules_of(own_files, &known)? {
            own.valid_patterns()?;
            match rules.iter_mut().find(|other| *other.rule.id == *own.rule.id) {
                Some(other) => *other = own,
                None => rules.push(own),
            }
        }
        no_cycle(&forms, &rules, own_files)?;
        let grammar = if own_files.is_empty() { OURS.clone() } else { Arc::default() };
        let forms = forms.into_iter().map(|(form, _)| form).collect();
        let rules = rules.into_iter().map(|from| from.rule).collect();
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
        let prose = |(rule_ix, rule): (usize, &Rule)| {
            if let Kind::Prose(prose) = &rule.kind { Some((prose.clone(), rule_ix)) } else { None }
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
        let tables = self.table_ids().into_iter().zip(forms).filter_map(|(id, &form_ix)| {
            let form = &self.forms[form_ix];
            Some((form.clone(), form.table(id)?))
        });
        let sheet = Arc::new(Sheet::new(&tables.collect::<Vec<_>>(), &self.rules));
        sheets.insert(forms.to_vec(), sheet.clone());
        sheet
    }
}

/// A rule and the file that it comes from.
struct FromFile<'f> {
    rule: Rule,
    file: &'f DataFile,
}

impl FromFile<'_> {
    fn error(&self, mistake: Mistake) -> Error {
        Error::in_data(&self.file.0, &self.file.1, mistake)
    }

    /// Sees that the patterns of a user's rule are regular expressions; ours are held right by a test.
    fn valid_patterns(&self) -> Result<()> {
        let Kind::Prose(prose) = &self.rule.kind else { return Ok(()) };
        claims::validate(prose).map_err(|mistake| self.error(mistake))
    }
}

/// The rules of some files, checked against the forms; no id is given twice.
fn rules_of<'f>(files: &'f [DataFile], forms: &[&Form]) -> Result<Vec<FromFile<'f>>> {
    let mut rules: Vec<FromFile> = Vec::new();
    for file in files {
        for rule in Rule::parse(&file.0, &file.1)? {
            let from = FromFile { rule, file };
            let id = &from.rule.id;
            from.rule.validate(forms).map_err(|mistake| from.error(mistake))?;
            if rules.iter().any(|other| *other.rule.id == **id) {
                return Err(from.error(id.mistake(Flaw::from(DataMessage::RuleInTwoFiles { rule: id.to_string() }))));
            }
            rules.push(from);
        }
    }
    Ok(rules)
}

/// No total may be, through other totals, a part of itself.
fn no_cycle(forms: &[(Arc<Form>, &DataFile)], from: &[FromFile], own_files: &[DataFile]) -> Result<()> {
    let rules: Vec<Rule> = from.iter().map(|from| from.rule.clone()).collect();
    for (form, form_file) in forms {
        let tables: Vec<_> = (0..form.tables.len()).map(|table| (form.clone(), table)).collect();
        let sheet = Sheet::new(&tables, &rules);
        let Some(cycle) = sheet.cycle() else { continue };
        let rule_of = |equation_ix: &usize| &from[sheet.equations[*equation_ix].rule];
        let total = &sheet.slots[sheet.equations[cycle[0]].right[0]].id;
        let by = cycle
            .iter()
            .map(|equation_ix| format!("`{}`", rule_of(equation_ix).rule.id))
            .collect::<Vec<_>>()
            .join(", ");
        let what = Flaw::from(DataMessage::PartOfItself {
            form: form.id.to_string(),
            cell: total.to_string(),
            rules: by.clone(),
        });
        let own = |from: &&FromFile| own_files.iter().any(|own| std::ptr::eq(own, from.file));
        return Err(match cycle.iter().map(rule_of).find(own) {
            Some(own) => own.error(own.rule.id.mistake(what)),
            None => Error::in_data(&form_file.0, &form_file.1, Mistake { at: 0, what }),
        });
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
    let patterns: Vec<Pattern> = data::parse(Path::new(TITLES.0), TITLES.1)?;
    Ok(patterns.into_iter().map(|Pattern(regex)| regex).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_built_in_forms_have_the_cells_and_equations_of_the_official_ones() {
        let catalogue = Catalogue::built_in();
        assert_eq!(catalogue.table_ids(), ["disclosure", "requests", "disputes"]);
        let sizes = |form_ix| {
            let sheet = catalogue.sheet(&[form_ix; 3]);
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
                "own.ron:3:36: rule `a`: no cell is named `disclosure.fee.amount`; did you mean `disclosure.fees.amount`? There are: disclosure.regulation",
            ),
            (
                rule("a", "Product(left: [])"),
                "own.ron:3:15: no value here is named `Product`; there are: Linear, Inequality, Carry, Stock",
            ),
            (
                rule("a", &sum("total", "total")),
                "own.ron:3:77: rule `a`: `total` stands on both sides, so it would be a part of itself",
            ),
            (
                rule("a", &sum("total", "business")),
                "own.ron:2:10: form 2019: `requests.new_received.total` is a part of itself by the rules `total`, `a`",
            ),
            (
                rule("a", &sum("business", "total")) + &rule("a", &sum("business", "total")),
                "own.ron:4:10: the rule `a` is given twice",
            ),
            (rule("a", "Plausibility(cells: [\"disclosure.fees.*\"], at_most: \"much\")"), "own.ron:3:67: `much`"),
            (rule("total", &sum("business", "total")), "right"),
        ];
        for (rules, expected) in cases {
            let said = said_of(&format!("[\n{rules}]"));
            assert!(said.contains(expected), "{said:?} should contain {expected:?}");
        }
    }

    #[test]
    fn a_mistake_in_a_users_form_or_rule_is_reported_where_it_was_made() {
        let form = |rows: &str| {
            format!(
                "// \"requests\", \"a\", \"b\"\n(id: \"x\", notice: \"\", tables: [(id: §§\"requests\", number: \"\", title: \"\", blocks: [\n(\nheads: [],\ncolumns: [(id: \"b\", label: \"\", short: \"\")],\nlines: [{rows}])])])"
            )
        };
        let empty = form("").replace("§§", "§");
        let row = "Row(id: \"a\", label: \"a\")";
        let twice = form(&format!("{row},\n  Row(label: \"a\", id: §\"a\")")).replace("§§", "");
        let prose = |topic: &str, said: &str| {
            format!(
                "[(id: \"own\", severity: Hint, name: (zh: \"\", en: \"\"), says: (zh: \"\", en: \"\"),\n kind: Prose(topic: {topic}, // \"a(b\", \"reqests\"\n said: [{said}], readings: []))]"
            )
        };
        let linear = "[(id: \"a\", severity: Error, name: (zh: \"\", en: \"\"), says: (zh: \"nobody\", en: \"\"),\n /* \"nobody\" */ kind: Linear(table: \"requests\", each: Row, left: [§\"nobody\"], right: [\"total\"]))]";
        let cases = [
            ("forms/x.ron", "(id: \"x\",\n notice: §3)".to_owned(), "Expected string"),
            ("forms/x.ron", empty, "table `requests` has no cells"),
            ("forms/x.ron", twice, "the address `requests.a.b` is given twice"),
            ("rules/x.ron", linear.to_owned(), "rule `a`: no row or column is named `nobody`"),
            (
                "rules/x.ron",
                linear.replace("(id: \"a\"", "(id: \"a\", forms: [§\"2022\"]").replace("[§\"n", "[\"n"),
                "rule `a`: no form is named `2022`; did you mean `2021`? There are: 2019, 2021",
            ),
            (
                "rules/x.ron",
                prose("§\"reqests\"", ""),
                "no topic is named `reqests`; did you mean `requests`? There are: requests, ",
            ),
            ("rules/x.ron", prose("\"requests\"", "\"ab\", §\"a(b\""), "this is not a regular expression: "),
        ];
        for (name, marked, expected) in cases {
            let (before, after) = marked.split_once('§').expect("a mark");
            let (line, last) = (before.matches('\n').count() + 1, before.rsplit('\n').next().unwrap_or_default());
            let expected = format!("x.ron:{line}:{}: {expected}", last.chars().count() + 1);
            let folder = tempfile::tempdir().expect("a folder");
            let path = folder.path().join(name);
            fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
            fs::write(&path, format!("{before}{after}")).expect("a file");
            let said = Catalogue::load(folder.path()).expect_err("the file is wrong").to_string();
            assert!(said.contains(&expected), "{marked}\n  says     {said}\n  expected {expected}");
        }
    }
}
