//! Whether an event is so: actual, alleged, denied, to come, or only thought of.

use super::beside::{aside, beside};
use super::clause::Use;
use super::given::given;
use super::hearsay;
use super::roles::blamed_on;
use super::signals::{NEGATION_REACH, REACH, Signals, negated_before};
use super::silence::{REFUSING, answered};
use super::utterance;
use super::verbs::{form, forms};
use super::words::{role, roles};
use super::{SPOKEN, Scene, Trigger};
use crate::extract::statements::Mode;

/// What the text makes of an event.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reality {
    /// It happened, in the narrator's voice.
    Actual,
    /// Somebody's word for it.
    Alleged,
    /// Somebody says it is not so.
    Denied,
    /// Yet to come.
    Future,
    /// Asked for, conditional.
    Hypothetical,
}

impl Reality {
    /// The label used in tables.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Actual => "actual",
            Self::Alleged => "alleged",
            Self::Denied => "denied",
            Self::Future => "future",
            Self::Hypothetical => "hypothetical",
        }
    }
}

/// Words of the name that opens a headline, and "to".
const HEAD: usize = 6;
/// A trigger of so many words is a phrase around a verb, in which a modal tells of it.
const PHRASE: usize = 10;

/// Reads the reality of one event off the words before it, the event that governs it, and who says it.
pub(super) fn reality(scene: &Scene<'_>, trigger: &Trigger, labels: &[String]) -> Reality {
    let label = labels[trigger.label as usize].as_str();
    let spoken = SPOKEN.contains(&label);
    let given = given(scene, trigger, label);
    let signals = Signals::read(scene, trigger, given);
    let governor = governor(scene, trigger, &signals, labels).filter(|_| given.is_none()).map(|g| (g, labels[g.label as usize].as_str()));
    let governing = governor.map(|(_, label)| label);
    // Who urges another not to attack says nothing of whether it will.
    let urged_not = matches!(governor, Some((g, "REQUEST" | "THREATEN")) if is_not_to(scene, g, trigger));
    if ceasing(scene, trigger) && !spoken {
        let own = !matches!(governing, Some("REQUEST" | "ACCUSE" | "THREATEN")) && !told(scene, trigger);
        return if own && !scene.in_quote(trigger.span.start) { Reality::Actual } else { Reality::Alleged };
    }
    if signals.denied
        || signals.negated && !urged_not
        || never_asked(scene, trigger, label)
        || given.is_none() && undone(scene, trigger, label)
        || missing(scene, trigger)
    {
        return Reality::Denied;
    }
    let reported = reported(scene, trigger);
    if reported == Some(Reality::Denied) {
        return Reality::Denied;
    }
    if supposed(scene, trigger) || asked(scene, trigger) {
        return Reality::Hypothetical;
    }
    let within = if spoken { 0 } else { modality(scene, trigger) };
    if within & role::NEGATION != 0 {
        return Reality::Denied;
    }
    match governing {
        Some("REQUEST" | "THREATEN") => return Reality::Hypothetical,
        Some("REJECT") => return Reality::Denied,
        _ if (signals.flags | within) & role::IRREALIS != 0 => return Reality::Hypothetical,
        _ if (signals.flags | within) & role::WOULD != 0 && !foretold(scene, trigger) => return Reality::Hypothetical,
        Some("AGREE") => return Reality::Future,
        Some("ACCUSE") => return Reality::Alleged,
        _ => {}
    }
    // "Would" and "will" inside a trigger ("said they would boycott") are what makes it a threat or a promise, if it is one.
    if (signals.flags | within) & (role::FUTURE | role::WOULD) != 0 || !spoken && is_to(scene, trigger) {
        return Reality::Future;
    }
    if let Some(heard) = hearsay::reality(scene, trigger, label).filter(|_| !spoken) {
        return heard;
    }
    let blamed = !spoken && blamed_on(scene, trigger).is_some();
    if signals.flags & role::ALLEGED != 0 || reported.is_some() || blamed {
        return Reality::Alleged;
    }
    if scene.in_quote(trigger.span.start) {
        let must = label == "REQUEST" && (trigger.first..trigger.end).any(|i| scene.is(i, "must"));
        let own = must || spoken && signals.flags & role::SPEAKER != 0;
        return if own { Reality::Actual } else { Reality::Alleged };
    }
    let narrated = signals.aside.is_some_and(|aside| !utterance::covers(scene, trigger, label, aside));
    if told(scene, trigger) && !spoken && !narrated { Reality::Alleged } else { Reality::Actual }
}

