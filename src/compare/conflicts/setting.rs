//! What a claim is about beside its words: the states, places and groups of its sentence, those of the sentences before it, and its days.

use super::Layers;
use super::answers::is;
use super::claim::NARRATOR;
use super::days::{When, days};
use super::matter::SPEECH;
use super::unlisted;
use crate::compare::content::{stem, stems};
use crate::extract::Time;
use crate::gazetteer::Mention;
use crate::span::Span;
use crate::text::listed::holds;
use crate::text::{Shape, Word};
use chrono::NaiveDate;
use rustc_hash::{FxHashMap, FxHasher};
use serde::{Deserialize, Serialize};
use std::hash::{Hash, Hasher};
use std::sync::Arc;

/// A party to conflicts: a state with its government, forces and people, or an armed group that is no body of a state.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub(super) enum Side {
    /// By ISO code.
    State([u8; 2]),
    /// By the hash of its id, with the state in which it is at home.
    Group(u32, Option<[u8; 2]>),
}

impl Side {
    /// True if this side can answer for what `doer` did: its own deeds, and those of groups at home in its state.
    pub fn answers_for(self, doer: Self) -> bool {
        self == doer || matches!((self, doer), (Self::State(state), Self::Group(_, Some(home))) if state == home)
    }
}

/// What tells two names apart, and the name that a reader knows it by.
pub(super) type Name = (Arc<str>, Arc<str>);

/// Types of names that tell what a claim is about.
const ABOUT: [&str; 8] = ["country", "nationality", "place", "facility", "armed_group", "government", "organization", "equipment"];
/// Words that many places' names hold.
const PARTS: &str = "north south east west northern southern eastern western central upper lower new old great san saint santa st el al la le los las de port \
    city town village region province district county state island islands sea gulf lake river mount border crossing bridge camp airport base power plant \
    station the of and";
/// Capitalised words behind such prepositions that name a day.
pub(super) const CALENDAR: &str = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May June July August September October \
    November December Christmas Easter Ramadan";
/// Bytes of a report's first words among which place and day of its dateline stand.
const DATELINE: u32 = 60;
/// Words of speakers that do not speak for the state whose name stands beside them.
const PRIVATE: &str = "opposition protesters demonstrators activists activist union unions party parties lawyer lawyers family families relatives exile \
    exiles rebels residents witnesses villagers doctors doctor journalist journalists newspaper website media company broadcaster analyst";
/// Sentences that a place reaches forward to, where these name none.
const REACH: usize = 4;
/// Sentences of a report whose places are those of the whole, where nothing nearer is named.
const LEAD: usize = 3;

/// What a sentence is about.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(super) struct Setting {
    /// States (with their adjectives, governments, capitals that stand for them and forces), places and groups of the sentence, by key;
    /// with the name that a reader knows them by.
    pub names: Vec<Name>,
    /// The sentence's own places and facilities, by id.
    pub own: Vec<Arc<str>>,
    /// The stems of the capitalised words of these, and of others that stand where a place does: a crossing, a port and a town may have one
    /// name, and not every town is listed.
    pub place_words: Vec<u32>,
    /// Those of the sentences before it, or of the report's lead, where it has none.
    pub near: Vec<Name>,
    /// The stems of its capitalised words but the first.
    pub proper: Vec<u32>,
    /// The stem of its first word.
    pub first: Option<u32>,
    /// True if the first word belongs to a name, so that its capital is none of the sentence's.
    pub opens_with_name: bool,
    /// The states and armed groups of the sentence, in order.
    pub sides: Vec<Side>,
    /// Its days.
    pub when: When,
}

impl Setting {
    /// True if both have a place, their own or one of the text around.
    pub fn share_ground(&self, other: &Self) -> bool {
        let grounds = |s: &Self| s.own.iter().cloned().chain(s.near.iter().map(|n| n.0.clone())).collect::<Vec<_>>();
        let theirs = grounds(other);
        self.share_name(other) || grounds(self).iter().any(|g| theirs.contains(g))
    }

    /// True if both sentences themselves name places, and no common one.
    pub fn elsewhere(&self, other: &Self) -> bool {
        let placed = |s: &Self| !s.own.is_empty() || !s.place_words.is_empty();
        placed(self) && placed(other) && !self.share_name(other) && !self.own.iter().any(|g| other.own.contains(g))
    }

    /// True if places of both hold one name.
    fn share_name(&self, other: &Self) -> bool {
        self.place_words.iter().any(|w| other.place_words.contains(w))
    }

    /// True if both sentences themselves name one place.
    pub fn share_place(&self, other: &Self) -> bool {
        self.share_name(other) || self.own.iter().any(|g| other.own.contains(g))
    }

