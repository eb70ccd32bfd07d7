//! Prints the signs of each word that a place of a long list bears as its name, in documents with annotated places, for
//! `scripts/fit_signs.py`.
//!
//! usage: `place_signs NAMES.dlg DOCS.jsonl > signs.csv`, where each line of the second file is a document:
//! `{"text": …, "mentions": [{"start": 0, "end": 4}, …]}`, spans in code points. One row a word: document, whether it is meant as a place,
//! then the signs.

use dateline::gazetteer::resolve::{WEIGHTS, place_signs};
use dateline::gazetteer::{Gazetteer, Verify};
use dateline::span::CodePoints;
use std::collections::HashSet;
use std::io::{BufRead, BufReader, BufWriter, Error, Write};
use std::path::Path;

fn main() -> std::io::Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [names, documents] = arguments.as_slice() else { return Err(Error::other("usage: place_signs NAMES.dlg DOCS.jsonl")) };
    let gazetteer = Gazetteer::load(Path::new(names), Verify::Full).map_err(Error::other)?;
    let mut out = BufWriter::new(std::io::stdout().lock());
    let signs: Vec<&str> = WEIGHTS.iter().map(|(name, _)| *name).collect();
    writeln!(out, "document;meant;{}", signs.join(";"))?;
    for (number, line) in BufReader::new(std::fs::File::open(documents)?).lines().enumerate() {
        let record: serde_json::Value = serde_json::from_str(&line?)?;
        let text = record["text"].as_str().ok_or_else(|| Error::other(format!("{documents}, line {}: no text", number + 1)))?;
        let mentions = record["mentions"].as_array().into_iter().flatten();
        let meant: HashSet<(i64, i64)> = mentions.filter_map(|m| Some((m["start"].as_i64()?, m["end"].as_i64()?))).collect();
        let points = CodePoints::new(text);
        for (span, row) in place_signs(&gazetteer, text) {
            let place = (i64::from(points.at(span.start)), i64::from(points.at(span.end)));
            let values: Vec<String> = row.iter().map(f32::to_string).collect();
            writeln!(out, "{number};{};{}", u8::from(meant.contains(&place)), values.join(";"))?;
        }
    }
    Ok(())
}
