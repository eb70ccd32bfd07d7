//! What weights of training texts mean: 0 is the text not given, a whole number the text given so often.

use dateline::classify::scoring::Scratch;
use dateline::classify::solve::loss::Loss;
use dateline::classify::{Sample, SentenceClassifier, TrainOptions, train};
use dateline::pool::Control;
use proptest::prelude::*;

const CLASSES: [&str; 3] = ["aid", "attack", "talks"];

/// A text whose words speak for a class, most of the time.
fn text(row: usize, class: usize) -> String {
    let acts = ["sent food to", "shelled the road near", "met envoys from"];
    let who = ["Officials", "The army", "Ministers", "Rebels", "The agency", "Farmers", "A convoy"];
    let places = ["Tarn", "Orlen", "Vesk", "Brodna", "Halim", "Sorrow", "Kestal", "Mirny", "Dolna", "Calder", "Ruan"];
    let when = ["on Monday", "before dawn", "again", "in heavy rain", "after the vote", "for the third day"];
    let act = acts[if row % 7 == 3 { (class + 1) % 3 } else { class }];
    format!("{} {act} {} {}, day {}.", who[row * row % 7], places[(row * 5 + class) % 11], when[row % 6], row % 37)
}

/// Texts, their labels, and what each counts.
#[derive(Clone, Debug, Default)]
struct Rows {
    texts: Vec<String>,
    labels: Vec<Vec<u32>>,
    weights: Vec<f32>,
}

impl Rows {
    fn made(count: usize, multilabel: bool, weight: impl Fn(usize) -> u8) -> Self {
        let classes = |row: usize| match (multilabel, row % 5) {
            (true, 0) => vec![],
            (true, 1 | 2) => vec![row as u32 % 2, 2],
            _ => vec![(row * row + row / 3) as u32 % 3],
        };
        let labels: Vec<Vec<u32>> = (0..count).map(classes).collect();
        let said = |row: usize| -> Vec<String> { labels[row].iter().map(|&class| text(row, class as usize)).collect() };
        let texts =
            (0..count).map(|row| if labels[row].is_empty() { format!("Rain fell on day {row}.") } else { said(row).join(" ") }).collect();
        Self { texts, labels, weights: (0..count).map(|row| f32::from(weight(row))).collect() }
    }

    /// Each row as often as its weight says, one behind the other.
    fn repeated(&self) -> Self {
        let rows: Vec<usize> = (0..self.texts.len()).flat_map(|row| std::iter::repeat_n(row, self.weights[row] as usize)).collect();
        Self {
            texts: rows.iter().map(|&row| self.texts[row].clone()).collect(),
            labels: rows.iter().map(|&row| self.labels[row].clone()).collect(),
            weights: vec![1.0; rows.len()],
        }
    }

    fn fit(&self, weighted: bool, multilabel: bool, class_weights: Option<&[f32]>, options: &TrainOptions) -> SentenceClassifier {
        let classes = CLASSES.map(String::from);
        let weights = weighted.then_some(&self.weights[..]);
        let sample = Sample { texts: &self.texts, labels: &self.labels, weights, classes: &classes, class_weights, multilabel };
        train(&sample, options, &Control::default()).unwrap().model
    }
}

fn probabilities(model: &SentenceClassifier) -> Vec<f32> {
    let mut out = Vec::new();
    (900..940).for_each(|row| model.probabilities(&text(row, row % 3), &mut Scratch::default(), &mut out));
    out
}

/// By how much the probabilities of two models differ.
fn apart(one: &SentenceClassifier, other: &SentenceClassifier) -> f32 {
    assert_eq!(one.classes(), other.classes());
    probabilities(one).iter().zip(probabilities(other)).map(|(a, b)| (a - b).abs()).fold(0.0, f32::max)
}

/// Options that count rows in different ways.
fn ways() -> Vec<(bool, TrainOptions)> {
    let open = TrainOptions { tune: false, threads: Some(1), ..TrainOptions::default() };
    let plain = TrainOptions { c: Some(8.0), ..open.clone() };
    let cues = TrainOptions { cues: Some(true), verbs: Some(true), naive_bayes: Some(0.5), ..open.clone() };
    let joined = TrainOptions { loss: Some(Loss::Multinomial), ..plain.clone() };
    let tuned = TrainOptions { tune: true, cues: Some(false), verbs: Some(false), ..open.clone() };
    [plain, open, cues, tuned]
        .into_iter()
        .flat_map(|options| [(false, options.clone()), (true, options)])
        .chain([(false, joined)])
        .collect()
}

