//! Findings as SARIF 2.1.0 (OASIS, *Static Analysis Results Interchange Format*), one run with one result a finding.

use serde_json::{Map, Value, json};

use crate::cli::check::counts::Counts;
use crate::cli::check::layout::FindingsLayout;
use crate::findings::wording::RenderedFinding;
use crate::form::rule::{Rule, Severity};
use crate::words::Words;

const SCHEMA: &str = "https://json.schemastore.org/sarif-2.1.0.json";

pub(super) struct Sarif<'a> {
    pub rules: &'a [Rule],
    pub words: &'a Words,
}

impl Sarif<'_> {
    fn rule(&self, rule: &Rule) -> Value {
        let text = |text: &str| json!({ "text": text });
        let language = self.words.language;
        let level = match rule.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Hint => "note",
        };
        let mut object = Map::new();
        object.insert("id".into(), rule.id.as_str().into());
        object.insert("name".into(), rule.name.get(language).into());
        object.insert("shortDescription".into(), text(rule.says.get(language)));
        if let Some(why) = &rule.why {
            object.insert("fullDescription".into(), text(why.get(language)));
        }
        object.insert("defaultConfiguration".into(), json!({ "level": level }));
        Value::Object(object)
    }

    fn result(&self, finding: &RenderedFinding) -> Value {
        // What did not run is neither a failure nor a pass.
        let did_not_run = matches!(finding.kind, "not_run" | "year_not_run");
        let level = match finding.level {
            _ if did_not_run => "none",
            "open" => "warning",
            level => level,
        };
        let text: Vec<&str> = [&finding.message].into_iter().chain(&finding.details).map(String::as_str).collect();
        let mut object = Map::new();
        object.insert("ruleId".into(), finding.rules.first().map_or(finding.kind, String::as_str).into());
        let known = finding.rules.first().and_then(|id| self.rules.iter().position(|rule| rule.id == *id));
        object.extend(known.map(|nth| ("ruleIndex".to_owned(), nth.into())));
        if did_not_run {
            object.insert("kind".into(), "open".into());
        }
        object.insert("level".into(), level.into());
        object.insert("message".into(), json!({ "text": text.join("\n") }));
        object.insert("locations".into(), json!([location(finding)]));
        object.insert(
            "properties".into(),
            json!({ "kind": finding.kind, "cells": finding.cells, "equations": finding.equations, "repairs": finding.repairs }),
        );
        Value::Object(object)
    }
}

fn location(finding: &RenderedFinding) -> Value {
    let mut physical = Map::new();
    physical.insert("artifactLocation".into(), json!({ "uri": uri(&finding.source) }));
    if let (Some(line), Some(column)) = (finding.line, finding.column) {
        physical.insert("region".into(), json!({ "startLine": line, "startColumn": column }));
    }
    let logical: Vec<Value> = finding.cells.iter().map(|cell| json!({ "fullyQualifiedName": cell })).collect();
    json!({ "physicalLocation": physical, "logicalLocations": logical })
}

/// A path as the reference of a URI (RFC 3986): unreserved characters as they are, the rest as its bytes.
fn uri(path: &str) -> String {
    let sign = |byte: u8| match byte {
        b'/' | b'-' | b'.' | b'_' | b'~' => char::from(byte).to_string(),
        _ if byte.is_ascii_alphanumeric() => char::from(byte).to_string(),
        _ => format!("%{byte:02X}"),
    };
    path.replace('\\', "/").bytes().map(sign).collect()
}

impl FindingsLayout for Sarif<'_> {
    fn opening(&self) -> String {
        let rules: Vec<Value> = self.rules.iter().map(|rule| self.rule(rule)).collect();
        let driver = json!({ "name": "gouji", "version": env!("CARGO_PKG_VERSION"), "rules": rules });
        format!(
            "{{\"$schema\":\"{SCHEMA}\",\"version\":\"2.1.0\",\"runs\":[{{\"tool\":{{\"driver\":{driver}}},\"columnKind\":\"unicodeCodePoints\",\"results\":[\n"
        )
    }

    fn between(&self) -> &'static str {
        ",\n"
    }

    fn finding(&self, finding: &RenderedFinding) -> String {
        self.result(finding).to_string()
    }

    fn closing(&self, _: &Counts) -> String {
        "\n]}]}\n".to_owned()
    }
}
