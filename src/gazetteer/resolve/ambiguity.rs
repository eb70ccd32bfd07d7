//! Which of the entities that bear one name is meant: prior, type cues around it, countries and senses of the document.

use super::context::Context;
use super::cues::Cue;
use super::sense;
use crate::gazetteer::{Mention, Variant};
use rustc_hash::FxHashMap;

/// Chooses among the entities of one name, with what the whole document tells.
pub(super) fn choose<'g>(context: &Context<'_, '_, 'g>, mentions: &mut [Mention<'g>]) {
    let bounds = |m: &Mention<'g>| m.sentence.map_or((m.first_word as usize, m.end_word as usize), |s| context.sentence(s));
    sense::choose(context.gazetteer, &context.around(), mentions, bounds);
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
