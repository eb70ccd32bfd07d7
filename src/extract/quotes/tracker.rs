//! Who speaks, and who was named last, whom a pronoun can stand for.

use crate::gazetteer::Mention;

/// Somebody who speaks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Speaker {
    /// As written; for a pronoun, whom it stands for.
    pub text: String,
    /// Entity id; joint speakers joined by `;`.
    pub id: Option<String>,
    /// Which pronoun fits.
    pub gender: Gender,
}

/// Which pronoun stands for a speaker.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gender {
    /// He or she.
    Person,
    /// It.
    Body,
    /// They.
    Plural,
}

/// Who was last named as a person, a body, a group: what pronouns stand for.
#[derive(Default)]
pub struct Tracker {
    person: Option<(Speaker, usize)>,
    body: Option<(Speaker, usize)>,
    plural: Option<(Speaker, usize)>,
    /// The last person named in any part of a sentence.
    named: Option<(Speaker, usize)>,
}

/// A pronoun reaches back this many sentences to a subject before it takes somebody named since.
const RECENT: usize = 4;

impl Tracker {
    /// Notes the speaker or subject of a sentence.
    pub fn note(&mut self, speaker: &Speaker, sentence: usize) {
        let slot = match speaker.gender {
            Gender::Person => &mut self.person,
            Gender::Body => &mut self.body,
            Gender::Plural => &mut self.plural,
        };
        *slot = Some((speaker.clone(), sentence));
    }

    /// Notes a person named in passing.
    pub fn pass(&mut self, mention: &Mention<'_>, text: &str, sentence: usize) {
        if self.named.as_ref().is_none_or(|(s, _)| s.id.as_deref() != Some(&*mention.id)) {
            self.named = Some((named(mention, text), sentence));
        } else if let Some(named) = &mut self.named {
            named.1 = sentence;
        }
    }

    /// Whom "he" or "she" stands for.
    pub fn person(&self, sentence: usize) -> Option<&Speaker> {
        match (&self.person, &self.named) {
            (Some((person, at)), Some((named, seen))) => Some(if at + RECENT < sentence && seen > at { named } else { person }),
            (Some((person, _)), None) => Some(person),
            (None, named) => named.as_ref().map(|n| &n.0),
        }
    }

    /// Which body "it" stands for.
    pub fn body(&self) -> Option<&Speaker> {
        self.body.as_ref().map(|b| &b.0)
    }

    /// Whom "they" stands for.
    pub fn plural(&self) -> Option<&Speaker> {
        match (&self.plural, &self.body) {
            (Some(plural), Some(body)) if body.1 > plural.1 => Some(&body.0),
            (Some(plural), _) => Some(&plural.0),
            (None, body) => body.as_ref().map(|b| &b.0),
        }
    }
}

/// The speaker that a mention names.
pub fn named(mention: &Mention<'_>, text: &str) -> Speaker {
    let gender = if &*mention.kind == "person" { Gender::Person } else { Gender::Body };
    Speaker { text: mention.span.text(text).to_owned(), id: Some(mention.id.clone().into_owned()), gender }
}