    /// Names that both sentences hold.
    pub fn shared_names(&self, other: &Self) -> usize {
        self.names.iter().filter(|n| other.names.iter().any(|m| m.0 == n.0)).count()
    }

    /// True if this is the stem of a word of a name.
    pub fn is_proper(&self, stem: u32) -> bool {
        self.proper.binary_search(&stem).is_ok() || self.opens_with_name && self.first == Some(stem)
    }

    /// True if neither sentence names anything that the other leaves out, or only one does.
    pub fn same_names(&self, other: &Self) -> bool {
        let within = |a: &Self, b: &Self| a.names.iter().all(|n| b.names.iter().any(|m| m.0 == n.0));
        let proper = |a: &Self, b: &Self| a.proper.iter().all(|n| b.first == Some(*n) || b.proper.binary_search(n).is_ok());
        (within(self, other) && proper(self, other)) || (within(other, self) && proper(other, self))
    }
}

/// The settings of the sentences of one document, and the states of its sources.
pub(super) struct Settings<'a> {
    layers: &'a Layers<'a>,
    /// The states of persons and bodies that the gazetteer does not list, by what stands beside them.
    introduced: FxHashMap<&'a str, Side>,
    of_sentence: Vec<Arc<Setting>>,
}

impl<'a> Settings<'a> {
    pub fn new(layers: &'a Layers<'a>) -> Self {
        let mut out = Self { layers, introduced: FxHashMap::default(), of_sentence: Vec::new() };
        out.introduce();
        let mut near: Vec<(usize, Vec<Name>)> = Vec::new();
        let mut lead: Vec<Name> = Vec::new();
        for s in 0..layers.outline.sentences.len() {
            let (mut setting, grounds) = out.sentence(s);
            if setting.own.is_empty() {
                let last = near.last().filter(|(at, _)| s - at <= REACH);
                setting.near = last.map_or_else(|| lead.clone(), |l| l.1.clone());
            } else {
                if s < LEAD || lead.is_empty() {
                    lead.extend(grounds.iter().cloned());
                }
                near.push((s, grounds));
            }
            out.of_sentence.push(Arc::new(setting));
        }
        out
    }

    /// The setting of a sentence.
    pub fn get(&self, sentence: usize) -> Arc<Setting> {
        self.of_sentence.get(sentence).cloned().unwrap_or_default()
    }

    /// The side that a sentence's source speaks for; none for joint ones.
    pub fn source(&self, sentence: usize) -> Option<Side> {
        let statement = self.layers.statements.get(sentence)?;
        match statement.source_id.as_deref() {
            Some(ids) if ids.contains(';') => None,
            Some(id) => self.of_id(id),
            // "Tarvia's air force": a body without an id of its own speaks for the state in its name.
            None => {
                let source = statement.source.as_deref().filter(|t| *t != NARRATOR)?;
                let inside = |m: &&Mention<'_>| is_state(m) && source.contains(m.span.text(self.layers.outline.text));
                if source.split_whitespace().any(|w| holds(PRIVATE, w)) {
                    return None;
                }
                if let Some(side) = self.by_name(source) {
                    return Some(side);
                }
                self.side(self.mentions(self.layers.outline.sentences[sentence].span).iter().find(inside)?)
            }
        }
    }

    /// The side that a speaker named by a span speaks for: the state or armed group in its words, if it is no private person's or rival's.
    pub fn spoken_for(&self, span: Span) -> Option<Side> {
        let private = span.text(self.layers.outline.text).split_whitespace().any(|w| holds(PRIVATE, w));
        let party = |m: &&Mention<'_>| is_state(m) || &*m.kind == "armed_group" || &*m.kind == "person" && m.span.end == span.end;
        self.mentions(span).iter().filter(|_| !private).filter(party).find_map(|m| self.side(m))
    }

    /// The side of one who is called by a part of a name that the document gives in full.
    fn by_name(&self, source: &str) -> Option<Side> {
        if source.contains(' ') || !source.starts_with(char::is_uppercase) {
            return None;
        }
        let person = |m: &&Mention<'_>| &*m.kind == "person" && m.name.split_whitespace().any(|part| part == source);
        self.side(self.layers.mentions.iter().find(person)?)
    }

    /// The side of an entity.
    pub fn of_id(&self, id: &str) -> Option<Side> {
        let introduced = self.introduced.get(id).copied();
        let gazetteer = self.layers.gazetteer?;
        introduced.or_else(|| gazetteer.index_of(id).map_or_else(|| self.of_code(id), |entry| self.listed(entry, id)))
    }

