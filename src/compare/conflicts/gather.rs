//! The claims of one document, sentence by sentence: numbers that it corrects, figures, and what is told and denied.

use super::Layers;
use super::accounts::{self, Part};
use super::answers;
use super::claim::{Claim, Kind};
use super::contrast;
use super::correction::{self, Given};
use super::counting::Reader;
use super::dated;
use super::figure::Figure;
use super::hours;
use super::opposite;
use super::rejoinder;
use super::sentence::Sentence;
use super::setting::Settings;
use super::told;
use crate::compare::content::is_number;
use crate::extract::correction::{shows_right, takes_back};
use crate::text::BlockKind;
use std::sync::Arc;

/// Acts that tell how things are.
const TELLING: [&str; 6] = ["claim", "report", "denial", "accusation", "commitment", "assessment"];

/// The claims of one document.
pub fn claims(layers: &Layers<'_>) -> Vec<Claim> {
    let settings = Settings::new(layers);
    let mut out = Vec::new();
    let mut gatherer = Gatherer { figure: None, taken_back: None };
    for index in 0..layers.outline.sentences.len() {
        if !matches!(layers.outline.sentence_kind(index), BlockKind::Body | BlockKind::Headline) {
            continue;
        }
        if let Some(sentence) = Sentence::read(layers, &settings, index) {
            gatherer.sentence(&sentence, &mut out);
        }
    }
    answers::link(layers, &mut out);
    rejoinder::link(layers, &mut out);
    accounts::link(layers, &mut out);
    out
}

/// What the sentences before tell of the next.
struct Gatherer {
    /// The last figure with a noun, and its sentence: what a bare number after it counts.
    figure: Option<(usize, Figure)>,
    /// The last sentence that takes back what was reported.
    taken_back: Option<usize>,
}

impl Gatherer {
    fn sentence(&mut self, s: &Sentence<'_>, out: &mut Vec<Claim>) {
        if self.correction(s, out) {
            return;
        }
        let parts = accounts::parts(s);
        self.figures(s, &parts, out);
        if s.act == Some("question") {
            return;
        }
        if s.act.is_none() || s.is_act(&TELLING) {
            states(s, out);
            hours::hour(s, out);
            dated::days(s, out);
        }
        told::deeds(s, out);
        told::charges(s, out);
        told::statement(s, out);
        told::opinion(s, out);
        accounts::accounts(s, &parts, out);
    }

    /// The numbers of a sentence that takes one back or sets one right; false for any other sentence.
    fn correction(&mut self, s: &Sentence<'_>, out: &mut Vec<Claim>) -> bool {
        let takes_back = takes_back(s.text, s.words);
        let behind = self.taken_back.is_some_and(|at| s.index - at <= correction::BEHIND as usize);
        if !takes_back && shows_right(s.words) {
            let aspect = correction::aspect(s.text, s.words);
            for q in s.quantities {
                out.push(s.claim(q.span, s.written(q.span), Kind::Corrected(correction::figure(q, aspect)), s.content.clone()));
            }
            return true;
        }
        let told = self.taken_back.filter(|_| behind).unwrap_or(s.index.saturating_sub(1));
        let sets_right =
            !s.quantities.is_empty() && (correction::sets_right(s.words, behind) || behind && correction::counts_again(s, told, out));
        if !takes_back && !sets_right {
            return false;
        }
        let before = || correction::aspect(s.text, s.layers.outline.sentence_words(told));
        let aspect = correction::aspect(s.text, s.words).or_else(before);
        for (q, given) in s.quantities.iter().zip(correction::given(s.text, s.words, s.quantities, takes_back)) {
            let mut figure = correction::figure(q, aspect);
            if figure.noun.is_none() {
                let before = || correction::counted(s.text, s.layers.outline.sentence_words(told));
                figure.noun = correction::counted(s.text, s.words).or_else(before);
            }
            let kind = if given == Given::Wrong { Kind::Withdrawn(figure) } else { Kind::Figure(figure) };
            out.push(s.claim(q.span, s.written(q.span), kind, s.content.clone()));
        }
        if takes_back {
            self.taken_back = Some(s.index);
            let senses = correction::told(s);
            if senses.len() >= correction::LEAST {
                out.push(s.claim(s.span(), "withdrawn", Kind::Retracted(senses), s.content.clone()));
            }
        }
        true
    }

    /// So many of a kind, none among them. A number that is denied is none that is claimed.
    fn figures(&mut self, s: &Sentence<'_>, parts: &[Part], out: &mut Vec<Claim>) {
        let beside = s.quantities.iter().filter_map(|q| q.low.or(q.high)).map(f64::to_bits).collect();
        let reader = Reader { text: s.text, words: s.words, quantities: s.quantities, settings: s.settings, source: s.side, beside };
        let spoken = !s.is_act(&["question", "demand", "commitment", "warning"]);
        let plain: Arc<[u32]> = s.content.iter().copied().filter(|&w| !is_number(w)).collect();
        if let Some((figure, span)) = reader.none().filter(|(_, span)| spoken && !s.denied(*span)) {
            out.push(s.claim(span, s.written(span), Kind::Figure(figure), plain.clone()));
        }
        for (i, q) in s.quantities.iter().enumerate() {
            if let Some((at, claimed)) = contrast::claimed(s, i) {
                contrast::push(s, (at, i), claimed, out);
                continue;
            }
            let last = self.figure.as_ref().filter(|(at, _)| s.index - at <= 3).map(|(_, f)| f);
            let Some(figure) = reader.read(i, last) else { continue };
            if figure.noun.is_some() {
                self.figure = Some((s.index, figure.clone()));
            }
            if spoken && !s.denied(q.span) {
                let mut claim = s.claim(q.span, s.written(q.span), Kind::Figure(figure), plain.clone());
                // Each number is the word of whoever speaks there: "…; police say there were 2,500".
                if let Some(part) = parts.iter().find(|part| part.beside && part.holds(s, q.span)) {
                    claim.source = Some(part.speaker.clone());
                    claim.side = part.side;
                }
                out.push(claim);
            }
        }
    }
}

/// States of affairs that others may tell otherwise.
fn states(s: &Sentence<'_>, out: &mut Vec<Claim>) {
    for (state, word) in opposite::states(s.layers, s.index, &s.setting) {
        let value = if state.negated { "denied".to_owned() } else { word.text(s.text).to_lowercase() };
        out.push(s.claim(s.span(), value, Kind::State(state), s.content.clone()));
    }
}
