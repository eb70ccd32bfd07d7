//! Which of the entities that bear one name is meant: prior, type cues around it, countries and senses of the document.

use super::context::Context;
use super::listed::Listed;
use super::sense;
use crate::gazetteer::index::facts::Kind;
use crate::gazetteer::known::cues::Cue;
use crate::gazetteer::matching::{Match, Mention, Variant};
use rustc_hash::FxHashMap;

/// A name that a government shares with its building ("Kremlin") starts as the building; `metonyms` decides by what stands around it.
/// Gives by start of those that are then of the building alone the share that the government had in their priors: see [`share`].
pub(super) fn start_from_buildings(listed: Listed<'_>, matches: &mut [Match]) -> Vec<(u32, f32)> {
    let mut shares = Vec::new();
    let mut scores = Vec::new();
    for m in matches.iter_mut().filter(|m| m.entries.len() > 1 && listed.kind_of(m).any(Kind::GOVERNMENT)) {
        let government = m.entries[0];
        let id = Some(listed.entry(government).id());
        let Some(&building) = m.entries[1..].iter().find(|&&index| listed.entry(index).text("metonym") == id) else { continue };
        scores.clear();
        super::passes::score(listed, &m.entries, &mut scores);
        m.entries.retain(|&index| index != government);
        if let Some(at) = m.entries.iter().position(|&index| index == building) {
            m.entries[..=at].rotate_right(1);
        }
        if m.entries.len() == 1 {
            shares.push((m.span.start, scores[0]));
        }
    }
    shares
}

/// A building that had a name alone but for its government is as doubtful as the government was likely.
pub(super) fn share(shares: &[(u32, f32)], mentions: &mut [Mention<'_>]) {
    let mut shares = shares.iter().peekable();
    for m in mentions {
        while shares.next_if(|(start, _)| *start < m.span.start).is_some() {}
        if let Some(&&(_, score)) = shares.peek().filter(|(start, _)| *start == m.span.start) {
            m.score = score;
            m.candidates[0].score = score;
        }
    }
}

/// Chooses among the entities of one name, with what the whole document tells; appends the scores.
pub(super) fn choose(context: &Context<'_, '_, '_>, matches: &mut [Match], scores: &mut Vec<f32>) {
    let bounds = |m: &Match| match context.outline.sentence_at(m.span.start) {
        Some(sentence) => context.sentence(sentence),
        None => (m.first_word as usize, m.end_word as usize),
    };
    sense::choose(Listed::new(context.gazetteer), &context.around(), matches, bounds, scores);
}

/// Campaigns are fought in regions: "the offensive in Kursk", "the region of Kursk" mean the region where it has an entry
/// and, unless it is called a region right there, where the document names it so.
pub(super) fn regions<'g>(context: &Context<'_, '_, 'g>, mentions: &mut [Mention<'g>]) {
    let mut named: FxHashMap<u64, u32> = FxHashMap::default();
    for m in mentions.iter().filter(|m| m.kind == "place" && m.end_word - m.first_word == 2) {
        if let (true, Some(entry)) = (context.cue(m.end_word as usize - 1).any(Cue::REGION), m.entry) {
            named.insert(context.word(m.first_word as usize).hash, entry);
        }
    }
    for m in mentions.iter_mut().filter(|m| m.kind == "place" && m.end_word - m.first_word == 1) {
        let Some(sentence) = m.sentence else { continue };
        let (start, word) = (context.sentence(sentence).0, m.first_word as usize);
        if word < start + 2 || !context.joined(word) {
            continue;
        }
        let called = context.is(word - 1, &["of"]) && context.is(word - 2, &["region", "oblast", "province"]);
        let fought = context.is(word - 1, &["in", "into"])
            && (word.saturating_sub(4).max(start)..word - 1)
                .any(|i| context.cue(i).any(Cue::CONFLICT) || context.is(i, &["invasion", "advance", "push"]));
        let region = if called {
            let names = [format!("{} region", m.name), format!("{} oblast", m.name)];
            names.iter().find_map(|n| context.gazetteer.lookup(n).first().copied())
        } else if fought {
            named.get(&context.word(word).hash).copied()
        } else {
            None
        };
        if let (true, Some(region)) = (called, region) {
            named.insert(context.word(word).hash, region);
        }
        if let Some(region) = region.filter(|r| Some(*r) != m.entry) {
            let mut other = super::identity::listed(context, (word, word + 1), sentence, region, 0.7, Variant::Short);
            other.candidates.append(&mut m.candidates);
            *m = other;
        }
    }
}