/// True of a request that the words of the hit say was not made: "has *never asked* for troops", "*did not ask* it to leave".
fn never_asked(scene: &Scene<'_>, trigger: &Trigger, label: &str) -> bool {
    let asks = |i: usize| scene.verb(i).is_some() && forms(&scene.words[i]) & form::COMMAND != 0;
    let verb = (trigger.first..trigger.end).find(|&i| asks(i));
    label == "REQUEST" && verb.is_some_and(|v| (trigger.first..v).any(|i| scene.is_any(i, &["never", "not"])))
}

/// Modals and negations inside a trigger, before its last word: "will leave", "did not leave".
fn modality(scene: &Scene<'_>, trigger: &Trigger) -> u32 {
    const MODALS: [&str; 12] = ["will", "shall", "would", "could", "may", "might", "should", "must", "going", "not", "never", "cannot"];
    // A longer one is no phrase of a verb but a stretch of text.
    if trigger.end - trigger.first > PHRASE {
        return 0;
    }
    let modals = (trigger.first..trigger.end - 1).filter(|&i| scene.is_any(i, &MODALS));
    modals.fold(0, |all, i| all | roles(&scene.words[i]))
}

/// True of what is to stop, and so goes on: "stop *shelling*", whoever may ask for it or refuse it.
fn ceasing(scene: &Scene<'_>, trigger: &Trigger) -> bool {
    const CEASING: [&str; 13] =
        ["stop", "stops", "stopped", "stopping", "halt", "halts", "halted", "halting", "cease", "ceases", "ceased", "quit", "end"];
    let gerund = scene.words[trigger.first].text(scene.text).ends_with("ing");
    gerund && trigger.first > 0 && scene.is_any(trigger.first - 1, &CEASING)
}

/// True if "would" tells of what somebody said was to come ("said it would leave"), on no condition.
fn foretold(scene: &Scene<'_>, trigger: &Trigger) -> bool {
    let would = (0..trigger.end).rev().find(|&i| roles(&scene.words[i]) & role::WOULD != 0);
    let on_condition = (0..scene.words.len()).any(|i| scene.is_any(i, &["if", "unless", "were", "should", "once", "have"]));
    let said = |i: usize| scene.is_any(i, &["said", "told", "announced", "promised", "vowed", "pledged", "added"]);
    !on_condition && would.is_some_and(|i| (0..i).any(said))
}

/// True for "urged it *not to* attack": the negation is part of what is asked for.
fn is_not_to(scene: &Scene<'_>, governor: &Trigger, trigger: &Trigger) -> bool {
    (governor.first..trigger.first).any(|i| scene.is(i, "not") && scene.is(i + 1, "to"))
}

/// True of a noun that something says did not come about: "talks have not resumed", "the vote was not held".
fn missing(scene: &Scene<'_>, trigger: &Trigger) -> bool {
    let aside = usize::from(!scene.has(trigger.end - 1, role::AUXILIARY));
    let not = trigger.end + aside;
    scene.has(not - 1, role::AUXILIARY)
        && !scene.parted(not - 1)
        && scene.has(not, role::NEGATION)
        && (not + 1..not + 4).find(|&i| !scene.has(i, role::BE | role::LIGHT)).is_some_and(|i| scene.has(i, role::OCCURRED))
}

/// True for "is to send", "are to meet", where the hit begins at the verb or before, and for the headline "Lund to send".
fn is_to(scene: &Scene<'_>, trigger: &Trigger) -> bool {
    let from = trigger.first.saturating_sub(2);
    let to = if trigger.end - trigger.first > PHRASE { trigger.first } else { trigger.end - 1 };
    let headed = (1..to.min(HEAD)).find(|&i| scene.is_any(i, &["to"])).is_some_and(|i| {
        let name = scene.mentions.iter().any(|m| m.span.end == scene.words[i - 1].end && m.span.start == scene.words[0].start);
        name && i + 1 >= trigger.first
    });
    // "HILL GOVERNMENT TO DISCUSS FLOODS": a title without a verb before.
    let titled = (1..to.min(HEAD)).find(|&i| scene.is_any(i, &["to"])).is_some_and(|i| {
        let noun = |k: usize| scene.verb(k).is_none() && !scene.is_preposition(k) && !scene.is_auxiliary(k) && !scene.parted(k);
        scene.is_title() && i + 1 >= trigger.first && (0..i).all(noun) && forms(&scene.words[i - 1]) & form::ANY == 0
    });
    headed || titled || (from..to).any(|i| i + 1 < to && scene.is_any(i, &["is", "are"]) && scene.is_any(i + 1, &["to"]))
}

