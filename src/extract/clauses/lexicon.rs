//! What words do in a sentence of reported speech: reporting verbs, nouns of speakers, function words.

use crate::text::fold;
use crate::text::hashes::HashTable;
use crate::text::listed::sections;
use rustc_hash::FxHashMap;
use std::sync::OnceLock;

/// The parts that a word can play, as bit flags.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Class(u64);

impl Class {
    /// A reporting verb that takes a clause or a quotation: say, add.
    pub const SAY: Self = Self(1);
    /// A reporting verb that is an act by itself: accuse, urge, deny.
    pub const ACT: Self = Self(1 << 1);
    /// A verb that quotes a word for something: call, describe.
    pub const NAME: Self = Self(1 << 2);
    /// A verb of thought: believe, fear.
    pub const THINK: Self = Self(1 << 3);
    /// A verb of speech that gives no content: speak, echo, cite.
    pub const ECHO: Self = Self(1 << 4);
    /// Any reporting verb.
    pub const CUE: Self = Self(0b1_1111 | 0b11 << 32);
    /// A base form.
    pub const BASE: Self = Self(1 << 5);
    /// A third-person form in -s.
    pub const THIRD: Self = Self(1 << 6);
    /// A past form or participle.
    pub const PAST: Self = Self(1 << 7);
    /// A form in -ing.
    pub const ING: Self = Self(1 << 8);
    /// Also a noun in this form.
    pub const NOUN: Self = Self(1 << 9);
    /// A person by office or trade.
    pub const PERSON: Self = Self(1 << 10);
    /// A group or body.
    pub const GROUP: Self = Self(1 << 11);
    /// A text that speaks for its author.
    pub const TEXT: Self = Self(1 << 12);
    /// A noun of a speaker.
    pub const SPEAKER: Self = Self(0b111 << 10);
    /// A plural.
    pub const PLURAL: Self = Self(1 << 13);
    /// Determiner or possessive.
    pub const DETERMINER: Self = Self(1 << 14);
    /// Pronoun of a third person.
    pub const PRONOUN: Self = Self(1 << 15);
    /// Pronoun of the first or second person.
    pub const SELF: Self = Self(1 << 16);
    /// Auxiliary or modal verb.
    pub const AUXILIARY: Self = Self(1 << 17);
    /// Auxiliary of the passive voice.
    pub const PASSIVE: Self = Self(1 << 18);
    /// Adverb that may stand between subject and verb.
    pub const ADVERB: Self = Self(1 << 19);
    /// Word of time.
    pub const TIME: Self = Self(1 << 20);
    /// Preposition.
    pub const PREPOSITION: Self = Self(1 << 21);
    /// Opens a subordinate clause.
    pub const SUBORDINATE: Self = Self(1 << 22);
    /// Relative pronoun.
    pub const RELATIVE: Self = Self(1 << 23);
    /// Conjunction.
    pub const CONJUNCTION: Self = Self(1 << 24);
    /// Verb that takes an infinitive: continued to say.
    pub const HELPER: Self = Self(1 << 25);
    /// `according`, before `to`.
    pub const ACCORDING: Self = Self(1 << 26);
    /// `to`.
    pub const TO: Self = Self(1 << 27);
    /// `and`.
    pub const AND: Self = Self(1 << 28);
    /// A preposition that makes `call`, `rule`, `agree` an act: on, for, as, to, out.
    pub const CALLED: Self = Self(1 << 29);
    /// He or she.
    pub const HE: Self = Self(1 << 30);
    /// It.
    pub const IT: Self = Self(1 << 31);
    /// A verb that reports only next to a quotation: continue, read.
    pub const BESIDE: Self = Self(1 << 32);
    /// A verb that reports only before `that` or a quotation: maintain, recall.
    pub const CLAUSAL: Self = Self(1 << 33);
    /// A person whose word is analysis.
    pub const EXPERT: Self = Self(1 << 34);
    /// A preposition that joins a speaker to its body or place: of, for, in, at, from, by.
    pub const OWNED: Self = Self(1 << 36);
    /// `told` takes its hearer as object: no subject follows it.
    pub const TELL: Self = Self(1 << 37);
    /// A participle that takes `of`: people accused of theft.
    pub const ACCUSED: Self = Self(1 << 38);
    /// A negation.
    pub const NEGATIVE: Self = Self(1 << 35);
    /// No, little: of what is not given.
    pub const NONE: Self = Self(1 << 39);
    /// What somebody who offers none of it does not say: evidence, proof.
    pub const EVIDENCE: Self = Self(1 << 40);
    /// A text that another took the place of: an earlier version.
    pub const VERSION: Self = Self(1 << 41);
    /// Him, her, them.
    pub const OBLIQUE: Self = Self(1 << 42);
    /// What is told is somebody's: in the words, in the view of.
    pub const WORDING: Self = Self(1 << 43);
    /// What somebody calls another or a report: a liar, fake, absurd.
    pub const VERDICT: Self = Self(1 << 44);
    /// A past form that ends the noun before it: the ministry summoned, men led by.
    pub const ENDING: Self = Self(1 << 45);
    /// `of` and `for`: what follows belongs to the description.
    pub const OF: Self = Self(1 << 46);
    /// An adjective that takes `to`: close, loyal.
    pub const NEAR: Self = Self(1 << 47);
    /// `weigh`, which reports only with `in`.
    pub const WEIGH: Self = Self(1 << 48);
    /// `put`, as in "as X put it".
    pub const PUT: Self = Self(1 << 49);
    /// `speak`, which reports only with what is spoken of.
    pub const SPEAK: Self = Self(1 << 50);
    /// Whom or what somebody speaks with or by: with, by.
    pub const WITH: Self = Self(1 << 51);
    /// `defend`, which beside a pronoun of the subject's own tells of blows.
    pub const DEFEND: Self = Self(1 << 52);
    /// Himself, itself, themselves.
    pub const REFLEXIVE: Self = Self(1 << 53);
    /// An act that "as X threatened" takes up without telling the rest: threaten, promise, demand.
    pub const CARRIED: Self = Self(1 << 54);
    /// What a thing does that tells something: suggest, show.
    pub const EVIDENT: Self = Self(1 << 55);
    /// What somebody is told to do: must, should.
    pub const OBLIGED: Self = Self(1 << 56);
    /// A picture, which is nobody's word: image, video.
    pub const PICTURE: Self = Self(1 << 57);
    /// What a thing is said to do: said to show, said to be.
    pub const SHOWN: Self = Self(1 << 58);
    /// The second part of a compound with a name: Toronto-based, Iran-backed.
    pub const COMPOUND: Self = Self(1 << 59);
    /// Nobody, nothing.
    pub const NOBODY: Self = Self(1 << 60);
    /// `one`, which after `no` is nobody.
    pub const ONE: Self = Self(1 << 61);
    /// Classes that leave a capitalised word free to be a name.
    const FREE: Self = Self(1 << 43 | 1 << 44 | 1 << 45 | 1 << 47 | 1 << 49 | 1 << 54 | 1 << 55 | 1 << 58 | 1 << 59);

