//! Marks that quote nobody: round a name, a nickname, a title, a term.

use crate::extract::clauses::lexicon::{Class, Lexicon};
use crate::extract::clauses::marks::Quoted;
use crate::gazetteer::Mention;
use crate::text::{BlockKind, Outline, Shape};

/// Words that announce a name or a term between marks.
const NAMED: [&str; 16] = [
    "named",
    "nicknamed",
    "codenamed",
    "titled",
    "entitled",
    "called",
    "dubbed",
    "known",
    "so",
    "alias",
    "aka",
    "callsign",
    "word",
    "words",
    "phrase",
    "sign",
];

/// Marks round a name, a nickname or a title are no quotation.
pub fn is_name(outline: &Outline<'_>, mentions: &[Mention<'_>], pair: &Quoted) -> bool {
    let text = outline.text;
    let inner = pair.inner.text(text);
    let from = outline.words.partition_point(|w| w.start < pair.inner.start);
    let to = outline.words.partition_point(|w| w.start < pair.inner.end);
    let words = &outline.words[from..to];
    if words.is_empty() {
        return true;
    }
    if words.len() > 8 {
        return false;
    }
    let lexicon = Lexicon::get();
    let block = &outline.blocks[pair.block as usize];
    let before = &outline.words[(block.first_word as usize).max(from.saturating_sub(3))..from];
    let near = before.last().filter(|w| text[w.end as usize..pair.outer.start as usize].chars().all(char::is_whitespace));
    let says = near.is_some_and(|w| lexicon.class(w.hash).is(Class::SAY));
    let quotes_a_word = before.iter().any(|w| lexicon.class(w.hash).is(Class::CUE));
    let ended = inner.ends_with(['!', '?', '…']);
    let m = mentions.partition_point(|m| m.span.end < words[words.len() - 1].end);
    let mention = mentions.get(m).is_some_and(|m| m.span.start <= words[0].start);
    let capital = |w: &crate::text::Word| w.shape.has(Shape::CAPITAL) || w.shape.has(Shape::DIGIT);
    if mention && (capital(&words[0]) || !quotes_a_word) && !says {
        return true;
    }
    let announced = near.is_some_and(|w| NAMED.contains(&w.text(text).to_ascii_lowercase().as_str()))
        || before.len() >= 2
            && before[before.len() - 2].text(text).eq_ignore_ascii_case("so")
            && before[before.len() - 1].text(text) == "called";
    let cased = words.iter().all(|w| {
        capital(w)
            || lexicon.class(w.hash).is(Class::PREPOSITION)
            || lexicon.class(w.hash).is(Class::DETERMINER)
            || w.shape.has(Shape::POSSESSIVE)
    });
    let titled = cased && capital(&words[0]) && capital(&words[words.len() - 1]);
    if announced && (titled || before.last().is_some_and(|w| !lexicon.class(w.hash).is(Class::CUE))) && words.len() <= 5 {
        return true;
    }
    let head_case = matches!(block.kind, BlockKind::Headline | BlockKind::Heading) && {
        let all = &outline.words[block.first_word as usize..block.end_word as usize];
        all.iter().filter(|w| capital(w)).count() * 10 >= all.len() * 7
    };
    if !titled || ended || head_case || (says && (words.len() == 1 || inner.ends_with([',', '.']))) {
        return false;
    }
    let sentence_start =
        outline.sentence_at(pair.outer.start).is_some_and(|s| outline.sentences[s as usize].span.start >= pair.outer.start);
    let sign = text[..pair.outer.start as usize].trim_end().chars().next_back();
    if sentence_start {
        return !inner.ends_with([',', '.']) && text[pair.outer.end as usize..].starts_with(' ');
    }
    !(matches!(sign, Some(':' | ',')) && inner.ends_with([',', '.']))
}
