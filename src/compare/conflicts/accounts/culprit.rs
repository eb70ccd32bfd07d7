//! Who did it: the party to whom a part of a sentence lays a deed of violence, by a verb of blame, as subject, behind `by`, or as a mishap of those
//! who came to harm.

use super::parts::{Manner, Part, gap};
use crate::compare::conflicts::matter::sense;
use crate::compare::conflicts::sentence::{Sentence, has};
use crate::compare::conflicts::setting::{Side, is_state};
use crate::compare::content::stem;
use crate::extract::Reality;
use crate::span::Span;
use crate::text::listed::holds;
use serde::{Deserialize, Serialize};
use std::ops::Range;

/// Who is said to have done it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(in crate::compare::conflicts) enum Doer {
    /// A state or an armed group.
    Side(Side),
    /// Those whom a noun names: `soldiers`, `rebels`.
    Camp(u8),
    /// Nobody: their own truck, an accident.
    Mishap,
}

/// A deed of violence, and who did it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(in crate::compare::conflicts) struct Culprit {
    pub doer: Doer,
    /// How a reader knows him.
    pub name: String,
    /// The kind of deed: [`HARM`] by index; none where only a charge is known.
    pub harm: Option<u8>,
    /// It takes up what was told before: `the killings`, `killed them`.
    pub taken_up: bool,
    /// The senses of words behind `the`: what is known to both.
    pub definite: Vec<u32>,
    /// It is laid to him by a verb of blame.
    pub charged: bool,
}

/// Words of deeds that somebody is to blame for, by kind.
const HARM: [&str; 6] = [
    "kill kills killed killing killings die died dead death deaths murder murders murdered massacre massacres massacred slaughter slaughtered execute \
     executed executions slain shoot shot shooting shootings attack attacks attacked attacking shell shelled shelling bomb bombed bombing bombings \
     bombardment strike strikes struck hit raid raids raided ambush ambushed explode exploded explosion explosions blast blasts blew blown fire fired \
     fires burn burnt burned burning torched arson violence assault assaulted stabbed stabbing destroyed destruction wounded injured crash crashed \
     sank sunk sinking collapse collapsed derailed",
    "kidnap kidnapped kidnapping kidnappings abduct abducted abduction abductions seized hostage hostages",
    "loot looted looting stole stolen theft robbed robbery plundered",
    "rape raped rapes raping",
    "close closed closing shut sealed locked blocked blockaded",
    "violate violated violating breach breached breaching broke broken breaking",
];
/// The first kind that is no violence, of which two sides seldom do two at once.
pub(super) const LAWFUL: u8 = 4;
/// Camps that do not do each other's deeds, by the nouns that name their people. Gunmen and attackers may be of any.
const CAMPS: [&str; 6] = [
    "soldier soldiers troop troops army military police policeman policemen officer officers gendarme gendarmes commandos paramilitaries servicemen \
     marines junta regime guards forces militia militias militiamen auxiliaries",
    "rebel rebels militant militants insurgent insurgents terrorist terrorists jihadist jihadists guerrilla guerrillas extremists islamists separatists",
    "protester protesters demonstrators rioters strikers students youths mob crowd workers miners supporters",
    "bandit bandits robbers criminals gang gangs traffickers smugglers poachers",
    "herders herdsmen",
    "farmers villagers residents settlers",
];
/// Verbs that a deed of violence is told with: `set the fire`, `carried out the attack`.
const DOES: &str = "set started opened carried committed launched caused threw planted staged";
/// What harms those to whom it belongs.
const OWN: &str = "truck vehicle car bomb bombs explosive explosives grenade grenades weapon weapons device ammunition mine mines fire missile missiles \
    shell shells rocket rockets dynamite stove hand";
/// Words by which nobody is to blame.
const ACCIDENT: &str = "accident accidental accidentally misfired misfire malfunction negligence drowned lightning";
const ACCIDENTS: [&str; 9] = [
    "gas leak",
    "natural causes",
    "heart attack",
    "heart failure",
    "short circuit",
    "in his hand",
    "in his hands",
    "in her hand",
    "in their hands",
];
/// Words that take up those who came to harm, or the deed.
const TAKEN_UP: &str = "them him her it this";
const DEFINITE: &str = "the this that these those their his her";
/// Words that tell another deed.
const OTHER: &str = "another other others also earlier previous last";
/// Words of a party at most.
const PARTY: usize = 7;

