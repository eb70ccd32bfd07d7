//! Cutting words and matching names, against the contiguous NFA of the aho-corasick crate, in one run.
//!
//! `cargo bench --bench matching -- [number of names …] [part of a candidate's name …]`, with `--profile fast` for a quick round. All candidates take turns on the same texts,
//! on one thread; the median round is printed, with the ratio to the NFA. Texts come from the file that `DATELINE_BENCH_TEXT` names (JSONL
//! with a field `text`, `.gz` allowed), names from the lines of `DATELINE_BENCH_NAMES`; without them the bench makes its own.

#![allow(clippy::print_stdout, clippy::unwrap_used, missing_docs)]

mod newswire;

use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};
use dateline::gazetteer::{BuildOptions, Case, FindOptions, Gazetteer, Roster, Row, Variants};
use dateline::text::words::{words_into, words_scalar};
use std::hint::black_box;
use std::time::Instant;

/// Rounds of all candidates, unless `DATELINE_BENCH_ROUNDS` says otherwise.
const ROUNDS: usize = 7;

/// Works through one text and says how much it found.
type Candidate<'a> = Box<dyn FnMut(&str) -> usize + 'a>;

fn main() {
    let sizes: Vec<usize> = std::env::args().skip(1).filter_map(|a| a.parse().ok()).collect();
    let wanted: Vec<String> = std::env::args().skip(1).filter(|a| !a.starts_with('-') && a.parse::<usize>().is_err()).collect();
    let wants = |name: &str| wanted.is_empty() || wanted.iter().any(|part| name.contains(part.as_str()));
    let sizes = if sizes.is_empty() { vec![1_000, 200_000] } else { sizes };
    let rounds = std::env::var("DATELINE_BENCH_ROUNDS").ok().and_then(|n| n.parse().ok()).unwrap_or(ROUNDS);
    let texts = texts();
    let bytes: usize = texts.iter().map(String::len).sum();
    println!("{} texts, {:.1} MB, one thread, processor time, median of {rounds} rounds", texts.len(), bytes as f64 / 1e6);
    for size in sizes {
        let names = names(size);
        let (before, _) = memory();
        let started = clock();
        let mut roster = Roster::new();
        for name in &names {
            roster.push(&Row { name, kind: "name", ..Row::default() }, &|| name.clone()).unwrap();
        }
        // No peer makes spellings of its own.
        let options = BuildOptions { variants: Variants::NONE, ..BuildOptions::default() };
        let gazetteer = Gazetteer::with_options(roster, options).unwrap();
        let built = clock() - started;
        let (after, peak) = memory();
        let started = clock();
        let nfa = AhoCorasick::builder()
            .kind(Some(AhoCorasickKind::ContiguousNFA))
            .match_kind(MatchKind::LeftmostLongest)
            .ascii_case_insensitive(true)
            .build(if wants("NFA") { &names[..] } else { &[] })
            .unwrap();
        println!(
            "\n{} names: built in {built:.2} s, peak {:.0} MB, resident {:.0} MB (bytes a name: index {:.1}, entities {:.1}); NFA in {:.2} s, \
             {:.1} bytes a name",
            names.len(),
            peak - before,
            after - before,
            gazetteer.index_size() as f64 / names.len() as f64,
            gazetteer.entities().size() as f64 / names.len() as f64,
            clock() - started,
            nfa.memory_usage() as f64 / names.len() as f64
        );
        let find =
            |case| move |gazetteer: &Gazetteer, text: &str| gazetteer.find_text(text, FindOptions { case, ..FindOptions::default() }).len();
        let mut buffer = Vec::new();
        let mut candidates: Vec<(&str, Candidate<'_>)> = vec![
            ("NFA, raw", Box::new(|text| nfa.find_iter(text).count())),
            (
                "words alone",
                Box::new(move |text| {
                    buffer.clear();
                    words_into(text, &mut buffer);
                    buffer.len()
                }),
            ),
            ("words alone, scalar", Box::new(|text| words_scalar(text).len())),
            ("find, case=auto", Box::new(|text| find(Case::Auto)(&gazetteer, text))),
            ("find, case=insensitive", Box::new(|text| find(Case::Insensitive)(&gazetteer, text))),
        ];
        candidates.retain(|(name, _)| wants(name));
        let mut times = vec![Vec::new(); candidates.len()];
        let mut counts = vec![0; candidates.len()];
        for _ in 0..rounds {
            for (i, (_, run)) in candidates.iter_mut().enumerate() {
                let started = clock();
                counts[i] = texts.iter().map(|text| black_box(run(text))).sum();
                times[i].push(clock() - started);
            }
        }
        let speed = |times: &mut Vec<f64>| {
            times.sort_by(f64::total_cmp);
            bytes as f64 / 1e6 / times[rounds / 2]
        };
        let speeds: Vec<f64> = times.iter_mut().map(speed).collect();
        for (i, (name, _)) in candidates.iter().enumerate() {
            println!("  {name:<24} {:8.1} MB/s  {:5.2} x  {:>9} found", speeds[i], speeds[i] / speeds[0], counts[i]);
        }
    }
}

