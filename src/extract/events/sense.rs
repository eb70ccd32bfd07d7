//! Words that bring a type to mind and mean something else where they stand: who crosses a border unarmed attacks nobody, the wounded
//! whom somebody visits were not wounded there, who tells a newspaper something holds no talks with it.

use super::attackers::only_names_attackers;
use super::bidding::{meets_nobody, opens_dam};
use super::clause::{DEPTH, Use};
use super::lists::List;
use super::metaphor;
use super::mishap::{is_fall, is_mishap};
use super::release;
use super::verbs::{form, forms};
use super::words::role;
use super::{Scene, Trigger, roles};
use crate::extract::clauses::lexicon::{Class, Lexicon};
use crate::extract::statements::NARRATOR;

/// How many words around a trigger bear on what it means.
const NEAR: usize = 6;

/// What a trigger tells of, of the type that its words bring to mind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sense {
    /// That type.
    Own,
    /// An arrest: somebody, not a town, was captured.
    Arrest,
    /// A charge: somebody says that another broke the law.
    Charge,
    /// Help: what is sent fights fires or rescues.
    Help,
    /// Criticism: words of arms are a figure of speech for it.
    Criticism,
    /// No event.
    None,
}

/// What the words of a trigger mean here.
pub(super) fn sense(scene: &Scene<'_>, trigger: &Trigger, label: &str) -> Sense {
    if let Some(meant) = if label == "ASSAULT" { metaphor::sense(scene, trigger) } else { None } {
        return meant;
    }
    let other = match label {
        "ASSAULT" if captures_somebody(scene, trigger) || release::recaptures_somebody(scene, trigger) => return Sense::Arrest,
        "RETREAT" if release::evacuates_civilians(scene, trigger) => return Sense::Help,
        "REJECT" if breaks_law(scene, trigger).is_some() => return if has_speaker(scene) { Sense::Charge } else { Sense::None },
        "MOBILIZE" if sends_rescuers(scene, trigger) => return Sense::Help,
        "ASSAULT" => {
            crosses_unarmed(scene, trigger)
                || stops_work(scene, trigger)
                || names_victims(scene, trigger)
                || is_mishap(scene, trigger)
                || somebody_falls(scene, trigger)
                || only_names_attackers(scene, trigger)
                || harmless_compound(scene, trigger)
                || release::is_filmed(scene, trigger)
        }
        "ACCUSE" => names_provocation(scene, trigger),
        "REQUEST" => is_dropped(scene, trigger),
        "REJECT" => counts_votes(scene, trigger),
        "THREATEN" => without_threat(scene, trigger) || plans_walkout(scene, trigger),
        "CONSULT" => tells(scene, trigger) || describes_source(scene, trigger) || meets_nobody(scene, trigger),
        "AGREE" => describes_source(scene, trigger) || speaks_jointly(scene, trigger),
        "SANCTION" => puts_off_journey(scene, trigger),
        "RETREAT" => release::frees_nobody(scene, trigger) || returns_to(scene, trigger) || withdraws_words(scene, trigger),
        "SUPPORT" | "CONCEDE" => withholds_apology(scene, trigger),
        "COERCE" => is_coup(scene, trigger) || denies(scene, trigger) || sabotages_talks(scene, trigger),
        "PROTEST" => counts_protesters(scene, trigger),
        "MOBILIZE" => loses_troops(scene, trigger),
        "AID" => release::lets_flow(scene, trigger) || cuts_aid(scene, trigger) || disarms(scene, trigger) || funds_plot(scene, trigger),
        _ => false,
    };
    let other = other || label == "RETREAT" && opens_dam(scene, trigger);
    if other || is_hollow(scene, trigger, label) { Sense::None } else { Sense::Own }
}