impl Doer {
    /// True if the two cannot both have done one deed.
    pub fn excludes(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Side(a), Self::Side(b)) => a != b && !a.answers_for(*b) && !b.answers_for(*a),
            (Self::Camp(a), Self::Camp(b)) => a != b,
            (Self::Side(side), Self::Camp(camp)) | (Self::Camp(camp), Self::Side(side)) => match side {
                Side::State(_) => *camp != 0,
                Side::Group(..) => *camp != 1,
            },
            (Self::Mishap, Self::Mishap) => false,
            (Self::Mishap, _) | (_, Self::Mishap) => true,
        }
    }
}

/// The deed that a part lays to somebody.
pub(super) fn culprit(s: &Sentence<'_>, part: &Part) -> Option<Culprit> {
    if part.content.clone().any(|i| has(s, i, OTHER)) {
        return None;
    }
    let harm = harm(s, part.content.clone());
    let behind = |i: usize| has(s, i, "the that") && !HARM.iter().any(|list| has(s, i + 1, list)) && i + 1 < part.content.end;
    let definite = part.content.clone().filter(|&i| behind(i)).filter_map(|i| stem(s.text, &s.words[i + 1])).map(sense).collect();
    if part.manner == Manner::Charges {
        // "Blamed rebels for the killing", "accuse soldiers of firing".
        let of = part.content.clone().take(PARTY).find(|&i| has(s, i, "of for over"))?;
        let (doer, name) = party(s, part.content.start..of)?;
        return Some(Culprit {
            doer,
            name,
            harm,
            taken_up: has(s, of + 1, TAKEN_UP) || takes_up(s, of + 1..part.content.end),
            definite,
            charged: true,
        });
    }
    let taken_up = takes_up(s, part.content.clone());
    if let Some(name) = harm.and_then(|_| mishap(s, part.content.clone())) {
        return Some(Culprit { doer: Doer::Mishap, name, harm, taken_up, definite, charged: false });
    }
    let (doer, name) = laid(s, part.content.clone()).or_else(|| acted(s, part)).or_else(|| subject(s, part.content.clone()))?;
    Some(Culprit { doer, name, harm: Some(harm?), taken_up, definite, charged: false })
}

/// The kind of deed that words tell.
fn harm(s: &Sentence<'_>, range: Range<usize>) -> Option<u8> {
    range.into_iter().find_map(|i| HARM.iter().position(|list| has(s, i, list))).map(|kind| kind as u8)
}

/// True if words take up a deed that was told before: by its noun with an article, or its victims with a pronoun.
fn takes_up(s: &Sentence<'_>, range: Range<usize>) -> bool {
    let told = |i: usize| HARM.iter().any(|list| has(s, i, list));
    range.clone().any(|i| {
        let definite = has(s, i, DEFINITE) && (told(i + 1) || told(i + 2)) && i + 1 < range.end;
        let they = told(i)
            && i > range.start + 1
            && (i.saturating_sub(4).max(range.start)..i).any(|k| has(s, k, "they he she it"))
            && has(s, i - 1, "was were been be");
        definite
            || they
            || told(i) && (i + 1..i + 3).any(|k| k < range.end && has(s, k, TAKEN_UP))
            || has(s, i, "behind for") && has(s, i + 1, TAKEN_UP)
    })
}

/// `X was behind the attack`, `the work of X`, `X carried out`, `killed by X`.
fn laid(s: &Sentence<'_>, range: Range<usize>) -> Option<(Doer, String)> {
    for i in range.clone() {
        let behind = has(s, i, "behind responsible") && i > range.start && has(s, i - 1, "was were is are been being");
        if behind {
            let be = (range.start..i).rev().find(|&k| !has(s, k, "was were is are been being had have not"))?;
            return party(s, be.saturating_sub(3).max(range.start)..be + 1);
        }
        let by = has(s, i, "by") && (i.saturating_sub(8).max(range.start)..i).any(|k| HARM.iter().any(|list| has(s, k, list)));
        let work = has(s, i, "work") && has(s, i + 1, "of");
        if by || work {
            let from = i + 1 + usize::from(work);
            return party(s, from..(from + PARTY).min(range.end));
        }
    }
    None
}

