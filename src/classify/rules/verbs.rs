//! Whether a word that can be a noun or a verb (`shells`, `strike`, `aid`) stands as a verb, by the words around it.
//!
//! The base form is one behind a modal, `do`, `to` (adverbs between them aside) or in a question of theirs, and behind a plural
//! subject; the -s form behind a singular one. A subject opens its clause and ends in who can act: what stands behind any other
//! words, or before a verb or preposition of its own, is taken for a noun.

use super::matcher::Tokens;
use crate::text::hashes::HashTable;
use crate::text::{Shape, Word, fold};
use std::sync::LazyLock;

/// Which form of the verb is asked about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Form {
    /// `shell`
    Base,
    /// `shells`
    Third,
}

/// What a word does around a verb, as bit flags.
mod part {
    /// Modal or form of *do*: the base form follows.
    pub const HELPER: u16 = 1;
    /// *To*.
    pub const TO: u16 = 2;
    /// Stands between helper or subject and verb.
    pub const BETWEEN: u16 = 4;
    /// Opens a clause: *that*, *if*, *say*.
    pub const OPENER: u16 = 8;
    /// Preposition.
    pub const PREPOSITION: u16 = 16;
    /// Pronoun with the base form.
    pub const PLURAL_PRONOUN: u16 = 32;
    /// Pronoun with the -s form.
    pub const SINGULAR_PRONOUN: u16 = 64;
    /// Who acts, one.
    pub const SINGULAR: u16 = 128;
    /// Who acts, many.
    pub const PLURAL: u16 = 256;
    /// A verb: what stands directly before it is its subject, no verb.
    pub const FINITE: u16 = 512;
    /// And, or.
    pub const JOINS: u16 = 1024;
    /// Takes *to* as a preposition.
    pub const TAKES_TO: u16 = 2048;
    /// A plural that stands before nouns too: *police raid*, *forces strike*.
    pub const MODIFIES: u16 = 4096;
}

const TABLE: &[(u16, &str)] = &[
    (
        part::HELPER,
        "will would shall should may might can could must do does did wont wouldnt shouldnt cannot cant couldnt mustnt dont doesnt didnt mightnt lets",
    ),
    (part::TO, "to"),
    (part::BETWEEN, "not never also again soon now then still even yet ever always often once twice both n't just simply"),
    (
        part::OPENER,
        "that if when as while after before because since but whether unless until where and say says said claim claims claimed report reports reported allege alleges alleged add adds added insist insists insisted warn warns warned fear fears feared think thinks believe believes why how",
    ),
    (
        part::PREPOSITION,
        "of in on at from with by for against near over under into onto across along around inside outside between among amid during toward towards through via within without upon behind beyond off than like about",
    ),
    (part::PLURAL_PRONOUN, "i we you they who"),
    (part::SINGULAR_PRONOUN, "he she it who which"),
    (
        part::SINGULAR,
        "army navy military militia regime junta government coalition alliance gunman bomber attacker soldier policeman officer guard mob gang group council court parliament opposition president premier minister ministry king general commander company bank militant rebel sniper assassin hacker brigade battalion regiment squadron faction cartel sect bloc union agency state country enemy protester mayor governor party firm embassy",
    ),
    (
        part::PLURAL,
        "troops soldiers forces rebels militants gunmen police policemen marines commandos paratroopers fighters insurgents guerrillas guerillas militias militiamen armies warplanes jets planes bombers drones helicopters gunships tanks warships submarines gangs bandits raiders separatists jihadists islamists extremists terrorists mercenaries attackers assailants bombers snipers protesters demonstrators rioters crowds mobs settlers officers guards agents hackers pirates cartels brigades battalions countries nations allies powers states leaders ministers presidents lawmakers deputies authorities officials factions groups militiamen peacekeepers paramilitaries men women people students workers farmers residents villagers servicemen airmen governments banks companies parties judges prosecutors generals commanders partisans invaders occupiers defenders islanders",
    ),
    (part::MODIFIES, "police forces army navy military militia government opposition marines union company bank court"),
    (
        part::FINITE,
        "is are was were be been being has have had will would shall should may might can could must do does did hit hits kill kills leave leaves left land lands fell fall falls struck strikes begin begins began end ends go goes went come comes came continue continues cause causes trigger triggers spark sparks destroy destroys rock rocks damage damages wound wounds injure injures target targets light lights rain rains drop drops set sets cut cuts put puts remain remains become becomes became get gets got rise rises rose show shows",
    ),
    (part::JOINS, "and or"),
    (
        part::TAKES_TO,
        "due thanks owing prior response responses similar access subject addition close related next according devoted opposed contrary",
    ),
];

static PARTS: LazyLock<HashTable<u16>> = LazyLock::new(|| {
    HashTable::of_flags(TABLE.iter().flat_map(|&(part, words)| words.split(' ').map(move |word| (fold::hash(word), part))))
});

/// How many words a subject can have.
const SUBJECT: usize = 7;

