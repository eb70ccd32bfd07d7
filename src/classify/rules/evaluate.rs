//! From matches of patterns to hits of rules: conditions, exceptions, weights.

use super::RuleClassifier;
use super::decision::Hit;
use super::file::Place;
use super::matcher::{self, Found, Tokens};
use crate::classify::sentence::SentenceView;
use crate::span::Span;

/// No match spans more words: 63 to either side of its anchor, which may be a name.
const LONGEST: u32 = 200;

/// How many words an aside reaches at most.
const ASIDE: u32 = 20;

/// What a pattern is for in its rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// One such match makes a hit.
    Any,
    /// Every such pattern must match somewhere in the sentence.
    All,
    /// No such pattern may match anywhere in the sentence.
    Not,
    /// A hit that overlaps such a match does not count.
    Except,
    /// A hit with such a match shortly before it does not count.
    Before,
    /// A hit with such a match before it in its clause counts less; belongs to the file, not to a rule.
    Aside,
}

/// One rule, compiled.
#[derive(Clone, Debug)]
pub(super) struct Rule {
    pub label: u32,
    pub name: Option<String>,
    pub weight: f32,
    pub place: Place,
    pub decisive: bool,
    pub mode: Option<String>,
    pub when: Vec<String>,
    pub unless: Vec<String>,
    /// Types of names of which the sentence must hold one each.
    pub slots: Vec<u64>,
    /// How many words before a hit the patterns of `before` reach.
    pub within: u32,
    pub first_all: u32,
    pub all: u32,
    /// True if a match of `any` or `regex` is needed.
    pub any: bool,
}

/// Buffers for classifying sentence after sentence.
#[derive(Clone, Debug, Default)]
pub struct Scratch {
    tokens: Tokens,
    found: Vec<Found>,
    by_regex: Vec<(u32, Span)>,
    asides_end: Vec<u32>,
}

impl RuleClassifier {
    /// All hits before the scheme's policy: at most one a rule, the first that its conditions let stand.
    pub(super) fn hits(&self, view: &SentenceView<'_>, scratch: &mut Scratch) -> Vec<Hit> {
        let Scratch { tokens, found, by_regex, asides_end } = scratch;
        tokens.read(&self.program, view);
        found.clear();
        by_regex.clear();
        matcher::find(&self.program, tokens, found);
        self.regexes.find(view.text, view.span, by_regex);
        for (pattern, span) in by_regex.iter() {
            let first = view.words.partition_point(|w| w.end <= span.start) as u32;
            let end = view.words.partition_point(|w| w.start < span.end) as u32;
            found.push(Found { pattern: *pattern, first, end: end.max(first) });
        }
        found.sort_unstable();
        found.dedup();
        let (mut rest, asides) = found.split_at(found.partition_point(|f| self.roles[f.pattern as usize] != Role::Aside));
        asides_end.clear();
        asides_end.extend(asides.iter().map(|f| f.end));
        asides_end.sort_unstable();
        let sentence = Sentence { rules: self, view, tokens, by_regex, asides: asides_end, kinds: tokens.kinds() };
        let mut out = Vec::new();
        while let Some(first) = rest.first() {
            let rule = self.owners[first.pattern as usize];
            let (group, after) = rest.split_at(rest.partition_point(|f| self.owners[f.pattern as usize] == rule));
            rest = after;
            out.extend(sentence.hit(rule, group));
        }
        out.extend(self.unconditional.iter().filter_map(|&rule| sentence.bare_hit(rule)));
        out
    }
}

/// One sentence with all that was found in it.
struct Sentence<'a> {
    rules: &'a RuleClassifier,
    view: &'a SentenceView<'a>,
    tokens: &'a Tokens,
    by_regex: &'a [(u32, Span)],
    /// Where asides begin: one past the last word of what opens them, in order.
    asides: &'a [u32],
    kinds: u64,
}