/// The actor of an event of violence that the part tells.
fn acted(s: &Sentence<'_>, part: &Part) -> Option<(Doer, String)> {
    let (start, end) = (s.words[part.words.start].start, s.words[part.words.end - 1].end);
    let told = |e: &&crate::extract::Event| {
        matches!(e.kind.as_str(), "ASSAULT" | "COERCE")
            && matches!(e.reality, Reality::Actual | Reality::Alleged)
            && start <= e.span.start
            && e.span.end <= end
    };
    let event = s.events().find(told)?;
    let actor = event.actor.as_deref().filter(|a| !a.contains(';'))?;
    if let Some(side) = s.settings.of_id(actor) {
        return Some((Doer::Side(side), s.settings.name_of(side, actor)?));
    }
    let at = part.words.clone().find(|&i| actor.ends_with(s.words[i].text(s.text)))?;
    party(s, at..(at + PARTY - 2).min(part.words.end))
}

/// The party that stands before the verb of the deed: `soldiers set the fire`.
fn subject(s: &Sentence<'_>, range: Range<usize>) -> Option<(Doer, String)> {
    let does = |i: usize| has(s, i, DOES) || HARM.iter().any(|list| has(s, i, list));
    let verb = range.clone().take(PARTY).find(|&i| does(i))?;
    let passive =
        (verb + 1..range.end).any(|i| has(s, i, "by")) || (verb.saturating_sub(2)..verb).any(|i| has(s, i, "was were been being be"));
    if passive || (range.start..verb).any(|i| has(s, i, "on of at in against")) {
        return None;
    }
    party(s, range.start..verb)
}

/// The party that words name, up to the end of its phrase: a state, an armed group, or people of a camp.
fn party(s: &Sentence<'_>, range: Range<usize>) -> Option<(Doer, String)> {
    if range.is_empty() {
        return None;
    }
    let end = (range.start..range.end)
        .find(|&i| i + 1 == range.end || gap(s, i).contains([',', ';', '.', '"', '”']) || has(s, i + 1, "and who which when"));
    let end = end.map_or(range.end, |i| i + 1);
    let first = (range.start..end).find(|&i| !has(s, i, "the a an some their his its"))?;
    let span = Span { start: s.words[first].start, end: s.words[end - 1].end };
    let camp = || (first..end).find_map(|i| CAMPS.iter().position(|list| has(s, i, list)).map(|camp| (camp as u8, i)));
    let mention = s.settings.mentions(span).iter().find(|m| is_state(m) || &*m.kind == "armed_group");
    if let Some(m) = mention
        && let Some(side) = s.settings.side(m)
        // "Israeli settlers" are no state.
        && camp().is_none_or(|(camp, _)| camp == 0 || camp == 1)
    {
        return Some((Doer::Side(side), s.settings.name_of(side, &m.id)?));
    }
    let (camp, at) = camp()?;
    // "Men in army uniforms" are soldiers, as far as one can see.
    let last = if has(s, at + 1, "uniform uniforms") { at + 1 } else { at };
    Some((Doer::Camp(camp), s.written(Span { start: s.words[first].start, end: s.words[last].end })))
}

/// The words by which nobody else did it: `their own truck exploded`, `in an accident`.
fn mishap(s: &Sentence<'_>, range: Range<usize>) -> Option<String> {
    let written = |from: usize, to: usize| s.written(Span { start: s.words[from].start, end: s.words[to].end });
    range.clone().find_map(|i| {
        if has(s, i, "own") && (i + 1..i + 3).any(|k| k < range.end && has(s, k, OWN)) {
            let last = (i + 1..i + 3).find(|&k| has(s, k, OWN))?;
            return Some(written(i.saturating_sub(1).max(range.start), last));
        }
        if has(s, i, ACCIDENT) {
            return Some(written(i, i));
        }
        let phrase =
            ACCIDENTS.iter().find(|phrase| phrase.split(' ').enumerate().all(|(k, word)| i + k < range.end && has(s, i + k, word)))?;
        Some(written(i, i + phrase.split(' ').count() - 1))
    })
}

/// True if a word of a party's name stands in another's.
pub(super) fn named_in(name: &str, other: &str) -> bool {
    let telling = |w: &&str| w.len() > 3 && !holds("army force forces government people", w);
    name.split_whitespace().filter(telling).any(|w| other.split_whitespace().any(|o| o.eq_ignore_ascii_case(w)))
}