    /// True if a flag of `other` is set.
    pub const fn is(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// True for a word that is in no list, or only in one that says nothing of what it names.
    pub const fn is_free(self) -> bool {
        self.0 & !Self::FREE.0 == 0
    }

    /// True for a word whose lists say nothing of its part in a clause.
    pub const fn is_quiet(self) -> bool {
        self.0 & !(Self::SHOWN.0 | Self::COMPOUND.0 | Self::PICTURE.0) == 0
    }

    /// Both sets of flags.
    #[must_use]
    pub const fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

/// The words of the shipped lists with their classes.
pub struct Lexicon {
    classes: HashTable<Class>,
}

/// The lists while they are read.
#[derive(Default)]
struct Lists {
    classes: FxHashMap<u64, Class>,
}

impl Lexicon {
    /// The lists under `seeds/words`, read once.
    pub fn get() -> &'static Self {
        static LEXICON: OnceLock<Lexicon> = OnceLock::new();
        LEXICON.get_or_init(|| {
            let mut lists = Lists::default();
            lists.verbs(include_str!("../../../seeds/words/reporting.txt"));
            lists.nouns(include_str!("../../../seeds/words/speakers.txt"));
            lists.plain(include_str!("../../../seeds/words/function.txt"));
            Self { classes: lists.classes.into_iter().collect() }
        })
    }

    /// The class of the word with this folded hash; empty for a word of no list.
    pub fn class(&self, hash: u64) -> Class {
        self.classes.get(hash).unwrap_or_default()
    }
}

impl Lists {
    fn add(&mut self, word: &str, class: Class) {
        let entry = self.classes.entry(fold::hash(&fold::fold(word))).or_default();
        *entry = entry.with(class);
    }

    fn verbs(&mut self, list: &str) {
        for (section, line) in sections(list) {
            let class = match section {
                "say" => Class::SAY,
                "act" => Class::ACT,
                "name" => Class::NAME,
                "think" => Class::THINK,
                "beside" => Class::BESIDE,
                "clausal" => Class::CLAUSAL,
                _ => Class::ECHO,
            };
            let mut forms = line.split_whitespace();
            let Some(base) = forms.next() else { continue };
            let irregular: Vec<&str> = forms.clone().filter(|&f| f != "*").collect();
            let noun = if line.ends_with('*') { class.with(Class::NOUN) } else { class };
            self.add(base, noun.with(Class::BASE));
            self.add(&plural(base), noun.with(Class::THIRD));
            let stem = base.strip_suffix('e').unwrap_or(base);
            if !irregular.iter().any(|f| f.ends_with("ing")) {
                self.add(&format!("{stem}ing"), class.with(Class::ING));
            }
            for form in &irregular {
                let kind = match form {
                    f if f.ends_with("ing") => Class::ING,
                    f if f.ends_with('s') => Class::THIRD,
                    _ => Class::PAST,
                };
                self.add(form, class.with(kind));
            }
            if !irregular.iter().any(|f| !f.ends_with("ing") && !f.ends_with('s')) {
                self.add(&past(base), class.with(Class::PAST));
            }
        }
    }

