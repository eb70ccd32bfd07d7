//! The function words that decide who acts, on whom, and whether it is so.

use crate::text::hashes::HashTable;
use crate::text::{Word, fold};
use std::sync::LazyLock;

/// What a function word does, as bit flags.
pub(super) mod role {
    /// Leads to the target of an action: attack *on*, invasion *of*.
    pub const TARGET: u32 = 1;
    /// Leads to a place: *in*, *near*.
    pub const PLACE: u32 = 2;
    /// Any other preposition: what follows is no subject.
    pub const OTHER: u32 = 4;
    /// Form of *be* or *get*: a passive may follow.
    pub const BE: u32 = 8;
    /// Not, never, no.
    pub const NEGATION: u32 = 16;
    /// Will, going to, plans to.
    pub const FUTURE: u32 = 32;
    /// If, would, could, fears.
    pub const IRREALIS: u32 = 64;
    /// Alleged, reportedly, claimed.
    pub const ALLEGED: u32 = 128;
    /// Denied, denies.
    pub const DENIED: u32 = 256;
    /// Pronoun that can be a subject, or a noun that stands for one.
    pub const PRONOUN: u32 = 512;
    /// Article, possessive or auxiliary: passed over between subject and verb.
    pub const LIGHT: u32 = 1024;
    /// Joins two names into one actor.
    pub const AND: u32 = 2048;
    /// By: the actor of a passive.
    pub const BY: u32 = 4096;
    /// First person: the speaker.
    pub const SPEAKER: u32 = 8192;
    /// Said, says: what comes before is the speaker, not the actor.
    pub const SAYING: u32 = 16384;
    /// Opens an aside of the narrator's: after, following, despite.
    pub const ASIDE: u32 = 32768;
    /// Opens the clause of what is said: *that*.
    pub const THAT: u32 = 1 << 16;
    /// What was tried and not done, with *to*: failed, unable.
    pub const FAILED: u32 = 1 << 17;
    /// Called off, of what was to be: cancelled, scrapped.
    pub const CANCELLED: u32 = 1 << 18;
    /// What is told, as a noun: allegation, report, claim.
    pub const TOLD: u32 = 1 << 19;
    /// Found false: rejected, baseless.
    pub const REFUTED: u32 = 1 << 20;
    /// Modal or auxiliary that can open a question.
    pub const AUXILIARY: u32 = 1 << 21;
    /// Not to be, of what is not ruled out: rule, ruled, with *out*, and exclude.
    pub const RULED: u32 = 1 << 22;
    /// Took place, of what a noun names: held, resumed, happened.
    pub const OCCURRED: u32 = 1 << 23;
    /// Would: a condition, or what somebody said was to come.
    pub const WOULD: u32 = 1 << 24;
    /// Any preposition.
    pub const PREPOSITION: u32 = TARGET | PLACE | OTHER | BY;
}

const TABLE: &[(u32, &str)] = &[
    (role::TARGET, "on against into of at upon with"),
    (role::PLACE, "in near at inside outside around across along within throughout off outskirts north south east west"),
    (role::OTHER, "with from between over about under to for amid despite toward towards among beyond through via like"),
    (role::BE, "be is are was were been being am get gets got"),
    (
        role::NEGATION,
        "not no never neither nor none nobody without cannot cant wont didnt doesnt dont hasnt havent isnt arent wasnt werent wouldnt couldnt",
    ),
    (
        role::FUTURE,
        "will shall plans planned planning intends intend preparing prepares prepared ready willing going about expected scheduled poised set",
    ),
    (
        role::IRREALIS,
        "if unless could may might should must fear fears feared whether possible potential risk risks threat future case couldnt lest braces bracing brace doubt doubts doubted refrain refrains refrained refraining avoid avoids avoided avoiding steered",
    ),
    (
        role::ALLEGED,
        "alleged allegedly reportedly claimed claims claiming purported purportedly supposed supposedly alleging alleges suspected accused accuses accusing blamed",
    ),
    (role::DENIED, "denied denies denying deny denial"),
    (role::PRONOUN, "he she it they who which country nation"),
    (role::SPEAKER, "i we"),
    (
        role::LIGHT,
        "there here the a an its their his her our has have had also then later again recently repeatedly reportedly since once just now still yet already been being to and or further do does did",
    ),
    (role::WOULD, "would wouldnt"),
    (role::THAT, "that"),
    (role::FAILED, "failed fails fail failing failure unable inability unwilling"),
    (
        role::CANCELLED,
        "cancelled canceled cancels cancelling canceling scrapped scraps scrapping abandoned abandons abandoning shelved aborted ditched",
    ),
    (
        role::TOLD,
        "allegation allegations report reports claim claims accusation accusations suggestion suggestions rumour rumours rumor rumors assertion assertions charge charges",
    ),
    (
        role::REFUTED,
        "rejected dismissed denied refuted rebutted false untrue baseless unfounded groundless fabricated invented nonsense fake debunked wrong",
    ),
    (
        role::AUXILIARY,
        "do does did is are was were has have had will would shall should can could may might must didnt doesnt dont isnt arent wasnt werent wont wouldnt couldnt",
    ),
    (role::RULED, "rule rules ruled ruling exclude excludes excluded excluding"),
    (
        role::OCCURRED,
        "held hold resumed resume begun begin started start taken take happened happen occurred occur imposed launched conducted materialised materialized",
    ),
    (role::ASIDE, "after following since despite amid because when while who which whose during before until"),
    (role::AND, "and"),
    (role::BY, "by"),
    (
        role::SAYING,
        "said says saying told tells telling announced announces announcing claimed claims claiming stated states declared declares reported reports added adds according insisted insists confirmed confirms alleged alleges wrote argued argues noted warned warns maintained suggested say claim allege insist argue believe believes believed confirm announce declare maintain suggest suggests acknowledge acknowledged admit admitted stressed stresses emphasised emphasized reiterated testified",
    ),
];

static ROLES: LazyLock<HashTable<u32>> = LazyLock::new(|| {
    HashTable::of_flags(TABLE.iter().flat_map(|&(role, words)| words.split(' ').map(move |word| (fold::hash(word), role))))
});

/// The flags of a word.
pub(super) fn roles(word: &Word) -> u32 {
    ROLES.get(word.hash).unwrap_or(0)
}
