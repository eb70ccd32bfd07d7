//! The passes over a text's matches, or a document's mentions, one behind the other.

use super::around::Around;
use super::context::Context;
use super::listed::Listed;
use super::odds::WEIGHTS;
use super::{
    acronyms, ambiguity, bodies, compounds, groups, homonyms, metonyms, outlets, parts, persons, places, plausible, same_person, sense,
    short, states, streets, surnames,
};
use crate::gazetteer::entries::{Boundary, Case};
use crate::gazetteer::index::Gazetteer;
use crate::gazetteer::index::facts::Kind;
use crate::gazetteer::known::cues::{Cue, Lexicon};
use crate::gazetteer::matching::misspelt::discount;
use crate::gazetteer::matching::search::with_words;
use crate::gazetteer::matching::{Candidate, FindOptions, Match, Mention, Overlap};
use crate::span::Span;
use crate::text::{BlockKind, Outline, Shape, Word};

/// Mentions of matches whose entities stand best first, with the scores of all of them in a row.
fn mentions<'g>(gazetteer: &'g Gazetteer, matches: &[Match], scores: &[f32]) -> Vec<Mention<'g>> {
    let mut scores = scores.iter();
    let mention = |m: &Match| {
        let candidates: Vec<_> = m.entries.iter().zip(&mut scores).map(|(&e, &score)| Candidate::listed(gazetteer, e, score)).collect();
        let best = candidates[0].clone();
        Mention {
            span: m.span,
            first_word: m.first_word,
            end_word: m.end_word,
            sentence: None,
            id: best.id,
            name: best.name,
            kind: best.kind,
            via: None,
            variant: m.variant,
            score: best.score,
            candidates,
            entry: Some(m.entries[0]),
        }
    };
    matches.iter().map(mention).collect()
}

/// Appends the score of each of a name's entities: its share in their priors, which are above 0.
pub(super) fn score(listed: Listed<'_>, entries: &[u32], scores: &mut Vec<f32>) {
    if let [_] = entries {
        return scores.push(1.0);
    }
    let first = scores.len();
    scores.extend(entries.iter().enumerate().map(|(rank, &e)| sense::prior(listed, e, rank, entries[0])));
    let sum: f32 = scores[first..].iter().sum();
    scores[first..].iter_mut().for_each(|score| *score /= sum);
}

/// The mentions of one text. With `choose`, the words around a name, the countries and places that the text names and their
/// nearness tell which of several entities is meant, acronyms that the text gives in brackets behind a name are learnt, and, unless case says nothing,
/// places of long lists that are hardly meant are left out; without it the prior alone chooses, and all is kept.
pub fn in_text<'g>(gazetteer: &'g Gazetteer, text: &str, options: FindOptions, choose: bool) -> Vec<Mention<'g>> {
    let mut scores = Vec::new();
    let matches = matches(gazetteer, text, options, choose, Vec::new(), &mut scores);
    mentions(gazetteer, &matches, &scores)
}

/// The same as matches: the entities of each best first, the scores of all of them appended to `scores`. `memory` is an earlier text's.
pub(crate) fn matches(
    gazetteer: &Gazetteer,
    text: &str,
    options: FindOptions,
    choose: bool,
    memory: Vec<Match>,
    scores: &mut Vec<f32>,
) -> Vec<Match> {
    let base = scores.len();
    let mut found = weighed(gazetteer, text, options, choose, memory, scores);
    gazetteer.tell_variants(text, &mut found);
    if options.fuzzy > 0 {
        discount(text, &found, &mut scores[base..]);
    }
    found
}

/// [`matches`], where a misspelt name counts as one that is not.
fn weighed(gazetteer: &Gazetteer, text: &str, options: FindOptions, choose: bool, memory: Vec<Match>, scores: &mut Vec<f32>) -> Vec<Match> {
    let listed = Listed::new(gazetteer);
    if !choose {
        let found = gazetteer.find_again(text, options, memory);
        found.iter().for_each(|m| score(listed, &m.entries, scores));
        return found;
    }
    with_words(text, |words, noticed| {
        let mut found = gazetteer.find_with(text, words, noticed, options, memory);
        if options.case == Case::Auto {
            whole_names(gazetteer, text, words, options, &mut found);
        }
        if found.is_empty() {
            return found;
        }
        let around = Around::new(words, text);
        if gazetteer.options().boundary == Boundary::None {
            let base = scores.len();
            found.iter().for_each(|m| score(listed, &m.entries, scores));
            if options.overlap == Overlap::Longest {
                acronyms::in_text(listed, &around, &mut found, scores, base);
            }
            return found;
        }
        if listed.has(Kind::LAND) {
            found.iter().for_each(|m| listed.fetch(&m.entries));
        }
        if options.case == Case::Auto && listed.has(Kind::LAND) && found.iter().any(|m| listed.kind_of(m).any(Kind::LAND)) {
            states::find(listed, &around, &mut found);
            parts::widen(listed, &around, &mut found);
            plausible::keep(listed, &around, &mut found);
            parts::keep(listed, &around, &mut found);
        }
        if options.case == Case::Auto {
            outlets::keep(listed, &around, &mut found);
            surnames::keep(listed, &around, &mut found);
            homonyms::keep(listed, &around, &mut found);
            streets::keep(listed, &around, &mut found);
        }
        let base = scores.len();
        sense::choose(listed, &around, &mut found, |_| (0, words.len()), scores);
        acronyms::in_text(listed, &around, &mut found, scores, base);
        found
    })
}

