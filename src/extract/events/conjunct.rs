//! Where the reach of a denial, a refusal, a charge or a negation ends: "denied the claim *and shelled* two villages" denies the claim alone,
//! and "no one was arrested *and police killed* two" says nothing against the killing. What an auxiliary, a clause or a gerund goes on with
//! ("did not kill or arrest", "denied that it attacked and burned", "denied shelling and burning") stays in reach.

use super::clause::Use;
use super::silence::REFUSING;
use super::verbs::{form, forms};
use super::words::role;
use super::{Reality, SPOKEN, Scene, Trigger, reality as readings, roles};

/// How many words before a verb the word that sets it beside another can stand.
const REACH: usize = 24;
/// Verbs of trying in vain, which "to" follows.
const FAILING: &[&str] = &["failed", "fails"];

/// What the text makes of an event, read off its own clause alone where another stands beside it.
pub(super) fn reality(scene: &Scene<'_>, trigger: &Trigger, labels: &[String]) -> Reality {
    let Some((ruling, joint)) = apart(scene, trigger, labels) else {
        let told = readings::reality(scene, trigger, labels);
        let refused = matches!(told, Reality::Actual | Reality::Alleged) && is_refused_too(scene, trigger, labels);
        return if refused { Reality::Denied } else { told };
    };
    let names = scene.mentions.partition_point(|m| m.span.start < scene.words[joint].start);
    let moved = |t: &Trigger| Trigger { first: t.first - joint, end: t.end - joint, ..*t };
    let triggers: Vec<Trigger> = scene.triggers.iter().filter(|t| t.first >= joint).map(moved).collect();
    // What was denied is no word of saying for what stands beside it.
    let said = (0..ruling).chain(joint..trigger.first).chain(trigger.end..scene.words.len()).any(|i| scene.has(i, role::SAYING));
    let own = Scene {
        words: &scene.words[joint..],
        mentions: &scene.mentions[names..],
        verbs: &scene.verbs[joint..],
        triggers: &triggers,
        statement: scene.statement.filter(|_| said),
        ..*scene
    };
    readings::reality(&own, &moved(trigger), labels)
}

/// True of the second thing that somebody refuses or fails to do: "refused to arrest *or disarm* them".
fn is_refused_too(scene: &Scene<'_>, trigger: &Trigger, labels: &[String]) -> bool {
    let second = |v: usize| {
        let joint = v.checked_sub(1).filter(|&k| scene.verb(v) == Some(Use::Infinitive) && scene.is_any(k, &["or", "and"]))?;
        let joined = scene.one_clause(joint, v);
        let first = scene.verb_before(joint).filter(|&k| joined && k > 1 && scene.verb(k) == Some(Use::Infinitive))?;
        scene.one_clause(first, v).then_some(first - 2)
    };
    let lead = roles::head(scene, trigger, labels[trigger.label as usize].as_str()).and_then(second);
    lead.is_some_and(|k| scene.is(k + 1, "to") && (scene.is_any(k, REFUSING) || scene.is_any(k, FAILING)))
}

/// The word whose reach ends before a trigger, and the "and" or "but" that ends it.
fn apart(scene: &Scene<'_>, trigger: &Trigger, labels: &[String]) -> Option<(usize, usize)> {
    let label = labels[trigger.label as usize].as_str();
    let end = roles::head(scene, trigger, label).map_or(trigger.end, |v| v + 1);
    let joints = (end.saturating_sub(REACH).max(1)..trigger.first).rev().filter(|&k| scene.named(k).is_none());
    let mut joints = joints.filter(|&k| scene.is(k, "and") || scene.is(k, "but"));
    joints.find_map(|joint| {
        let verb = (joint + 1..end).take_while(|&k| !scene.parted(k - 1)).find(|&k| is_finite(scene, k))?;
        let opens = (joint + 1..verb).find(|&k| !scene.is_adverb(k));
        let part = match opens {
            None => Part { joint, verb, subject: false },
            Some(first) if is_subject(scene, first, verb) => Part { joint, verb, subject: true },
            Some(_) => return None,
        };
        let near = (joint.saturating_sub(REACH)..joint).rev();
        let mut near = near.filter(|&k| scene.named(k).is_none());
        let ruling = near.find_map(|k| {
            let spoken = || scene.triggers.iter().any(|t| t.first == k && SPOKEN.contains(&labels[t.label as usize].as_str()));
            let denies = scene.has(k, role::DENIED) || scene.is_any(k, REFUSING) || scene.is_any(k, FAILING);
            let rules = scene.verb(k) == Some(Use::Finite) && (denies || spoken());
            if rules {
                return Some((k, leaves_verb(scene, k, &part, denies)));
            }
            (scene.has(k, role::NEGATION) && !scene.is(k, "without")).then(|| (k, leaves_negation(scene, k, &part)))
        });
        ruling.filter(|(_, leaves)| *leaves).map(|(k, _)| (k, joint))
    })
}