/// True of a trigger that no rule gave and that is nothing but a word that joins others ("and", "if"), or one word that names no deed: a
/// "forum" threatens nobody.
fn is_hollow(scene: &Scene<'_>, trigger: &Trigger, label: &str) -> bool {
    if trigger.rule.is_some() {
        return false;
    }
    let joins = |i: usize| scene.named(i).is_none() && (scene.is_and(i) || scene.is_any(i, &["if", "unless"]));
    let of_deeds = matches!(label, "THREATEN" | "RETREAT" | "AID" | "SANCTION" | "MOBILIZE" | "COERCE" | "ASSAULT" | "COOPERATE");
    let word = scene.verb(trigger.first).is_none() && forms(&scene.words[trigger.first]) == 0;
    (trigger.first..trigger.end).all(joins) || of_deeds && trigger.end == trigger.first + 1 && word
}

/// True of somebody who falls: "he fell from a roof". What falls to somebody is taken, and what shells do is told by another word.
fn somebody_falls(scene: &Scene<'_>, trigger: &Trigger) -> bool {
    (trigger.first..trigger.end).any(|i| is_fall(scene, i)) && trigger.end <= trigger.first + 3
}

/// True of a word of arms that a hyphen joins to what makes it harmless: "water-bombing aircraft", "the disaster-hit plant".
fn harmless_compound(scene: &Scene<'_>, trigger: &Trigger) -> bool {
    let joined = trigger.first.checked_sub(1).filter(|&k| scene.hyphened(k) && scene.named(k).is_none());
    joined.is_some_and(|k| {
        scene.is_any(k, &["water"]) && scene.is_any(trigger.first, &["bombing", "bomber", "bombers", "cannon"])
            || scene.listed(k, List::Compounds) && scene.listed(trigger.first, List::Stricken)
    })
}

/// True of those who may become targets, who are threatened with an attack and not attacked: "will become legitimate targets for X".
pub(super) fn names_targets(scene: &Scene<'_>, trigger: &Trigger) -> bool {
    let target = (trigger.first..trigger.end).find(|&i| scene.is_any(i, &["target", "targets"]));
    let Some(target) = target else { return false };
    let ahead = |i: usize| scene.is_any(i, &["will", "would", "shall", "become", "becomes", "could", "may", "might"]);
    let fair = |i: usize| scene.is_any(i, &["legitimate", "fair"]);
    (target.saturating_sub(3)..target).any(fair) && (target.saturating_sub(NEAR)..target).any(ahead)
}

/// True of firefighters, rescuers and medics: who sends them helps.
fn sends_rescuers(scene: &Scene<'_>, trigger: &Trigger) -> bool {
    let end = (trigger.end + 3).min(scene.words.len());
    let sends = (trigger.first.saturating_sub(3)..trigger.end).any(|i| scene.listed(i, List::Sending));
    let rescue = |i: usize| scene.is_any(i, &["rescue", "relief"]) && scene.is_any(i + 1, &["team", "teams", "workers", "crews", "planes"]);
    let bombing = |i: usize| i > 0 && scene.is_any(i, &["bombing", "bombers"]) && scene.hyphened(i - 1) && scene.is_any(i - 1, &["water"]);
    let soldiers = (trigger.first..end).any(|i| scene.is_any(i, &["troops", "soldiers", "tanks", "warships", "army"]));
    let object = (trigger.first..end).take_while(|&i| i < trigger.end || !scene.parted(i - 1));
    sends
        && !soldiers
        && object.into_iter().any(|i| scene.named(i).is_none() && (scene.listed(i, List::Rescuers) || rescue(i) || bombing(i)))
}

/// True of a provocation that is told of by a noun, with whom it comes from or meets: it is no charge unless somebody calls something one.
fn names_provocation(scene: &Scene<'_>, trigger: &Trigger) -> bool {
    scene.is_any(trigger.first, &["provocation", "provocations"])
        && !scene.parted(trigger.first)
        && scene.is_any(trigger.first + 1, &["from", "by", "on", "along", "against"])
}

/// What is taken back or dropped is not made: "has withdrawn its demand for a vote", "dropped its call for talks".
fn is_dropped(scene: &Scene<'_>, trigger: &Trigger) -> bool {
    let noun = scene.verb(trigger.first).is_none() && scene.listed(trigger.first, List::Asked);
    noun && scene.verb_over(trigger.first).is_some_and(|k| scene.listed(k, List::Dropping))
}

