//! Quotations, statements and the seed rules of acts, by their tables of cases.

use crate::cases;
use dateline::classify::{RuleClassifier, SentenceView, Slot, quoted};
use dateline::extract::quotes::quotes;
use dateline::extract::statements::statements;
use dateline::gazetteer::{Mention, Variant};
use dateline::span::Span;
use dateline::text::{BlockKind, Outline};
use proptest::prelude::*;
use serde::Deserialize;

#[derive(Deserialize)]
struct Acts {
    act: Vec<ActTable>,
}

#[derive(Deserialize)]
struct ActTable {
    label: String,
    #[serde(default)]
    tags: Vec<String>,
    cases: Vec<String>,
}

#[derive(Deserialize)]
struct Quotes {
    quotes: Vec<QuoteCase>,
}

#[derive(Deserialize)]
struct QuoteCase {
    name: String,
    text: String,
    quotes: Vec<(String, String, String, String, u32)>,
}

#[derive(Deserialize)]
struct Statements {
    statement: Vec<StatementTable>,
}

#[derive(Deserialize)]
struct StatementTable {
    cases: Vec<(String, String, String, String)>,
}

/// Takes the marks `[Lund|country:lund]` out of a text: the text, and each name's span, type and id.
fn unmark(marked: &str) -> (String, Vec<(Span, String, String)>) {
    let (text, marks) = cases::unmark(marked);
    let name = |(span, mark): (Span, String)| match mark.split_once(':') {
        Some((kind, _)) => (span, kind.to_owned(), mark),
        None => (span, mark.clone(), format!("{mark}:{}", span.text(&text).to_lowercase())),
    };
    let names = marks.into_iter().map(name).collect();
    (text, names)
}

fn mentions(outline: &Outline<'_>, names: &[(Span, String, String)]) -> Vec<Mention<'static>> {
    let mention = |(span, kind, id): &(Span, String, String)| Mention {
        span: *span,
        first_word: outline.words.partition_point(|w| w.end <= span.start) as u32,
        end_word: outline.words.partition_point(|w| w.start < span.end) as u32,
        sentence: outline.sentence_at(span.start),
        id: id.clone().into(),
        name: span.text(outline.text).to_owned().into(),
        kind: kind.clone().into(),
        via: None,
        variant: Variant::Exact,
        score: 1.0,
        candidates: Vec::new(),
        entry: None,
    };
    names.iter().map(mention).collect()
}

/// The outline of a text all of whose blocks are running text.
fn outline(text: &str) -> Outline<'_> {
    let mut outline = Outline::new(text);
    for block in &mut outline.blocks {
        block.kind = BlockKind::Body;
    }
    outline.sentences = dateline::text::sentences::sentences(text, &outline.words, &outline.blocks);
    outline
}