/// Reads what the words of a sentence do around a verb.
pub(super) fn read(words: &[Word], text: &str, out: &mut Vec<u16>) {
    let of = |w: &Word| PARTS.get(w.hash).unwrap_or_else(|| if w.text(text).ends_with("ly") { part::BETWEEN } else { 0 });
    // "Besieged" before a noun cannot be told from a verb, which is the commoner by far.
    let past = |w: &Word| if w.text(text).ends_with("ed") { part::FINITE } else { 0 };
    out.clear();
    out.extend(words.iter().map(|w| of(w) | past(w)));
}

/// True if the word stands as a verb.
pub(super) fn stands(tokens: &Tokens, at: usize, form: Form) -> bool {
    let parts = &tokens.parts;
    let mut before = at;
    while before > 0 && at - before < 3 && tokens.joined(before) && parts[before - 1] & part::BETWEEN != 0 {
        before -= 1;
    }
    if before == 0 || !tokens.joined(before) {
        return false;
    }
    let head = parts[before - 1];
    if form == Form::Base && (helped(tokens, before, at) || asked(tokens, before)) {
        return true;
    }
    let pronoun = if form == Form::Base { part::PLURAL_PRONOUN } else { part::SINGULAR_PRONOUN };
    if head & pronoun != 0 {
        return true;
    }
    agrees(tokens, before, form) && opens(tokens, before) && takes_object(tokens, at, head)
}

/// A modal, `do` or `to` stands before `before`, or before a first verb that this one is joined to.
fn helped(tokens: &Tokens, before: usize, at: usize) -> bool {
    let parts = &tokens.parts;
    let head = parts[before - 1];
    if head & part::HELPER != 0 {
        return true;
    }
    if head & part::TO != 0 {
        let taken = before >= 2 && parts[before - 2] & part::TAKES_TO != 0;
        return !taken && takes_object(tokens, at, head);
    }
    let joined = head & part::JOINS != 0 && before >= 3 && parts[before - 3] & (part::HELPER | part::TO) != 0;
    joined && takes_object(tokens, at, head)
}

/// A modal or `do` opens the question or condition of which the words before `before` are the subject: "Did the army shell".
fn asked(tokens: &Tokens, before: usize) -> bool {
    let parts = &tokens.parts;
    let first = before.saturating_sub(SUBJECT);
    let stop = part::PREPOSITION | part::TO | part::OPENER;
    let helper =
        (first..before).rev().take_while(|&i| i + 1 == before || tokens.joined(i + 1)).find(|&i| parts[i] & (part::HELPER | stop) != 0);
    helper.is_some_and(|i| {
        let inner = i + 1 < before && parts[i] & part::HELPER != 0;
        inner && (i == 0 || !tokens.joined(i) || parts[i - 1] & (part::OPENER | part::PLURAL_PRONOUN) != 0)
    })
}

/// Who stands before `end` agrees with the form in number, and is no modifier of what follows.
fn agrees(tokens: &Tokens, end: usize, form: Form) -> bool {
    let head = tokens.parts[end - 1];
    if tokens.shapes[end - 1].has(Shape::POSSESSIVE) {
        return false;
    }
    let listed = if form == Form::Base { part::PLURAL } else { part::SINGULAR };
    if head & listed != 0 {
        return true;
    }
    // A name is one, but for lists of them and peoples: "Orlan and Vostria", "the Houthis".
    let Some(first) = tokens.actor_before(end) else { return false };
    let many = first >= 2 && tokens.parts[first - 1] & part::JOINS != 0;
    many == (form == Form::Base)
}

/// The subject whose last word is before `end` opens its clause.
fn opens(tokens: &Tokens, end: usize) -> bool {
    let parts = &tokens.parts;
    let mut first = tokens.actor_before(end).unwrap_or(end - 1);
    loop {
        if first == 0 || !tokens.joined(first) || tokens.quoted(first) {
            return true;
        }
        let before = parts[first - 1];
        if before & part::OPENER != 0 {
            return true;
        }
        let breaks = part::PREPOSITION | part::TO | part::HELPER | part::FINITE | part::PLURAL_PRONOUN | part::SINGULAR_PRONOUN;
        if before & breaks != 0 || end - first >= SUBJECT {
            return false;
        }
        first -= 1;
    }
}

/// Something follows that can be an object: no preposition after what stands before nouns too, no verb, no end.
fn takes_object(tokens: &Tokens, at: usize, head: u16) -> bool {
    let Some(&next) = tokens.parts.get(at + 1) else { return head & part::TO != 0 };
    if head & part::TO != 0 {
        return next & part::FINITE == 0;
    }
    let modifies = head & (part::PLURAL | part::JOINS) == 0 || head & part::MODIFIES != 0;
    let stops = if modifies { part::PREPOSITION | part::TO } else { 0 };
    tokens.joined(at + 1) && next & (part::FINITE | part::JOINS | stops) == 0
}
