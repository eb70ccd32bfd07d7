//! The order of the modules, and who may name pyo3, rayon and unsafe code.

use std::fs;
use std::path::{Path, PathBuf};

/// The layers in order: a file imports only what lies before its own, or beside it.
const LAYERS: [&str; 23] = [
    "shown",
    "error",
    "nearest",
    "once",
    "random",
    "prefetch",
    "pool",
    "span",
    "texts",
    "dates",
    "arrow",
    "text",
    "files",
    "container",
    "gazetteer",
    "classify",
    "extract",
    "compare",
    "pipeline",
    "read",
    "tables",
    "batch",
    "python",
];

/// The folders and files inside a layer, in order: a file imports only what lies in one before its own, or beside it.
const INSIDE: [(&str, &[&str]); 6] = [
    ("files", &["format", "delimited", "replace", "unpack"]),
    ("gazetteer", &["known", "entries", "variants", "import", "index", "matching", "resolve", "curate"]),
    ("extract", &["clauses", "quotes", "numbers", "times", "quantities", "statements", "events"]),
    ("classify", &["sentence", "rules", "labelling", "features", "solve", "decide", "scoring", "training", "verdict"]),
    ("tables", &["columns", "strings", "numbers", "words", "gazetteer", "documents", "write"]),
    ("batch", &["kept", "analyse", "mentions", "classified", "shards"]),
];

/// Files that may hold unsafe code, each block with its reason.
const UNSAFE: [&str; 12] = [
    "src/classify/scoring/avx512.rs",
    "src/classify/scoring/lanes.rs",
    "src/classify/solve/quad.rs",
    "src/container/flat.rs",
    "src/container/map.rs",
    "src/gazetteer/matching/lanes.rs",
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

/// The names that a file has behind `path`, alone or in braces.
fn imports(code: &str, path: &str) -> Vec<String> {
    let word = |text: &str| text.trim_start().chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect::<String>();
    let mut found = Vec::new();
    for rest in code.match_indices(path).map(|(at, _)| &code[at + path.len()..]) {
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
    let code = "use crate::{batch, text::{fold, words}, span};\nuse crate::pool::map;\nuse crate::text::{Word, tokens::cut};";
    assert_eq!(imports(code, "crate::"), ["batch", "text", "span", "pool", "text"]);
    assert_eq!(imports(code, "crate::text::"), ["Word", "tokens"]);
}

#[test]
fn a_module_imports_only_what_lies_before_it() {
    for (path, code) in code().into_iter().filter(|(path, _)| path != "src/lib.rs") {
        let own = layer(&path).unwrap_or_else(|| panic!("{path} is in no layer"));
        for name in imports(&code, "crate::") {
            if let Some(other) = LAYERS.iter().position(|&l| l == name) {
                assert!(other <= own, "{path} imports {name}, which lies behind it");
            }
        }
    }
}

/// What a file inside `layer` imports from there, by folder; `inner` is its path below the layer. Files of its own folder are named by `super`, all
/// else from the top, so that no name that the layer hands on hides where it comes from.
fn imports_inside(inner: &str, code: &str, layer: &str) -> Vec<String> {
    let code = code.split("#[cfg(test)]\nmod tests").next().unwrap_or_default();
    let above = inner.split('/').filter(|&part| part != "mod.rs").count();
    let mut found = imports(code, &format!("crate::{layer}::"));
    found.extend(imports(code, &"super::".repeat(above)));
    found
}

#[test]
fn what_a_file_imports_inside_its_layer_is_seen() {
    let code = "use super::gaps;\nuse crate::gazetteer::{index::trie::Node, Match};\nuse super::super::resolve::find;\n#[cfg(test)]\nmod tests {\n    use crate::gazetteer::Gazetteer;";
    assert_eq!(imports_inside("entries/names.rs", code, "gazetteer"), ["index", "Match", "resolve"]);
    assert_eq!(imports_inside("entries/mod.rs", "use super::curate;", "gazetteer"), ["curate"]);
    assert_eq!(imports_inside("features/vectors/mod.rs", "use super::hashed;\nuse super::super::solve;", "classify"), ["solve"]);
}

#[test]
fn a_folder_inside_a_layer_imports_only_what_lies_before_it() {
    for (layer, folders) in INSIDE {
        let place = |name: &str| folders.iter().position(|&folder| folder == name);
        let below = format!("src/{layer}/");
        for (path, code) in code() {
            let Some(inner) = path.strip_prefix(&below).filter(|&inner| inner != "mod.rs") else { continue };
            let own = inner
                .split('/')
                .next()
                .and_then(|part| place(part.trim_end_matches(".rs")))
                .unwrap_or_else(|| panic!("{path} is in no folder of {layer}"));
            for name in imports_inside(inner, &code, layer) {
                let other =
                    place(&name).unwrap_or_else(|| panic!("{path} imports {name} from {layer} and not from the folder that has it"));
                assert!(other <= own, "{path} imports {name}, which lies behind it");
            }
        }
    }
}