/// The signs, as [`WEIGHTS`] names them, of each word of a text that places of long lists bear and that nothing else decides on: for
/// fitting.
pub fn place_signs(gazetteer: &Gazetteer, text: &str) -> Vec<(Span, [f32; WEIGHTS.len()])> {
    let (listed, options) = (Listed::new(gazetteer), FindOptions::default());
    with_words(text, |words, noticed| {
        let mut found = gazetteer.find_with(text, words, noticed, options, Vec::new());
        whole_names(gazetteer, text, words, options, &mut found);
        let around = Around::new(words, text);
        states::find(listed, &around, &mut found);
        parts::widen(listed, &around, &mut found);
        plausible::signs(listed, &around, &mut found)
    })
}

/// How many words behind the start of a name may belong to another.
const AHEAD: usize = 8;

/// A name does not begin with the small letters of a compound, nor a town's with a direction in small letters: "8-year-old Fort
/// Worth" holds Fort Worth, not a place called Old Fort, and "east London" is a part of London.
fn whole_names(gazetteer: &Gazetteer, text: &str, words: &[Word], options: FindOptions, matches: &mut Vec<Match>) {
    let listed = Listed::new(gazetteer);
    let in_compound = |m: &Match| {
        let first = m.first_word as usize;
        let gap = || &text[words[first - 1].end as usize..words[first].start as usize];
        let town = || m.entries.iter().all(|&index| listed.is_counted(index, listed.entry(index).name()));
        let direction =
            || Lexicon::shared().cue(words[first].hash).any(Cue::DIRECTION) && words[first + 1].shape.has(Shape::CAPITAL) && town();
        m.end_word - m.first_word > 1
            && !words[first].shape.has(Shape::CAPITAL)
            && (first > 0 && matches!(gap(), "-" | "‐" | "‑") || direction())
    };
    if options.overlap != Overlap::Longest || !matches.iter().any(in_compound) {
        return;
    }
    let line_breaks = ['\n', '\u{b}', '\u{c}', '\r', '\u{85}', '\u{2028}', '\u{2029}'];
    let broken = |i: usize| text[words[i - 1].end as usize..words[i].start as usize].contains(line_breaks);
    let mut out = Vec::with_capacity(matches.len());
    let mut old = std::mem::take(matches).into_iter().peekable();
    while let Some(m) = old.next() {
        if !in_compound(&m) {
            out.push(m);
            continue;
        }
        let next = m.first_word as usize + 1;
        let limit = old.peek().map_or(words.len(), |m| m.first_word as usize).min(next + AHEAD).max(next);
        let limit = (next + 1..limit).find(|&i| broken(i)).unwrap_or(limit);
        let instead = gazetteer.find_in(text, &words[next..limit], options).into_iter();
        out.extend(instead.map(|m| Match { first_word: m.first_word + next as u32, end_word: m.end_word + next as u32, ..m }));
    }
    *matches = out;
}

