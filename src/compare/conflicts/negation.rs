//! Words that negate, and words that call something said untrue.

use super::answers::{DENYING, is};
use crate::compare::content::hashes;
use crate::text::Word;
use crate::text::listed::lines;
use rustc_hash::FxHashSet;
use std::sync::LazyLock;

static NEGATIONS: LazyLock<FxHashSet<u64>> =
    LazyLock::new(|| lines(include_str!("../../../seeds/words/negations.txt")).flat_map(hashes).collect());

/// Words that call something said untrue.
pub(super) const LIES: &str = "lie lies nonsense absurd fabrication fabricated distortion invention invented fake fakes hoax slander fantasy rubbish \
    forgery forged fairy";
/// The same of what is said.
pub(super) const UNTRUE: &str = "untrue false wrong ridiculous";
/// Words that bring what is called untrue: `it is a lie to say that`.
const TELLING: &str = "say claim suggest allege pretend";
/// Words from the one that calls it untrue to these.
const REACH: usize = 6;

/// True for a word that negates what stands behind it: `not`, `nobody`, `didn't`.
pub(super) fn is_negation(text: &str, word: &Word) -> bool {
    let short = || word.text(text).ends_with("n't") || word.text(text).ends_with("n’t");
    NEGATIONS.contains(&word.hash) || short()
}

/// True if a sentence negates what ends at a byte: by a word before it with no comma between, or by calling the whole a lie.
pub(super) fn negates(text: &str, words: &[Word], end: u32) -> bool {
    let parted = |i: usize| text[words[i].end as usize..words[i + 1].start as usize].contains(',');
    for i in (0..words.partition_point(|w| w.end <= end)).rev() {
        if is_negation(text, &words[i]) || is(DENYING, &words[i]) {
            return true;
        }
        if i == 0 || parted(i - 1) {
            break;
        }
    }
    words.iter().any(|w| is(LIES, w))
}

/// The word at which what is called untrue begins: `it is a distortion of the facts to say that we …`.
pub(super) fn called_untrue(words: &[Word]) -> Option<usize> {
    let untrue = (0..words.len()).find(|&i| is(LIES, &words[i]) || is(UNTRUE, &words[i]))?;
    let told = (untrue + 1..(untrue + 1 + REACH).min(words.len())).find(|&i| is(TELLING, &words[i]) && i > 0 && is("to", &words[i - 1]))?;
    Some(told + 1 + usize::from(words.get(told + 1).is_some_and(|w| is("that", w))))
}
