//! Prints the furniture model's features of each line of a set of pages, for `scripts/fit_furniture.py`.
//!
//! usage: `furniture_features PAGES.jsonl > features.csv`, where each line of the file is a page:
//! `{"id": …, "lines": [{"text": …, "keep": true}, …]}`. One row a line: page, keep, then the features.

use dateline::text::furniture::{WEIGHTS, features};
use std::io::{BufRead, BufReader, BufWriter, Error, Write};

fn main() -> std::io::Result<()> {
    let path = std::env::args().nth(1).ok_or_else(|| Error::other("usage: furniture_features PAGES.jsonl"))?;
    let mut out = BufWriter::new(std::io::stdout().lock());
    let names: Vec<&str> = WEIGHTS.iter().map(|(name, _)| *name).collect();
    writeln!(out, "page;keep;{}", names.join(";"))?;
    for (page, line) in BufReader::new(std::fs::File::open(path)?).lines().enumerate() {
        let record: serde_json::Value = serde_json::from_str(&line?)?;
        let lines: Vec<(&str, bool)> = record["lines"]
            .as_array()
            .into_iter()
            .flatten()
            .filter_map(|l| Some((l["text"].as_str()?, l["keep"].as_bool()?)))
            .filter(|(text, _)| !text.trim().is_empty())
            .collect();
        let text = lines.iter().map(|(text, _)| text.replace(['\n', '\r'], " ")).collect::<Vec<_>>().join("\n");
        let rows = features(&text);
        if rows.len() != lines.len() {
            return Err(Error::other(format!("page {page}: {} lines, {} blocks", lines.len(), rows.len())));
        }
        for ((text, keep), row) in lines.iter().zip(rows) {
            let garbled = text.contains(['â', 'Ã', 'Ð']);
            let values: Vec<String> = row.iter().map(f32::to_string).collect();
            writeln!(out, "{page};{}{};{}", u8::from(*keep), if garbled { "?" } else { "" }, values.join(";"))?;
        }
    }
    Ok(())
}
