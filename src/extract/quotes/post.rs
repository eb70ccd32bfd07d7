//! Posts, leaflets, messages given whole: who speaks stands behind the marks, or in the line that introduces them.

use super::speakers::{Gender, Speaker};
use crate::extract::clauses::clause::Clauses;
use crate::extract::clauses::lexicon::{Class, Lexicon};
use crate::extract::clauses::marks::Quoted;
use crate::extract::clauses::subjects::{Phrase, subject};
use crate::gazetteer::Mention;
use crate::text::{BlockKind, Outline, Shape};

/// Words of a name behind a dash.
const LONGEST: usize = 6;

/// The name behind a quotation and a dash, with nothing after it but a handle, a comma, a date: "“…” — Ana Ruiz (@ana) May 3".
pub fn signed(outline: &Outline<'_>, mentions: &[Mention<'_>], pair: &Quoted) -> Option<Speaker> {
    let text = outline.text;
    let rest = &text[pair.outer.end as usize..];
    let behind = rest.trim_start();
    let gap = &rest[..rest.len() - behind.len()];
    let dash = behind.starts_with(['—', '–', '―']) || behind.starts_with("-- ") || behind.starts_with("- ");
    if !dash || gap.matches('\n').count() > 1 {
        return None;
    }
    let from = pair.outer.end + gap.len() as u32;
    let line = from + behind.find(['\n', '\r']).unwrap_or(behind.len()) as u32;
    let lexicon = Lexicon::get();
    let first = outline.words.partition_point(|w| w.start < from);
    let part = |i: usize| {
        let word = outline.words.get(i).filter(|w| w.start < line)?;
        let gap = |i: usize| &text[outline.words[i - 1].end as usize..outline.words[i].start as usize];
        // "Ana M. Ruiz", but not "Ana Ruiz. Next"
        let stops = |i: usize| gap(i).contains('.') && outline.words[i - 1].end - outline.words[i - 1].start > 2;
        let joined = i == first || !gap(i).contains(['(', ',', '@', '|', '·', '/']) && !stops(i);
        (joined && word.shape.has(Shape::CAPITAL) && !lexicon.class(word.hash).is(Class::TIME)).then_some(word)
    };
    let count = (first..=first + LONGEST).take_while(|&i| part(i).is_some()).count();
    let (start, end) = (part(first)?.start, outline.words[first + count - 1].end);
    // "“…” — Ana Ruiz said" is a sentence of its own
    let next = text[end as usize..line as usize].trim_start();
    let over = next.is_empty() || next.starts_with(['(', ',', '@', '|', '·', '/', '.']) || {
        let word = outline.words.get(first + count).filter(|w| w.start < line);
        word.is_some_and(|w| w.shape.has(Shape::DIGIT) || lexicon.class(w.hash).is(Class::TIME))
    };
    if count > LONGEST || !over || text[from as usize..start as usize].contains('@') {
        return None;
    }
    let named = mentions[mentions.partition_point(|m| m.span.start < start)..].iter().take_while(|m| m.span.end <= end);
    let speaks = |m: &&Mention<'_>| matches!(&*m.kind, "person" | "organization" | "government" | "armed_group");
    let id = named.filter(speaks).last().filter(|m| m.span.end == end).map(|m| m.id.clone().into_owned());
    Some(Speaker { text: text[start as usize..end as usize].to_owned(), id, gender: Gender::Person })
}

/// What the line before a quotation that stands alone makes of it.
pub enum Lead {
    /// It introduces nothing.
    None,
    /// It ends in a colon: its last sentence says who speaks.
    Sentence(usize, Option<Phrase>),
    /// It ends in a colon, and the page added it.
    Unread,
}

/// Reads the line that introduces a quotation: "The post, which was shared a thousand times, read:".
pub fn lead(outline: &Outline<'_>, clauses: &Clauses, pair: &Quoted, sentence: usize) -> Lead {
    let alone = outline.blocks[pair.block as usize].span.start == pair.outer.start;
    let Some(before) = (pair.block as usize).checked_sub(1).filter(|_| alone) else { return Lead::None };
    if !outline.blocks[before].span.text(outline.text).ends_with(':') {
        return Lead::None;
    }
    if outline.blocks[before].kind == BlockKind::Furniture {
        return Lead::Unread;
    }
    let Some(last) = sentence.checked_sub(1).filter(|&s| outline.sentences[s].block as usize == before) else { return Lead::Unread };
    let tokens = clauses.sentence(last);
    let cue = tokens.len().checked_sub(1).filter(|&i| tokens[i].is(Class::CUE));
    Lead::Sentence(last, cue.and_then(|cue| subject(tokens, cue)))
}
