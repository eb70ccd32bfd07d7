//! Furniture of web pages: which lines belong to the article, where a whole page was saved as text.
//!
//! A linear model over a few facts about the line and its neighbours, in the tradition of Boilerpipe (Kohlschütter et al.,
//! 2010) and jusText (Pomikálek, 2011), without their link density, which plain text has not. It is asked only where a
//! document looks like a page ([`is_page`]); elsewhere the rules of `kinds` suffice.

use super::Block;
use super::profile::{Manner, Profile};
use super::scan::Scan;
use crate::pool::stop_now_and_then;

/// Number of features.
pub const N: usize = 25;

/// Name and weight of each feature. Fitted by logistic regression (scripts/fit_furniture.py, which reads any file of
/// pages with a mark on each line that belongs to the article) on 61 news and blog pages; the last is the constant, with
/// the threshold inside. Positive speaks for the article.
pub const WEIGHTS: [(&str, f32); N] = [
    ("words 8-14", 0.119),
    ("words 15-24", -0.024),
    ("words 25-", 0.159),
    ("end mark", 1.329),
    ("share of capitals", -1.125),
    ("furniture phrase", -0.789),
    ("begins with a furniture phrase", -0.657),
    ("no words but numbers", -2.428),
    ("date or time", -1.541),
    ("word for a picture", -1.758),
    ("begins with a quotation mark", 2.464),
    ("begins in lower case", -0.891),
    ("prose within the next 3 lines", 0.060),
    ("share of prose, 2 lines around", 0.592),
    ("log words a line, 2 lines around", 0.807),
    ("share of the page's prose before", -0.283),
    ("the smaller of its shares before and after", 2.003),
    ("position in the page", -0.720),
    ("short, times distance to the next prose", 0.753),
    ("prose", -1.352),
    ("prose, times share of prose 5 lines around", 3.298),
    ("log words of the next line", 0.243),
    ("log lines between furniture phrases around", 0.313),
    ("article begun and not ended", 1.191),
    ("constant", -4.702),
];

/// Lines that a page has at least.
const PAGE_LINES: usize = 25;
/// Lines looked at to tell whether a document is a page.
pub(super) const SAMPLE: usize = 2000;
/// Share of lines that are prose, above which a document is an article with little or no furniture.
const ARTICLE_PROSE: f32 = 0.4;

/// True if a document looks like a page saved whole: many lines, most of them no prose. `prose` gives, for each of its `lines`
/// lines, whether it is prose; it is asked no further than it takes to know.
pub(super) fn is_page(lines: usize, prose: impl Iterator<Item = bool>) -> bool {
    let enough = (ARTICLE_PROSE * lines as f32).ceil() as usize;
    lines >= PAGE_LINES && prose.filter(|&prose| prose).take(enough).count() < enough
}

/// For each line, true if it belongs to the article.
pub(super) fn belongs(profiles: &[Profile], manners: &[Manner]) -> Vec<bool> {
    let mut out = Vec::with_capacity(profiles.len());
    each(profiles, manners, |i, features| {
        let score: f32 = features.iter().zip(&WEIGHTS).map(|(x, (_, weight))| x * weight).sum();
        out.push(score > 0.0 && !manners[i].garbled);
    });
    out
}

/// The features of each line of a document, for fitting; lines without words count too.
pub fn features(text: &str) -> Vec<[f32; N]> {
    let words = super::words::words(text);
    let blocks = super::blocks::boundaries(text, &words);
    let mut profiles = Vec::with_capacity(blocks.len());
    let mut scan = Scan::default();
    scan.read(text, &words);
    Profile::all(text, &words, &blocks, &scan, &mut profiles);
    let manner = |(block, profile): (&Block, &Profile)| Manner::new(text, block.words(&words), block, profile);
    let manners: Vec<Manner> = blocks.iter().zip(&profiles).map(manner).collect();
    let mut out = Vec::with_capacity(profiles.len());
    each(&profiles, &manners, |_, features| out.push(features));
    out
}

/// Calls `use_features` with the features of each line, in order; linear in the number of lines.
fn each(profiles: &[Profile], manners: &[Manner], mut use_features: impl FnMut(usize, [f32; N])) {
    /// Distances beyond this count as this.
    const FAR: u32 = 12;
    let n = profiles.len();
    let flag = |b: bool| f32::from(u8::from(b));
    let prose_words = |i: usize| if manners[i].prose { f64::from(profiles[i].words) } else { 0.0 };
    let total: f64 = (0..n).map(prose_words).sum::<f64>() + 1.0;
    let cued = |p: &Profile| p.cues.any() || p.cues.end;
    // Backward: distance to the next prose, lines until the next furniture phrase.
    let mut ahead = vec![(FAR, 0_u32); n];
    let (mut prose_at, mut lines) = (FAR, 0_u32);
    for (i, p) in profiles.iter().enumerate().rev() {
        ahead[i] = (prose_at, lines);
        prose_at = if manners[i].prose { 1 } else { (prose_at + 1).min(FAR) };
        lines = if cued(p) { 0 } else { lines + 1 };
    }
    let density = |i: usize, radius: usize| {
        let lines = &manners[i.saturating_sub(radius)..n.min(i + radius + 1)];
        lines.iter().filter(|m| m.prose).count() as f32 / lines.len() as f32
    };
    let (mut before, mut since_cue, mut open) = (0.0_f64, 0_u32, false);
    for (i, p) in profiles.iter().enumerate() {
        stop_now_and_then(i);
        let m = &manners[i];
        open = !p.cues.end && (open || (m.prose && p.words >= 15));
        let after = total - before - prose_words(i);
        let near = &profiles[i.saturating_sub(2)..n.min(i + 3)];
        let near_words = near.iter().map(|p| p.words).sum::<u32>() as f32 / near.len() as f32;
        let (next_prose, until_cue) = ahead[i];
        use_features(
            i,
            [
                flag((8..=14).contains(&p.words)),
                flag((15..=24).contains(&p.words)),
                flag(p.words >= 25),
                flag(p.ends),
                m.capitals,
                flag(p.cues.any()),
                flag(p.cues.start),
                flag(m.numbers),
                flag(p.dated),
                flag(p.picture),
                flag(p.quote),
                flag(m.lower),
                flag(next_prose <= 3),
                density(i, 2),
                near_words.ln_1p(),
                (before / total) as f32,
                (before.min(after) / total) as f32,
                i as f32 / n as f32,
                flag(p.words < 8) * next_prose as f32 / FAR as f32,
                flag(m.prose),
                flag(m.prose) * density(i, 5),
                profiles.get(i + 1).map_or(0.0, |next| (next.words as f32).ln_1p()),
                ((since_cue + until_cue) as f32).ln_1p(),
                flag(open),
                1.0,
            ],
        );
        before += prose_words(i);
        since_cue = if cued(p) { 0 } else { since_cue + 1 };
    }
}
