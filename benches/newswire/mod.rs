//! The texts that benchmarks are pointed to.

use std::io::Read;

/// The field `text` of each line of the JSONL file (`.gz` allowed) that `DATELINE_BENCH_TEXT` names; `None` without one.
pub fn texts() -> Option<Vec<String>> {
    let path = std::env::var("DATELINE_BENCH_TEXT").ok()?;
    let mut bytes = std::fs::read(&path).unwrap();
    if path.ends_with(".gz") {
        let mut plain = Vec::new();
        flate2::read::GzDecoder::new(&bytes[..]).read_to_end(&mut plain).unwrap();
        bytes = plain;
    }
    let text = String::from_utf8(bytes).unwrap();
    let field = |line: &str| serde_json::from_str::<serde_json::Value>(line).ok()?["text"].as_str().map(str::to_owned);
    Some(text.lines().filter_map(field).collect())
}
