//! Places of long lists that are hardly meant: surnames, common nouns and letters that some village happens to bear as its name.
//!
//! Looked at are mentions of long lists whose entities are all places known by their population, or by nothing at all, but by no
//! `prior`: lists of the whole world. What was put on a list by hand stays.

use super::sense::Around;
use super::signs::Scene;
use crate::gazetteer::{Gazetteer, LONG_LIST, Match, Mention};
use crate::pool::stop_if_asked;
use crate::span::Span;

/// The least log-odds of a mention that is kept: two in five are right.
const LEAST: f32 = -0.4;

/// Drops mentions that are hardly places, and the lower-case article at the head of others.
pub(super) fn keep<'g>(gazetteer: &'g Gazetteer, around: &Around<'_, '_>, mentions: &mut Vec<Mention<'g>>) {
    let counted: Vec<bool> = mentions.iter().map(|m| is_counted(gazetteer, m)).collect();
    if !counted.contains(&true) {
        return;
    }
    mentions.iter_mut().zip(&counted).filter(|(_, counted)| **counted).for_each(|(m, _)| without_article(gazetteer, around, m));
    let scene = Scene::new(gazetteer, around, mentions, &counted);
    let kept = |(number, m): (usize, &Mention<'_>)| {
        stop_if_asked();
        match m.end_word - m.first_word {
            _ if !counted[number] => true,
            1 => scene.odds(number) >= LEAST,
            _ => !scene.is_phrase(number),
        }
    };
    let kept: Vec<bool> = mentions.iter().enumerate().map(kept).collect();
    let mut kept = kept.into_iter();
    mentions.retain(|_| kept.next().unwrap_or(true));
}

/// True for a place or country of a list that grades its entries (`prior`, `population`), or of a long one.
pub(super) fn is_graded(gazetteer: &Gazetteer, m: &Mention<'_>) -> bool {
    matches!(&*m.kind, "place" | "country") && m.entry.is_some_and(|entry| gazetteer.prior(entry) > 0.0)
}

/// True if all that a mention may be are places of a long list that has no prior of them.
pub(super) fn is_counted(gazetteer: &Gazetteer, m: &Mention<'_>) -> bool {
    gazetteer.len() >= LONG_LIST
        && m.candidates.iter().all(|c| {
            let Some(index) = gazetteer.index_of(&c.id) else { return false };
            let entry = gazetteer.entry(index);
            let own = entry.get("prior").and_then(|value| value.number()).is_some();
            !own && matches!(entry.kind(), "place" | "country")
        })
}

/// "the Netherlands" → "Netherlands": an article in small letters is none of the name's.
fn without_article<'g>(gazetteer: &'g Gazetteer, around: &Around<'_, '_>, m: &mut Mention<'g>) {
    let first = m.first_word as usize;
    if m.end_word - m.first_word < 2 || around.words[first].text(around.text) != "the" || !around.joined(first + 1) {
        return;
    }
    let span = Span::new(around.words[first + 1].start, m.span.end);
    let entries = gazetteer.lookup(span.text(around.text));
    if !entries.is_empty() {
        let rest = Match { span, first_word: m.first_word + 1, end_word: m.end_word, variant: m.variant, entries: entries.into() };
        let sentence = m.sentence;
        if let Some(found) = super::mentions(gazetteer, &[rest]).pop() {
            *m = Mention { sentence, ..found };
        }
    }
}
