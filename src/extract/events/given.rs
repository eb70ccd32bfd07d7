//! What a sentence takes for granted, whatever is asked, threatened or refused of it: "asked it to withdraw *the troops that it has sent*",
//! "threatened to respond to *the offensive*", "refused to end *its blockade*".

use super::clause::Use;
use super::lists::List;
use super::troops::is_reduced;
use super::verbs::{form, forms};
use super::words::role;
use super::{SPOKEN, Scene, Trigger, roles};
use crate::text::Shape;

/// How many words of a noun phrase can stand before the noun or the participle of an event.
const PHRASE: usize = 7;

/// The first word of what tells of the event as of something known: what stands before it says nothing of whether it is so.
pub(super) fn given(scene: &Scene<'_>, trigger: &Trigger, label: &str) -> Option<usize> {
    if SPOKEN.contains(&label) {
        return None;
    }
    let from = match roles::head(scene, trigger, label) {
        Some(v) if is_reduced(scene, v) => v,
        Some(v) => match scene.verb(v)? {
            Use::Finite | Use::Passive => relative(scene, v)?,
            Use::Participle => described(scene, v)?,
            _ => return None,
        },
        None => known(scene, trigger)?,
    };
    Some(from.min(trigger.first))
}

/// Where the relative clause of the verb at word `v` begins: "the troops *that* it has sent", "forces *it* has sent", "the men *who* fled".
fn relative(scene: &Scene<'_>, v: usize) -> Option<usize> {
    let mut at = v;
    while at > 0 && !scene.parted(at - 1) && (scene.is_auxiliary(at - 1) || scene.is_adverb(at - 1)) && !pronoun(scene, at - 1) {
        at -= 1;
    }
    let p = at.checked_sub(1)?;
    let opens = |k: usize| scene.named(k).is_none() && scene.is_any(k, &["that", "which", "who", "whom"]);
    // Of an object the verb has none behind it.
    let (open, noun) = if opens(p) {
        (p, p.checked_sub(1)?)
    } else if scene.parted(p) || !scene.lacks_object(v) {
        return None;
    } else if pronoun(scene, p) || scene.named(p).is_some() {
        let first = scene.named(p).map_or(p, |m| scene.word_at(scene.mentions[m].span.start));
        let before = first.checked_sub(1)?;
        match () {
            () if opens(before) => (before, before.checked_sub(1)?),
            () if pronoun(scene, p) && !scene.parted(before) => (p, before),
            () => return None,
        }
    } else {
        return None;
    };
    let that = scene.is_that(open);
    let thing = scene.verb(noun).is_none()
        && !scene.is_preposition(noun)
        && !scene.is_auxiliary(noun)
        && !scene.is_and(noun)
        && !scene.is_adverb(noun)
        && !scene.is_subordinate(noun)
        && !scene.is_temporal(noun)
        && !pronoun(scene, noun)
        && !scene.words[noun].shape.has(Shape::POSSESSIVE)
        && scene.named(noun).is_none_or(|_| !that && open != p || scene.parted(noun));
    let content = scene.named(noun).is_none()
        && (scene.has(noun, role::TOLD) || scene.listed(noun, List::Told) || scene.listed(noun, List::Chance) || is_content(scene, noun));
    let modal = (open..v).any(|k| scene.has(k, role::IRREALIS | role::FUTURE | role::WOULD));
    let done = forms(&scene.words[v]) & form::PAST != 0 || !opens(p) || scene.verb(v) == Some(Use::Passive);
    let (_, definite) = noun_phrase(scene, noun)?;
    (thing && !content && !modal && (definite || done)).then_some(open)
}

fn pronoun(scene: &Scene<'_>, k: usize) -> bool {
    scene.named(k).is_none() && scene.is_any(k, &["it", "he", "she", "they", "we", "i", "you"])
}

/// True for a noun whose "that" opens what somebody says or thinks.
fn is_content(scene: &Scene<'_>, noun: usize) -> bool {
    const THOUGHTS: &str = "fact fears concern concerns suspicion suspicions belief doubt doubts warning warnings statement news sign signs hint \
        hints evidence proof indication indications guarantee guarantees assurance assurances condition promise view signal word denial \
        confirmation";
    forms(&scene.words[noun]) & form::SAYS != 0 || scene.among(noun, THOUGHTS)
}

/// Where the noun phrase begins that ends with the noun at word `n`, and whether it is of something known; none if of something that is
/// yet to be, or of nothing.
pub(super) fn noun_phrase(scene: &Scene<'_>, n: usize) -> Option<(usize, bool)> {
    let mut first = n + 1;
    let mut definite = false;
    while first > 0 && n + 1 - first < PHRASE {
        let k = first - 1;
        if first <= n && scene.parted(k) {
            break;
        }
        if scene.named(k).is_none() {
            if scene.listed(k, List::Unmade) || scene.is_any(k, &["no", "every", "each", "whatever", "whichever", "neither"]) {
                return None;
            }
            let bound = scene.is_preposition(k) || scene.is_and(k) || scene.is_auxiliary(k) || scene.is_subordinate(k) && !scene.is_that(k);
            if bound || scene.verb(k).is_some() {
                break;
            }
            definite |= scene.is_any(k, &["the", "this", "these", "those", "its", "their", "his", "her", "our", "your", "my"])
                || scene.words[k].shape.has(Shape::POSSESSIVE);
        } else {
            let m = &scene.mentions[scene.named(k)?];
            definite |= matches!(&*m.kind, "nationality" | "armed_group" | "government" | "country");
        }
        first = k;
    }
    Some((first, definite))
}

/// Where the phrase begins in which a participle describes what is known: "withdraw *its* troops deployed there". What somebody wants done
/// ("wants the troops deployed") is not.
fn described(scene: &Scene<'_>, v: usize) -> Option<usize> {
    let noun = scene.before(v).filter(|&k| k + 1 == v && scene.verb(k).is_none() && !scene.is_preposition(k))?;
    let (first, definite) = noun_phrase(scene, noun)?;
    let over = first.checked_sub(1).filter(|&k| scene.named(k).is_none() && !scene.parted(k))?;
    let wanted = forms(&scene.words[over]) & (form::CONTROL | form::COMMAND | form::ORDER) != 0
        || scene.is_any(over, &["see", "have", "having", "get", "keep", "need", "needs", "needed", "seen", "saw"]);
    (definite && !wanted).then_some(first)
}

/// Where the phrase of a noun begins that an answer or an end supposes: "respond to *the* raid", "refused to end *its* blockade".
fn known(scene: &Scene<'_>, trigger: &Trigger) -> Option<usize> {
    let (first, definite) = noun_phrase(scene, trigger.first)?;
    let lead = first.checked_sub(1).filter(|&k| definite && scene.named(k).is_none() && !scene.parted(k))?;
    let before = lead.checked_sub(1).filter(|&k| !scene.parted(k));
    let adverb = |k: usize| scene.is_adverb(k) || scene.is_any(k, &["back"]);
    let leads = |list: List| {
        let word = before.filter(|&k| !adverb(k)).or_else(|| before.and_then(|k| k.checked_sub(1)).filter(|&k| !scene.parted(k)));
        word.is_some_and(|k| scene.listed(k, list))
    };
    let supposed = scene.listed(lead, List::Ending) && scene.verb(lead).is_some()
        || scene.is_any(lead, &["to"]) && (leads(List::Answering) || scene.is_any(lead.wrapping_sub(2), &["end"]))
        || scene.is_any(lead, &["for"]) && leads(List::Paying)
        || scene.is_any(lead, &["off", "back"]) && leads(List::Ending);
    supposed.then_some(first)
}
