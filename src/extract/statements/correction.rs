//! Corrections: sentences that take back what was reported before, so that nothing in them is told as so.

use crate::text::Word;
use crate::text::fold::{fold, hash};
use crate::text::hashes::HashTable;
use crate::text::listed::{holds, holds_word};
use std::sync::LazyLock;

/// Adverbs of telling amiss, and the verbs of telling that they stand with.
pub(in crate::extract) const AMISS: &str = "wrongly incorrectly mistakenly erroneously inaccurately";
const TOLD: &str =
    "said says gave given reported stated put named identified described attributed quoted listed claimed told wrote written";
/// Verbs that tell amiss by themselves.
const MISTOLD: &str = "misstated misreported misquoted misidentified misspelled misspelt miscounted misattributed";
/// Verbs by which a report is taken back, and what is taken back.
const WITHDREW: &str = "withdrew withdrawn withdraws retracted retracts retracting withdrawing dropped recanted disowned";
const REPORTS: &str =
    "report reports story stories article articles dispatch item claim claims allegation allegations accusation post statement account";
/// What an earlier form of a report is called.
const FORMS: &str = "version versions edition editions";
const EARLIER: &str = "earlier previous original initial first";
/// What a report is called by those who made it.
const OURS: &str = "story article report version dispatch item headline caption";
/// Verbs by which a report is set right.
const CORRECTED: &str = "corrected amended updated";
/// What an error is called, and by whose doing it came about.
const ERRORS: &str = "error errors mistake mistakes";
const DOING: &str = "editing production translation typing reporting transcription editorial our an";
/// Labels of corrections, before a colon or a dash.
const LABELS: &str = "correction corrections clarification erratum errata corrigendum retraction";
/// Words by which those who report own that they erred, around a sentence that tells what they wrote.
const OWNING: [&str; 12] = [
    "regret",
    "apologise",
    "apologize",
    "in error",
    "an error",
    "our error",
    "was wrong",
    "were wrong",
    "not correct",
    "incorrect",
    "correct ",
    "should have",
];
/// The first words of a sentence that says that it was not so: `It had not.`
const NOT_SO: [&str; 10] = [
    "It has not",
    "It had not",
    "It did not",
    "It was not",
    "They have not",
    "They had not",
    "They did not",
    "He did not",
    "He had not",
    "In fact",
];
/// Words between an adverb and its verb, or a verb and the report that it takes back.
const NEAR: usize = 3;
/// Bytes behind a sentence in which its reporters own that they erred.
const BEHIND: usize = 240;

/// Words of which every such sentence has one; hardly any other has.
static SIGNS: LazyLock<HashTable<bool>> = LazyLock::new(|| {
    let lists = [AMISS, MISTOLD, WITHDREW, EARLIER, LABELS, ERRORS, "wrote corrects originally reported took longer we"];
    lists.iter().flat_map(|list| list.split(' ')).map(|word| (hash(&fold(word)), true)).collect()
});

/// True if a sentence takes back what it tells: `a caption wrongly said that …`, `withdrew a report that …`, `we wrote that … We regret the error`,
/// `(corrects the toll to two, not five)`.
pub(crate) fn takes_back(text: &str, words: &[Word]) -> bool {
    if !words.iter().any(|word| SIGNS.contains(word.hash)) {
        return false;
    }
    let is = |i: usize, list: &'static str| words.get(i).is_some_and(|w| holds_word(list, w));
    let near = |i: usize, list: &'static str| (i.saturating_sub(NEAR)..i + 1 + NEAR).any(|j| is(j, list));
    let that = |j: usize| (j + 1..j + 3).any(|k| is(k, "that of about"));
    let labelled = is(0, LABELS) && words.len() > 2 && text[words[0].end as usize..words[1].start as usize].contains([':', '-', '–', '—']);
    (0..words.len()).any(|i| {
        let back =
            is(i, WITHDREW) || is(i, "back") && i > 0 && is(i - 1, "took takes taken") || is(i, "repeats") && i > 1 && is(i - 1, "longer");
        is(i, MISTOLD)
            || is(i, AMISS) && near(i, TOLD)
            || back && (i + 1..i + 1 + NEAR).any(|j| is(j, REPORTS) && (that(j) || is(j + 1, "to")))
            || is(i, "wrote") && i > 0 && (i.saturating_sub(2)..i).any(|j| is(j, "we")) && is(i + 1, "that")
            || is(i, EARLIER) && is(i + 1, FORMS) && (i + 2..i + 8).any(|j| is(j, TOLD))
            || is(i, "originally") && near(i, TOLD) && (i.saturating_sub(4)..i).any(|j| is(j, OURS))
            || is(i, ERRORS) && i > 0 && is(i - 1, DOING) && (i + 1..i + 10).any(|j| is(j, TOLD))
            || i < 2
                && is(i, "corrects")
                && is(i + 1, "number figure toll death to name spelling date day age title attribution headline paragraph lead to in the")
            || told_by_us(words, i) && (labelled || owned(text, words))
    })
}

/// True if a sentence only says what a corrected report now shows: `this story has been corrected to show that two were hit`.
pub(crate) fn shows_right(words: &[Word]) -> bool {
    let is = |i: usize, list: &'static str| words.get(i).is_some_and(|w| holds_word(list, w));
    (2..words.len()).any(|i| {
        is(i, CORRECTED)
            && is(i - 1, "been was is")
            && is(i + 1, "to")
            && is(i + 2, "show say reflect state")
            && (0..i).any(|j| is(j, OURS))
    })
}

/// `We reported on Monday that`, `our story said that`: those who report tell what they told.
fn told_by_us(words: &[Word], i: usize) -> bool {
    let is = |i: usize, list: &'static str| words.get(i).is_some_and(|w| holds_word(list, w));
    let we = i > 0 && ((i.saturating_sub(2)..i).any(|j| is(j, "we")) || i > 1 && is(i - 1, OURS) && is(i - 2, "our"));
    we && is(i, "reported said stated wrote gave put identified named described quoted")
}

/// True if the words around a sentence own that it was amiss.
fn owned(text: &str, words: &[Word]) -> bool {
    let (Some(first), Some(last)) = (words.first(), words.last()) else { return false };
    let from = last.end as usize;
    let mut to = (from + BEHIND).min(text.len());
    while !text.is_char_boundary(to) {
        to -= 1;
    }
    let behind = &text[from..to];
    let before = text[..first.start as usize].trim_end();
    let line = before.rsplit('\n').next().unwrap_or_default();
    let labelled = line.trim_end_matches(':').rsplit(' ').next().is_some_and(|word| holds(LABELS, word));
    let next = behind.trim_start_matches(['.', '"', '”', ' ', '\n']);
    labelled || OWNING.iter().any(|own| behind.contains(own)) || NOT_SO.iter().any(|not| next.starts_with(not))
}
