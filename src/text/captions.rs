//! Captions: text under a picture or video.

use super::abbreviations::key;
use super::hashes::HashTable;
use super::profile::Profile;
use super::{Block, Shape, Word};
use aho_corasick::AhoCorasick;
use std::sync::LazyLock;

/// Phrases that only captions and credits have.
const CREDITS: [&str; 34] = [
    "picture source",
    "photo source",
    "image source",
    "(pictured",
    "(photo",
    "(image",
    "(picture",
    "(file",
    "[file",
    "file photo",
    "file image",
    "file picture",
    "photo:",
    "image:",
    "picture:",
    "photograph:",
    "photo credit",
    "image credit",
    "picture credit",
    "image caption",
    "handout photo",
    "handout video",
    "handout picture",
    "handout image",
    "/handout",
    "via reuters",
    "via ap",
    "via afp",
    "via getty",
    "getty images",
    "ap photo",
    "/reuters",
    "/afp",
    "still image",
];

/// [`CREDITS`], sought all at once; none only if it could not be built.
static CREDITED: LazyLock<Option<AhoCorasick>> = LazyLock::new(|| AhoCorasick::builder().ascii_case_insensitive(true).build(CREDITS).ok());

/// Openings of captions.
const OPENINGS: [&str; 14] = [
    "footage released by",
    "a still image",
    "this image",
    "this photo",
    "this picture",
    "this handout",
    "this satellite image",
    "a satellite image",
    "in this photo",
    "in this image",
    "in this picture",
    "in this handout",
    "a screengrab",
    "a screenshot from",
];

/// Verbs in the present tense that tell what a picture shows, with their third person.
static STANCE: LazyLock<HashTable<()>> = LazyLock::new(|| {
    "patrol patrols stand stands walk walks sit sits look looks speak speaks attend attends wave waves pose poses hold \
     holds carry carries ride rides fire fires inspect inspects gather gathers arrive arrives shake shakes watch watches \
     drive drives fly flies prepare prepares address addresses listen listens leave leaves rise rises burn burns greet \
     greets visit visits check checks guard guards load loads march marches pray prays mourn mourns take takes board boards \
     line pass passes operate operates gesture gestures clear clears queue wait waits salute"
        .split_whitespace()
        .map(|verb| (key(verb), ()))
        .collect()
});

/// True if a line is a caption by its own words: a credit, a caption's opening, or one sentence that tells in the present
/// tense what is to be seen and ends in a date or a place and a date ("A medic checks supplies near the front on Friday.").
pub(super) fn is_caption(text: &str, block: &Block, words: &[Word], profile: &Profile) -> bool {
    /// Captions of more words are rare, paragraphs that hold a credit by chance are not.
    const LONGEST: usize = 70;
    if !(profile.credit || profile.dated_end) || words.len() > LONGEST || words.is_empty() {
        return false;
    }
    let surface = block.span.text(text);
    if profile.credit {
        let opens = |opening: &&str| surface.get(..opening.len()).is_some_and(|start| start.eq_ignore_ascii_case(opening));
        let credited = || CREDITED.as_ref().is_some_and(|credits| credits.is_match(surface));
        if (!profile.ends || words.len() < 45) && (OPENINGS.iter().any(opens) || credited()) {
            return true;
        }
    }
    profile.dated_end && (shows_subject(text, words) || shows_scene(text, surface, words, profile))
}

/// "is seen", "seen in this …", "poses for"
fn shows_subject(text: &str, words: &[Word]) -> bool {
    let word = |at: usize| words.get(at).map_or("", |w| w.text(text));
    (1..words.len()).any(|at| match word(at) {
        "seen" => matches!(word(at - 1), "is" | "are") || (word(at + 1) == "in" && word(at + 2) == "this"),
        "pose" | "poses" => word(at + 1) == "for",
        _ => false,
    })
}

/// One sentence in the present tense, dated at its end.
fn shows_scene(text: &str, surface: &str, words: &[Word], profile: &Profile) -> bool {
    /// Words among which the verb stands.
    const SUBJECT: usize = 14;
    if profile.quote || !(7..=45).contains(&words.len()) {
        return false;
    }
    let verb = |at: usize| {
        let word = &words[at];
        !word.shape.has(Shape::CAPITAL) && STANCE.contains(word.hash) && has_subject(text, &words[at - 1], word)
    };
    (1..words.len().min(SUBJECT)).any(verb)
        && may_open(words[0].text(text))
        && !surface.trim_end_matches('.').contains(". ")
        && !surface.contains(['“', '"', '?', '!'])
        && !tells(text, words)
}

/// True for words of telling what happened, which captions seldom have.
pub(super) fn tells(text: &str, words: &[Word]) -> bool {
    words.iter().any(|w| {
        matches!(
            w.text(text),
            "said" | "says" | "told" | "according" | "added" | "announced" | "was" | "were" | "has" | "had" | "have" | "will" | "would"
        )
    })
}

/// True if the word right before a verb in the present tense is a noun that agrees with it in number; smoke and fire alone rise.
fn has_subject(text: &str, subject: &Word, verb: &Word) -> bool {
    const PLURALS: [&str; 7] = ["people", "children", "police", "troops", "personnel", "crew", "officials"];
    let (noun, verb_text) = (subject.text(text).to_lowercase(), verb.text(text));
    let none = matches!(
        noun.as_str(),
        "to" | "will"
            | "would"
            | "can"
            | "could"
            | "should"
            | "may"
            | "might"
            | "must"
            | "not"
            | "the"
            | "a"
            | "an"
            | "of"
            | "and"
            | "or"
            | "in"
            | "on"
            | "by"
            | "for"
            | "with"
            | "its"
            | "their"
            | "his"
            | "her"
            | "this"
            | "that"
            | "did"
            | "does"
            | "do"
            | "no"
    );
    let touches = verb.start == subject.end + 1 && text.as_bytes()[subject.end as usize] == b' ';
    let rises = matches!(verb_text, "rise" | "rises")
        && !matches!(noun.as_str(), "smoke" | "flames" | "fire" | "dust" | "steam" | "plume" | "plumes");
    let plural = noun.ends_with('s') && !noun.ends_with("ss") || noun.ends_with("men") || PLURALS.contains(&noun.as_str());
    let singular = verb_text.ends_with('s') && !verb_text.ends_with("ss");
    // A name may end in s.
    touches && !none && !rises && (singular != plural || (singular && subject.shape.has(Shape::CAPITAL)))
}

/// True unless a caption would hardly open with this word.
fn may_open(word: &str) -> bool {
    !matches!(
        word,
        "But" | "And" | "At" | "It" | "He" | "She" | "They" | "We" | "I" | "If" | "When" | "While" | "However" | "That" | "There"
    )
}
