//! The claims of one document, sentence by sentence.

use super::Layers;
use super::answers::is;
use super::blame::{self, Charge};
use super::claim::{Actor, Claim, Kind, NARRATOR, Told};
use super::correction::{self, Given};
use super::counting::Reader;
use super::figure::Figure;
use super::matter::{Matter, sense};
use super::opposite;
use super::setting::{Settings, Side};
use crate::compare::content::{hashes, is_number, stem, stems};
use crate::extract::correction::takes_back;
use crate::extract::{Event, Reality};
use crate::span::Span;
use crate::text::{BlockKind, Shape, Word};
use rustc_hash::FxHashSet;
use std::sync::{Arc, LazyLock};

/// Types of events that happen or do not happen; speaking, as such, is not disputed.
const DEEDS: [&str; 8] = ["ASSAULT", "COERCE", "MOBILIZE", "RETREAT", "AID", "SUPPORT", "COOPERATE", "SANCTION"];

/// Words that say that something is not so.
const NEGATIONS: &str = "no not never none nobody nothing neither nor without cannot false untrue denies denied deny";
/// Words that call something said untrue.
const LIES: &str = "lie lies nonsense absurd fabrication fabricated distortion invention invented fake hoax slander fantasy rubbish";

/// Words of denying and charging, which say nothing of what is denied.
const VERDICTS: &str = "deny denies denied denying denial reject rejects rejected rejecting dismiss dismisses dismissed refute refutes refuted \
    disprove insist insists insisted maintain maintains maintained accuse accuses accused accusing accusation accusations allegation allegations \
    allege alleges alleged claim claims claimed charge charges charged call calls called invention lie lies false untrue baseless report reports \
    reported spokesman spokeswoman spokesperson president minister ministry foreign defence defense official officials";

/// Words by which a sentence passes on another's word, even where nobody could tell whose: it has not lost its source.
const PASSING_ON: &str = "say says said saying tell tells told remark remarks report reports reported reportedly according newsletter poll polls survey \
    surveys study testimony interview quoted predict predicts predicted forecast forecasts estimate estimates estimated warn warns warned argue argues \
    argued claim claims claimed announce announces announced statement statements comment comments view views opinion";

static VERDICT_HASHES: LazyLock<FxHashSet<u64>> = LazyLock::new(|| hashes(VERDICTS));
static PASSING_ON_HASHES: LazyLock<FxHashSet<u64>> = LazyLock::new(|| hashes(PASSING_ON));

/// The claims of one document.
pub fn claims(layers: &Layers<'_>) -> Vec<Claim> {
    let settings = Settings::new(layers);
    let mut out = Vec::new();
    let mut gatherer = Gatherer { layers, settings: &settings, figure: None, taken_back: None };
    for sentence in 0..layers.outline.sentences.len() {
        if matches!(layers.outline.sentence_kind(sentence), BlockKind::Body | BlockKind::Headline) {
            gatherer.sentence(sentence, &mut out);
        }
    }
    super::answers::link(layers, &mut out);
    out
}

struct Gatherer<'a> {
    layers: &'a Layers<'a>,
    settings: &'a Settings<'a>,
    /// The last figure with a noun, and its sentence: what a bare number after it counts.
    figure: Option<(usize, Figure)>,
    /// The last sentence that takes back what was reported.
    taken_back: Option<usize>,
}