impl Sentence<'_> {
    fn allowed(&self, rule: &Rule) -> bool {
        let tagged = |tag: &String| tag == self.view.block.as_str() || self.view.context.contains(&tag.as_str());
        (rule.when.is_empty() || rule.when.iter().any(tagged))
            && !rule.unless.iter().any(tagged)
            && rule.slots.iter().all(|bits| self.kinds & bits != 0)
    }

    /// The hit of a rule of conditions alone: the whole sentence.
    fn bare_hit(&self, index: u32) -> Option<Hit> {
        let rule = &self.rules.rules[index as usize];
        self.allowed(rule).then_some(Hit { rule: index, label: rule.label, weight: rule.weight, span: self.view.span, pattern: u32::MAX })
    }

    /// The hit of a rule, given all matches of its patterns in order of pattern and place.
    fn hit(&self, index: u32, group: &[Found]) -> Option<Hit> {
        let rule = &self.rules.rules[index as usize];
        let role = |f: &Found| self.rules.roles[f.pattern as usize];
        if !self.allowed(rule) || group.iter().any(|f| role(f) == Role::Not) {
            return None;
        }
        let all = rule.first_all..rule.first_all + rule.all;
        if !all.clone().all(|p| group.binary_search_by_key(&p, |f| f.pattern).is_ok()) {
            return None;
        }
        let wanted = if rule.any { Role::Any } else { Role::All };
        let mut candidates: Vec<&Found> = group.iter().filter(|f| role(f) == wanted).collect();
        candidates.sort_unstable_by_key(|f| (f.first, std::cmp::Reverse(f.end)));
        let mut exceptions: Vec<&Found> = group.iter().filter(|f| matches!(role(f), Role::Except | Role::Before)).collect();
        exceptions.sort_unstable_by_key(|f| f.first);
        let found = candidates.into_iter().find(|f| self.stands(rule, f, &exceptions))?;
        let lost = (self.rules.decay * found.first as f32).min(0.5);
        let share = if self.in_aside(found.first) { self.rules.aside_share } else { 1.0 };
        Some(Hit {
            rule: index,
            label: rule.label,
            weight: rule.weight * (1.0 - lost) * share,
            span: self.span(found),
            pattern: found.pattern,
        })
    }

    /// True if something opened an aside before this word in its clause.
    fn in_aside(&self, first: u32) -> bool {
        let before = self.asides.partition_point(|&end| end <= first);
        before > 0 && {
            let opened = self.asides[before - 1];
            first - opened <= ASIDE && self.tokens.same_clause(opened - 1, first)
        }
    }

    fn stands(&self, rule: &Rule, found: &Found, exceptions: &[&Found]) -> bool {
        let start = self.span(found).start;
        let inside_quote = || {
            let next = self.view.quoted.partition_point(|q| q.start <= start);
            next > 0 && start < self.view.quoted[next - 1].end
        };
        let placed = match rule.place {
            Place::Anywhere => true,
            Place::Quote => inside_quote(),
            Place::Narration => !inside_quote(),
        };
        if !placed || self.tokens.inside(found.first, found.end, self.rules.outside) {
            return false;
        }
        // Only exceptions that begin near enough can reach the hit, so that many of both stay linear.
        let reach = found.first.saturating_sub(LONGEST + rule.within);
        let near = &exceptions[exceptions.partition_point(|e| e.first < reach)..];
        !near.iter().take_while(|e| e.first < found.end).any(|e| match self.rules.roles[e.pattern as usize] {
            Role::Before => e.end <= found.first && e.end + rule.within >= found.first && self.tokens.same_clause(e.end - 1, found.first),
            _ => found.first < e.end,
        })
    }

    fn span(&self, found: &Found) -> Span {
        if let Some((_, span)) = self.by_regex.iter().find(|(pattern, _)| *pattern == found.pattern) {
            return *span;
        }
        let words = self.view.words;
        Span::new(words[found.first as usize].start, words[found.end as usize - 1].end)
    }
}
