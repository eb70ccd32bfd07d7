//! What matching yields: matches (a span and the entities that bear the name), then mentions (one entity chosen).

use crate::gazetteer::entries::flag;
use crate::gazetteer::index::Gazetteer;
use crate::span::Span;
use std::borrow::Cow;

/// How the written form relates to the entry's names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Variant {
    /// Written as the entry has it.
    Exact,
    /// Equal after folding (case, accents, apostrophes, hyphens, line breaks).
    Folded,
    /// A short form of an entity named in full elsewhere in the document.
    Short,
    /// An acronym, listed or learnt within the document.
    Acronym,
    /// A romanisation of a native-script name, what another East Slavic language makes of it, or with Latin letters written out or back in
    /// their places.
    Romanised,
    /// Within one or two edits.
    Fuzzy,
}

impl Variant {
    /// How a text that a name with these flags was found in relates to the entity's names, unless it is exact.
    pub(super) const fn of(flags: u32) -> Self {
        match flags {
            flags if flags & flag::SHORT != 0 => Self::Short,
            flags if flags & (flag::ROMANISED | flag::RESPELLED) != 0 => Self::Romanised,
            _ => Self::Folded,
        }
    }

    /// The label used in tables.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Exact => "exact",
            Self::Folded => "folded",
            Self::Short => "short",
            Self::Acronym => "acronym",
            Self::Romanised => "romanised",
            Self::Fuzzy => "fuzzy",
        }
    }
}

/// Indices of entities; most names have one, and few have more than four: these take no memory of their own.
#[derive(Clone, Debug)]
pub enum Entries {
    /// A single one.
    One(u32),
    /// Two.
    Two([u32; 2]),
    /// Three.
    Three([u32; 3]),
    /// Four.
    Four([u32; 4]),
    /// Any number of them.
    Many(Vec<u32>),
}

impl Entries {
    /// None.
    pub const fn new() -> Self {
        Self::Many(Vec::new())
    }

    /// Appends one.
    pub fn push(&mut self, entry: u32) {
        match *self {
            Self::One(a) => *self = Self::Two([a, entry]),
            Self::Two([a, b]) => *self = Self::Three([a, b, entry]),
            Self::Three([a, b, c]) => *self = Self::Four([a, b, c, entry]),
            Self::Four([a, b, c, d]) => *self = Self::Many(vec![a, b, c, d, entry]),
            Self::Many(ref entries) if entries.is_empty() => *self = Self::One(entry),
            Self::Many(ref mut entries) => entries.push(entry),
        }
    }

    /// Keeps those of which `keep` holds.
    pub fn retain(&mut self, mut keep: impl FnMut(&u32) -> bool) {
        if let Self::Many(entries) = self {
            return entries.retain(keep);
        }
        let mut kept = Self::new();
        self.iter().filter(|entry| keep(entry)).for_each(|&entry| kept.push(entry));
        *self = kept;
    }
}

/// However they are kept.
impl PartialEq for Entries {
    fn eq(&self, other: &Self) -> bool {
        self[..] == other[..]
    }
}

impl Default for Entries {
    fn default() -> Self {
        Self::new()
    }
}

impl From<Vec<u32>> for Entries {
    fn from(entries: Vec<u32>) -> Self {
        Self::Many(entries)
    }
}

impl std::ops::Deref for Entries {
    type Target = [u32];

    fn deref(&self) -> &[u32] {
        match self {
            Self::One(entry) => std::slice::from_ref(entry),
            Self::Two(entries) => entries,
            Self::Three(entries) => entries,
            Self::Four(entries) => entries,
            Self::Many(entries) => entries,
        }
    }
}

impl std::ops::DerefMut for Entries {
    fn deref_mut(&mut self) -> &mut [u32] {
        match self {
            Self::One(entry) => std::slice::from_mut(entry),
            Self::Two(entries) => entries,
            Self::Three(entries) => entries,
            Self::Four(entries) => entries,
            Self::Many(entries) => entries,
        }
    }
}

/// A name of the gazetteer found in a text, before an entity is chosen.
#[derive(Clone, Debug, PartialEq)]
pub struct Match {
    /// Where it stands, possessive left out.
    pub span: Span,
    /// Index of its first word.
    pub first_word: u32,
    /// One past its last word.
    pub end_word: u32,
    /// How the written form relates to the name: where several entities bear it, in the closest way.
    pub variant: Variant,
    /// True if not every entity need bear it in that way.
    pub mixed: bool,
    /// How many edits part a misspelt word from the name's; 0 of any other name.
    pub edits: u8,
    /// Indices of the entities that bear the name, best first; never empty.
    pub entries: Entries,
}

/// An entity that a mention may stand for.
#[derive(Clone, Debug, PartialEq)]
pub struct Candidate<'g> {
    /// Entity id.
    pub id: Cow<'g, str>,
    /// Canonical name.
    pub name: Cow<'g, str>,
    /// Type.
    pub kind: Cow<'g, str>,
    /// Score in 0 to 1.
    pub score: f32,
}

impl<'g> Candidate<'g> {
    /// An entity of a gazetteer.
    pub fn listed(gazetteer: &'g Gazetteer, entry: u32, score: f32) -> Self {
        let entry = gazetteer.entry(entry);
        Self { id: Cow::Borrowed(entry.id()), name: Cow::Borrowed(entry.name()), kind: Cow::Borrowed(entry.kind()), score }
    }
}

/// A mention: a span of the text and the entity that it stands for.
#[derive(Clone, Debug, PartialEq)]
pub struct Mention<'g> {
    /// Where it stands.
    pub span: Span,
    /// Index of its first word.
    pub first_word: u32,
    /// One past its last word.
    pub end_word: u32,
    /// Index of its sentence, where the document was cut into sentences.
    pub sentence: Option<u32>,
    /// The chosen entity's id: one of the gazetteer, or one made up for a name that nobody listed.
    pub id: Cow<'g, str>,
    /// The chosen entity's canonical name.
    pub name: Cow<'g, str>,
    /// The chosen entity's type.
    pub kind: Cow<'g, str>,
    /// The entity through which it stands for this one: the capital that stands for its government.
    pub via: Option<Cow<'g, str>>,
    /// How the written form relates to the name.
    pub variant: Variant,
    /// Score in 0 to 1.
    pub score: f32,
    /// All candidates, best first, the chosen one included.
    pub candidates: Vec<Candidate<'g>>,
    /// The entry of the gazetteer, unless the entity was found in the document only.
    pub entry: Option<u32>,
}