/// Seconds that this thread has spent on a processor (Linux; elsewhere wall-clock time), so that a busy machine disturbs less.
fn clock() -> f64 {
    static START: std::sync::OnceLock<Instant> = std::sync::OnceLock::new();
    let spent = || std::fs::read_to_string("/proc/thread-self/schedstat").ok()?.split(' ').next()?.parse::<f64>().ok();
    spent().map_or_else(|| START.get_or_init(Instant::now).elapsed().as_secs_f64(), |nanoseconds| nanoseconds / 1e9)
}

/// Resident and peak megabytes of this process (Linux; elsewhere 0).
fn memory() -> (f64, f64) {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let field = |name: &str| {
        let line = status.lines().find_map(|line| line.strip_prefix(name));
        line.and_then(|rest| rest.split_whitespace().next()?.parse::<f64>().ok()).map_or(0.0, |kilobytes| kilobytes / 1e3)
    };
    (field("VmRSS:"), field("VmHWM:"))
}

/// A small generator of numbers, the same on every run.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) as usize) % sides
    }

    /// Small numbers far more often than large ones, as words are in texts.
    fn skewed(&mut self, sides: usize) -> usize {
        let draw = (self.roll(1 << 20) + 1) as f64 / f64::from(1 << 20);
        ((sides as f64).powf(draw) - 1.0) as usize % sides
    }
}

fn invented(dice: &mut Dice) -> String {
    const SYLLABLES: [&str; 40] = [
        "ka", "lo", "mi", "ren", "dor", "va", "shi", "tor", "bel", "gra", "nov", "sk", "pol", "ter", "una", "ri", "zhe", "hol", "mar",
        "dal", "est", "ber", "kov", "lin", "sa", "ta", "no", "que", "bur", "gan", "wel", "ford", "ham", "ton", "vil", "les", "pra", "os",
        "ik", "yan",
    ];
    let word: String = (0..2 + dice.roll(3)).map(|_| SYLLABLES[dice.roll(SYLLABLES.len())]).collect();
    word[..1].to_uppercase() + &word[1..]
}

fn names(size: usize) -> Vec<String> {
    if let Ok(path) = std::env::var("DATELINE_BENCH_NAMES") {
        let all = std::fs::read_to_string(path).unwrap();
        let lines: Vec<&str> = all.lines().filter(|l| l.chars().any(char::is_alphanumeric)).collect();
        let step = (lines.len() / size).max(1);
        let mut seen = std::collections::BTreeSet::new();
        return lines.into_iter().step_by(step).filter(|l| seen.insert(l.trim())).take(size).map(str::to_owned).collect();
    }
    const HEADS: [&str; 12] = ["New", "San", "Saint", "Old", "Upper", "Lower", "North", "South", "East", "West", "Mount", "Lake"];
    const TAILS: [&str; 8] = ["River", "Hill", "Valley", "District", "Island", "Park", "Creek", "Village"];
    let mut dice = Dice(7);
    let mut seen = std::collections::BTreeSet::new();
    while seen.len() < size {
        let name = invented(&mut dice);
        seen.insert(match dice.roll(6) {
            0 => format!("{} {name}", HEADS[dice.roll(HEADS.len())]),
            1 => format!("{name} {}", TAILS[dice.roll(TAILS.len())]),
            2 => format!("{name} {}", invented(&mut dice)),
            _ => name,
        });
    }
    seen.into_iter().collect()
}

fn texts() -> Vec<String> {
    if let Some(texts) = newswire::texts() {
        return texts;
    }
    let list = include_str!("../seeds/words/common.txt");
    let common: Vec<&str> = list.lines().filter(|l| !l.starts_with(['#', '['])).flat_map(str::split_whitespace).collect();
    let names = names(1_000);
    let mut dice = Dice(11);
    let mut out = Vec::new();
    let mut total = 0;
    while total < 20_000_000 {
        let mut text = String::new();
        for _ in 0..4 + dice.roll(40) {
            for at in 0..8 + dice.roll(20) {
                let word = match dice.roll(12) {
                    0 => names[dice.skewed(names.len())].clone(),
                    _ => common[dice.skewed(common.len()) * 7919 % common.len()].to_owned(),
                };
                if at == 0 {
                    text.extend(word.chars().next().map(|c| c.to_ascii_uppercase()));
                    text.push_str(&word[1..]);
                } else {
                    text.push_str([" ", " ", " ", " ", " ", " ", " ", ", ", " ", "\n"][dice.roll(10)]);
                    text.push_str(&word);
                }
            }
            text.push_str([". ", ".” ", "’s. ", ".\n\n"][dice.roll(4)]);
        }
        total += text.len();
        out.push(text);
    }
    out
}
