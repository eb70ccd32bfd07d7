//! A classifier as one file: a container with a description in JSON, and the table and the cells of each kind of features.

use super::block::Block;
use super::model::{SentenceClassifier, first_scores};
use super::table::Table;
use super::weights::Weights;
use crate::classify::decide::calibrate::Curve;
use crate::classify::decide::decision::Decision;
use crate::classify::decide::joint::Joint;
use crate::classify::features::blocks::extras::{Extras, Readers};
use crate::classify::features::blocks::names::Names;
use crate::classify::features::hashed::FeatureOptions;
use crate::container::{Container, Verify, Writer};
use crate::error::{Error, Result};
use serde::{Deserialize, Serialize};
use std::path::Path;

const KIND: &str = "classifier";
/// What numbers of features mean. Raised when folding, the cutting of words, hashes, the spelling of words, what cues, verbs and places are
/// called or how scores add up changes: the weights of an older file would then be those of other features. Version 2 is version 1 with the
/// characters of scripts without spaces as tokens; models of texts that have none are written as version 1.
pub(super) const FEATURES: [u32; 2] = [1, 2];
/// The kinds of features, as sections are called.
const NAMES: [&str; 4] = ["token", "run", "gram", "cue"];

#[derive(Serialize, Deserialize)]
struct Description {
    /// [`FEATURES`] of whoever wrote it.
    #[serde(default = "first", skip_serializing_if = "is_first")]
    features: u32,
    classes: Vec<String>,
    multilabel: bool,
    always: bool,
    word_grams: u8,
    char_grams: bool,
    hash_bits: u8,
    /// Files of models that count all leave it out.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    once: bool,
    cues: bool,
    /// Classes of verbs, and the place in the document; files of models without them leave them out.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    verbs: bool,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    position: bool,
    /// The gazetteer whose names stand for their types; files of models without one leave it out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    names: Option<NamesOf>,
    biases: Vec<f32>,
    slopes: Vec<f32>,
    offsets: Vec<f32>,
    thresholds: Vec<f32>,
    /// Files of models that decide by thresholds leave it out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    joint: Option<Joint>,
    /// Labels with thresholds of their own; files of models without any leave it out.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    own: Vec<(u32, f32)>,
    /// What the user asked for, in JSON of whom it concerns.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    settings: Option<String>,
    blocks: Vec<Described>,
}

const fn first() -> u32 {
    1
}

const fn is_first(version: &u32) -> bool {
    *version == 1
}

/// Of a file whose features have another meaning here.
pub(super) fn check_features(file: &Container, theirs: u32) -> Result<()> {
    if FEATURES.contains(&theirs) {
        return Ok(());
    }
    let [_, newest] = FEATURES;
    let mend = if theirs > newest { "upgrade dateline" } else { "train it again" };
    let problem = format!("the features of the classifier have version {theirs}, and this dateline reads version {newest}; {mend}");
    Err(Error::format(file.shown(), problem))
}

/// Whose names they are: the seed gazetteer has no number.
#[derive(Serialize, Deserialize)]
struct NamesOf {
    identity: Option<u64>,
}

#[derive(Serialize, Deserialize)]
struct Described {
    homes: u32,
    precision: u8,
    scales: Vec<f32>,
}

