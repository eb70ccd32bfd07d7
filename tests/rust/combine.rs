//! Rules and a trained model read together: what the default pipeline decides, and why.

use dateline::classify::verdict::stack::Stack;
use dateline::classify::{Combination, RuleClassifier, Scheme, SentenceClassifier};
use dateline::pipeline::{Judge, Pipeline, Switches};
use dateline::pool::Control;
use std::sync::{Arc, LazyLock};

/// A report of our own: what rules know well, what they miss, a question, other turns of phrase.
const REPORT: &str = "Talks over the dam break down\n\n\
    The governor of Amsel accused the rebels on Friday of shelling two villages below the dam.\n\n\
    Their spokesman, Idris Varo, denied that any of their men had been near those villages.\n\n\
    Engineers from three states will mend the spillway together, the ministry of works said.\n\n\
    Who fired the first shell is anybody's guess.\n\n\
    Will the dam hold?\n";

static SEED: LazyLock<Pipeline> = LazyLock::new(|| Pipeline::seed().expect("the seeds build"));

#[test]
fn every_sentence_has_an_act_and_a_probability() {
    let layers = SEED.read(REPORT, None, Some("en"), &Control::default()).unwrap();
    assert_eq!(layers.statements.len(), 6);
    for statement in &layers.statements {
        let score = statement.act_score.expect("there is a score");
        assert!(statement.act.is_some() && (0.0..=1.0).contains(&score), "{statement:?}");
    }
    let acts: Vec<&str> = layers.statements.iter().filter_map(|s| s.act.as_deref()).collect();
    assert_eq!([acts[1], acts[2], acts[5]], ["accusation", "denial", "question"]);
    let kinds: Vec<&str> = layers.events.iter().filter(|e| e.sentence == 1).map(|e| e.kind.as_str()).collect();
    assert_eq!(kinds, ["ACCUSE", "ASSAULT"]);
}

#[test]
fn triggers_lie_in_their_sentence_and_events_come_in_order() {
    let layers = SEED.read(REPORT, None, Some("en"), &Control::default()).unwrap();
    for event in &layers.events {
        assert!(layers.outline.sentences[event.sentence as usize].span.contains(event.span) && !event.span.is_empty(), "{event:?}");
        assert!((0.0..=1.0).contains(&event.score), "{event:?}");
    }
    assert!(layers.events.is_sorted_by_key(|e| e.sentence));
}

#[test]
fn a_document_in_another_language_has_neither_acts_nor_events() {
    let layers = SEED.read(REPORT, None, Some("de"), &Control::default()).unwrap();
    assert!(layers.events.is_empty() && layers.statements.iter().all(|s| s.act.is_none()));
}

#[test]
fn reasons_add_up_to_a_decision() {
    let (layers, [acts, events]) = SEED.explain(REPORT, None, Some("en"), &Control::default()).unwrap();
    assert_eq!(acts.len(), layers.statements.len());
    assert_eq!(events.len(), layers.events.len());
    for reason in &events {
        let odds: f32 = reason.parts.iter().map(|p| p.weight).sum();
        assert!(1.0 / (1.0 + (-odds).exp()) >= 0.2, "{reason:?}");
    }
    let accused = acts.iter().find(|r| r.sentence == layers.outline.sentences[1].span).expect("the second sentence has an act");
    let rules = accused.parts.iter().find(|p| p.part == "rules").expect("rules have a say");
    assert_eq!(rules.span.map(|s| s.text(REPORT)), Some("accused"));
    assert!(rules.weight > 0.0 && rules.rule.is_some());
    let Some(Judge::Both(both)) = &SEED.acts else { panic!("the default is the combination") };
    assert_eq!(both.rules(Scheme::Acts).rule_name(rules.rule.unwrap()), Some("accuses"));
}

#[test]
fn rules_alone_and_a_classifier_alone_still_decide() {
    let rules = |scheme| Some(Judge::Rules(Arc::new(RuleClassifier::seed(scheme).unwrap())));
    let model = |scheme| Some(Judge::Model(Arc::new(SentenceClassifier::seed(scheme).unwrap())));
    for (acts, events) in [(rules("acts"), rules("events")), (model("acts"), model("events")), (None, model("events"))] {
        let off = acts.is_none();
        let pipeline = Pipeline { gazetteer: None, acts, events, layers: Switches::default(), share_names: false };
        let layers = pipeline.read(REPORT, None, Some("en"), &Control::default()).unwrap();
        assert_eq!(layers.statements[1].act.as_deref(), if off { None } else { Some("accusation") });
        let assault = layers.events.iter().find(|e| e.sentence == 1 && e.kind == "ASSAULT").expect("shelling is found");
        assert!(assault.span.text(REPORT).contains("shelling"), "{assault:?}");
    }
}

#[test]
fn parts_of_different_labels_are_no_combination() {
    let rules = ["acts", "events"].map(|scheme| Arc::new(RuleClassifier::seed(scheme).unwrap()));
    let stack =
        Stack { labels: vec!["wet".to_owned()], columns: vec!["constant".to_owned()], weights: vec![vec![0.0]], ..Stack::default() };
    let model = SentenceClassifier::seed("acts").unwrap();
    let problem = Combination::new(rules, model, [stack.clone(), stack]).unwrap_err().to_string();
    assert!(problem.contains("labels"), "{problem}");
}
