//! The order of the modules, and who may name pyo3, rayon and unsafe code.

use std::fs;
use std::path::{Path, PathBuf};

/// The layers in order: a file imports only what lies before its own, or beside it.
const LAYERS: [&str; 19] = [
    "error",
    "replace",
    "pool",
    "span",
    "texts",
    "arrow",
    "text",
    "unpack",
    "container",
    "gazetteer",
    "classify",
    "extract",
    "compare",
    "pipeline",
    "columns",
    "read",
    "kept",
    "batch",
    "shards",
];

/// Files that may hold unsafe code, each block with its reason.
const UNSAFE: [&str; 11] = [
    "src/classify/avx512.rs",
    "src/classify/lanes.rs",
    "src/classify/quad.rs",
    "src/container/flat.rs",
    "src/container/map.rs",
    "src/gazetteer/lanes.rs",
    "src/pool.rs",
    "src/prefetch.rs",
    "src/python/input.rs",
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

#[test]
fn a_module_imports_only_what_lies_before_it() {
    for (path, code) in code() {
        let Some(own) = layer(&path) else { continue };
        for at in code.match_indices("crate::").map(|(at, _)| at + "crate::".len()) {
            let name: String = code[at..].chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
            if let Some(other) = LAYERS.iter().position(|&l| l == name) {
                assert!(other <= own, "{path} imports {name}, which lies behind it");
            }
        }
    }
}