/// What stands behind an "and" or a "but".
struct Part {
    joint: usize,
    /// Its first verb, or the auxiliary before that.
    verb: usize,
    /// It has a subject of its own.
    subject: bool,
}

/// True if a verb of denial, refusal or speech at word `k` does not reach what stands behind the joint.
fn leaves_verb(scene: &Scene<'_>, k: usize, part: &Part, denies: bool) -> bool {
    let between = k + 1..part.joint;
    let but = denies && scene.is(part.joint, "but");
    let clause =
        between.clone().any(|i| is_finite(scene, i) && !is_of_object(scene, k, i)) || between.clone().any(|i| opens_content(scene, i));
    if part.subject {
        // "Denied Orlan and Vostria attacked": what is denied may be a clause.
        let object = (k + 1..k + 3).any(|i| scene.named(i).is_some());
        return denies && (but || !clause && !object);
    }
    let tense = |i: usize| forms(&scene.words[i]) & (form::PAST | form::THIRD);
    let alike = scene.is_auxiliary(part.verb)
        || tense(k) & tense(part.verb) != 0
        || tense(k) & form::PAST != 0 && scene.written(part.verb).ends_with("ed");
    alike && (but || !clause)
}

/// True if a negation at word `k` does not reach what stands behind the joint.
fn leaves_negation(scene: &Scene<'_>, k: usize, part: &Part) -> bool {
    let between = k + 1..part.joint;
    let of_subject = scene.is_any(k, &["no", "nobody", "none", "neither", "nor", "nothing"]);
    let says = |i: usize| scene.verb(i).is_some() && forms(&scene.words[i]) & form::SAYS != 0;
    let negated = between.clone().find(|&i| scene.verb(i).is_some());
    // "Not only X but Y", "nothing but X"
    let only = scene.is_any(k + 1, &["only", "just", "merely"]) || part.joint == k + 1;
    let content = |i: usize| scene.is_that(i) || says(i) && (i + 1..part.joint).any(|k| is_finite(scene, k));
    let Some(negated) = negated.filter(|_| !only && !between.clone().any(content)) else { return false };
    if part.subject {
        return true;
    }
    if of_subject || scene.is(k, "never") {
        return false;
    }
    let participle = matches!(scene.verb(part.verb), Some(Use::Finite | Use::Passive)) && scene.is(part.joint, "but");
    // "Did not leave and killed": a base form beside a past one.
    let bare = scene.verb(negated) == Some(Use::Finite) && forms(&scene.words[negated]) & form::PAST == 0;
    let past = forms(&scene.words[part.verb]) & form::BASE == 0 && scene.verb(part.verb).is_some();
    scene.is_auxiliary(part.verb) || participle || bare && past
}

/// True for a verb with a subject, or the auxiliary of one.
fn is_finite(scene: &Scene<'_>, i: usize) -> bool {
    let auxiliary = scene.is_auxiliary(i) && !scene.is_adverb(i) && !scene.is_any(i, &["been", "being", "be"]);
    scene.named(i).is_none() && (auxiliary || matches!(scene.verb(i), Some(Use::Finite | Use::Passive)))
}

/// True if words `first..verb` can be a subject.
fn is_subject(scene: &Scene<'_>, first: usize, verb: usize) -> bool {
    let noun = |i: usize| {
        scene.named(i).is_some() || scene.verb(i).is_none() && !scene.is_preposition(i) && !scene.is_that(i) && !scene.is_subordinate(i)
    };
    noun(first) && noun(verb - 1) && (first..verb).all(|i| scene.verb(i).is_none() && !scene.is_and(i) && !scene.has(i, role::ASIDE))
}

/// True if the verb at word `i` tells of the object of the verb at `k`: "denied the report *which X had published*".
fn is_of_object(scene: &Scene<'_>, k: usize, i: usize) -> bool {
    let which = (k + 1..i).rev().find(|&w| scene.is_any(w, &["which", "whom"]));
    which.is_some_and(|w| w + 1 < i && !is_finite(scene, w + 1) && !(w + 1..i).any(|b| scene.is_that(b)))
}

/// True for the "that" of what is denied, not that of a noun: "denied *that* it attacked".
fn opens_content(scene: &Scene<'_>, i: usize) -> bool {
    scene.is_that(i) && scene.named(i).is_none()
}