/// True of words that somebody withdraws, by which no troops leave: "withdrew its complaint", "has withdrawn its demand".
fn withdraws_words(scene: &Scene<'_>, trigger: &Trigger) -> bool {
    const WITHDRAW: [&str; 5] = ["withdraw", "withdraws", "withdrew", "withdrawn", "withdrawing"];
    let verb = (trigger.first..trigger.end).find(|&i| scene.is_any(i, &WITHDRAW));
    verb.is_some_and(|v| {
        let object = (v + 1..(v + 6).min(scene.words.len())).take_while(|&i| !scene.parted(i - 1) && !scene.is_preposition(i));
        object.into_iter().any(|i| scene.named(i).is_none() && scene.listed(i, List::Withdrawn))
    })
}

/// True of votes that are counted: "49.6 percent of the vote against 47.8 percent", "by 60 votes against 40".
fn counts_votes(scene: &Scene<'_>, trigger: &Trigger) -> bool {
    let against = (trigger.first..trigger.end).find(|&i| scene.is_any(i, &["against"]));
    let vote = (trigger.first..trigger.end).any(|i| scene.is_any(i, &["vote", "votes", "ballots"]) && scene.verb(i).is_none());
    vote && against.is_some_and(|i| i + 1 < scene.words.len() && !scene.parted(i) && scene.is_number(i + 1))
}

/// Where the verb of "broke the law", which refuses nothing and denies nothing, begins.
pub(super) fn breaks_law(scene: &Scene<'_>, trigger: &Trigger) -> Option<usize> {
    let verb = (trigger.first..trigger.end).find(|&i| scene.verb(i).is_some() && scene.listed(i, List::Breaking))?;
    let law = (verb + 1..trigger.end).any(|i| scene.is_any(i, &["law", "laws", "constitution"]));
    let auxiliary = |&k: &usize| scene.is_auxiliary(k) || scene.is_adverb(k);
    law.then(|| (0..verb).rev().take_while(auxiliary).last().unwrap_or(verb))
}

/// True if somebody other than the narrator says the sentence: of a law that was broken he accuses.
fn has_speaker(scene: &Scene<'_>) -> bool {
    scene.statement.and_then(|s| s.source.as_deref()).is_some_and(|s| s != NARRATOR)
}

/// True of a border that somebody crosses who is not said to bear arms: "refugees crossed into X", "he entered X in a taxi".
fn crosses_unarmed(scene: &Scene<'_>, trigger: &Trigger) -> bool {
    let crossing = (trigger.first..trigger.end).find(|&i| scene.named(i).is_none() && scene.listed(i, List::Crossing));
    crossing.is_some_and(|verb| !is_armed(scene, trigger, verb))
}

/// True if whoever crosses is armed by the words for it, is a force by name, or is a state itself: "X crossed into Y".
fn is_armed(scene: &Scene<'_>, trigger: &Trigger, verb: usize) -> bool {
    const BY: [&str; 6] = ["with", "in", "aboard", "on", "behind", "by"];
    let opens = |i: usize| scene.parted(i) || scene.is_that(i) || scene.verb(i).is_some() && forms(&scene.words[i]) & form::SAYS != 0;
    let from = (0..verb).rev().find(|&i| opens(i)).map_or(0, |i| i + 1);
    let harmless = |i: usize| scene.named(i).is_none() && scene.listed(i, List::Harmless);
    let force = |i: usize| match scene.named(i) {
        Some(m) => &*scene.mentions[m].kind == "armed_group",
        None => is_weapon_or_troops(scene, i),
    };
    let subject = (from..trigger.end).any(force) && !(from..verb).any(harmless);
    let end = (trigger.end..scene.words.len()).find(|&i| scene.parted(i)).map_or(scene.words.len(), |i| i + 1);
    let borne = (trigger.end..end).any(|i| scene.is_any(i, &BY) && (i + 1..(i + 4).min(end)).any(force));
    // "X crossed into Y": the state itself, not those from it.
    let last = scene.before(verb).map_or(verb, |b| if scene.is_auxiliary(b) { scene.before(b).unwrap_or(b) } else { b });
    let state = scene.named(last).is_some_and(|m| {
        let m = &scene.mentions[m];
        matches!(&*m.kind, "country" | "government") && !scene.governed(m) && m.span.end == scene.words[last].end
    });
    let force_by_name = || {
        let who = scene.doer(verb, DEPTH).who;
        let named = who.as_deref().is_some_and(|w| w.starts_with("armed_group:"));
        let written = who.filter(|w| !w.contains(':')).unwrap_or_default();
        named || written.split(' ').any(is_force) && !written.split(' ').any(|w| List::Harmless.holds(w))
    };
    subject || borne || state || force_by_name()
}

