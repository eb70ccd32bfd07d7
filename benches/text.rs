//! The text layer alone: words, blocks and sentences, step by step.
//!
//! `cargo bench --bench text`, with `--profile fast` for a quick round. Texts come from the file that `DATELINE_BENCH_TEXT` names
//! (JSONL with a field `text`, `.gz` allowed); without it the bench makes its own. They are read three times: all, those that are
//! hard-wrapped, and those with a paragraph a line. Every step is measured with those before it, on one thread; the best round is printed.

#![allow(clippy::print_stdout, clippy::unwrap_used, missing_docs)]

mod newswire;

use dateline::text::{Outline, Spare, blocks, words};
use std::hint::black_box;
use std::time::Instant;

/// Rounds, of which the best counts.
const ROUNDS: usize = 9;
/// A step of the layer, with those before it.
type Step = (&'static str, fn(&str, &mut Spare));

const STEPS: [Step; 3] = [
    ("words", |text, spare| {
        spare.words.clear();
        words::words_into(text, &mut spare.words);
    }),
    ("words, lines joined into blocks", |text, spare| {
        spare.words.clear();
        words::words_into(text, &mut spare.words);
        black_box(blocks::boundaries(text, &spare.words));
    }),
    ("words, kinds of blocks, sentences", |text, spare| {
        let outline = black_box(Outline::reusing(text, spare));
        spare.reclaim(outline);
    }),
];

fn main() {
    let texts = texts();
    let wrapped =
        |text: &&String| text.lines().filter(|line| line.len() > 100).count() * 2 < text.lines().filter(|line| line.len() > 40).count();
    report("all texts", &texts.iter().collect::<Vec<_>>());
    report("hard-wrapped", &texts.iter().filter(wrapped).collect::<Vec<_>>());
    report("a paragraph a line", &texts.iter().filter(|text| !wrapped(text)).collect::<Vec<_>>());
    let long = texts.iter().take(4000).map(String::as_str).collect::<Vec<_>>().join("\n\n");
    report("one long text", &[&long]);
}

fn report(name: &str, texts: &[&String]) {
    let bytes: usize = texts.iter().map(|text| text.len()).sum();
    println!("{name}: {} texts, {:.1} MB", texts.len(), bytes as f64 / 1e6);
    let mut spare = Spare::default();
    let mut best = [f64::INFINITY; STEPS.len()];
    for _ in 0..ROUNDS {
        for (best, (_, step)) in best.iter_mut().zip(STEPS) {
            let started = clock();
            for text in texts {
                step(text, &mut spare);
            }
            *best = best.min(clock() - started);
        }
    }
    for (seconds, (step, _)) in best.iter().zip(STEPS) {
        println!("  {step:<36} {:8.1} MB/s  {:8.3} us a text", bytes as f64 / 1e6 / seconds, seconds * 1e6 / texts.len() as f64);
    }
}

/// Seconds that this thread has spent on a processor (Linux; elsewhere wall-clock time), so that a busy machine disturbs less.
fn clock() -> f64 {
    static START: std::sync::OnceLock<Instant> = std::sync::OnceLock::new();
    let spent = || std::fs::read_to_string("/proc/thread-self/schedstat").ok()?.split(' ').next()?.parse::<f64>().ok();
    spent().map_or_else(|| START.get_or_init(Instant::now).elapsed().as_secs_f64(), |nanoseconds| nanoseconds / 1e9)
}

fn texts() -> Vec<String> {
    let sentence = "The port of Harrow said on Monday that Gen. Lindt had left the U.S. embassy at 5 p.m. without a word. ";
    newswire::texts().unwrap_or_else(|| vec![sentence.repeat(4) + "\n\n" + &sentence.repeat(5); 4000])
}
