//! `Mention` and `Candidate`: what `Gazetteer.find` gives for one text.

use crate::gazetteer;
use crate::span::CodePoints;
use pyo3::prelude::*;
use pyo3::types::PyTuple;
use rustc_hash::FxHasher;
use std::borrow::Cow;
use std::hash::{Hash, Hasher};

/// An entity that a mention may stand for.
#[pyclass(name = "Candidate", module = "dateline", frozen, eq, get_all)]
#[derive(Clone, PartialEq)]
pub struct PyCandidate {
    /// The entity's id.
    entity_id: String,
    /// Its main name.
    name: String,
    /// Its type, such as "place".
    #[pyo3(name = "type")]
    kind: String,
    /// How likely it is meant, 0 to 1.
    score: f32,
}

#[pymethods]
impl PyCandidate {
    #[new]
    #[pyo3(signature = (entity_id, name, r#type, score))]
    fn new(entity_id: String, name: String, r#type: String, score: f32) -> Self {
        Self { entity_id, name, kind: r#type, score }
    }

    /// That of the entity: candidates that are equal have one.
    fn __hash__(&self) -> u64 {
        let mut hasher = FxHasher::default();
        (&self.entity_id, &self.name, &self.kind).hash(&mut hasher);
        hasher.finish()
    }

    fn __repr__(&self) -> String {
        format!("Candidate({:?}, {:?}, {:?}, {:.2})", self.entity_id, self.name, self.kind, self.score)
    }

    fn __reduce__<'py>(slf: &Bound<'py, Self>) -> PyResult<(Bound<'py, PyAny>, Bound<'py, PyTuple>)> {
        let c = slf.get();
        let fields = (&c.entity_id, &c.name, &c.kind, c.score).into_pyobject(slf.py())?;
        Ok((slf.get_type().into_any(), fields))
    }
}

/// A span of a text and the entity that it stands for; `text[start:end]` is the surface form.
#[pyclass(name = "Mention", module = "dateline", frozen, eq)]
#[derive(Clone, PartialEq)]
pub struct PyMention {
    /// The first code point.
    #[pyo3(get)]
    start: i32,
    /// One past the last code point.
    #[pyo3(get)]
    end: i32,
    /// What stands there.
    #[pyo3(get)]
    text: String,
    chosen: PyCandidate,
    /// The entity through which it stands for this one: the capital for its government.
    #[pyo3(get)]
    via: Option<String>,
    variant: Cow<'static, str>,
    /// All candidates, unless the chosen one is the only one: then nothing, since most mentions are so.
    candidates: Vec<PyCandidate>,
}

impl PyMention {
    pub fn of(text: &str, points: &CodePoints<'_>, m: &gazetteer::Mention<'_>) -> Self {
        let candidate = |c: &gazetteer::Candidate<'_>| PyCandidate {
            entity_id: c.id.to_string(),
            name: c.name.to_string(),
            kind: c.kind.to_string(),
            score: c.score,
        };
        let chosen = PyCandidate { entity_id: m.id.to_string(), name: m.name.to_string(), kind: m.kind.to_string(), score: m.score };
        let alone = matches!(&m.candidates[..], [c] if c.id == m.id && c.name == m.name && c.kind == m.kind && c.score == m.score);
        Self {
            start: points.at(m.span.start),
            end: points.at(m.span.end),
            text: m.span.text(text).to_owned(),
            chosen,
            via: m.via.as_ref().map(ToString::to_string),
            variant: Cow::Borrowed(m.variant.as_str()),
            candidates: if alone { Vec::new() } else { m.candidates.iter().map(candidate).collect() },
        }
    }
}

#[pymethods]
impl PyMention {
    #[new]
    #[pyo3(signature = (start, end, text, entity_id, name, r#type, via=None, variant="exact", score=1.0, candidates=Vec::new()))]
    #[expect(clippy::too_many_arguments, reason = "the contract's fields, in its order")]
    fn new(
        start: i32,
        end: i32,
        text: String,
        entity_id: String,
        name: String,
        r#type: String,
        via: Option<String>,
        variant: &str,
        score: f32,
        candidates: Vec<PyRef<'_, PyCandidate>>,
    ) -> Self {
        let mut candidates: Vec<PyCandidate> = candidates.iter().map(|c| (**c).clone()).collect();
        let chosen = PyCandidate { entity_id, name, kind: r#type, score };
        if candidates == [chosen.clone()] {
            candidates.clear();
        }
        Self { start, end, text, chosen, via, variant: Cow::Owned(variant.to_owned()), candidates }
    }

    /// The id of the entity that it stands for.
    #[getter]
    fn entity_id(&self) -> &str {
        &self.chosen.entity_id
    }

    /// The main name of that entity.
    #[getter]
    fn name(&self) -> &str {
        &self.chosen.name
    }

    /// Its type, such as "place".
    #[getter]
    fn r#type(&self) -> &str {
        &self.chosen.kind
    }

    /// How the written form relates to the name: exact, folded, short, acronym, romanised, fuzzy.
    #[getter]
    fn variant(&self) -> &str {
        &self.variant
    }

    /// How likely the entity is meant, 0 to 1.
    #[getter]
    const fn score(&self) -> f32 {
        self.chosen.score
    }

    /// All entities of that name, the likeliest first, the chosen one included.
    #[getter]
    fn candidates(&self) -> Vec<PyCandidate> {
        if self.candidates.is_empty() { vec![self.chosen.clone()] } else { self.candidates.clone() }
    }

    /// That of where it stands and what it means: mentions that are equal have one.
    fn __hash__(&self) -> u64 {
        let mut hasher = FxHasher::default();
        (self.start, self.end, &self.text, &self.chosen.entity_id, &self.variant).hash(&mut hasher);
        hasher.finish()
    }

    fn __repr__(&self) -> String {
        let via = self.via.as_ref().map_or_else(String::new, |v| format!(" via {v}"));
        let PyCandidate { entity_id, score, .. } = &self.chosen;
        format!("Mention({}:{} {:?} → {entity_id}{via}, {}, {score:.2})", self.start, self.end, self.text, self.variant)
    }

    fn __reduce__<'py>(slf: &Bound<'py, Self>) -> PyResult<(Bound<'py, PyAny>, Bound<'py, PyTuple>)> {
        let m = slf.get();
        let PyCandidate { entity_id, name, kind, score } = &m.chosen;
        let fields =
            (m.start, m.end, &m.text, entity_id, name, kind, &m.via, m.variant(), *score, m.candidates()).into_pyobject(slf.py())?;
        Ok((slf.get_type().into_any(), fields))
    }
}
