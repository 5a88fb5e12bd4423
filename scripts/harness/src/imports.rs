//! Finds out which source files import which, so that a test can forbid circles.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// A file's module path, such as `["walk", "message"]`. The crate's root is empty.
type Module = Vec<String>;

/// Asserts that no file below `src` imports one that imports it, directly or through others, and
/// returns how many files there are.
pub fn assert_no_circles(src: &Path) -> usize {
    let mut files = BTreeMap::new();
    collect(src, &mut Vec::new(), &mut files);
    let count = files.len();
    let mut imports: BTreeMap<&Module, BTreeSet<Module>> = BTreeMap::new();
    for (module, text) in &files {
        let paths = uses(text).into_iter().filter_map(|path| resolve(&path, module, &files));
        imports.insert(module, paths.filter(|imported| imported != module).collect());
    }
    // Repeatedly remove the files that import none of the remaining ones, until none remain.
    while !imports.is_empty() {
        let left: BTreeSet<Module> = imports.keys().map(|module| (*module).clone()).collect();
        imports.retain(|_, imported| imported.iter().any(|module| left.contains(module)));
        assert!(imports.len() < left.len(), "these import each other: {imports:?}");
    }
    count
}

/// Collects the text of each source file by its module, without the tests at its end.
fn collect(directory: &Path, module: &mut Module, files: &mut BTreeMap<Module, String>) {
    for entry in std::fs::read_dir(directory).expect("a directory") {
        let path = entry.expect("an entry").path();
        let stem = path.file_stem().and_then(|stem| stem.to_str()).expect("UTF-8").to_owned();
        if path.is_dir() {
            module.push(stem);
            collect(&path, module, files);
            module.pop();
            continue;
        }
        let text = std::fs::read_to_string(&path).expect("a source file");
        let text = text.split("#[cfg(test)]").next().unwrap_or_default().to_owned();
        let mut own = module.clone();
        match stem.as_str() {
            // `main.rs` is not the library's root: it is the root of a crate of its own.
            "lib" | "mod" => {}
            _ => own.push(stem),
        }
        files.insert(own, text);
    }
}

/// Returns every path that a file imports, with braces expanded.
fn uses(text: &str) -> Vec<Vec<String>> {
    let mut paths = Vec::new();
    for line in text.split('\n').filter(|line| !line.trim_start().starts_with("//")) {
        let trimmed = line.trim_start().trim_start_matches("pub ");
        if !trimmed.starts_with("use ") {
            continue;
        }
        let start = line.as_ptr() as usize - text.as_ptr() as usize;
        let statement = text[start..].split(';').next().unwrap_or_default();
        let (_, tree) = statement.split_once("use ").unwrap_or_default();
        expand(&[], tree, &mut paths);
    }
    paths
}

/// Expands `a::{b, c::{d, e}}` to `a::b`, `a::c::d`, `a::c::e`.
fn expand(before: &[String], tree: &str, paths: &mut Vec<Vec<String>>) {
    let mut depth = 0;
    let mut parts = vec![String::new()];
    for character in tree.chars() {
        match character {
            '{' => depth += 1,
            '}' => depth -= 1,
            ',' if depth == 0 => {
                parts.push(String::new());
                continue;
            }
            _ => {}
        }
        parts.last_mut().expect("a part").push(character);
    }
    for part in parts.iter().map(|part| part.trim()).filter(|part| !part.is_empty()) {
        let (path, inner) = part.split_once("::{").unwrap_or((part, ""));
        let mut full = before.to_vec();
        full.extend(
            path.split("::").map(|word| word.split(" as ").next().unwrap_or("").trim().to_owned()),
        );
        match inner.strip_suffix('}') {
            Some(inner) => expand(&full, inner, paths),
            None => paths.push(full),
        }
    }
}

/// Returns the file that an imported path refers to, or `None` for a different crate.
fn resolve(path: &[String], module: &Module, files: &BTreeMap<Module, String>) -> Option<Module> {
    let mut at = match path.first()?.as_str() {
        "crate" => Vec::new(),
        "self" => module.clone(),
        "super" => module[..module.len().checked_sub(1)?].to_vec(),
        name => {
            // The modules of a program are next to its root.
            let around = if module == &["main"] { &[] } else { module.as_slice() };
            let child = [around, &[name.to_owned()]].concat();
            files.contains_key(&child).then_some(child)?
        }
    };
    for name in &path[1..] {
        if name == "super" {
            at.pop();
            continue;
        }
        let next = [at.as_slice(), std::slice::from_ref(name)].concat();
        if !files.keys().any(|file| file.starts_with(&next)) {
            break;
        }
        at = next;
    }
    files.contains_key(&at).then_some(at)
}
