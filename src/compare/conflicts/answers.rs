//! Denials that answer what was said just before: `Lorwick denied it`, `rejected the charge`, `said it had launched nothing`.

use super::Layers;
use super::claim::{Claim, Kind, NARRATOR};
use super::matter::sense;
use super::negation::LIES;
use crate::compare::content::stem;
use crate::text::listed::holds_word;
use crate::text::words;
use crate::text::{BlockKind, Word};

/// Sentences back to a charge that a denial takes up by a noun of its own: `the charge`, `the allegations`.
const FAR: u32 = 6;
/// Assertions before a denial that are looked at.
const LOOK: usize = 12;
/// Words between a verb of rejecting and what is rejected.
const OBJECT: usize = 6;

/// Verbs that deny by themselves, and words that say so.
pub(super) const DENYING: &str =
    "deny denies denied denying denial refute refutes refuted refuting disprove disproved untrue false baseless unfounded groundless";
/// Verbs that deny when their object is something said.
pub(super) const REJECTING: &str = "reject rejects rejected rejecting dismiss dismisses dismissed dismissing rebuff rebuffed rebut rebutted brushed call calls called \
    calling ridicule ridiculed mock mocked";
/// What is said of others.
pub(super) const SAID: &str = "charge charges accusation accusations allegation allegations claim claims report reports account accounts story stories invention \
    rumour rumours rumor rumors version assertion assertions quote quotes remark remarks statement statements criticism comment comments suggestion \
    suggestions insinuation insinuations";
/// What follows such a noun where it brings its own content: `the charges by X that …`, `reports that …`.
const CONTENT: &str = "by of that from about in";
/// Words that take up what was said before, as the whole of what is denied.
const BACK: &str = "it this that them these those so";
/// Words that deny whatever the charge is.
const ANY: &str = "any involvement responsibility wrongdoing guilt fault such";
/// What may follow such a word where it is the whole: `denied it and left`, not `denied it was so`.
const FOLLOWS: &str = "and but or when while as on in at after before yesterday today later again outright repeatedly firmly strongly flatly categorically     vehemently angrily";
/// Saying and charging inside the sentence of a denial: what is denied stands there, not in the sentence before.
const INSIDE: &str = "said says saying told accused accuses charge charged charges claimed claims alleged allegation rumours rumour rumors suggested     suggestions reported reports";
/// Words of what is to come: who says that he will not do something rejects no report.
const TO_COME: &str = "will would can cannot could should shall won't won’t plans plan intend intends intention";

/// Words that say that nothing of it is so.
const FLATLY: [&str; 3] = ["nothing to do with", "not a single", "at no time"];
/// Verbs that call a thing something.
pub(super) const CALLING: &str = "called calls calling described describes dismissed dismisses";
/// Words of a sentence among which such a word stands.
const CONTRAST_WITHIN: usize = 5;
/// Words that set a denial against what was said right before it.
const CONTRAST: &str = "however but another though";

/// True for a list that holds the word.
pub(super) fn is(list: &'static str, word: &Word) -> bool {
    holds_word(list, word)
}

/// Verbs of denying that only withhold: `denied them entry`, `an advantage denied to X`, `would neither confirm nor deny`.
pub(super) fn withholds(words: &[Word], verb: usize) -> bool {
    const DENY: &str = "deny denies denied denying";
    const HELD: &str = "access entry bail permission visa visas asylum leave use admission right rights chance opportunity place holiday";
    let near = |range: std::ops::Range<usize>, list: &'static str| words[range].iter().any(|w| is(list, w));
    let after = verb + 1..(verb + 1 + OBJECT).min(words.len());
    is(DENY, &words[verb])
        && (near(verb.saturating_sub(4)..verb, "nor confirm")
            || near(after.start..(verb + 2).min(words.len()), "to")
            || near(after.start..(verb + 5).min(words.len()), HELD))
}

/// How a denial denies: whether by a verb of denial, and whether it speaks of what will not be.
pub(super) fn manner(words: &[Word]) -> (bool, bool) {
    let rejects = |i: usize| is(REJECTING, &words[i]) && words[i + 1..(i + 1 + OBJECT).min(words.len())].iter().any(|w| is(SAID, w));
    let denies = (0..words.len()).any(|i| is(DENYING, &words[i]) && !withholds(words, i) || rejects(i))
        || called(words).is_some()
        || FLATLY.iter().any(|phrase| holds_phrase(words, phrase));
    (denies, !denies && words.iter().any(|w| is(TO_COME, w)))
}