/// Mentions of a whole document, outside furniture: short forms, bare ministries, capitals that stand for governments,
/// names that nobody listed (docs/tables.md). In text order, without overlaps.
pub fn resolve<'g>(gazetteer: &'g Gazetteer, outline: &Outline<'_>, matches: &[Match]) -> Vec<Mention<'g>> {
    let context = Context::new(gazetteer, outline);
    let listed = Listed::new(gazetteer);
    let mut matches = spoken(outline, matches);
    let shares = ambiguity::start_from_buildings(listed, &mut matches);
    plausible::keep(listed, &context.around(), &mut matches);
    outlets::keep(listed, &context.around(), &mut matches);
    surnames::keep(listed, &context.around(), &mut matches);
    homonyms::keep(listed, &context.around(), &mut matches);
    streets::keep(listed, &context.around(), &mut matches);
    bodies::keep(listed, &context.around(), &mut matches);
    let mut scores = Vec::new();
    ambiguity::choose(&context, &mut matches, &mut scores);
    gazetteer.tell_variants(outline.text, &mut matches);
    let mut found = in_their_sentences(outline, mentions(gazetteer, &matches, &scores));
    ambiguity::share(&shares, &mut found);
    let mut found = compounds::join(&context, found);
    ambiguity::regions(&context, &mut found);
    let told: Vec<u32> = (0..outline.sentences.len() as u32).filter(|&s| !shouted(&context, s)).collect();
    for find in [groups::find, persons::find, places::find] {
        let cover = context.cover(&found);
        let mut more = Vec::new();
        for &sentence in &told {
            find(&context, &found, &cover, sentence, &mut more);
        }
        merge(&mut found, more);
    }
    same_person::resolve(&context, &mut found);
    acronyms::resolve(&context, &mut found);
    short::resolve(&context, &mut found);
    metonyms::resolve(&context, &mut found);
    bodies::resolve(&context, &mut found);
    found
}

/// Mentions outside furniture with their sentences, and no more: for names inside words, of which several may share one word.
pub fn in_sentences<'g>(gazetteer: &'g Gazetteer, outline: &Outline<'_>, matches: &[Match]) -> Vec<Mention<'g>> {
    let listed = Listed::new(gazetteer);
    let mut matches = spoken(outline, matches);
    let mut scores = Vec::new();
    matches.iter().for_each(|m| score(listed, &m.entries, &mut scores));
    acronyms::in_text(listed, &Around::new(&outline.words, outline.text), &mut matches, &mut scores, 0);
    gazetteer.tell_variants(outline.text, &mut matches);
    in_their_sentences(outline, mentions(gazetteer, &matches, &scores))
}

/// The matches outside furniture.
fn spoken(outline: &Outline<'_>, matches: &[Match]) -> Vec<Match> {
    let kept = |m: &&Match| outline.sentence_at(m.span.start).is_some_and(|s| outline.sentence_kind(s as usize) != BlockKind::Furniture);
    matches.iter().filter(kept).cloned().collect()
}

/// The mentions with their sentences.
fn in_their_sentences<'g>(outline: &Outline<'_>, mut mentions: Vec<Mention<'g>>) -> Vec<Mention<'g>> {
    mentions.iter_mut().for_each(|m| m.sentence = outline.sentence_at(m.span.start));
    mentions
}

/// True if capitals tell nothing in a sentence of four words or more: seven tenths of them wholly in upper case, or
/// capitalised in a line that is no running text; in running text it takes six words and nine tenths.
pub(super) fn shouted(context: &Context<'_, '_, '_>, sentence: u32) -> bool {
    let (start, end) = context.sentence(sentence);
    let (mut all, mut capitals, mut upper) = (0, 0, 0);
    for i in (start..end).filter(|&i| !context.possessive(i)) {
        let shape = context.word(i).shape;
        let letters = !shape.has(Shape::NUMBER);
        all += usize::from(letters);
        capitals += usize::from(letters && shape.has(Shape::CAPITAL));
        upper += usize::from(letters && shape.has(Shape::UPPER));
    }
    all >= 4
        && (upper * 10 >= all * 7
            || capitals * 10 >= all * 7 && context.block_kind(sentence) != BlockKind::Body
            || all >= 6 && capitals * 10 >= all * 9)
}

/// What covers a part of a text.
pub(super) trait Spanned {
    fn span(&self) -> Span;
}

impl Spanned for Match {
    fn span(&self) -> Span {
        self.span
    }
}

impl Spanned for Mention<'_> {
    fn span(&self) -> Span {
        self.span
    }
}

/// Puts new ones among the old ones, which are in text order; an old one that a new one covers gives way.
pub(super) fn merge<T: Spanned>(all: &mut Vec<T>, new: Vec<T>) {
    if new.is_empty() {
        return;
    }
    let mut old = std::mem::take(all).into_iter().peekable();
    let mut out: Vec<T> = Vec::with_capacity(old.len() + new.len());
    for m in new {
        while let Some(before) = old.next_if(|o| o.span().start < m.span().start) {
            out.push(before);
        }
        while out.last().is_some_and(|o| o.span().overlaps(m.span())) {
            out.pop();
        }
        while old.next_if(|o| o.span().overlaps(m.span())).is_some() {}
        out.push(m);
    }
    out.extend(old);
    *all = out;
}