    /// The states and armed groups that a sentence names, each by its first name.
    pub fn parties(&self, s: usize) -> Vec<(&'a str, Side)> {
        let mut out: Vec<(&'a str, Side)> = Vec::new();
        for m in self.mentions(self.layers.outline.sentences[s].span).iter().filter(|m| is_state(m) || &*m.kind == "armed_group") {
            if let Some(side) = self.side(m).filter(|side| out.iter().all(|o| o.1 != *side)) {
                out.push((&*m.id, side));
            }
        }
        out
    }

    /// The name that a reader knows a side by: that of the state, or of the entity.
    pub fn name_of(&self, side: Side, id: &str) -> Option<String> {
        let gazetteer = self.layers.gazetteer?;
        match side {
            Side::State(state) => Some(gazetteer.entry(gazetteer.state(std::str::from_utf8(&state).ok()?)?).name().to_owned()),
            Side::Group(..) => Some(gazetteer.entry(gazetteer.index_of(id)?).name().to_owned()),
        }
    }

    /// The side of a body that no list holds, by the code of its state in its id: `government:ph_coast_guard`.
    fn of_code(&self, id: &str) -> Option<Side> {
        let state = id.strip_prefix("government:")?.split('_').next().and_then(|c| code(&c.to_ascii_uppercase()))?;
        self.layers.gazetteer?.state(std::str::from_utf8(&state).ok()?).map(|_| Side::State(state))
    }

    /// The side of a mention.
    pub fn side(&self, mention: &Mention<'_>) -> Option<Side> {
        let introduced = self.introduced.get(&*mention.id).copied();
        introduced.or_else(|| mention.entry.map_or_else(|| self.of_code(&mention.id), |entry| self.listed(entry, &mention.id)))
    }

    /// The side of an entry: its state, but of an armed group that is no body of its state the group itself.
    fn listed(&self, entry: u32, id: &str) -> Option<Side> {
        let entry = self.layers.gazetteer?.entry(entry);
        let state = entry.country().and_then(code);
        if entry.kind() == "armed_group" && entry.text("body").is_none() {
            let mut hasher = FxHasher::default();
            id.hash(&mut hasher);
            return Some(Side::Group(hasher.finish() as u32, state));
        }
        state.map(Side::State)
    }

    /// The mentions of a span, in order.
    pub fn mentions(&self, span: Span) -> &'a [Mention<'a>] {
        let all = self.layers.mentions;
        let from = all.partition_point(|m| m.span.start < span.start);
        let to = all.partition_point(|m| m.span.end <= span.end);
        &all[from..to.max(from)]
    }