/// What is called untrue: the words between `called` and `a forgery`, by index.
fn called(words: &[Word]) -> Option<std::ops::Range<usize>> {
    let verb = (0..words.len()).find(|&i| is(CALLING, &words[i]))?;
    let lie = (verb + 1..(verb + 1 + OBJECT).min(words.len())).find(|&i| is(LIES, &words[i]))?;
    Some(verb + 1..lie)
}

/// True if the words of a phrase follow each other.
fn holds_phrase(words: &[Word], phrase: &'static str) -> bool {
    let first = phrase.split(' ').next().unwrap_or_default();
    let at = |i: usize| phrase.split(' ').enumerate().all(|(k, p)| words.get(i + k).is_some_and(|w| is(p, w)));
    (0..words.len()).any(|i| is(first, &words[i]) && at(i))
}

/// True if a sentence tells what may be or is to come.
pub(super) fn expects(words: &[Word]) -> bool {
    words.iter().any(|w| is("may might could will would shall likely expects expected plans", w))
}

/// Gives every denial the assertion of its own document that it answers.
pub(super) fn link(layers: &Layers<'_>, claims: &mut [Claim]) {
    let mut assertions: Vec<u32> = Vec::new();
    for c in 0..claims.len() {
        match claims[c].kind {
            Kind::Assertion { .. } => assertions.push(c as u32),
            Kind::Denial { .. } => {
                let words = layers.outline.sentence_words(claims[c].sentence as usize);
                let text = layers.outline.text;
                let whole = |i: usize| {
                    let Some(next) = words.get(i + 1) else { return true };
                    text[words[i].end as usize..next.start as usize].contains(|c: char| !c.is_whitespace()) || is(FOLLOWS, next)
                };
                let object = |i: usize| {
                    let after = i + 1..(i + 1 + OBJECT / 2).min(words.len());
                    words[after.clone()].iter().any(|w| is(ANY, w)) || after.into_iter().any(|k| is(BACK, &words[k]) && whole(k))
                };
                let content = |i: usize| words.get(i + 1).is_some_and(|w| is(CONTENT, w));
                let verb = (0..words.len()).find(|&i| is(DENYING, &words[i]) && !withholds(words, i));
                let back = Back {
                    word: (0..words.len()).any(|i| is(DENYING, &words[i]) && object(i)),
                    noun: claims[c].denies && words.iter().any(|w| is(SAID, w)),
                    charge: claims[c].denies && (0..words.len()).any(|i| is(SAID, &words[i]) && !content(i)),
                    nothing: words.iter().any(|w| is("nothing none never nobody", w)),
                    contrast: claims[c].denies && words.iter().take(CONTRAST_WITHIN).any(|w| is(CONTRAST, w)),
                    called: called(words).map(|called| of_thing(text, &words[called])).unwrap_or_default(),
                };
                // "It was rumoured that …, but he denied this": what is denied stands in the sentence itself.
                let inside = verb.filter(|_| back.word).is_some_and(|v| clause_before(text, words, v));
                let answers = assertions.iter().rev().take(LOOK).copied();
                let answers = answers.filter(|_| !inside).find(|&a| answered(layers, &claims[a as usize], &claims[c], &back));
                // Nothing before it: the word of another that it tells itself.
                let reported = || {
                    let before = c.checked_sub(1).filter(|&r| claims[r].kind == Kind::Reported && claims[r].sentence == claims[c].sentence);
                    before.map(|r| r as u32)
                };
                claims[c].kind = Kind::Denial { answers: answers.or_else(reported) };
            }
            _ => {}
        }
    }
}

/// True if somebody says something in an earlier clause of the sentence of the verb.
fn clause_before(text: &str, words: &[Word], verb: usize) -> bool {
    let comma = |i: usize| text[words[i].end as usize..words[i + 1].start as usize].contains([',', ';', ':', '–', '—']);
    let Some(end) = (0..verb).rev().find(|&i| comma(i)) else { return false };
    words[..=end].iter().any(|w| is(INSIDE, w))
}