#[test]
fn a_weight_of_0_is_a_row_not_given() {
    let rows = Rows::made(160, false, |row| u8::from(row % 4 != 1));
    let several = Rows::made(160, true, |row| u8::from(row % 4 != 1));
    for (multilabel, options) in ways() {
        let rows = if multilabel { &several } else { &rows };
        let (weighted, without) = (rows.fit(true, multilabel, None, &options), rows.repeated().fit(false, multilabel, None, &options));
        assert_eq!(probabilities(&weighted), probabilities(&without), "{multilabel} {options:?}");
        assert_eq!(weighted.thresholds(), without.thresholds());
    }
}

#[test]
fn a_whole_weight_is_a_row_given_so_often() {
    let rows = Rows::made(160, false, |row| [1, 2, 0, 3, 1, 1][row % 6]);
    let several = Rows::made(160, true, |row| [1, 2, 0, 3, 1, 1][row % 6]);
    for (multilabel, options) in ways() {
        let rows = if multilabel { &several } else { &rows };
        let (weighted, repeated) = (rows.fit(true, multilabel, None, &options), rows.repeated().fit(false, multilabel, None, &options));
        let difference = apart(&weighted, &repeated);
        // Where the fit takes many steps it stops as far from the minimum as another order of the rows would make it.
        let near = if options.c.is_some() && !options.tune { 1e-3 } else { 0.05 };
        assert!(difference < near, "{multilabel} {difference} {options:?}");
        assert_eq!(weighted.thresholds(), repeated.thresholds());
        let plain = Rows { weights: vec![1.0; 160], ..rows.clone() }.fit(true, multilabel, None, &options);
        assert!(apart(&weighted, &plain) > 0.01, "weights change something");
    }
}

#[test]
fn weights_of_classes_are_weights_of_their_rows() {
    let rows = Rows::made(160, false, |_| 1);
    for (_, options) in ways().into_iter().filter(|(multilabel, _)| !multilabel) {
        let by_class = rows.fit(false, false, Some(&[2.0, 1.0, 0.0]), &options);
        let weighted = Rows { weights: rows.labels.iter().map(|l| [2.0, 1.0, 0.0][l[0] as usize]).collect(), ..rows.clone() };
        assert_eq!(probabilities(&by_class), probabilities(&weighted.fit(true, false, None, &options)));
        assert_eq!(by_class.classes(), ["aid", "attack"], "a class of weight 0 is none");
    }
    let several = Rows::made(160, true, |_| 1);
    for (_, options) in ways().into_iter().filter(|(multilabel, _)| *multilabel) {
        let share = |weights: [f32; 3]| {
            let model = several.fit(false, true, Some(&weights), &options);
            probabilities(&model).iter().skip(1).step_by(3).sum::<f32>()
        };
        let [never, usual, often] = [[1.0, 0.0, 1.0], [1.0; 3], [1.0, 4.0, 1.0]].map(share);
        assert!(never < 0.2 * usual && usual < 0.95 * often, "{never} {usual} {often}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    #[test]
    fn any_weights_are_repetitions(weights in prop::collection::vec(0_u8..4, 90), multilabel: bool, tune: bool) {
        let rows = Rows::made(90, multilabel, |row| weights[row]);
        prop_assume!(rows.repeated().labels.iter().collect::<std::collections::BTreeSet<_>>().len() > 2);
        let plain = TrainOptions { tune, cues: Some(false), verbs: Some(false), ..TrainOptions::default() };
        let options = TrainOptions { c: Some(4.0), naive_bayes: Some(1.0), loss: Some(Loss::OneVsRest), ..plain };
        let difference = apart(&rows.fit(true, multilabel, None, &options), &rows.repeated().fit(false, multilabel, None, &options));
        prop_assert!(difference < if tune { 0.05 } else { 1e-3 }, "{}", difference);
    }

    #[test]
    fn no_weights_are_weights_of_1(count in 60_usize..120, multilabel: bool, tune: bool) {
        let rows = Rows::made(count, multilabel, |_| 1);
        let options = TrainOptions { tune, cues: Some(false), verbs: Some(false), ..TrainOptions::default() };
        let bytes = |weighted: bool| rows.fit(weighted, multilabel, None, &options).to_bytes().unwrap();
        prop_assert!(bytes(true) == bytes(false));
    }
}