    /// Persons and bodies that nobody listed belong to the state beside which they are introduced ("the Korsenian colonel …"), and persons to
    /// the armed group for which they speak, listed or not.
    fn introduce(&mut self) {
        const BESIDE: u32 = 8;
        let mentions = self.layers.mentions;
        for (i, m) in mentions.iter().enumerate() {
            let person = &*m.kind == "person";
            if !person && (m.entry.is_some() || self.of_code(&m.id).is_some())
                || !matches!(&*m.kind, "person" | "government" | "armed_group")
                || self.introduced.contains_key(&*m.id)
            {
                continue;
            }
            let near = |o: &&Mention<'_>| {
                o.sentence == m.sentence && o.entry.is_some() && (is_state(o) || &*o.kind == "armed_group") && {
                    let gap = if o.first_word < m.first_word { m.first_word - o.end_word } else { o.first_word - m.end_word };
                    gap <= BESIDE
                }
            };
            // After the name first ("Colonel Pask, deputy head of the Border Committee"), then before it.
            // "Minister Alleyne accused the Venezuelan navy": whom he speaks of is not for whom he speaks.
            let behind = self.layers.outline.text[m.span.end as usize..].trim_start();
            let apposed = behind.starts_with([',', '(', '–', '-']) || ["of ", "from ", "for "].iter().any(|word| behind.starts_with(word));
            let after = mentions[i + 1..].iter().take(2).find(near).filter(|_| apposed);
            let before = mentions[..i].iter().rev().take(1).find(near);
            let before = before.filter(|b| b.end_word + 4 >= m.first_word);
            let side = if m.entry.is_some() { before } else { before.or(after) }.and_then(|o| self.side(o));
            if let Some(side) = side.filter(|s| m.entry.is_none() || matches!(s, Side::Group(..))) {
                self.introduced.insert(&*m.id, side);
            }
        }
    }

    /// A sentence's setting, and its grounds with their names.
    fn sentence(&self, s: usize) -> (Setting, Vec<Name>) {
        let outline = self.layers.outline;
        let mut out = Setting::default();
        let mut grounds = Vec::new();
        let statement = self.layers.statements.get(s);
        let source = statement.and_then(|st| st.source.as_deref()).unwrap_or_default();
        for m in self.mentions(outline.sentences[s].span) {
            if !ABOUT.contains(&&*m.kind) {
                continue;
            }
            let side = self.side(m);
            if let Some(side) = side.filter(|s| (is_state(m) || &*m.kind == "armed_group") && !out.sides.contains(s)) {
                out.sides.push(side);
            }
            if let Some(Side::State(state)) = side.filter(|_| is_state(m) || self.is_force(m)) {
                let key: Arc<str> = String::from_utf8_lossy(&state).into();
                out.names.push((key, self.state_name(state, m)));
                continue;
            }
            let key: Arc<str> = Arc::from(&*m.id);
            let name: Arc<str> = Arc::from(&*m.name);
            // Where the speaker is ("neighbours in Zelenets", "the ministry in Velmin said") is not where it happened.
            let before = outline.text[outline.sentences[s].span.start as usize..m.span.start as usize].trim_end();
            let seat = before.strip_suffix(" in").is_some_and(|b| !source.is_empty() && b.ends_with(source));
            let of_source = seat || source.contains(m.span.text(outline.text));
            if matches!(&*m.kind, "place" | "facility") && !of_source && !out.own.contains(&key) {
                out.own.push(key.clone());
                let telling = |w: &&Word| w.shape.has(Shape::CAPITAL) && !is(PARTS, w);
                let words = outline.words[m.first_word as usize..m.end_word as usize].iter().filter(telling);
                out.place_words.extend(words.filter_map(|w| stem(outline.text, w)));
                grounds.push((key.clone(), name.clone()));
            }
            out.names.push((key, name));
        }
        out.names.sort();
        out.names.dedup_by(|a, b| a.0 == b.0);
        let rest = outline.sentence_words(s).get(1..).unwrap_or_default();
        let capitals: Vec<Word> = rest.iter().copied().filter(|w| w.shape.has(Shape::CAPITAL)).collect();
        let first = outline.sentence_words(s).first();
        out.first = first.and_then(|w| stem(outline.text, w));
        out.opens_with_name = first.is_some_and(|w| self.mentions(outline.sentences[s].span).iter().any(|m| m.span.start == w.start));
        out.proper = stems(outline.text, &capitals);
        out.place_words.extend(unlisted::places(outline.text, outline.sentence_words(s), self.mentions(outline.sentences[s].span)));
        let index = s as u32;
        let from = self.layers.times.partition_point(|t| t.sentence < index);
        let named = self.day(s, &self.layers.times[from..]);
        out.when = When { named, published: self.layers.published };
        (out, grounds)
    }

    /// The days that a sentence names: first those of the deed, and those of its telling or of the dateline only where it has no other.
    fn day(&self, s: usize, times: &[Time]) -> Option<(NaiveDate, NaiveDate)> {
        let outline = self.layers.outline;
        let (text, words, index) = (outline.text, outline.sentence_words(s), s as u32);
        let of_telling = |t: &&Time| {
            let at = words.partition_point(|w| w.start < t.span.start);
            let before = |n: usize| at.checked_sub(n).map(|i| &words[i]);
            let on = before(1).is_some_and(|w| is("on", w));
            let said = before(1 + usize::from(on)).is_some_and(|w| is(SPEECH, w));
            let line = words.first().is_some_and(|w| t.span.start < w.start + DATELINE) && {
                let behind = text[t.span.end as usize..].split([' ', '\u{a0}']).find(|w| !w.is_empty() && !w.starts_with('('));
                behind.is_some_and(|w| matches!(w, "-" | "--" | "–" | "—"))
            };
            said || line
        };
        let here = times.iter().take_while(|t| t.sentence == index);
        here.clone().filter(|t| !of_telling(t)).chain(here.filter(of_telling)).find_map(|t| days(&t.value))
    }

    /// True if a sentence names a side behind a byte.
    pub fn names_from(&self, s: usize, start: u32, side: Side) -> bool {
        let mentions = self.mentions(self.layers.outline.sentences[s].span).iter();
        mentions.skip_while(|m| m.span.start < start).any(|m| is_state(m) && self.side(m) == Some(side))
    }

    /// True for a state's army, navy, general staff: the state itself, as far as claims go.
    fn is_force(&self, m: &Mention<'_>) -> bool {
        &*m.kind == "armed_group" && m.entry.is_some_and(|e| self.layers.gazetteer.is_some_and(|g| g.entry(e).text("body").is_some()))
    }

    fn state_name(&self, state: [u8; 2], m: &Mention<'_>) -> Arc<str> {
        let code = std::str::from_utf8(&state).unwrap_or_default();
        let country = self.layers.gazetteer.and_then(|g| Some(g.entry(g.state(code)?).name()));
        country.map_or_else(|| Arc::from(&*m.name), Arc::from)
    }
}

/// True for a name of a state itself.
pub(super) fn is_state(m: &Mention<'_>) -> bool {
    matches!(&*m.kind, "country" | "nationality" | "government")
}

fn code(country: &str) -> Option<[u8; 2]> {
    country.as_bytes().try_into().ok()
}