/// What became of it: tried in vain ("failed to withdraw", "stopped short of withdrawing"), called off ("cancelled the exercise",
/// "talks were called off"), given up before it began ("abandoned plans to deploy").
fn undone(scene: &Scene<'_>, trigger: &Trigger, label: &str) -> bool {
    let from = (trigger.first.saturating_sub(NEGATION_REACH)..trigger.first).rev().take_while(|&i| !scene.parted(i)).last();
    let before = from.unwrap_or(trigger.first)..trigger.first;
    // Of "to" and a verb the verb may be all that the hit holds.
    let in_vain = |i: usize| {
        scene.has(i, role::FAILED) && scene.is(i + 1, "to")
            || scene.is(i, "short") && scene.is(i + 1, "of") && i > 0 && (scene.is_any(i - 1, &["stopped", "stop", "stops"]))
    };
    // "declined to attend the talks": what the infinitive itself says, or its object.
    let declined = |i: usize| {
        let light = || forms(&scene.words[i + 2]) & form::LIGHT != 0 && !SPOKEN.contains(&label);
        let of_infinitive = || trigger.first <= i + 2 || scene.verb_over(trigger.first) == Some(i + 2) && light();
        scene.is_any(i, REFUSING)
            && answered(scene, trigger).is_none()
            && scene.is(i + 1, "to")
            && !scene.has(i + 2, role::RULED)
            && label != "REJECT"
            && !negated_before(scene, i)
            && of_infinitive()
    };
    let plans = |i: usize| scene.is_any(i, &["plan", "plans"]);
    let dropped = |i: usize| scene.has(i, role::CANCELLED) && (i + 1..trigger.first).any(plans);
    let within = if trigger.end - trigger.first <= PHRASE && !SPOKEN.contains(&label) { trigger.end } else { trigger.first };
    if (before.start..within).any(|i| in_vain(i) || declined(i)) || before.clone().any(dropped) || foiled(scene, trigger) {
        return true;
    }
    // What ends by being cancelled was: an agreement, a penalty, a truce.
    if !matches!(label, "CONSULT" | "COOPERATE" | "MOBILIZE" | "PROTEST" | "ASSAULT") {
        return false;
    }
    let off = |i: usize| scene.has(i, role::CANCELLED) || scene.is_any(i, &["called", "call", "calls"]) && scene.is(i + 1, "off");
    let held =
        |i: usize| off(i) && (i + 1..trigger.first).all(|k| !scene.has(k, role::PREPOSITION & !role::BY | role::SAYING | role::PRONOUN));
    if before.clone().any(held) {
        return true;
    }
    let after = trigger.end..(trigger.end + REACH).min(scene.words.len());
    let mut after = after.take_while(|&i| !scene.parted(i - 1));
    after.any(|i| scene.has(i, role::BE) && (i + 1..(i + 3).min(scene.words.len())).any(off))
}

/// True of what was tried and did not come off: "tried to seize the town but failed", "tried in vain to seize it".
fn foiled(scene: &Scene<'_>, trigger: &Trigger) -> bool {
    const TRYING: [&str; 9] = ["tried", "tries", "try", "trying", "attempted", "attempts", "attempting", "sought", "struggled"];
    let vain = |i: usize| scene.is(i, "unsuccessfully") || scene.is(i, "in") && scene.is(i + 1, "vain");
    let tried = (trigger.first.saturating_sub(NEGATION_REACH)..trigger.end).rev().find(|&i| scene.is_any(i, &TRYING));
    let failed = |i: usize| scene.has(i, role::FAILED);
    tried.is_some_and(|t| (t..trigger.end + REACH).any(|i| vain(i) || scene.is(i, "but") && (failed(i + 1) || failed(i + 2))))
}

