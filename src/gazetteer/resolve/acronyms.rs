//! Acronyms that a document defines: "Northern Shield Brigade (NSB)" … "the NSB".
//!
//! The test that letters stand for words is that of Schwartz and Hearst (2003), from the right, on first letters of words.

use super::context::{Context, FREE};
use super::identity;
use super::sense::Around;
use crate::gazetteer::{Mention, Variant};
use crate::text::Shape;
use rustc_hash::FxHashMap;

/// Types whose names have no acronym but one that their letters spell; a body may have one in another language.
const SPELLED: &[&str] = &["place", "country", "nationality"];

/// The word index of the acronym in brackets right after word `end - 1`: "(NSB)".
pub(super) fn bracketed(around: &Around<'_, '_>, end: usize, limit: usize) -> Option<usize> {
    let opened = end > 0 && end < limit && matches!(around.gap(end).trim(), "(" | "(“" | "(\"" | "[");
    let closed = |i: usize| around.behind(i).trim_start_matches(['”', '"']).starts_with([')', ']', ',', ';']);
    let short = |i: usize| {
        let word = &around.words[i];
        let capitals = around.written(i).chars().filter(|c| c.is_uppercase()).count();
        (2..=8).contains(&word.span().len()) && capitals >= 2 && !word.shape.has(Shape::NUMBER)
    };
    (opened && short(end) && closed(end)).then_some(end)
}

fn letters(around: &Around<'_, '_>, acronym: usize) -> Vec<char> {
    around.written(acronym).chars().filter(|c| c.is_alphabetic()).flat_map(char::to_uppercase).collect()
}

fn initials(around: &Around<'_, '_>, (first, end): (usize, usize)) -> Vec<char> {
    let capitals = (first..end).filter(|&i| around.words[i].shape.has(Shape::CAPITAL));
    capitals.filter_map(|i| around.written(i).chars().next()).flat_map(char::to_uppercase).collect()
}

/// True if the acronym's letters are initials of the words, in order, words left out allowed.
pub(super) fn spells(around: &Around<'_, '_>, words: (usize, usize), acronym: usize) -> bool {
    let initials = initials(around, words);
    let mut rest = initials.iter();
    letters(around, acronym).iter().all(|letter| rest.any(|initial| initial == letter))
}

/// True if the acronym's letters are the initials of all the capitalised words.
pub(super) fn spells_fully(around: &Around<'_, '_>, words: (usize, usize), acronym: usize) -> bool {
    letters(around, acronym) == initials(around, words)
}

/// The acronym that stands behind a mention and means it. Where the gazetteer lists the acronym as something else, the document's own
/// definition holds if the letters fit.
fn defined(around: &Around<'_, '_>, m: &Mention<'_>, limit: usize, listed: impl Fn(usize) -> bool) -> Option<usize> {
    let words = (m.first_word as usize, m.end_word as usize);
    let acronym = bracketed(around, words.1, limit).filter(|_| m.kind != "person")?;
    let body = !SPELLED.contains(&&*m.kind) && !listed(acronym);
    (body || words.1 - words.0 > 1 && spells(around, words, acronym)).then_some(acronym)
}

/// Makes mentions of the acronyms that the document defines, there and afterwards.
pub(super) fn resolve<'g>(context: &Context<'_, '_, 'g>, mentions: &mut Vec<Mention<'g>>) {
    let sentences = context.outline.sentences.iter().enumerate();
    let words = sentences.flat_map(|(s, sentence)| (sentence.first_word..sentence.end_word).map(move |w| (w as usize, Some(s as u32))));
    let limit = |m: &Mention<'_>| m.sentence.map_or(0, |sentence| context.sentence(sentence).1);
    learn(&context.around(), mentions, limit, words);
}

/// The same for a text that was not cut into sentences.
pub(super) fn in_text(around: &Around<'_, '_>, mentions: &mut Vec<Mention<'_>>) {
    let bytes = around.text.as_bytes();
    let opened = |m: &Mention<'_>| matches!(bytes.get(m.span.end as usize..), Some([b' ' | b'\n' | b'\r', b'(' | b'[' | b'\n', ..]));
    if mentions.iter().any(opened) {
        let count = around.words.len();
        learn(around, mentions, |_| count, (0..count).map(|w| (w, None)));
    }
}

/// `limit` is the end of a mention's sentence; `words` are those that may be acronyms, with their sentences.
fn learn<'g>(
    around: &Around<'_, '_>,
    mentions: &mut Vec<Mention<'g>>,
    limit: impl Fn(&Mention<'g>) -> usize,
    words: impl Iterator<Item = (usize, Option<u32>)>,
) {
    let mut known: FxHashMap<u64, usize> = FxHashMap::default();
    let mut cover = vec![FREE; around.words.len()];
    for (number, m) in mentions.iter().enumerate() {
        cover[m.first_word as usize..m.end_word as usize].fill(number as u32);
    }
    for (number, m) in mentions.iter().enumerate() {
        if let Some(acronym) = defined(around, m, limit(m), |acronym| cover[acronym] != FREE) {
            known.insert(around.words[acronym].hash, number);
        }
    }
    if known.is_empty() {
        return;
    }
    let mut found = Vec::new();
    let mut replaced = vec![false; mentions.len()];
    for (w, sentence) in words {
        if !around.words[w].shape.has(Shape::CAPITAL) {
            continue;
        }
        let Some(&full) = known.get(&around.words[w].hash) else { continue };
        let full = &mentions[full];
        if cover[w] != FREE {
            let m = &mentions[cover[w] as usize];
            if m.end_word - m.first_word > 1 || m.id == full.id {
                continue;
            }
            replaced[cover[w] as usize] = true;
        }
        found.push(Mention { sentence, ..identity::same_in(around, (w, w + 1), full, Variant::Acronym, full.score) });
    }
    let mut at = 0;
    mentions.retain(|_| {
        at += 1;
        !replaced[at - 1]
    });
    super::merge(mentions, found);
}
