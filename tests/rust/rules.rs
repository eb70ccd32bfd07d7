//! The rule engine: its pattern language, conditions, errors, and that it is linear and explains itself.

use crate::cases::{table, unmark};
use dateline::classify::rules::Scratch;
use dateline::classify::{RuleClassifier, SentenceView, Slot, quoted};
use dateline::span::Span;
use dateline::text::words;
use proptest::prelude::*;
use serde::Deserialize;

#[derive(Deserialize)]
struct Cases {
    pattern: Vec<PatternCase>,
    decision: Vec<DecisionCase>,
    fault: Vec<FaultCase>,
}

#[derive(Deserialize)]
struct PatternCase {
    pattern: String,
    cases: Vec<(String, String)>,
}

#[derive(Deserialize)]
struct DecisionCase {
    rules: String,
    cases: Vec<(String, String)>,
}

#[derive(Deserialize)]
struct FaultCase {
    rules: String,
    says: Vec<String>,
}

/// Classifies a sentence whose names are marked `[Kyiv|government]`; gives the labels and the spans matched.
pub fn classify(rules: &RuleClassifier, marked: &str) -> (Vec<String>, Vec<String>) {
    let (text, names) = unmark(marked);
    let words = words::words(&text);
    let span = Span::new(0, text.len() as u32);
    let slots: Vec<Slot<'_>> = names.iter().map(|(span, kind)| Slot { span: *span, kind, id: "" }).collect();
    let quoted = quoted(&text, span);
    let decision = rules.classify(&SentenceView { slots: &slots, quoted: &quoted, ..SentenceView::plain(&text, span, &words) });
    let mut labels: Vec<_> = decision.labels.iter().map(|l| l.0).collect();
    labels.sort_unstable();
    let spans = decision.hits.iter().map(|h| h.span.text(&text).to_owned()).collect();
    (labels.into_iter().map(|l| rules.labels()[l as usize].clone()).collect(), spans)
}

#[test]
fn patterns_match_what_the_table_says() {
    for case in table::<Cases>("rules.toml").pattern {
        let rules = format!(
            "labels = ['x']\nmultilabel = true\n[lists]\nunits = ['brigade~', '(tank|rifle) battalion~']\n[[rule]]\nlabel = 'x'\nany = ['''{}''']",
            case.pattern
        );
        let rules = RuleClassifier::parse(&rules, "case.toml").unwrap_or_else(|e| panic!("{}: {e}", case.pattern));
        for (text, want) in case.cases {
            let got = classify(&rules, &text).1.pop().unwrap_or_default();
            assert_eq!(got, want, "{} on {text:?}", case.pattern);
        }
    }
}

#[test]
fn decisions_are_what_the_table_says() {
    for case in table::<Cases>("rules.toml").decision {
        let rules = RuleClassifier::parse(&case.rules, "case.toml").unwrap_or_else(|e| panic!("{e}"));
        for (text, want) in case.cases {
            assert_eq!(classify(&rules, &text).0.join(" "), want, "{text:?} under {}", case.rules);
        }
    }
}

#[test]
fn faults_name_their_place_and_the_way_out() {
    for case in table::<Cases>("rules.toml").fault {
        let problem = RuleClassifier::parse(&case.rules, "bad.toml").expect_err(&case.rules).to_string();
        for part in case.says {
            assert!(problem.contains(&part), "{part:?} is not in {problem:?}");
        }
    }
}

#[test]
fn context_and_blocks_are_conditions() {
    let rules = "labels = ['none', 'rest']\ndefault = 'rest'\ntags = ['aside', 'quoted']\n\
        [[rule]]\nlabel = 'none'\nwhen = ['caption', 'aside']\nunless = ['quoted']";
    let rules = RuleClassifier::parse(rules, "context.toml").unwrap();
    let text = "Guards at the gate.";
    let words = words::words(text);
    let plain = SentenceView::plain(text, Span::new(0, text.len() as u32), &words);
    let label = |view: &SentenceView<'_>| rules.labels()[rules.classify(view).labels[0].0 as usize].clone();
    assert_eq!(label(&plain), "rest");
    assert_eq!(label(&SentenceView { block: dateline::text::BlockKind::Caption, ..plain }), "none");
    assert_eq!(label(&SentenceView { context: &["aside"], ..plain }), "none");
    assert_eq!(label(&SentenceView { context: &["aside", "quoted"], ..plain }), "rest");
}

#[test]
fn rules_ask_for_types_of_ones_own_gazetteer() {
    let rules = "labels = ['sinking']\n[[rule]]\nlabel = 'sinking'\nany = ['<ship> sink~']\n\
        slots = ['ship|place']\nexamples = ['The [Amsel|ship] sank.']";
    let rules = RuleClassifier::parse(rules, "ships.toml").unwrap();
    assert_eq!(classify(&rules, "The [Amsel|ship] sank.").0, ["sinking"]);
    assert!(classify(&rules, "The [Amsel|place] sank.").0.is_empty());
}

