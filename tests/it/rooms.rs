//! The rooms of `src` as the code has them: imports point one way, and no files import each other in a circle.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// The rooms, each of which may import from those before it.
const ROOMS: &[&str] = &[
    "text",
    "words",
    "error",
    "durable",
    "data",
    "source",
    "grid",
    "form",
    "sheet",
    "claims",
    "catalogue",
    "reading",
    "jobs",
    "editing",
    "sidecar",
    "review",
    "findings",
    "export",
    "samples",
    "jobs",
    "tui",
    "cli",
];
/// The rooms of the screen: what it is knows no key and no terminal, and what draws it changes nothing.
const SCREEN: &[&str] = &["model", "input", "view", "jobs", "memory", "screen", "update", "terminal", "run"];

/// A file of `src`, as the module that it is: `reading::vote`, `reading` for `reading/mod.rs`.
type Module = String;

#[test]
fn rooms_import_from_those_before_them_only() {
    let imports = imports();
    let outer = between(&imports, "");
    assert_eq!(outer.keys().collect::<BTreeSet<_>>(), ROOMS.iter().collect(), "the rooms of `src` and of this list");
    assert_one_way(&outer, ROOMS);
    let screen = between(&imports, "tui::");
    assert_eq!(screen.keys().collect::<BTreeSet<_>>(), SCREEN.iter().collect(), "the rooms of `tui` and of this list");
    assert_one_way(&screen, SCREEN);
}

#[test]
fn no_files_import_each_other_in_a_circle() {
    let mut left = imports();
    // A file that imports none of those that are left, or that none of them imports, is on no circle.
    loop {
        let names: BTreeSet<Module> = left.keys().cloned().collect();
        let imported: BTreeSet<Module> = left.values().flatten().cloned().collect();
        left.retain(|module, others| imported.contains(module) && others.iter().any(|other| names.contains(other)));
        if left.len() == names.len() {
            break;
        }
    }
    assert!(left.is_empty(), "these files import each other in a circle: {:?}", left.keys());
}

fn assert_one_way(rooms: &BTreeMap<&str, BTreeMap<&str, Module>>, order: &[&str]) {
    let place = |room: &str| order.iter().position(|known| *known == room);
    for (room, imported) in rooms {
        for (other, by) in imported {
            assert!(place(other) < place(room), "`{by}` imports `{other}`, which comes after `{room}`");
        }
    }
}

/// For each room under a prefix, the other rooms there that it imports, and by which module.
fn between<'a>(
    imports: &'a BTreeMap<Module, BTreeSet<Module>>,
    prefix: &str,
) -> BTreeMap<&'a str, BTreeMap<&'a str, Module>> {
    let room = |module: &'a Module| module.strip_prefix(prefix)?.split("::").next();
    let mut rooms: BTreeMap<&str, BTreeMap<&str, Module>> = BTreeMap::new();
    for (module, imported) in imports {
        let Some(from) = room(module) else { continue };
        let others = imported.iter().filter_map(room).filter(|other| *other != from);
        rooms.entry(from).or_default().extend(others.map(|other| (other, module.clone())));
    }
    rooms
}

/// For each module, those that it names.
fn imports() -> BTreeMap<Module, BTreeSet<Module>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut texts = BTreeMap::new();
    collect(&root, &root, &mut texts);
    let named = |module: &Module, text: &str| {
        let paths = paths(text).into_iter().filter_map(|path| nearest(&path, &texts)).filter(|other| other != module);
        paths.collect()
    };
    texts.iter().map(|(module, text)| (module.clone(), named(module, text))).collect()
}

/// The code of each file without its tests, except the two at the top of `src`.
fn collect(root: &Path, folder: &Path, texts: &mut BTreeMap<Module, String>) {
    let entries = fs::read_dir(folder).expect("a folder of src");
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.expect("an entry").path()).collect();
    paths.sort();
    for path in paths {
        if path.is_dir() {
            collect(root, &path, texts);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            let plain = path.strip_prefix(root).expect("a file of src").with_extension("");
            let parts: Vec<_> = plain.iter().map(|part| part.to_str().expect("a name")).collect();
            let module = parts.join("::").trim_end_matches("::mod").to_owned();
            let text = fs::read_to_string(&path).expect("a file of src");
            let code = text.split("#[cfg(test)]\nmod tests").next().unwrap_or_default();
            if module != "lib" && module != "main" {
                texts.insert(module, code.to_owned());
            }
        }
    }
}

/// The paths in a text that begin with `crate::`, without it; those in braces one by one.
fn paths(text: &str) -> BTreeSet<String> {
    let lines = text.lines().map(|line| line.split("//").next().unwrap_or_default());
    let code = lines.collect::<Vec<_>>().join(" ");
    let mut paths = BTreeSet::new();
    for found in code.split("crate::").skip(1) {
        let end =
            found.find(|char: char| !(char.is_alphanumeric() || matches!(char, '_' | ':'))).unwrap_or(found.len());
        let (path, rest) = found.split_at(end);
        let inner = rest.strip_prefix('{').and_then(|rest| rest.split(';').next()).unwrap_or_default();
        let parts = inner.split([',', '{', '}']).map(str::trim).filter(|part| path.ends_with("::") && !part.is_empty());
        paths.extend(parts.map(|part| format!("{path}{part}")).chain([path.to_owned()]));
    }
    paths
}

/// The module that a path leads into.
fn nearest(mut path: &str, texts: &BTreeMap<Module, String>) -> Option<Module> {
    loop {
        if texts.contains_key(path) {
            return Some(path.to_owned());
        }
        path = path.rsplit_once("::")?.0;
    }
}
