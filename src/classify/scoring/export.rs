//! A trained model as plain JSON, so that its weights can be read without this library.
//!
//! `docs/model-json.md` says how a text is scored by it; the tests score texts by it in another language.

use super::block::Block;
use super::model::SentenceClassifier;
use super::table::Table;
use crate::error::{Error, Result};
use serde_json::{Value, json};

/// The kinds of features, in the order of a model's blocks.
const KINDS: [&str; 4] = ["tokens", "runs", "characters", "cues"];
/// What `version` in the file says.
const VERSION: u32 = 1;

impl SentenceClassifier {
    /// What scores depend on that the JSON does not hold, as it and the options of training call it: such a model cannot be scored
    /// without this library.
    pub fn needs(&self) -> Vec<&'static str> {
        let extras = self.extras.extras();
        let parts = [("cues", extras.cues), ("verbs", extras.verbs), ("names", self.names.is_some())];
        parts.into_iter().filter_map(|(part, used)| used.then_some(part)).collect()
    }

    /// The model as JSON: labels, options, constants, and for each kind of features its table and weights.
    ///
    /// Raises [`Error::Internal`] if the numbers cannot be written, which no trained model brings about.
    pub fn to_json(&self) -> Result<String> {
        let curves: Vec<Value> = self.decision.curves.iter().map(|c| json!({"slope": c.slope, "offset": c.offset})).collect();
        let blocks: serde_json::Map<String, Value> = KINDS.iter().map(|k| (*k).to_owned()).zip(self.blocks.iter().map(block)).collect();
        let extras = self.extras.extras();
        let own: serde_json::Map<String, Value> =
            self.decision.own.iter().map(|&(label, threshold)| (self.classes[label as usize].clone(), json!(threshold))).collect();
        let whole = json!({
            "format": "dateline sentence classifier",
            "version": VERSION,
            "labels": self.classes,
            "multilabel": self.decision.multilabel,
            "always": self.decision.always,
            "word_grams": self.options.word_grams,
            "char_grams": self.options.char_grams,
            "hash_bits": self.options.bits,
            "once": self.options.once,
            "unspaced": self.options.unspaced,
            "cues": extras.cues,
            "verbs": extras.verbs,
            "position": extras.position,
            "names": self.names.is_some(),
            "biases": self.biases,
            "curves": curves,
            "thresholds": self.decision.thresholds,
            "together": self.decision.joint,
            "own_thresholds": own,
            "needs": self.needs(),
            "features": blocks,
        });
        serde_json::to_string(&whole).map_err(|e| Error::Internal { problem: e.to_string() })
    }
}

fn block(block: &Block) -> Value {
    let columns = block.weights.scales.len();
    // Seven digits are more than a weight has.
    let short = |value: f32| format!("{value:.7e}").parse::<f64>().unwrap_or(0.0);
    let weights: Vec<Vec<f64>> =
        (0..block.weights.len() as u32).map(|row| (0..columns).map(|column| short(block.weights.get(row, column))).collect()).collect();
    json!({ "homes": block.table.lines().1, "lines": lines(&block.table), "weights": weights })
}

/// For each line the row of its first fingerprint, whether it ran over into the next one, and its fingerprints.
fn lines(table: &Table) -> Vec<Value> {
    let (lines, _) = table.lines();
    lines
        .iter()
        .map(|line| {
            let (row, ran_over, prints) = Table::read_line(line);
            json!([row, ran_over, prints])
        })
        .collect()
}