/// True for a word that names those who fight, or what they fight with.
fn is_weapon_or_troops(scene: &Scene<'_>, i: usize) -> bool {
    is_force(scene.written(i))
}

fn is_force(word: &str) -> bool {
    List::is_force(&word.to_lowercase())
}

/// True for labour that stops work: "teachers went on strike", "a strike at the port by dockers".
fn stops_work(scene: &Scene<'_>, trigger: &Trigger) -> bool {
    const STRIKE: [&str; 4] = ["strike", "strikes", "strikers", "striking"];
    let strike = (trigger.first..trigger.end).find(|&i| scene.named(i).is_none() && scene.is_any(i, &STRIKE));
    strike.is_some_and(|s| {
        let on = s > 0
            && scene.is_any(s - 1, &["on"])
            && s > 1
            && scene.is_any(s - 2, &["went", "go", "going", "gone", "goes", "are", "were", "been", "is", "was"]);
        let to_strike = s > 0 && scene.is_any(s - 1, &["to", "general", "hunger", "rail", "nationwide", "will", "would"]);
        let labour = |i: usize| scene.named(i).is_none() && scene.listed(i, List::Labour);
        on || to_strike && (0..s).any(labour) || scene.is_any(s.wrapping_sub(1), &["hunger", "general", "labour", "labor", "rail"])
    })
}

/// True of a walkout that labour only plans.
fn plans_walkout(scene: &Scene<'_>, trigger: &Trigger) -> bool {
    scene.is_any(trigger.first, &["plan", "plans", "planned", "planning"]) && stops_work(scene, trigger)
}

/// True of those who were hurt before, named by a noun or an adjective: "visited the wounded", "a wounded gendarme", "among the dead".
fn names_victims(scene: &Scene<'_>, trigger: &Trigger) -> bool {
    let one = trigger.end == trigger.first + 1;
    let victims = scene.is_any(trigger.first, &["wounded", "injured", "dead", "killed", "missing"]);
    let led = trigger.first.checked_sub(1).is_some_and(|k| scene.named(k).is_none() && scene.is_determiner(k));
    one && victims && led && scene.verb(trigger.first).is_none()
}

/// True if the verb of a trigger captures somebody: "captured the coup leader", "was captured alive near X".
fn captures_somebody(scene: &Scene<'_>, trigger: &Trigger) -> bool {
    const CAPTURE: [&str; 4] = ["capture", "captures", "captured", "capturing"];
    let Some(verb) = (trigger.first..trigger.end).find(|&i| scene.is_any(i, &CAPTURE)) else { return false };
    let somebody = |i: usize| match scene.named(i) {
        Some(m) => &*scene.mentions[m].kind == "person",
        None => Lexicon::get().class(scene.words[i].hash).is(Class::PERSON),
    };
    if matches!(scene.verb(verb), Some(Use::Passive)) {
        let who = Scene { agent: false, ..*scene }.subject(verb, DEPTH);
        let person = who.as_deref().is_some_and(|w| w.starts_with("person:"));
        // A name of no list: a town is not captured near another.
        let name = who.as_deref().is_some_and(|w| !w.contains(':') && w.starts_with(char::is_uppercase) && w.split(' ').count() < 3);
        return person || name && scene.is_any(verb + 1, &["near", "alive", "while", "as", "trying", "with"]);
    }
    let end = (verb + 1..scene.words.len()).find(|&i| scene.parted(i - 1) || scene.is_preposition(i) || scene.verb(i).is_some());
    let object = verb + 1..end.unwrap_or(scene.words.len());
    object.last().is_some_and(somebody)
}

