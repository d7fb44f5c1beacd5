//! A Frictionless data package (<https://datapackage.org>): what the columns of an exported file are, for other programs.

use serde_json::{Map, Value, json};

use crate::catalogue::Catalogue;
use crate::export::columns::{Column, Kind};
use crate::export::rows::unit_name;
use crate::export::tables::{CellTable, ReportTable, WideColumn};
use crate::export::{Format, Setting};
use crate::form::{CellId, Unit};
use crate::words::{ExportMessage, Language};

/// Whether the columns of a format can be described.
pub fn is_described(format: Format) -> bool {
    about(format).is_some()
}

/// The descriptor of a file that was written in a format; nothing if it cannot be described.
pub fn describe(format: Format, setting: Setting, file: &str) -> Option<String> {
    let (kind, media) = about(format)?;
    let words = setting.words;
    let (name, fields, key): (_, _, &[&str]) = match format {
        Format::WideCsv => ("reports", wide_fields(setting)?, &["source"]),
        _ => ("cells", long_fields(format, setting)?, &["source", "cell"]),
    };
    let has = |name: &&str| fields.iter().any(|field| field["name"] == **name);
    let mut schema = json!({ "fields": fields, "missingValues": [""] });
    if key.iter().all(has) {
        schema["primaryKey"] = json!(key);
    }
    let mut resource = Map::new();
    resource.insert("name".into(), name.into());
    resource.insert("type".into(), "table".into());
    resource.insert("path".into(), file.into());
    resource.insert("format".into(), kind.into());
    resource.insert("mediatype".into(), media.into());
    if format != Format::Parquet {
        resource.insert("encoding".into(), if setting.bom { "utf-8-sig" } else { "utf-8" }.into());
    }
    if matches!(format, Format::Json | Format::Jsonl) {
        resource.insert("dialect".into(), json!({ "json": { "keyed": true } }));
    }
    resource.insert("schema".into(), schema);
    let package = json!({
        "name": "gouji-export",
        "title": words.say(ExportMessage::ExportPage),
        "description": words.say(ExportMessage::PackageAbout),
        "resources": [resource],
    });
    Some(format!("{package:#}\n"))
}

/// What a format is called in a descriptor.
fn about(format: Format) -> Option<(&'static str, &'static str)> {
    Some(match format {
        Format::Csv | Format::WideCsv => ("csv", "text/csv"),
        Format::Json => ("json", "application/json"),
        Format::Jsonl => ("jsonl", "application/jsonl"),
        Format::Parquet => ("parquet", "application/vnd.apache.parquet"),
        Format::Ron | Format::Xlsx | Format::Markdown | Format::Html => return None,
    })
}

fn long_fields(format: Format, setting: Setting) -> Option<Vec<Value>> {
    let cells = CellTable::of(setting).ok()?;
    Some(cells.columns.iter().map(|column| described(column, format, setting.words.language)).collect())
}

fn wide_fields(setting: Setting) -> Option<Vec<Value>> {
    let reports = ReportTable::of(setting).ok()?;
    let cell = |id: &CellId| {
        let (label, unit) = printed(setting.catalogue, id);
        let about = match unit {
            Unit::Count => label,
            Unit::TenThousandYuan => format!("{label} ({})", setting.words.say(ExportMessage::InTenThousandYuan)),
        };
        field(id.as_str(), Kind::Figure, Some(unit_name(unit)), &about, Map::new())
    };
    let column = |column: &WideColumn| match column {
        WideColumn::About(column) => described(column, Format::WideCsv, setting.words.language),
        WideColumn::Cell(id) => cell(id),
    };
    Some(reports.columns.iter().map(column).collect())
}

/// A column of a table in a format.
fn described<G>(column: &Column<G>, format: Format, language: Language) -> Value {
    let mut constraints = Map::new();
    if column.required {
        constraints.insert("required".into(), true.into());
    }
    // Some readers of Parquet turn a null probability into a number that no range holds.
    let is_unbounded = format == Format::Parquet && !column.required;
    match column.kind {
        Kind::Name(names) => _ = constraints.insert("enum".into(), names().into()),
        Kind::Pattern(pattern) => _ = constraints.insert("pattern".into(), pattern.into()),
        Kind::Count => _ = constraints.insert("minimum".into(), 0.into()),
        Kind::Probability if !is_unbounded => {
            constraints.insert("minimum".into(), 0.into());
            constraints.insert("maximum".into(), 1.into());
        }
        Kind::Probability | Kind::Text | Kind::Year | Kind::Figure => {}
    }
    field(column.name, column.kind, column.unit.name(), column.about(language), constraints)
}

/// The printed labels of a cell on the newest form that has it, and what its column counts.
fn printed(catalogue: &Catalogue, id: &CellId) -> (String, Unit) {
    let tables = catalogue.forms.iter().rev().flat_map(|form| &form.tables);
    let found = tables.flat_map(|table| table.cells().map(move |at| (table, at))).find_map(|(table, (b, r, c))| {
        let (row, column) = (&table.blocks[b].rows[r], &table.blocks[b].columns[c]);
        let is_it = CellId::new(&table.id, &row.id, &column.id) == *id;
        is_it.then(|| (format!("{} / {}", row.full_label(), column.label), column.unit))
    });
    found.unwrap_or_default()
}

fn field(name: &str, kind: Kind, unit: Option<&str>, about: &str, constraints: Map<String, Value>) -> Value {
    let kind = match kind {
        Kind::Text | Kind::Pattern(_) | Kind::Name(_) => "string",
        Kind::Year | Kind::Count => "integer",
        Kind::Figure | Kind::Probability => "number",
    };
    let mut field = Map::new();
    field.insert("name".into(), name.into());
    field.insert("type".into(), kind.into());
    field.insert("description".into(), about.into());
    field.extend(unit.map(|unit| ("unit".to_owned(), unit.into())));
    if !constraints.is_empty() {
        field.insert("constraints".into(), constraints.into());
    }
    Value::Object(field)
}
