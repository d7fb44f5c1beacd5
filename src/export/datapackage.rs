//! A Frictionless data package (<https://datapackage.org>): what the columns of an exported file are, for other programs.

use serde_json::{Map, Value, json};

use crate::catalogue::Catalogue;
use crate::export::decided::heads;
use crate::export::wide::{ABOUT, addresses};
use crate::export::{COLUMNS, Format, Setting};
use crate::form::{CellId, Unit};
use crate::words::{Word, Words};

/// Whether the columns of a format can be described.
pub fn is_described(format: Format) -> bool {
    about(format).is_some()
}

/// The descriptor of a file that was written in a format; nothing if it cannot be described.
pub fn describe(format: Format, setting: Setting, file: &str) -> Option<String> {
    let (kind, media) = about(format)?;
    let words = setting.words;
    let (name, fields, key) = match format {
        Format::WideCsv => ("reports", wide_fields(setting), json!(["source"])),
        _ => ("cells", long_fields(format, words), json!(["source", "cell"])),
    };
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
    resource.insert("schema".into(), json!({ "fields": fields, "missingValues": [""], "primaryKey": key }));
    let package = json!({
        "name": "gouji-export",
        "title": words.say(Word::ExportPage),
        "description": words.say(Word::PackageAbout),
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

fn long_fields(format: Format, words: &Words) -> Vec<Value> {
    let described = COLUMNS.into_iter().zip(heads(words, Word::LongColumns));
    // Some readers of Parquet make a null probability a number that is none, which no range holds.
    let is_unbounded = |name: &str| format == Format::Parquet && name == "probability";
    let limits = |name: &str| if is_unbounded(name) { Value::Null } else { constraints(name) };
    described.map(|(name, about)| field(name, kind(name), about, limits(name))).collect()
}

fn kind(column: &str) -> &'static str {
    match column {
        "year" => "integer",
        "value" | "suggested" | "confidence" | "probability" => "number",
        _ => "string",
    }
}

fn constraints(column: &str) -> Value {
    match column {
        "source" | "form" | "cell" | "label" => json!({ "required": true }),
        "state" => json!({ "required": true, "enum": ["number", "blank", "not_applicable", "illegible", "absent"] }),
        "proof" => {
            json!({ "required": true, "enum": ["contradicted", "unchecked", "trivial", "supported", "proved"] })
        }
        "status" => json!({ "required": true, "enum": ["unreviewed", "confirmed", "corrected", "source_error"] }),
        "confidence" => json!({ "required": true, "minimum": 0, "maximum": 1 }),
        "probability" => json!({ "minimum": 0, "maximum": 1 }),
        "line" => json!({ "pattern": "[0-9]+:[0-9]+" }),
        _ => Value::Null,
    }
}

fn wide_fields(setting: Setting) -> Vec<Value> {
    let about = ABOUT.into_iter().zip(heads(setting.words, Word::WideColumns)).map(|(name, about)| {
        let (kind, required) = match name {
            "source" | "form" => ("string", json!({ "required": true })),
            "agency" => ("string", Value::Null),
            "year" => ("integer", Value::Null),
            _ => ("integer", json!({ "required": true, "minimum": 0 })),
        };
        field(name, kind, about, required)
    });
    let cell = |id: CellId| {
        let (label, unit) = printed(setting.catalogue, &id);
        let about = match unit {
            Unit::Count => label,
            Unit::TenThousandYuan => format!("{label} ({})", setting.words.say(Word::InTenThousandYuan)),
        };
        field(id.as_str(), "number", &about, Value::Null)
    };
    about.chain(addresses(setting.catalogue).into_iter().map(cell)).collect()
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

fn field(name: &str, kind: &str, about: &str, constraints: Value) -> Value {
    let mut field = Map::new();
    field.insert("name".into(), name.into());
    field.insert("type".into(), kind.into());
    field.insert("description".into(), about.into());
    if !constraints.is_null() {
        field.insert("constraints".into(), constraints);
    }
    Value::Object(field)
}
