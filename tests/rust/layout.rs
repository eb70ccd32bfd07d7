//! The order of the modules, and who may name pyo3, rayon and unsafe code.

use std::fs;
use std::path::{Path, PathBuf};

/// The layers in order: a file imports only what lies before its own, or beside it.
const LAYERS: [&str; 34] = [
    "error",
    "nearest",
    "once",
    "replace",
    "prefetch",
    "pool",
    "span",
    "texts",
    "dates",
    "delimited",
    "arrow",
    "text",
    "file_format",
    "unpack",
    "container",
    "gazetteer",
    "classify",
    "extract",
    "compare",
    "pipeline",
    "strings",
    "numbers",
    "word_columns",
    "columns",
    "gazetteer_tables",
    "read",
    "kept",
    "document_tables",
    "batch",
    "write",
    "mentions",
    "classified",
    "shards",
    "python",
];

/// Files that may hold unsafe code, each block with its reason.
const UNSAFE: [&str; 12] = [
    "src/classify/avx512.rs",
    "src/classify/lanes.rs",
    "src/classify/quad.rs",
    "src/container/flat.rs",
    "src/container/map.rs",
    "src/gazetteer/lanes.rs",
    "src/pool.rs",
    "src/prefetch.rs",
    "src/python/arrow_input.rs",
    "src/python/str_rows.rs",
    "src/text/avx512.rs",
    "src/text/simd.rs",
];

fn sources(folder: &Path, out: &mut Vec<PathBuf>) {
    let mut entries: Vec<_> = fs::read_dir(folder).expect("the folder is there").map(|e| e.expect("an entry").path()).collect();
    entries.sort();
    for path in entries {
        if path.is_dir() {
            sources(&path, out);
        } else if path.extension().is_some_and(|e| e == "rs") {
            out.push(path);
        }
    }
}

fn code() -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files = Vec::new();
    sources(&root.join("src"), &mut files);
    let named = |path: PathBuf| {
        let name = path.strip_prefix(root).expect("below the root").to_string_lossy().replace('\\', "/");
        let code = fs::read_to_string(&path).expect("readable");
        let lines = code.lines().map(|l| l.split("//").next().unwrap_or_default()).collect::<Vec<_>>().join("\n");
        (name, lines)
    };
    files.into_iter().map(named).collect()
}

fn layer(path: &str) -> Option<usize> {
    let name = path.strip_prefix("src/")?.split('/').next()?.trim_end_matches(".rs");
    LAYERS.iter().position(|&l| l == name)
}

#[test]
fn pyo3_is_named_in_the_border_alone() {
    for (path, code) in code() {
        assert!(path.starts_with("src/python/") || !code.contains("pyo3"), "{path} names pyo3");
    }
}

#[test]
fn rayon_is_named_in_the_pool_alone() {
    for (path, code) in code() {
        assert!(path == "src/pool.rs" || !code.contains("rayon"), "{path} names rayon");
    }
}

#[test]
fn unsafe_code_stands_in_the_listed_files_alone() {
    for (path, code) in code() {
        let found = code.contains("unsafe {") || code.contains("unsafe fn") || code.contains("unsafe impl");
        assert!(!found || UNSAFE.contains(&path.as_str()), "{path} holds unsafe code");
    }
}

/// The modules that a file names behind `crate::`, alone or in braces.
fn imports(code: &str) -> Vec<String> {
    let word = |text: &str| text.trim_start().chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect::<String>();
    let mut found = Vec::new();
    for rest in code.match_indices("crate::").map(|(at, _)| &code[at + "crate::".len()..]) {
        let Some(listed) = rest.strip_prefix('{') else {
            found.push(word(rest));
            continue;
        };
        let mut depth = 0;
        found.push(word(listed));
        for (at, c) in listed.char_indices() {
            match c {
                '{' => depth += 1,
                '}' if depth == 0 => break,
                '}' => depth -= 1,
                ',' if depth == 0 => found.push(word(&listed[at + 1..])),
                _ => {}
            }
        }
    }
    found
}

#[test]
fn imports_in_braces_are_seen() {
    assert_eq!(imports("use crate::{batch, text::{fold, words}, span};\nuse crate::pool::map;"), ["batch", "text", "span", "pool"]);
}

#[test]
fn a_module_imports_only_what_lies_before_it() {
    for (path, code) in code().into_iter().filter(|(path, _)| path != "src/lib.rs") {
        let own = layer(&path).unwrap_or_else(|| panic!("{path} is in no layer"));
        for name in imports(&code) {
            if let Some(other) = LAYERS.iter().position(|&l| l == name) {
                assert!(other <= own, "{path} imports {name}, which lies behind it");
            }
        }
    }
}