#[test]
fn lists_are_read_from_files_beside_the_rules() {
    let folder = std::env::temp_dir().join(format!("dateline-rules-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::write(folder.join("ships.txt"), "# ships\ntrawler~\nfishing boat~\n").unwrap();
    let file = folder.join("rules.toml");
    std::fs::write(&file, "labels = ['ship']\nmultilabel = true\n[lists]\nships = { file = 'ships.txt' }\n[[rule]]\nlabel = 'ship'\nany = ['@ships']\nexamples = ['Two fishing boats sank.']").unwrap();
    let rules = RuleClassifier::read(&file).unwrap();
    assert_eq!(classify(&rules, "A trawler sank.").0, ["ship"]);
    std::fs::remove_file(folder.join("ships.txt")).unwrap();
    let problem = RuleClassifier::read(&file).unwrap_err().to_string();
    assert!(problem.contains("ships.txt") && problem.contains("list ships"), "{problem}");
    std::fs::remove_dir_all(&folder).unwrap();
}

/// Rules with gaps, exceptions and alternatives that a text of their own words keeps busy.
fn busy() -> RuleClassifier {
    let rules = "
        labels = ['a', 'b', 'c']
        multilabel = true
        decay = 0.02
        further = 0.3
        [[rule]]
        label = 'a'
        any = ['x _{0,20} y _{0,20} z', '(x|y z|z _{0,9} x) ... w']
        except = ['x y', 'y z']
        before = ['w']
        within = 9
        [[rule]]
        label = 'b'
        any = ['xyx*', '<name> _{0,12} x', 'y']
        weight = 0.4
        [[rule]]
        label = 'b'
        regex = ['x( y)* z', '[xyz] w w']
        weight = -0.3
        [[rule]]
        label = 'c'
        all = ['x', 'w']
        not = ['z x']
    ";
    RuleClassifier::parse(rules, "busy.toml").unwrap()
}

/// A step that is not linear would not come to an end here.
#[test]
fn a_long_adversarial_sentence_takes_linear_time() {
    let rules = busy();
    let text = "x y z x y X Z w ".repeat(50_000);
    let words = words::words(&text);
    let view = SentenceView::plain(&text, Span::new(0, text.len() as u32), &words);
    let decision = rules.classify_with(&view, &mut Scratch::default());
    assert!(decision.hits.iter().all(|hit| hit.span.end as usize <= text.len()));
}

proptest! {
    #[test]
    fn any_text_is_classified_and_the_explanation_adds_up(parts in prop::collection::vec("x|y|z|w|xx|Xy|, |“|\\. |[a-zé\u{301}'’ -]{0,4}", 0..60)) {
        let rules = busy();
        let text = parts.join(" ");
        let decision = rules.classify_text(&text);
        let reasons = rules.explain(&decision);
        prop_assert_eq!(reasons.len(), decision.hits.len());
        let scores = rules.scores(&decision);
        for (label, name) in rules.labels().iter().enumerate() {
            let sum: f32 = reasons.iter().filter(|r| r.label == *name).map(|r| r.weight).sum();
            let score = 1.0 - (-sum.max(0.0)).exp2();
            prop_assert!((scores[label] - score).abs() < 1e-5);
            let chosen = decision.labels.iter().find(|l| l.0 as usize == label);
            prop_assert_eq!(chosen.is_some(), scores[label] >= rules.threshold() - 1e-6);
        }
        for hit in &decision.hits {
            prop_assert!(text.get(hit.span.start as usize..hit.span.end as usize).is_some());
        }
        prop_assert_eq!(rules.classify_text(&text), decision);
    }
}

#[test]
fn seeds_load_and_every_example_holds() {
    for scheme in ["acts", "events"] {
        let rules = RuleClassifier::seed(scheme).unwrap_or_else(|e| panic!("{e}"));
        assert!(!rules.is_empty() && !rules.labels().is_empty());
    }
    assert!(RuleClassifier::seed("weather").unwrap_err().to_string().contains("acts"));
}

#[test]
fn the_manual_shows_rules_that_load() {
    let manual = include_str!("../../docs/rules.md");
    let block = manual.split("```toml\n").nth(1).and_then(|rest| rest.split("```").next()).expect("the manual holds a rule file");
    let rules = RuleClassifier::parse(block, "docs/rules.md").unwrap_or_else(|e| panic!("{e}"));
    assert_eq!(classify(&rules, "The harbour was closed at noon.").0, ["closure"]);
}