/// True where "warning" is no threat: "without warning", "fired warning shots".
fn without_threat(scene: &Scene<'_>, trigger: &Trigger) -> bool {
    let warning = (trigger.first..trigger.end).find(|&i| scene.is_any(i, &["warning", "warnings"]));
    warning.is_some_and(|i| i > 0 && scene.is_any(i - 1, &["without"]) || scene.is_any(i + 1, &["shot", "shots"]))
}

/// True of whoever tells something: "told the *BBC* that the talks", "told reporters *by telephone*".
fn tells(scene: &Scene<'_>, trigger: &Trigger) -> bool {
    const TELLING: [&str; 8] = ["told", "tell", "tells", "telling", "said", "says", "added", "confirmed"];
    let within = (trigger.first..trigger.end).any(|i| scene.named(i).is_none() && scene.is_any(i, &TELLING[..4]));
    let phone =
        (trigger.first..trigger.end).any(|i| scene.is_any(i, &["telephone", "phone"])) && scene.is_any(trigger.first, &["by", "over"]);
    let by_phone =
        phone && scene.verb_before(trigger.first).is_some_and(|k| scene.is_any(k, &TELLING) && scene.one_clause(k, trigger.first));
    let speaks = scene.is_any(trigger.first, &["spoke", "speaks", "speaking", "spoken", "talked", "talking"]);
    let media = (trigger.first..(trigger.end + 3).min(scene.words.len())).any(|i| scene.listed(i, List::Media));
    within || by_phone || speaks && media
}

/// True of a noun that only says what a source knows of: "an official close to the talks", "two people briefed on the deal".
fn describes_source(scene: &Scene<'_>, trigger: &Trigger) -> bool {
    let verb = (trigger.first..trigger.end).any(|i| matches!(scene.verb(i), Some(Use::Finite | Use::Passive | Use::Infinitive)));
    let knows =
        |i: usize| scene.named(i).is_none() && scene.listed(i, List::Knowing) && scene.is_any(i + 1, &["to", "with", "on", "of", "in"]);
    !verb && (trigger.first.saturating_sub(4)..trigger.end).any(|i| knows(i) && scene.one_clause(i, trigger.first.max(i)))
}

/// True for "said in a joint statement": how they speak, not what they agree on.
fn speaks_jointly(scene: &Scene<'_>, trigger: &Trigger) -> bool {
    let statement = scene.is_any(trigger.end - 1, &["statement", "statements", "communique"]);
    statement && (trigger.first.saturating_sub(2)..trigger.first).any(|i| scene.is_any(i, &["in"]))
}

/// True of a journey that is put off, by which no ties are cut: "postponed his trip".
fn puts_off_journey(scene: &Scene<'_>, trigger: &Trigger) -> bool {
    (trigger.first..trigger.end).any(|i| scene.listed(i, List::PutOff)) && scene.listed(trigger.end - 1, List::Journey)
}

/// True of what comes back of itself: "calm returned to the territory" gives nobody back.
fn returns_to(scene: &Scene<'_>, trigger: &Trigger) -> bool {
    scene.is_any(trigger.first, &["return", "returns", "returned", "returning"])
        && scene.is_any(trigger.first + 1, &["to"])
        && scene.verb(trigger.first).is_none_or(|u| u != Use::Passive)
}

/// True of an apology that is not made: who does not apologise takes nothing back, and denies no backing.
fn withholds_apology(scene: &Scene<'_>, trigger: &Trigger) -> bool {
    let apology = scene.written(trigger.first).to_lowercase().starts_with("apolog");
    apology
        && (trigger.first.saturating_sub(4)..trigger.first)
            .any(|i| scene.has(i, role::NEGATION) || scene.is_any(i, &["refused", "refuses"]))
}

