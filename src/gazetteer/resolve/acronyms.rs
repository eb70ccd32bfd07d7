//! Acronyms that a document defines: "Northern Shield Brigade (NSB)" … "the NSB".
//!
//! The test that letters stand for words is that of Schwartz and Hearst (2003), from the right, on first letters of words.

use super::context::{Context, FREE};
use super::identity;
use crate::gazetteer::{Mention, Variant};
use crate::text::Shape;
use rustc_hash::FxHashMap;

/// The word index of the acronym in brackets right after word `end - 1`: "(NSB)".
pub(super) fn bracketed(context: &Context<'_, '_, '_>, end: usize, limit: usize) -> Option<usize> {
    let opened = end < limit && matches!(context.gap(end).trim(), "(" | "(“" | "(\"" | "[");
    let closed = |i: usize| context.gap(i + 1).trim_start_matches(['”', '"']).starts_with([')', ']', ',', ';']);
    let short = |i: usize| {
        let word = context.word(i);
        let capitals = context.written(i).chars().filter(|c| c.is_uppercase()).count();
        (2..=8).contains(&word.span().len()) && capitals >= 2 && !word.shape.has(Shape::NUMBER)
    };
    (opened && short(end) && closed(end)).then_some(end)
}

fn letters(context: &Context<'_, '_, '_>, acronym: usize) -> Vec<char> {
    context.written(acronym).chars().filter(|c| c.is_alphabetic()).flat_map(char::to_uppercase).collect()
}

fn initials(context: &Context<'_, '_, '_>, (first, end): (usize, usize)) -> Vec<char> {
    (first..end).filter(|&i| context.capital(i)).filter_map(|i| context.written(i).chars().next()).flat_map(char::to_uppercase).collect()
}

/// True if the acronym's letters are initials of the words, in order, words left out allowed.
pub(super) fn spells(context: &Context<'_, '_, '_>, words: (usize, usize), acronym: usize) -> bool {
    let initials = initials(context, words);
    let mut rest = initials.iter();
    letters(context, acronym).iter().all(|letter| rest.any(|initial| initial == letter))
}

/// True if the acronym's letters are the initials of all the capitalised words.
pub(super) fn spells_fully(context: &Context<'_, '_, '_>, words: (usize, usize), acronym: usize) -> bool {
    letters(context, acronym) == initials(context, words)
}

/// Makes mentions of the acronyms that the document defines, there and afterwards.
///
/// Where the gazetteer lists the acronym as something else, the document's own definition holds if the letters fit.
pub(super) fn resolve<'g>(context: &Context<'_, '_, 'g>, mentions: &mut Vec<Mention<'g>>) {
    let mut defined: FxHashMap<u64, usize> = FxHashMap::default();
    let cover = context.cover(mentions);
    for (i, m) in mentions.iter().enumerate() {
        let Some(sentence) = m.sentence else { continue };
        if !matches!(&*m.kind, "organization" | "armed_group" | "government" | "treaty" | "facility" | "conflict" | "equipment") {
            continue;
        }
        let words = (m.first_word as usize, m.end_word as usize);
        let Some(acronym) = bracketed(context, words.1, context.sentence(sentence).1) else { continue };
        let listed = cover[acronym] != FREE;
        if !listed || words.1 - words.0 > 1 && spells(context, words, acronym) {
            defined.insert(context.word(acronym).hash, i);
        }
    }
    if defined.is_empty() {
        return;
    }
    let mut found = Vec::new();
    let mut replaced = vec![false; mentions.len()];
    for (s, sentence) in context.outline.sentences.iter().enumerate() {
        for w in sentence.first_word as usize..sentence.end_word as usize {
            if !context.capital(w) {
                continue;
            }
            let Some(&full) = defined.get(&context.word(w).hash) else { continue };
            if cover[w] != FREE {
                let m = &mentions[cover[w] as usize];
                if m.end_word - m.first_word > 1 || m.id == mentions[full].id {
                    continue;
                }
                replaced[cover[w] as usize] = true;
            }
            found.push(identity::same_as(context, (w, w + 1), s as u32, &mentions[full], Variant::Acronym, mentions[full].score));
        }
    }
    let mut at = 0;
    mentions.retain(|_| {
        at += 1;
        !replaced[at - 1]
    });
    super::merge(mentions, found);
}
