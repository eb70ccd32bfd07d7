//! What the words before a trigger say of it, as far as they reach.

use super::clause::Range;
use super::silence::{REFUSING, answered};
use super::words::{role, roles};
use super::{Scene, Trigger};

/// How many words before a trigger can bear on it.
pub(super) const REACH: usize = 12;
/// How many words a negation reaches.
pub(super) const NEGATION_REACH: usize = 6;

/// What the words of its clause before a trigger say of it.
#[derive(Default)]
pub(super) struct Signals {
    /// The roles of these words.
    pub flags: u32,
    /// One of them negates it.
    pub negated: bool,
    /// One of them says that it is not so.
    pub denied: bool,
    /// The word that opens an aside between what governs the clause and the trigger.
    pub aside: Option<usize>,
    /// Index of the first word that bears on the trigger.
    pub from: usize,
    /// The words from a verb to the "and" that sets the trigger's beside it, which tell of that verb.
    pub skipped: Range,
}

impl Signals {
    /// Reads them back from the trigger, as far as they bear on it; `given` is where what is known before a demand begins.
    pub fn read(scene: &Scene<'_>, trigger: &Trigger, given: Option<usize>) -> Self {
        let mut out = Self { from: trigger.first, ..Self::default() };
        let own: u32 = scene.words[trigger.first..trigger.end].iter().fold(0, |all, w| all | roles(w));
        let mut reach = trigger.first.saturating_sub(REACH);
        let mut near = trigger.first;
        let quoted = scene.in_quote(trigger.span.start);
        let answered = answered(scene, trigger);
        let mut joined = false;
        let mut next = trigger.first;
        while next > reach {
            next -= 1;
            let i = next;
            // Of what is known only its own clause tells.
            if given.is_some_and(|from| i < from) {
                out.aside = out.aside.or_else(|| scene.parted(i).then_some(i));
                break;
            }
            // "Accused X of shelling *and warned* Y": the words before the first verb tell of both.
            if let Some(first) = scene.verb_beside(i) {
                out.skipped = first..i;
                (next, near, out.from) = (first, first, first);
                reach = first.saturating_sub(REACH);
                joined = true;
                continue;
            }
            // What somebody does not answer is there all the same.
            if answered == Some(i) {
                let told = (i..trigger.first).any(|k| scene.has(k, role::TOLD) && scene.is(k + 1, "of"));
                out.flags |= if told { role::ALLEGED } else { 0 };
                break;
            }
            let mut here = roles(&scene.words[i]);
            let without = scene.is(i, "without");
            // "Without" and a negation in a quotation reach no further than "and".
            if joined && (without || scene.in_quote(scene.words[i].start) && !quoted) {
                here &= !(role::NEGATION | role::DENIED);
            }
            // "And she accused": a clause of its own.
            if here & role::AND != 0 && scene.has(i + 1, role::PRONOUN) && !scene.has(i + 1, role::ASIDE) {
                break;
            }
            joined |= here & role::AND != 0;
            if here & role::SAYING != 0 && joined_to(scene, i) {
                out.from = i;
                out.flags |= here;
                break;
            }
            // "About" tells of what is to come only before "to".
            if here & role::FUTURE != 0 && scene.is(i, "about") && !scene.is(i + 1, "to") {
                here &= !role::FUTURE;
            }
            if is_litotes(scene, i) {
                here &= !role::NEGATION;
            }
            // What is not ruled out is thought of, and what is ruled out is denied by the word itself.
            if here & role::RULED != 0 && negated_before(scene, i) && excludes(scene, i) {
                out.flags |= role::IRREALIS;
                out.from = i + 1;
                break;
            }
            if is_yet(scene, i) {
                out.flags |= role::IRREALIS;
            }
            if scene.parted(i) && here & (role::NEGATION | role::DENIED) == 0 {
                break;
            }
            if here & role::ASIDE != 0 {
                out.aside = Some(i);
                break;
            }
            out.from = i;
            out.negated |= here & role::NEGATION != 0 && near - i <= NEGATION_REACH;
            out.denied |= here & role::DENIED != 0;
            out.flags |= here;
        }
        if own & role::DENIED != 0 {
            out.denied = false;
        }
        out
    }
}

/// True for a negation that affirms: "no secret of", "no doubt", "not only".
fn is_litotes(scene: &Scene<'_>, i: usize) -> bool {
    const AFTER: [&str; 10] = ["secret", "doubt", "question", "fewer", "less", "only", "just", "merely", "least", "mistake"];
    scene.has(i, role::NEGATION) && scene.is_any(i + 1, &AFTER)
}

/// True for "rule out", "exclude": the verb at word `i` with what belongs to it.
fn excludes(scene: &Scene<'_>, i: usize) -> bool {
    scene.is(i + 1, "out") || scene.words[i].text(scene.text).to_ascii_lowercase().starts_with("exclu")
}

/// True if a negation or a refusal stands within three words before word `i`: "did not rule out", "refused to rule out".
pub(super) fn negated_before(scene: &Scene<'_>, i: usize) -> bool {
    (i.saturating_sub(3)..i).any(|i| scene.has(i, role::NEGATION) || scene.is_any(i, REFUSING))
}

/// True for the word `yet` of "has yet to".
fn is_yet(scene: &Scene<'_>, i: usize) -> bool {
    scene.is(i, "yet") && scene.is(i + 1, "to")
}

/// True if a word of saying goes on after another: "denied it *and said* that".
fn joined_to(scene: &Scene<'_>, saying: usize) -> bool {
    (saying.saturating_sub(2)..saying).any(|i| scene.has(i, role::AND))
}