/// True of a coup that is only named: "condemned the coup", "the failed coup". Who stages one does it.
fn is_coup(scene: &Scene<'_>, trigger: &Trigger) -> bool {
    let only = (trigger.first..trigger.end).all(|i| scene.verb(i).is_none()) && scene.is_any(trigger.end - 1, &["coup", "coups", "putsch"]);
    let staged = scene
        .verb_over(trigger.first)
        .is_some_and(|k| scene.is_any(k, &["staged", "stage", "stages", "led", "leads", "mounted", "mount", "launched", "launch"]));
    only && !staged
}

/// True of words that begin with a denial and "that": what is denied stands behind them.
fn denies(scene: &Scene<'_>, trigger: &Trigger) -> bool {
    scene.has(trigger.first, role::DENIED) && scene.is_any(trigger.first + 1, &["that"])
}

/// True of talks that somebody spoils, which are nothing seized.
fn sabotages_talks(scene: &Scene<'_>, trigger: &Trigger) -> bool {
    let spoils = scene.written(trigger.first).to_lowercase().starts_with("sabotag");
    let talks = |i: usize| scene.is_any(i, &["talks", "negotiations", "deal", "truce", "ceasefire", "efforts", "process", "agreement"]);
    spoils && (trigger.first..(trigger.first + 5).min(scene.words.len())).any(talks)
}

/// True of protesters who are only counted or acted upon: "27 protesters were hurt", "no protester was".
fn counts_protesters(scene: &Scene<'_>, trigger: &Trigger) -> bool {
    let one = trigger.end == trigger.first + 1 && scene.listed(trigger.first, List::Protesters);
    let counted = trigger.first.checked_sub(1).is_some_and(|k| {
        scene.words[k].shape.has(crate::text::Shape::DIGIT)
            || scene.is_any(k, &["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "several", "dozen"])
    });
    let acts = trigger.end < scene.words.len() && !scene.parted(trigger.end - 1) && scene.verb(trigger.end) == Some(Use::Finite);
    one && counted && !acts
}

/// True of soldiers who are object of what others do to them: "tried to seize more soldiers".
fn loses_troops(scene: &Scene<'_>, trigger: &Trigger) -> bool {
    let noun = (trigger.first..trigger.end).all(|i| scene.verb(i).is_none());
    noun && scene.verb_over(trigger.first).is_some_and(|k| scene.listed(k, List::Taking))
}

/// True of aid that is cut or held back.
fn cuts_aid(scene: &Scene<'_>, trigger: &Trigger) -> bool {
    let over = (trigger.first.saturating_sub(NEAR)..trigger.end).rev().take_while(|&i| i >= trigger.first || !scene.parted(i));
    let near = over.filter(|&i| scene.named(i).is_none()).find(|&i| scene.listed(i, List::Cutting) || scene.verb(i) == Some(Use::Finite));
    near.is_some_and(|i| scene.listed(i, List::Cutting))
        && roles::head(scene, trigger, "AID").is_none_or(|v| scene.listed(v, List::Cutting))
}

/// True of weapons that whoever has them gives up: "hand over its weapons" arms nobody.
fn disarms(scene: &Scene<'_>, trigger: &Trigger) -> bool {
    let last = trigger.end - 1;
    scene.is_any(last, &["weapons", "arms", "guns", "rifles"])
        && last > 0
        && scene.is_any(last - 1, &["its", "their", "all", "his", "our"])
        && (trigger.first..last).any(|i| scene.is_any(i, &["over", "in", "up", "down"]))
}

/// True of money for a plot: who is charged with it is charged with the plot.
fn funds_plot(scene: &Scene<'_>, trigger: &Trigger) -> bool {
    let funds = |i: usize| ["financ", "fund", "bankroll"].iter().any(|stem| scene.written(i).to_lowercase().starts_with(stem));
    let funding = (trigger.first..trigger.end).find(|&i| funds(i));
    funding.is_some_and(|f| {
        (f + 1..(f + 5).min(scene.words.len())).take_while(|&i| !scene.parted(i - 1)).any(|i| scene.listed(i, List::Plots))
    })
}