impl SentenceClassifier {
    fn writer(&self, settings: Option<&str>) -> Result<Writer<'_>> {
        let described = self.blocks.iter().map(|b| Described {
            homes: b.table.lines().1,
            precision: b.weights.precision(),
            scales: b.weights.scales.clone(),
        });
        let extras = self.extras.extras();
        let description = Description {
            features: FEATURES[usize::from(self.options.unspaced)],
            classes: self.classes.clone(),
            multilabel: self.decision.multilabel,
            always: self.decision.always,
            word_grams: self.options.word_grams,
            char_grams: self.options.char_grams,
            hash_bits: self.options.bits,
            once: self.options.once,
            cues: extras.cues,
            verbs: extras.verbs,
            position: extras.position,
            names: self.names.as_ref().map(|names| NamesOf { identity: names.identity() }),
            biases: self.biases.clone(),
            slopes: self.decision.curves.iter().map(|c| c.slope).collect(),
            offsets: self.decision.curves.iter().map(|c| c.offset).collect(),
            thresholds: self.decision.thresholds.clone(),
            joint: self.decision.joint.clone(),
            own: self.decision.own.clone(),
            settings: settings.or(self.settings.as_deref()).map(str::to_owned),
            blocks: described.collect(),
        };
        let description = serde_json::to_vec(&description).map_err(|e| Error::Internal { problem: e.to_string() })?;
        let mut writer = Writer::new(KIND);
        writer.section("description", description);
        for (name, block) in NAMES.iter().zip(&self.blocks) {
            writer.section(&format!("{name} table"), block.table.lines().0);
            writer.section(&format!("{name} weights"), block.weights.cells());
        }
        Ok(writer)
    }

    /// The classifier as the bytes of a file.
    pub fn to_bytes(&self) -> Result<Vec<u8>> {
        Ok(self.writer(None)?.to_bytes())
    }

    /// From the bytes of a file; `shown` is what errors call it. Every length is checked before it is used.
    ///
    /// `names` are those that the classifier was trained with, unless they were those of the seed gazetteer; others are an error.
    pub fn from_bytes(bytes: Vec<u8>, shown: &str, names: Option<&Names>) -> Result<Self> {
        Self::read(&Container::from_bytes(bytes, shown, KIND, Verify::Full)?, names)
    }

    /// Writes a file; one that is there is replaced as a whole. `settings` are kept as they are for [`Self::settings`] of whoever reads it; by
    /// default those that it was read with.
    pub fn save(&self, path: &Path, settings: Option<&str>) -> Result<()> {
        self.writer(settings)?.save(path)
    }

    /// Maps a file that [`Self::save`] wrote; `names` as in [`Self::from_bytes`].
    pub fn load(path: &Path, names: Option<&Names>) -> Result<Self> {
        Self::read(&Container::open(path, KIND, Verify::Full)?, names)
    }

    fn read(file: &Container, names: Option<&Names>) -> Result<Self> {
        let fault = || file.fault("the parts of the classifier do not fit together");
        let d: Description = serde_json::from_slice(&file.section::<u8>("description")?)
            .map_err(|e| file.fault(&format!("its description cannot be read ({e})")))?;
        check_features(file, d.features)?;
        let options = FeatureOptions {
            word_grams: d.word_grams,
            char_grams: d.char_grams,
            once: d.once,
            unspaced: d.features == FEATURES[1],
            bits: d.hash_bits,
        }
        .check()
        .map_err(|_| fault())?;
        let classes = d.classes.len();
        let columns = if !d.multilabel && classes == 2 { 1 } else { classes };
        let scales = d.blocks.iter().flat_map(|b| &b.scales);
        let fits = classes >= if d.multilabel { 1 } else { 2 }
            && [d.biases.len(), d.slopes.len(), d.offsets.len()] == [columns; 3]
            && d.thresholds.len() == classes
            && d.joint.as_ref().is_none_or(|joint| joint.fits(classes))
            && (d.own.is_empty() || d.multilabel)
            && d.own.iter().all(|&(label, threshold)| (label as usize) < classes && threshold.is_finite())
            && d.own.is_sorted_by(|a, b| a.0 < b.0)
            && [&d.biases, &d.slopes, &d.offsets, &d.thresholds].into_iter().flatten().chain(scales).all(|v| v.is_finite())
            && d.blocks.len() == NAMES.len();
        if !fits {
            return Err(fault());
        }
        let mut blocks = Vec::with_capacity(NAMES.len());
        for (kind, (name, block)) in NAMES.iter().zip(d.blocks).enumerate() {
            let width = if kind == 0 && d.char_grams { 2 * (columns + 1) } else { columns + 1 };
            let table = Table::from_lines(file.section(&format!("{name} table"))?, block.homes).ok_or_else(fault)?;
            let cells = file.section(&format!("{name} weights"))?;
            let weights = Weights::from_cells(block.scales, block.precision, cells).ok_or_else(fault)?;
            if weights.scales.len() != width {
                return Err(fault());
            }
            blocks.push(Block { table, weights });
        }
        let curves = d.slopes.iter().zip(&d.offsets).map(|(&slope, &offset)| Curve { slope, offset }).collect();
        Ok(Self {
            classes: d.classes,
            options,
            decision: Decision { curves, thresholds: d.thresholds, always: d.always, multilabel: d.multilabel, joint: d.joint, own: d.own },
            first_scores: first_scores(&d.biases),
            settings: d.settings,
            biases: d.biases,
            blocks: blocks.try_into().map_err(|_| fault())?,
            extras: Readers::new(Extras { cues: d.cues, verbs: d.verbs, position: d.position })?,
            names: d.names.map(|of| Names::again(of.identity, names)).transpose()?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::classify::{Sample, TrainOptions, train};
    use crate::random::Random;

    fn model() -> SentenceClassifier {
        let texts: Vec<String> = (0..40).map(|i| format!("{} number {i} came late", if i % 2 == 0 { "rain" } else { "envoy" })).collect();
        let labels: Vec<Vec<u32>> = (0..40).map(|i| vec![i % 2]).collect();
        let classes = ["weather".to_owned(), "talks".to_owned()];
        let sample = Sample { texts: &texts, labels: &labels, weights: None, classes: &classes, class_weights: None, multilabel: false };
        train(&sample, &TrainOptions { cues: Some(true), verbs: Some(true), ..Default::default() }, &Default::default()).unwrap().model
    }

    #[test]
    fn damage_that_no_checksum_finds_is_an_error_or_a_model_that_answers() {
        let good = model().to_bytes().unwrap();
        let mut random = Random::new(1);
        for _ in 0..3000 {
            let mut bad = good.clone();
            let at = random.next() as usize % bad.len();
            bad[at] = random.next() as u8;
            let read = Container::from_bytes(bad, "bytes", KIND, Verify::Header).and_then(|file| SentenceClassifier::read(&file, None));
            if let Ok(model) = read {
                assert!(model.predict("The envoy came in the rain.").iter().all(|&l| l < 2));
                model.explain("The envoy came in the rain.", None, 0);
            }
        }
    }

    #[test]
    fn files_whose_features_mean_something_else_are_refused() {
        let model = model();
        for theirs in [3, 0] {
            let mut writer = Writer::new(KIND);
            let file = Container::from_bytes(model.to_bytes().unwrap(), "bytes", KIND, Verify::Full).unwrap();
            let description = String::from_utf8(file.section::<u8>("description").unwrap().to_vec()).unwrap();
            writer.section("description", description.replacen('{', &format!("{{\"features\":{theirs},"), 1).into_bytes());
            let error = SentenceClassifier::from_bytes(writer.to_bytes(), "bytes", None).unwrap_err().to_string();
            assert!(error.contains(&format!("classifier have version {theirs}")), "{error}");
        }
    }

    #[test]
    fn characters_of_scripts_without_spaces_are_told_by_the_version() {
        let versions = ["rain", "大雨"].map(|word| {
            let texts: Vec<String> = (0..12).map(|i| format!("{} {i}", if i % 2 == 0 { word } else { "envoy" })).collect();
            let labels: Vec<Vec<u32>> = (0..12).map(|i| vec![i % 2]).collect();
            let classes = ["weather".to_owned(), "talks".to_owned()];
            let sample =
                Sample { texts: &texts, labels: &labels, weights: None, classes: &classes, class_weights: None, multilabel: false };
            let model = train(&sample, &TrainOptions { tune: false, ..Default::default() }, &Default::default()).unwrap().model;
            let file = Container::from_bytes(model.to_bytes().unwrap(), "bytes", KIND, Verify::Full).unwrap();
            let again = SentenceClassifier::from_bytes(model.to_bytes().unwrap(), "bytes", None).unwrap();
            let text = format!("{word}, {word}");
            assert_eq!(again.scores(&text, &mut Default::default()), model.scores(&text, &mut Default::default()));
            let d: Description = serde_json::from_slice(&file.section::<u8>("description").unwrap()).unwrap();
            (d.features, again.options.unspaced)
        });
        assert_eq!(versions, [(1, false), (2, true)]);
    }

    #[test]
    fn bytes_give_the_same_model() {
        let model = model();
        let again = SentenceClassifier::from_bytes(model.to_bytes().unwrap(), "bytes", None).unwrap();
        assert_eq!(again.to_bytes().unwrap(), model.to_bytes().unwrap());
        let mut scratch = Default::default();
        for text in ["rain at last", "an envoy", "", "entirely unknown wörds", "The army shelled the town."] {
            let before = model.scores(text, &mut scratch).to_vec();
            assert_eq!(again.scores(text, &mut scratch), before, "{text}");
            let (constant, shares) = model.explain(text, None, 1);
            let sum = constant + shares.iter().map(|s| s.weight).sum::<f32>();
            assert!((sum - before[0]).abs() < 1e-3, "{text}: {sum} {before:?}");
        }
    }
}
