//! Who talks with, agrees with or fights whom where one word leads to both.

use super::agent::Doer;
use super::clause::{DEPTH, Use};
use super::scene::is_actor;
use super::words::{role, roles};
use super::{Scene, Trigger};

/// How many words "between" can lead over.
const REACH: usize = 14;

/// Who talks with or fights whom: "talks *between X and Y*", "fighting broke out *between rebels and the army*".
pub(super) fn between(scene: &Scene<'_>, trigger: &Trigger, label: &str) -> Option<(Doer, Option<String>)> {
    if !matches!(label, "CONSULT" | "AGREE" | "COOPERATE" | "ASSAULT" | "RETREAT") {
        return None;
    }
    let end = (trigger.end + 3).min(scene.words.len());
    let clause = (trigger.first + 1..end).take_while(|&k| !scene.parted(k - 1));
    let lead = clause.into_iter().find(|&k| scene.is(k, "between") && scene.named(k).is_none())?;
    let plain = |k: usize| !scene.is_preposition(k) && !scene.is_subordinate(k) || scene.is_any(k, &["out", "up", "off"]);
    if !(trigger.first + 1..lead).all(plain) {
        return None;
    }
    // "Between X, Y and Z"
    let next = scene.mentions.iter().position(|m| m.span.start > scene.words[lead].end);
    if let Some(next) = next.filter(|&n| scene.titled(n).0 <= lead + 3 && is_actor(&scene.mentions[n])) {
        let first = scene.leads_to(next).unwrap_or(next);
        let (mut last, mut others) = (first, Vec::new());
        while let Some(m) = scene.mentions.get(last + 1).filter(|m| is_actor(m)) {
            let named = scene.leads_to(last + 1).unwrap_or(last + 1);
            let from = scene.word_at(scene.mentions[last].span.end);
            let light = (from..scene.titled(named).0.max(from)).all(|k| roles(&scene.words[k]) & (role::AND | role::LIGHT) != 0);
            if !light || m.span.start < scene.mentions[last].span.end {
                break;
            }
            others.push(&*scene.mentions[named].id);
            last = named;
        }
        if !others.is_empty() {
            return Some((Some(scene.mentions[first].id.clone().into_owned()).into(), Some(others.join(";"))));
        }
    }
    let stop = (lead + 1..(lead + REACH).min(scene.words.len()))
        .find(|&k| scene.parted(k - 1) && k > lead + 1 || scene.verb(k) == Some(Use::Finite));
    let stop = stop.unwrap_or((lead + REACH).min(scene.words.len()));
    let and = (lead + 2..stop).find(|&k| scene.named(k).is_none() && scene.has(k, role::AND))?;
    let party = |range| Scene { agent: false, ..*scene }.who(range, DEPTH);
    let (one, other) = (party(lead + 1..and)?, party(scene.phrase_from(and + 1))?);
    // "Between importing and exporting countries", "between us and them"
    if one.ends_with("ing") || scene.is_any(lead + 1, &["us", "them", "you", "him", "her", "me"]) {
        return None;
    }
    (one != other).then(|| (Some(one).into(), Some(other)))
}
