//! Events of single sentences: type, reality, who, whom, where and when.

use crate::cases::{cases, table, unmark};
use dateline::classify::RuleClassifier;
use dateline::extract::events::{Event, events};
use dateline::extract::{Time, quotes, statements};
use dateline::gazetteer::{Candidate, Mention, Variant};
use dateline::span::Span;
use dateline::text::Outline;
use proptest::prelude::*;
use serde::Deserialize;
use std::borrow::Cow;
use std::collections::BTreeMap;

#[derive(Deserialize)]
struct Case {
    text: String,
    #[serde(default)]
    events: Vec<String>,
}

fn mention(outline: &Outline<'_>, span: Span, kind: &str) -> Mention<'static> {
    let name = span.text(outline.text).to_owned();
    let id: Cow<'static, str> = format!("{kind}:{}", name.to_lowercase().replace(' ', "_")).into();
    let (name, kind): (Cow<'static, str>, Cow<'static, str>) = (name.into(), kind.to_owned().into());
    Mention {
        span,
        first_word: outline.words.partition_point(|w| w.end <= span.start) as u32,
        end_word: outline.words.partition_point(|w| w.start < span.end) as u32,
        sentence: outline.sentence_at(span.start),
        candidates: vec![Candidate { id: id.clone(), name: name.clone(), kind: kind.clone(), score: 1.0 }],
        id,
        name,
        kind,
        via: None,
        variant: Variant::Exact,
        score: 1.0,
        entry: None,
    }
}

fn read(text: &str, marks: &[(Span, String)], rules: &RuleClassifier) -> Vec<Event> {
    let outline = Outline::new(text);
    let (times, names): (Vec<_>, Vec<_>) = marks.iter().partition(|(_, kind)| kind == "time");
    let mentions: Vec<Mention<'_>> = names.iter().map(|(span, kind)| mention(&outline, *span, kind)).collect();
    let times: Vec<Time> = times
        .iter()
        .map(|(span, _)| Time {
            sentence: outline.sentence_at(span.start).unwrap_or(0),
            span: *span,
            value: span.text(text).to_owned(),
            conflict: None,
        })
        .collect();
    let quotes = quotes::quotes(&outline, &mentions);
    let statements = statements::statements(&outline, &mentions, &quotes, None);
    events(&outline, &mentions, &times, &quotes, &statements, rules, None)
}

fn written(event: &Event) -> String {
    let mut out = format!("{} {}", event.kind, event.reality.as_str());
    for (mark, part) in [("", &event.actor), ("> ", &event.recipient), ("@ ", &event.place), ("/ ", &event.date)] {
        if let Some(part) = part {
            out.push_str(&format!(" {mark}{part}"));
        }
    }
    out
}

#[test]
fn events_are_what_the_tables_say() {
    let rules = RuleClassifier::seed("events").unwrap();
    let mut wrong = Vec::new();
    let tables = [
        "events.toml",
        "events_sense.toml",
        "events_standing.toml",
        "events_party.toml",
        "events_harm.toml",
        "events_asked.toml",
        "events_utterance.toml",
        "events_denial.toml",
        "events_doers.toml",
        "events_reach.toml",
        "events_bidding.toml",
        "events_grammar.toml",
        "events_dates.toml",
    ];
    for case in tables.into_iter().flat_map(cases::<Case>) {
        let (text, marks) = unmark(&case.text);
        let got: Vec<String> = read(&text, &marks, &rules).iter().map(written).collect();
        if got != case.events {
            wrong.push(format!("{text}\n  got  {got:?}\n  want {:?}", case.events));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

proptest! {
    #[test]
    fn events_of_any_text_lie_in_their_sentence_and_come_in_order(
        parts in prop::collection::vec("attacked|accused|of|by|was|the|Vostria|invasion|will|not|, |“|\\. |its|withdraw troops|met with|[a-zé’ -]{0,6}", 0..50),
    ) {
        let text = parts.join(" ");
        let rules = RuleClassifier::parse(
            "labels = ['ACCUSE', 'ASSAULT', 'RETREAT']\nmultilabel = true\n[[rule]]\nlabel = 'ACCUSE'\nany = ['accuse~']\n[[rule]]\nlabel = 'ASSAULT'\nany = ['attack~', 'invasion _{0,3} of']\n[[rule]]\nlabel = 'RETREAT'\nany = ['withdraw~ troops']",
            "few.toml",
        ).unwrap();
        let marks: Vec<(Span, String)> = text.match_indices("Vostria").map(|(at, name)| (Span::new(at as u32, (at + name.len()) as u32), "country".to_owned())).collect();
        let outline = Outline::new(&text);
        let found = read(&text, &marks, &rules);
        for event in &found {
            prop_assert!(outline.sentences[event.sentence as usize].span.contains(event.span));
            prop_assert!(event.score > 0.0 && event.score <= 1.0);
        }
        let order: Vec<_> = found.iter().map(|e| (e.sentence, e.kind.clone())).collect();
        prop_assert!(order.is_sorted(), "{:?}", order);
    }
}

#[derive(Deserialize)]
struct Main {
    sentences: Vec<String>,
}

#[test]
fn the_best_type_is_what_the_sentence_is_about() {
    let table: BTreeMap<String, Main> = table("event_types.toml");
    let rules = RuleClassifier::seed("events").unwrap();
    assert_eq!(table.len(), rules.labels().len(), "every type has sentences");
    for (label, main) in table {
        for sentence in main.sentences {
            let (text, marks) = unmark(&sentence);
            let found = read(&text, &marks, &rules);
            let best = found.iter().max_by(|a, b| a.score.total_cmp(&b.score).then(b.span.cmp(&a.span)));
            assert_eq!(best.map(|e| e.kind.as_str()), Some(label.as_str()), "{text}: {:?}", found.iter().map(written).collect::<Vec<_>>());
        }
    }
}
