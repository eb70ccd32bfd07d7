//! Places of long lists that are hardly meant: surnames, common nouns and letters that some village happens to bear as its name.
//!
//! Looked at are mentions of one word whose entities are all places known by their population alone (the column `population`, no
//! `prior`): lists of the whole world. What was put on a list by hand stays.

use super::census;
use super::cues::Cue;
use super::sense::Around;
use super::signs::Scene;
use crate::gazetteer::lists;
use crate::gazetteer::{Gazetteer, Match, Mention};
use crate::span::Span;
use crate::text::Shape;

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
    let single = |m: &Mention<'_>| m.end_word - m.first_word == 1;
    let kept: Vec<bool> =
        mentions.iter().enumerate().map(|(number, m)| !counted[number] || !single(m) || scene.odds(number) >= LEAST).collect();
    let mut kept = kept.into_iter();
    mentions.retain(|_| kept.next().unwrap_or(true));
}

/// Drops places of graded lists (`prior`, `population`) that are but a part of another's name: a person's ("Evelyn Brody") or an
/// organisation's ("Bank of England", "Japan Airlines").
pub(super) fn keep_whole(gazetteer: &Gazetteer, around: &Around<'_, '_>, mentions: &mut Vec<Mention<'_>>) {
    let mut covered = vec![false; around.words.len()];
    mentions.iter().for_each(|m| covered[m.first_word as usize..m.end_word as usize].fill(true));
    mentions.retain(|m| {
        let graded = |entry: &u32| gazetteer.prior(*entry) > 0.0;
        !matches!(&*m.kind, "place" | "country") || !m.entry.as_ref().is_some_and(graded) || !is_part(around, &covered, m)
    });
}

fn is_part(around: &Around<'_, '_>, covered: &[bool], m: &Mention<'_>) -> bool {
    let (first, end) = (m.first_word as usize, m.end_word as usize);
    let free = |i: usize| around.words[i].shape.has(Shape::CAPITAL) && !covered[i];
    let organisation = |i: usize| free(i) && around.lexicon.designator(around.words[i].hash) == Some("organization");
    let headed = first >= 2 && around.joined(first) && around.is(first - 1, &["of"]) && around.joined(first - 1) && organisation(first - 2);
    let more = |i: usize| i < around.words.len() && around.joined(i) && around.words[i].shape.has(Shape::CAPITAL);
    let heads = end < around.words.len() && around.joined(end) && organisation(end) && !more(end + 1);
    let given = first >= 1 && end - first == 1 && around.joined(first) && free(first - 1) && {
        let hash = around.words[first - 1].hash;
        lists::kinds(hash) == 0 && (around.cue(first - 1).any(Cue::GIVEN) || census::borne(hash).given)
    };
    headed || heads || given
}

/// True if all that a mention may be are places known by their population alone.
fn is_counted(gazetteer: &Gazetteer, m: &Mention<'_>) -> bool {
    m.candidates.iter().all(|c| {
        let Some(index) = gazetteer.index_of(&c.id) else { return false };
        let entry = gazetteer.entry(index);
        let own = entry.get("prior").and_then(|value| value.number()).is_some();
        !own && matches!(entry.kind(), "place" | "country") && entry.get("population").and_then(|value| value.number()).is_some()
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