/// How a denial takes up what was said before it.
struct Back {
    word: bool,
    noun: bool,
    /// `The charge`, and nothing that says which.
    charge: bool,
    /// `It launched nothing`: whatever the charge is.
    nothing: bool,
    /// `Another official, however, denied`.
    contrast: bool,
    /// The senses of what it calls untrue: `called the letter a forgery`.
    called: Vec<u32>,
}

/// True if the denial is an answer to the assertion: another's word against the denier's side, near enough for what they share.
fn answered(layers: &Layers<'_>, assertion: &Claim, denial: &Claim, back: &Back) -> bool {
    let far = denial.sentence - assertion.sentence;
    let Kind::Assertion { accuses, announces, .. } = assertion.kind else { return false };
    if far == 0 || far > FAR || denial.refuses || assertion.same_source(denial) {
        return false;
    }
    // A letter that is called a forgery says what it says.
    if called_source(assertion, &back.called) {
        return true;
    }
    // Who announces his own deed is not gainsaid by whom he does not name.
    if announces {
        return false;
    }
    if denial.denies && !denial.matter.authorship && denial.matter.is_told_by(assertion, denial.side) {
        return true;
    }
    let rivals = match (assertion.side, denial.side) {
        (Some(a), Some(b)) => a != b,
        _ => false,
    };
    // Two bodies of one state may gainsay each other; what they share must then be what is denied.
    let one_side = assertion.side.is_some() && assertion.side == denial.side;
    let adverse =
        denial.side.is_some_and(|denier| assertion.setting.sides.iter().any(|&s| denier.answers_for(s) && assertion.side != Some(s)));
    // One who denies a part in it answers a charge against himself, and one who denies this is not answering that.
    let matter = denial.matter.shared(assertion);
    let brief = far == 1 && denial.matter.senses.len() < 2 && (adverse || rivals || back.contrast);
    let whole = matter >= 2 || matter == 1 && denial.matter.senses.len() == 1;
    if one_side && !(far == 1 && denial.denies && whole) {
        return false;
    }
    if denial.matter.authorship && !(accuses && adverse) {
        return false;
    }
    let shares = denial.matter.senses.is_empty() || matter > 0;
    if !(shares || brief || rivals && back.nothing) {
        return false;
    }
    // Names alone do not tell that both speak of one thing.
    let plain = |s: &&u32| assertion.stems.binary_search(s).is_ok() && denial.setting.proper.binary_search(s).is_err();
    let shared = denial.stems.iter().filter(plain).count();
    let strong = denial.denies;
    if assertion.source.as_deref().is_none_or(|s| s == NARRATOR) {
        return strong && far == 1 && (adverse && back.word || shared >= 3);
    }
    if heading_between(layers, assertion.sentence, denial.sentence) && !(back.noun && accuses && adverse) {
        return false;
    }
    match far {
        1 => {
            (strong && (adverse || rivals || back.word || back.charge || back.contrast || back.noun && accuses || shared >= 2 || whole))
                || (adverse && (accuses || shared >= 2))
                || rivals && back.nothing
        }
        2 => (strong && (adverse || rivals && back.word || shared >= 2)) || (accuses && adverse && shared >= 1),
        3 => strong && (adverse || rivals) && (back.word || back.noun || shared >= 1),
        _ => accuses && adverse && back.noun,
    }
}

/// True if the source of an assertion is what a denial calls untrue: `a letter seen by the newspaper`.
fn called_source(assertion: &Claim, called: &[u32]) -> bool {
    let source = assertion.source.as_deref().unwrap_or_default();
    !called.is_empty() && words::words(source).iter().filter_map(|w| stem(source, w)).any(|s| called.contains(&sense(s)))
}

/// The senses of the words of a thing.
fn of_thing(text: &str, thing: &[Word]) -> Vec<u32> {
    thing.iter().filter_map(|w| stem(text, w)).map(sense).collect()
}

/// True if a heading parts the two sentences.
fn heading_between(layers: &Layers<'_>, from: u32, to: u32) -> bool {
    (from + 1..to).any(|s| layers.outline.sentence_kind(s as usize) == BlockKind::Heading)
}