impl Gatherer<'_> {
    fn sentence(&mut self, s: usize, out: &mut Vec<Claim>) {
        let Layers { outline, statements, events, quantities, .. } = *self.layers;
        let statement = statements.get(s);
        let act = statement.and_then(|st| st.act.as_deref());
        if act == Some("none") {
            return;
        }
        let index = s as u32;
        let words = outline.sentence_words(s);
        let side = self.settings.source(s);
        let source = statement.and_then(|st| st.source_id.clone().or_else(|| st.source.clone()));
        let narrated = source.as_deref().is_none_or(|s| s == NARRATOR);
        let setting = self.settings.get(s);
        let (denies, refuses) = if act == Some("denial") { super::answers::manner(outline.text, words) } else { (false, false) };
        let expects = super::answers::expects(outline.text, words);
        let speaker = statement.and_then(|st| st.source.as_deref()).unwrap_or_default();
        let (mut matter, start) =
            if act == Some("denial") { Matter::read(outline.text, words, &setting.proper, speaker) } else { Default::default() };
        matter.own = side.is_some_and(|side| self.settings.names_from(s, start, side));
        let claim = |span: Span, value: String, kind: Kind, stems: Arc<[u32]>| Claim {
            span,
            source: source.clone(),
            value,
            kind,
            sentence: index,
            side,
            setting: setting.clone(),
            stems,
            matter: matter.clone(),
            denies,
            refuses,
            expects,
        };
        let content: Arc<[u32]> = stems(outline.text, words).into();
        let from = quantities.partition_point(|q| q.sentence < index);
        let to = quantities.partition_point(|q| q.sentence <= index);
        let takes_back = takes_back(outline.text, words);
        let behind = self.taken_back.is_some_and(|at| s - at <= correction::BEHIND as usize);
        if takes_back || from < to && correction::sets_right(outline.text, words, behind) {
            let told = self.taken_back.filter(|_| behind).unwrap_or(s.saturating_sub(1));
            let aspect = correction::aspect(outline.text, words).or_else(|| correction::aspect(outline.text, outline.sentence_words(told)));
            let here = &quantities[from..to];
            for (q, given) in here.iter().zip(correction::given(outline.text, words, here, takes_back)) {
                let figure = correction::figure(q, aspect);
                let value = q.span.text(outline.text).split_whitespace().collect::<Vec<_>>().join(" ");
                let kind = if given == Given::Wrong { Kind::Withdrawn(figure) } else { Kind::Figure(figure) };
                out.push(claim(q.span, value, kind, content.clone()));
            }
            if takes_back {
                self.taken_back = Some(s);
            }
            return;
        }
        let plain: Arc<[u32]> = content.iter().copied().filter(|&w| !is_number(w)).collect();
        let reader = Reader { text: outline.text, words, quantities: &quantities[from..to], settings: self.settings, source: side };
        let spoken = !matches!(act, Some("question" | "demand" | "commitment" | "warning"));
        // A number that is denied is none that is claimed.
        let denied = |span: Span| denies && span.start >= start;
        if let Some((figure, span)) = reader.none().filter(|(_, span)| spoken && !denied(*span)) {
            let value = span.text(outline.text).split_whitespace().collect::<Vec<_>>().join(" ");
            out.push(claim(span, value, Kind::Figure(figure), plain.clone()));
        }
        if to > from {
            for (i, q) in quantities[from..to].iter().enumerate() {
                let last = self.figure.as_ref().filter(|(at, _)| s - at <= 3).map(|(_, f)| f);
                let Some(figure) = reader.read(i, last) else { continue };
                if figure.noun.is_some() {
                    self.figure = Some((s, figure.clone()));
                }
                if spoken && !denied(q.span) {
                    let value = q.span.text(outline.text).split_whitespace().collect::<Vec<_>>().join(" ");
                    out.push(claim(q.span, value, Kind::Figure(figure), plain.clone()));
                }
            }
        }
        if act == Some("question") {
            return;
        }
        if matches!(act, None | Some("claim" | "report" | "denial" | "accusation" | "commitment" | "assessment")) {
            for (state, word) in opposite::states(self.layers, s, &setting) {
                let value = if state.negated { "denied".to_owned() } else { word.text(outline.text).to_lowercase() };
                out.push(claim(outline.sentences[s].span, value, Kind::State(state), content.clone()));
            }
        }
        let span = outline.sentences[s].span;
        let from = events.partition_point(|e| e.sentence < index);
        let here = events[from..].iter().take_while(|e| e.sentence == index);
        let deeds: Vec<&Event> = here.filter(|e| DEEDS.contains(&e.kind.as_str())).collect();
        let denial = act == Some("denial");
        for e in &deeds {
            let denied = e.reality == Reality::Denied;
            // Only a sentence that denies gives a denial; what it asserts besides is left alone.
            if denied != denial || !(denied || matches!(e.reality, Reality::Actual | Reality::Alleged)) {
                continue;
            }
            // What stands behind the comma is told beside what is denied: "saw no reason to use the weapons, deployed last year".
            if denied && !denies && !negates(outline.text, words, e.span.end) {
                continue;
            }
            let Some(actor) = self.actor(e, denied.then_some(side).flatten()) else { continue };
            let recipient = e.recipient.as_deref().and_then(|id| self.settings.of_id(id));
            let kind = Kind::Deed { kind: e.kind.clone(), actor, recipient, denied };
            out.push(claim(span, e.reality.as_str().to_owned(), kind, content.clone()));
        }
        let spoken = matches!(act, Some("accusation" | "claim" | "report"));
        let mutual = spoken && !deeds.is_empty() && blame::is_mutual(outline.text, words);
        for e in deeds.iter().filter(|e| spoken && matches!(e.reality, Reality::Actual | Reality::Alleged)) {
            for (speaker, accuser, doer, name) in self.charges(s, e, side.filter(|_| !narrated), mutual) {
                let hit = e.recipient.as_deref().or(e.place.as_deref());
                let (taken_up, definite) = blame::takes_up(outline.text, words, e);
                let charge = Charge {
                    kind: e.kind.clone(),
                    doer,
                    target: hit.and_then(|id| self.settings.of_id(id)),
                    senses: told_senses(outline.text, words, e),
                    taken_up,
                    definite,
                    mutual,
                };
                let mut made = claim(span, format!("blames {name}"), Kind::Charge(charge), content.clone());
                made.side = Some(accuser);
                made.source = speaker.map(str::to_owned).or(made.source);
                out.push(made);
            }
        }
        let telling: Arc<[u32]> = {
            let mut telling: Vec<u32> =
                words.iter().filter(|w| !VERDICT_HASHES.contains(&w.hash)).filter_map(|w| stem(outline.text, w)).collect();
            telling.sort_unstable();
            telling.dedup();
            telling.into()
        };
        match act {
            Some("denial") => out.push(claim(span, "denied".to_owned(), Kind::Denial { answers: None }, telling)),
            Some(act @ ("accusation" | "claim" | "report" | "commitment")) => {
                let value = match act {
                    "accusation" => "accused",
                    "commitment" => "announced",
                    _ => "said",
                };
                let told = deeds.iter().filter(|e| matches!(e.reality, Reality::Actual | Reality::Alleged));
                let told = told.map(|e| Told {
                    kind: e.kind.clone(),
                    senses: told_senses(outline.text, words, e),
                    doer: e.actor.as_deref().and_then(|id| self.settings.of_id(id)),
                });
                let deeds = told.collect();
                out.push(claim(
                    span,
                    value.to_owned(),
                    Kind::Assertion { deeds, accuses: act == "accusation", announces: act == "commitment" },
                    telling,
                ));
            }
            _ => {}
        }
        let passed_on = narrated && words.iter().any(|w| PASSING_ON_HASHES.contains(&w.hash));
        if !passed_on && (act == Some("assessment") || (narrated && act == Some("report"))) {
            let value = if narrated { "narrated" } else { "sourced" };
            // Names say whom a judgement is of, not what it is.
            let plain: Vec<Word> = words.iter().copied().filter(|w| !w.shape.has(Shape::CAPITAL)).collect();
            let stems = stems(outline.text, &plain).into();
            out.push(claim(span, value.to_owned(), Kind::Opinion { sourced: !narrated }, stems));
        }
    }

    /// Who lays an event to whom, and that one's name: the speaker to its actor, or each of two to the other ("X and Y blamed each other").
    fn charges(&self, s: usize, event: &Event, side: Option<Side>, mutual: bool) -> Vec<(Option<&str>, Side, Side, String)> {
        let found = if mutual {
            match self.settings.parties(s)[..] {
                [(a, x), (b, y)] => vec![(Some(a), x, y, b), (Some(b), y, x, a)],
                _ => Vec::new(),
            }
        } else {
            let doer = event.actor.as_deref().and_then(|id| Some((self.settings.of_id(id)?, id)));
            side.zip(doer).map(|(accuser, (doer, id))| (None, accuser, doer, id)).into_iter().collect()
        };
        let named = |(speaker, accuser, doer, id)| Some((speaker, accuser, doer, self.settings.name_of(doer, id)?));
        found.into_iter().filter(|(_, accuser, doer, _)| accuser != doer).filter_map(named).collect()
    }

    /// Who did it: the actor's side, else the actor; the speaker's side for a denial that names nobody.
    fn actor(&self, event: &Event, denier: Option<Side>) -> Option<Actor> {
        match event.actor.as_deref() {
            Some(id) if id.contains(';') => None,
            // Words of the text ("its guns") do what the denier's side does.
            Some(id) => self.settings.of_id(id).or(denier.filter(|_| !id.contains(':'))).map(Actor::Side).or_else(|| {
                let listed = id.contains(':');
                listed.then(|| Actor::Other(id.to_owned()))
            }),
            None => denier.map(Actor::Side),
        }
    }
}

/// The senses of the words that an event hangs on.
fn told_senses(text: &str, words: &[Word], event: &Event) -> Vec<u32> {
    let told = words.iter().filter(|w| event.span.start <= w.start && w.end <= event.span.end);
    told.filter_map(|w| stem(text, w)).map(sense).collect()
}

/// True if a sentence negates what ends at a byte: by a word before it with no comma between, or by calling the whole a lie.
fn negates(text: &str, words: &[Word], end: u32) -> bool {
    let negation = |w: &Word| is(NEGATIONS, text, w) || w.text(text).ends_with("n't") || w.text(text).ends_with("n’t");
    let parted = |i: usize| text[words[i].end as usize..words[i + 1].start as usize].contains(',');
    for i in (0..words.partition_point(|w| w.end <= end)).rev() {
        if negation(&words[i]) {
            return true;
        }
        if i == 0 || parted(i - 1) {
            break;
        }
    }
    words.iter().any(|w| is(LIES, text, w))
}