/// What is told by a noun ("the allegation that", "reports of"), and whether the sentence says that it was found false.
fn reported(scene: &Scene<'_>, trigger: &Trigger) -> Option<Reality> {
    // The word that finds it false is no part of what is told.
    if (trigger.first..trigger.end).any(|i| scene.has(i, role::REFUTED)) {
        return None;
    }
    let from = trigger.first.saturating_sub(REACH);
    let opens = |&i: &usize| scene.has(i, role::TOLD) && (scene.has(i + 1, role::THAT) || scene.is(i + 1, "of"));
    let told = (from..trigger.first).rev().take_while(|&i| !scene.parted(i)).find(opens)?;
    let after = trigger.end..(trigger.end + REACH).min(scene.words.len());
    let mut after = after.take_while(|&i| !scene.parted(i - 1));
    let refuted = after.any(|i| scene.has(i, role::BE) && (i + 1..(i + 4).min(scene.words.len())).any(|k| scene.has(k, role::REFUTED)));
    let that = scene.has(told + 1, role::THAT);
    if refuted { Some(Reality::Denied) } else { that.then_some(Reality::Alleged) }
}

/// True in a condition that inversion opens: "Were X to attack", "Had X attacked", "Should X attack".
fn supposed(scene: &Scene<'_>, trigger: &Trigger) -> bool {
    let inverted = scene.is_any(0, &["had", "should"]) || scene.is(0, "were") && (1..trigger.end).any(|i| scene.is(i, "to"));
    inverted && trigger.first > 0 && (0..trigger.first).all(|i| !scene.parted(i)) && !scene.asks()
}

/// True in a question whether it is so: "Did X attack?"
fn asked(scene: &Scene<'_>, trigger: &Trigger) -> bool {
    let from = (0..trigger.first).rev().find(|&i| scene.parted(i)).map_or(0, |i| i + 1);
    let opens = |i: usize| scene.has(i, role::AUXILIARY);
    trigger.first > 0 && (opens(0) || opens(from)) && scene.asks()
}

/// True if the sentence reports what somebody said, in a word of saying that is not the trigger itself.
fn told(scene: &Scene<'_>, trigger: &Trigger) -> bool {
    let by_another = scene.statement.is_some_and(|s| {
        matches!(s.mode, Some(Mode::Direct | Mode::Indirect))
            && !matches!(s.act.as_deref(), Some("report" | "demand" | "commitment" | "warning" | "none"))
    });
    // "Shelled the town *and said* that": a second verb of the doer's does not tell of the first.
    let second = |i: usize| {
        i >= trigger.end && scene.before(i).is_some_and(|k| scene.is(k, "and")) && scene.verb(trigger.first) == Some(Use::Finite)
    };
    let mut outside = (0..trigger.first).chain(trigger.end..scene.words.len());
    const TELLING: &str =
        "indicated indicates stressed emphasised emphasized explained explains recalled revealed disclosed reiterated testified";
    let says = |i: usize| scene.verb(i) == Some(Use::Finite) && scene.among(i, TELLING);
    by_another && (in_headline(scene) || outside.any(|i| (scene.has(i, role::SAYING) || says(i)) && !second(i)))
}

/// True if the source of a sentence stands before a colon at its head, or behind a colon or dash at its end: "Army: rebels burned village".
fn in_headline(scene: &Scene<'_>) -> bool {
    let (Some(first), Some(last)) = (scene.words.first(), scene.words.last()) else { return false };
    let line = &scene.text[first.start as usize..last.end as usize];
    let source = scene.statement.filter(|s| s.mode == Some(Mode::Indirect)).and_then(|s| s.source.as_deref());
    source.is_some_and(|source| {
        let behind = line.split_once(':').is_some_and(|(head, _)| head.ends_with(source));
        let before = line.strip_suffix(source).map(str::trim_end);
        behind || before.is_some_and(|rest| rest.ends_with([':', '–', '—']) || rest.ends_with(" -"))
    })
}

/// The nearest earlier trigger of something said whose reach covers this one; that of a request may end within it: "told them to withdraw".
fn governor<'s>(scene: &'s Scene<'_>, trigger: &Trigger, signals: &Signals, labels: &[String]) -> Option<&'s Trigger> {
    let before = |t: &Trigger| {
        let request = labels[t.label as usize] == "REQUEST" && t.first < trigger.first && t.end <= trigger.end;
        t.end <= trigger.first || request
    };
    let skipped = |t: &Trigger| t.first < signals.skipped.end && t.end > signals.skipped.start;
    let covers = |t: &&Trigger| before(t) && t.end > signals.from.saturating_sub(1) && t.label != trigger.label && !skipped(t);
    let apart = |t: &&Trigger| beside(scene, t, trigger) || aside(scene, t, trigger, labels[trigger.label as usize].as_str());
    scene.triggers.iter().filter(covers).max_by_key(|t| t.end).filter(|t| !apart(t))
}