#[test]
fn acts_of_the_table() {
    let table: Acts = cases::table("acts.toml");
    let rules = RuleClassifier::seed("acts").expect("the seed rules load");
    let mut wrong = Vec::new();
    let mut count = 0;
    for ActTable { label, tags, cases } in table.act {
        for case in cases {
            count += 1;
            let (text, names) = unmark(&case);
            let outline = outline(&text);
            let mentions = mentions(&outline, &names);
            let got = if tags.is_empty() {
                let quotes = quotes(&outline, &mentions);
                statements(&outline, &mentions, &quotes, Some(&rules)).pop().and_then(|s| s.act).unwrap_or_default()
            } else {
                let span = Span::new(0, text.len() as u32);
                let slots: Vec<Slot<'_>> = names.iter().map(|(span, kind, id)| Slot { span: *span, kind, id }).collect();
                let tags: Vec<&str> = tags.iter().map(String::as_str).collect();
                let quoted = quoted(&text, span);
                let plain = SentenceView::plain(&text, span, &outline.words);
                let decision = rules.classify(&SentenceView { slots: &slots, quoted: &quoted, context: &tags, ..plain });
                rules.labels()[decision.labels[0].0 as usize].clone()
            };
            if got != label {
                wrong.push(format!("{label} but {got}: {text}"));
            }
        }
    }
    assert!(count >= 150, "{count} cases");
    assert!(wrong.is_empty(), "{} of {count} wrong\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn quotations_of_the_table() {
    let table: Quotes = cases::table("quotes.toml");
    let mut wrong = Vec::new();
    for case in table.quotes {
        let (text, names) = unmark(&case.text);
        let outline = outline(&text);
        let found = quotes(&outline, &mentions(&outline, &names));
        let got: Vec<_> = found
            .iter()
            .map(|q| {
                let speaker = q.speaker_id.clone().or_else(|| q.speaker.clone()).unwrap_or_default();
                (q.span.text(&text).to_owned(), speaker, q.cue.clone().unwrap_or_default(), q.kind.as_str().to_owned(), q.quote)
            })
            .collect();
        let same = |a: &(String, String, String, String, u32), b: &(String, String, String, String, u32)| {
            (&a.0, a.1.to_lowercase(), &a.2, &a.3, a.4) == (&b.0, b.1.to_lowercase(), &b.2, &b.3, b.4)
        };
        if got.len() != case.quotes.len() || !got.iter().zip(&case.quotes).all(|(a, b)| same(a, b)) {
            wrong.push(format!("{}\n  want {:?}\n  got  {got:?}", case.name, case.quotes));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn statements_of_the_table() {
    let table: Statements = cases::table("statements.toml");
    let rules = RuleClassifier::seed("acts").expect("the seed rules load");
    let mut wrong = Vec::new();
    for (marked, source, mode, certainty) in table.statement.into_iter().flat_map(|t| t.cases) {
        let (text, names) = unmark(&marked);
        let outline = outline(&text);
        let mentions = mentions(&outline, &names);
        let quotes = quotes(&outline, &mentions);
        let all = statements(&outline, &mentions, &quotes, Some(&rules));
        let last = all.last().expect("there is a sentence");
        let got = (
            last.source_id.clone().or_else(|| last.source.clone()).unwrap_or_default().to_lowercase(),
            last.mode.map_or("", |m| m.as_str()),
            last.certainty.map_or("", |c| c.as_str()),
        );
        if got != (source.to_lowercase(), mode.as_str(), certainty.as_str()) {
            wrong.push(format!("{marked}\n  want {source:?} {mode} {certainty}\n  got  {got:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_scheme_of_the_users_own_gives_the_acts() {
    let rules = "labels = ['wet', 'dry']\ndefault = 'dry'\n[[rule]]\nlabel = 'wet'\nany = ['rain~']";
    let rules = RuleClassifier::parse(rules, "own.toml").expect("the rules load");
    let outline = outline("The mayor said it rained. The dam held.");
    let acts: Vec<_> = statements(&outline, &[], &[], Some(&rules)).into_iter().filter_map(|s| s.act).collect();
    assert_eq!(acts, ["wet", "dry"]);
    let off = statements(&outline, &[], &[], None);
    assert!(off.iter().all(|s| s.act.is_none() && s.mode.is_some()));
}

/// A step that is not linear would not come to an end here.
#[test]
fn long_lines_of_marks_stay_linear() {
    for unit in ["“a ", "‘a’ ", "\"a\" he said ", "a” ", "he said, “No,” ", "the man, a baker, ", "s’ ", "(“", "‘x s’ "]
    {
        let text = unit.repeat(400_000 / unit.len());
        let outline = outline(&text);
        let found = quotes(&outline, &[]);
        assert_eq!(statements(&outline, &[], &found, None).len(), outline.sentences.len(), "{unit:?}");
    }
}

/// The quotation's end lies in a sentence of nothing but marks.
#[test]
fn a_quotation_may_end_in_a_sentence_without_words() {
    let text = "\"Who? (”: Me\n";
    let found = quotes(&Outline::new(text), &[]);
    assert_eq!(found.iter().map(|q| q.span.text(text)).collect::<Vec<_>>(), ["Who? ("]);
}

proptest! {
    #[test]
    fn quotations_lie_in_the_text_and_in_order(text in "[a-zA-Z ,.'\"“”‘’„«»\n:!?()—s]{0,120}") {
        let outline = Outline::new(&text);
        let found = quotes(&outline, &[]);
        for quote in &found {
            prop_assert!(!quote.span.is_empty() && quote.span.end as usize <= text.len());
            prop_assert_eq!(quote.span.text(&text).trim(), quote.span.text(&text));
        }
        prop_assert!(found.windows(2).all(|w| w[0].span.start <= w[1].span.start));
        prop_assert_eq!(statements(&outline, &[], &found, None).len(), outline.sentences.len());
    }
}
