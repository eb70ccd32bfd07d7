//! What can be said of a sample before any work: errors and warnings that name rows.

use crate::classify::features::Sample;
use crate::classify::labelling::warning::Warning;
use crate::error::{Error, Result};
use crate::texts::text_at;
use rustc_hash::FxHashMap;

/// Checks what can be checked before any work; gives warnings. Rows of weight 0 have no part in them.
pub(super) fn check(sample: &Sample<'_>, weights: Option<&[f32]>) -> Result<Vec<Warning>> {
    let all = sample.texts.len();
    if all == 0 {
        return Err(Error::input("texts", "there is none to learn from"));
    }
    let counts = |row: usize| weights.is_none_or(|w| w[row] > 0.0);
    let rows = (0..all).filter(|&row| counts(row)).count();
    let whose = if rows < all { "rows that count" } else { "rows" };
    let mut warnings = Vec::new();
    let mut found: Vec<Vec<usize>> = vec![Vec::new(); sample.classes.len()];
    let mut lost = vec![false; sample.classes.len()];
    for (row, labels) in sample.labels.iter().enumerate() {
        for &label in labels {
            if counts(row) {
                found[label as usize].push(row);
            } else {
                lost[label as usize] = true;
            }
        }
    }
    // A class all of whose rows weigh 0 is none.
    let left: Vec<usize> = (0..found.len()).filter(|&class| !found[class].is_empty() || !lost[class]).collect();
    let enough = if sample.multilabel { 1 } else { 2 };
    if left.len() < enough {
        let name = left.first().map_or("no label at all".to_owned(), |&class| format!("{:?}", sample.classes[class]));
        return Err(Error::input("labels", format!("all {rows} {whose} have {name}; at least two classes are needed to tell apart")));
    }
    if left.iter().all(|&class| found[class].len() == rows) {
        let names: Vec<String> = left.iter().map(|&class| format!("{:?}", sample.classes[class])).collect();
        let problem = format!("all {rows} {whose} have {}; give rows without it too, to tell apart", names.join(" and "));
        return Err(Error::input("labels", problem));
    }
    warnings.extend(single_examples(sample.classes, &found));
    let mut empty = Vec::new();
    let mut seen: FxHashMap<&str, usize> = FxHashMap::default();
    let mut contradictions = Vec::new();
    for row in 0..all {
        let text = text_at(sample.texts, row)?.trim();
        if text.len() > u32::MAX as usize / 2 {
            return Err(Error::input(format!("texts[{row}]"), "the text has more than 2 GB; cut it into sentences"));
        }
        if !counts(row) {
            continue;
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
    if !empty.is_empty() {
        let (texts, teach) = if empty.len() == 1 { ("text", "it teaches") } else { ("texts", "they teach") };
        let mut warning = Warning::from(format!("{} empty {texts}, in ", empty.len()));
        for (number, &row) in empty.iter().take(NAMED).enumerate() {
            warning = warning.text(if number > 0 { ", " } else { "" }).row(row);
        }
        let more = empty.len().saturating_sub(NAMED);
        let rest = if more > 0 { format!(" and {more} more") } else { String::new() };
        warnings.push(warning.text(format!("{rest}; {teach} only how frequent labels are")));
    }
    if !contradictions.is_empty() {
        let mut warning = Warning::default().text("the same text has different labels in ");
        for (number, &(first, second)) in contradictions.iter().take(NAMED).enumerate() {
            warning = warning.text(if number > 0 { ", " } else { "" }).row(first).text(" and ").row(second);
        }
        let more = contradictions.len().saturating_sub(NAMED);
        warnings.push(if more == 0 { warning } else { warning.text(format!(" and {more} more pairs")) });
    }
    Ok(warnings)
}

/// How many of many things warnings name.
const NAMED: usize = 5;

/// Warnings of labels with one example: one each of a few, one of many.
fn single_examples(classes: &[String], found: &[Vec<usize>]) -> Vec<Warning> {
    let single: Vec<(&String, usize)> =
        classes.iter().zip(found).filter_map(|(class, rows)| Some((class, *rows.first().filter(|_| rows.len() == 1)?))).collect();
    if single.len() <= NAMED {
        let warning = |(class, row): (&String, usize)| {
            Warning::from(format!("label {class:?} has a single example (")).row(row).text("); it will hardly be learnt")
        };
        return single.into_iter().map(warning).collect();
    }
    let mut warning = Warning::from(format!("{} labels have a single example, ", single.len()));
    for (number, &(class, row)) in single.iter().take(NAMED).enumerate() {
        warning = warning.text(format!("{}{class:?} (", if number > 0 { ", " } else { "" })).row(row).text(")");
    }
    vec![warning.text(format!(" and {} more; they will hardly be learnt", single.len() - NAMED))]
}
