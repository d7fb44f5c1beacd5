//! What agencies and converters put around the digits of a number, from `assets/values.ron`.

use std::sync::LazyLock;

use foldhash::HashMap;
use serde::Deserialize;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Signs {
    pub not_applicable: Vec<String>,
    pub units: Vec<String>,
    pub yuan: Vec<String>,
    pub minus: Vec<String>,
    pub plus: Vec<String>,
    pub letters: HashMap<char, char>,
    pub specks: Vec<char>,
    pub around: Vec<String>,
    pub multiples: Vec<(String, u32)>,
    pub zeros: Vec<char>,
}

pub(super) static SIGNS: LazyLock<Signs> =
    LazyLock::new(|| ron::from_str(include_str!("../../assets/values.ron")).expect("assets are held right by a test"));
