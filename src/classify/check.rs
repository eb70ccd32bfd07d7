//! What can be said of a sample before any work: errors and warnings that name rows.

use super::train::Sample;
use crate::error::{Error, Result};
use crate::texts::{one_for_each, text_at};
use rustc_hash::FxHashMap;

fn at(row: usize) -> String {
    format!("row {row}")
}

/// Checks what can be checked before any work; gives warnings.
pub(super) fn check(sample: &Sample<'_>) -> Result<Vec<String>> {
    let rows = sample.texts.len();
    one_for_each("labels", sample.labels.len(), rows)?;
    if rows == 0 {
        return Err(Error::input("texts", "there is none to learn from"));
    }
    if let Some(weights) = sample.weights {
        one_for_each("sample_weight", weights.len(), rows)?;
        if let Some(row) = weights.iter().position(|w| !w.is_finite() || *w < 0.0) {
            return Err(Error::input(
                format!("sample_weight[{row}]"),
                format!("{} is no weight; give a number of 0 or more", weights[row]),
            ));
        }
        if weights.iter().all(|w| *w == 0.0) {
            return Err(Error::input("sample_weight", "all weights are 0; nothing is left to learn from"));
        }
    }
    let mut warnings = Vec::new();
    let mut found: Vec<Vec<usize>> = vec![Vec::new(); sample.classes.len()];
    for (row, labels) in sample.labels.iter().enumerate() {
        for &label in labels {
            found[label as usize].push(row);
        }
    }
    let enough = if sample.multilabel { 1 } else { 2 };
    if sample.classes.len() < enough {
        let name = sample.classes.first().map_or("no label at all".to_owned(), |c| format!("{c:?}"));
        return Err(Error::input("labels", format!("all {rows} rows have {name}; at least two classes are needed to tell apart")));
    }
    if found.iter().all(|found| found.len() == rows) {
        let names: Vec<String> = sample.classes.iter().map(|c| format!("{c:?}")).collect();
        let problem = format!("all {rows} rows have {}; give rows without it too, to tell apart", names.join(" and "));
        return Err(Error::input("labels", problem));
    }
    warnings.extend(single_examples(sample.classes, &found));
    let mut empty = Vec::new();
    let mut seen: FxHashMap<&str, usize> = FxHashMap::default();
    let mut contradictions = Vec::new();
    for row in 0..rows {
        let text = text_at(sample.texts, row)?.trim();
        if text.len() > u32::MAX as usize / 2 {
            return Err(Error::input(format!("texts[{row}]"), "the text has more than 2 GB; cut it into sentences"));
        }
        if text.is_empty() {
            empty.push(row);
        } else if let Some(&first) = seen.get(text) {
            if sample.labels[first] != sample.labels[row] {
                contradictions.push((first, row));
            }
        } else {
            seen.insert(text, row);
        }
    }
    if empty.len() == rows {
        return Err(Error::input("texts", "all of them are empty"));
    }
    if let Some(&first) = empty.first() {
        warnings.push(format!("{} empty texts, the first in {}; they teach only how frequent labels are", empty.len(), at(first)));
    }
    if !contradictions.is_empty() {
        let named: Vec<String> = contradictions.iter().take(NAMED).map(|(a, b)| format!("{a} and {b}")).collect();
        let more = contradictions.len().saturating_sub(named.len());
        let more = if more == 0 { String::new() } else { format!(" and {more} more pairs") };
        warnings.push(format!("the same text has different labels in rows {}{more}", named.join(", ")));
    }
    Ok(warnings)
}

/// How many of many things warnings name.
const NAMED: usize = 5;

/// Warnings of labels with one example: one each of a few, one of many.
fn single_examples(classes: &[String], found: &[Vec<usize>]) -> Vec<String> {
    let single: Vec<(&String, usize)> =
        classes.iter().zip(found).filter_map(|(class, rows)| Some((class, *rows.first().filter(|_| rows.len() == 1)?))).collect();
    if single.len() <= NAMED {
        let warning =
            |(class, row): &(&String, usize)| format!("label {class:?} has a single example ({}); it will hardly be learnt", at(*row));
        return single.iter().map(warning).collect();
    }
    let named: Vec<String> = single.iter().take(NAMED).map(|(class, row)| format!("{class:?} ({})", at(*row))).collect();
    let more = single.len() - named.len();
    vec![format!("{} labels have a single example, {} and {more} more; they will hardly be learnt", single.len(), named.join(", "))]
}