    fn nouns(&mut self, list: &str) {
        for (section, line) in sections(list) {
            let class = match section {
                "person" => Class::PERSON,
                "group" => Class::GROUP,
                "expert" => Class::EXPERT,
                _ => Class::TEXT,
            };
            let mut forms = line.split_whitespace();
            let Some(singular) = forms.next() else { continue };
            self.add(singular, class);
            match forms.next() {
                Some(form) => self.add(form, class.with(Class::PLURAL)),
                None => self.add(&plural(singular), class.with(Class::PLURAL)),
            }
        }
    }

    fn plain(&mut self, list: &str) {
        for (section, line) in sections(list) {
            let class = match section {
                "determiner" => Class::DETERMINER,
                "pronoun" => Class::PRONOUN,
                "self" => Class::SELF,
                "auxiliary" => Class::AUXILIARY,
                "passive" => Class::PASSIVE,
                "adverb" => Class::ADVERB,
                "time" => Class::TIME,
                "preposition" => Class::PREPOSITION,
                "subordinate" => Class::SUBORDINATE,
                "relative" => Class::RELATIVE,
                "conjunction" => Class::CONJUNCTION,
                "according" => Class::ACCORDING,
                "to" => Class::TO,
                "and" => Class::AND,
                "called" => Class::CALLED,
                "he" => Class::HE,
                "it" => Class::IT,
                "negative" => Class::NEGATIVE,
                "accused" => Class::ACCUSED,
                "tell" => Class::TELL,
                "owned" => Class::OWNED,
                "none" => Class::NONE,
                "evidence" => Class::EVIDENCE,
                "nobody" => Class::NOBODY,
                "one" => Class::ONE,
                "version" => Class::VERSION,
                "oblique" => Class::OBLIQUE,
                "wording" => Class::WORDING,
                "verdict" => Class::VERDICT,
                "ending" => Class::ENDING,
                "of" => Class::OF,
                "near" => Class::NEAR,
                "weigh" => Class::WEIGH,
                "put" => Class::PUT,
                "speak" => Class::SPEAK,
                "with" => Class::WITH,
                "defend" => Class::DEFEND,
                "reflexive" => Class::REFLEXIVE,
                "carried" => Class::CARRIED,
                "evident" => Class::EVIDENT,
                "obliged" => Class::OBLIGED,
                "picture" => Class::PICTURE,
                "shown" => Class::SHOWN,
                "compound" => Class::COMPOUND,
                _ => Class::HELPER,
            };
            for word in line.split_whitespace() {
                self.add(word, class);
            }
        }
    }
}

/// The regular plural of a noun, which is the third person of a verb too.
fn plural(word: &str) -> String {
    if let Some(stem) = consonant_y(word) {
        return format!("{stem}ies");
    }
    if word.ends_with(['s', 'x', 'z']) || word.ends_with("ch") || word.ends_with("sh") {
        return format!("{word}es");
    }
    format!("{word}s")
}

/// The regular past of a verb.
fn past(word: &str) -> String {
    if let Some(stem) = consonant_y(word) {
        return format!("{stem}ied");
    }
    if word.ends_with('e') { format!("{word}d") } else { format!("{word}ed") }
}

fn consonant_y(word: &str) -> Option<&str> {
    let stem = word.strip_suffix('y')?;
    (!stem.ends_with(['a', 'e', 'i', 'o', 'u'])).then_some(stem)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn class(word: &str) -> Class {
        Lexicon::get().class(fold::hash(&fold::fold(word)))
    }

    #[test]
    fn verbs_come_in_all_their_forms() {
        for word in
            ["say", "says", "said", "saying", "denied", "denies", "urging", "accused", "told", "warned", "stressing", "quipped", "replied"]
        {
            assert!(class(word).is(Class::CUE), "{word}");
        }
        assert!(class("claims").is(Class::NOUN) && class("claims").is(Class::THIRD));
        assert!(class("claimed").is(Class::PAST) && !class("claimed").is(Class::NOUN));
    }

    #[test]
    fn nouns_come_in_both_numbers() {
        assert!(class("officials").is(Class::PERSON) && class("officials").is(Class::PLURAL));
        assert!(class("spokespeople").is(Class::PLURAL) && class("ministries").is(Class::GROUP));
        assert!(!class("wall").is(Class::SPEAKER));
    }
}
