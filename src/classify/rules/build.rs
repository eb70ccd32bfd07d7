//! From a rule file to a classifier: every fault with its place.

use super::evaluate::{Role, Rule, Scratch};
use super::example::Example;
use super::file::{ListSource, RuleFile, RuleRow};
use super::known::{self, Known};
use super::pattern::{self, Part};
use super::{RuleClassifier, compile, decision, literal};
use crate::error::{Error, Result};
use crate::nearest::hint;
use crate::text::BlockKind;
use crate::text::fold::{hash_bytes, hash_step};
use crate::text::listed::lines;
use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;

/// Longest chain of lists that name lists.
const MAX_CHAIN: usize = 16;

/// Fetches the file of a list.
pub(super) type Loader<'a> = &'a dyn Fn(&str) -> std::result::Result<String, String>;

/// Builds a classifier from the text of a rule file.
pub(super) fn build(text: &str, file: &str, load: Loader<'_>) -> Result<RuleClassifier> {
    let source = RuleFile::parse(text, file)?;
    let mut out = header(&source, file)?;
    let identity = Cell::new(hash_bytes(text.as_bytes()));
    let load: Loader<'_> = &|name| {
        let list = load(name)?;
        identity.set(hash_step(identity.get(), hash_bytes(list.as_bytes())));
        Ok(list)
    };
    let known = Known::of(&source);
    known::check(&source, file, &known)?;
    let lists = Lists::new(&source, file, load, &known)?;
    let mut builder = Builder { file, known: &known, lists, patterns: Vec::new(), regexes: Vec::new() };
    for (index, row) in source.rule.iter().enumerate() {
        builder.add(row, index, &mut out)?;
    }
    builder.add_asides(&source, &mut out)?;
    let named: Vec<&str> =
        source.outside.iter().chain(source.rule.iter().flat_map(|r| &r.slots)).flat_map(|s| s.split('|')).map(str::trim).collect();
    let locate = |number: usize, problem: String| {
        let rule = out.owners.get(number).map_or(0, |&r| r as usize);
        let place = source.rule.get(rule).map_or_else(|| file.to_owned(), |row| row.place(file, rule));
        Error::rule(place, format!("pattern {:?}: {problem}", out.sources.get(number).map_or("", |s| s)))
    };
    let program = compile::compile(&builder.patterns, &named).map_err(|(number, problem)| locate(number, problem))?;
    let sources: Vec<(u32, &str)> = builder.regexes.iter().map(|&number| (number, out.sources[number as usize].as_str())).collect();
    let regexes = literal::RegexBank::new(&sources).map_err(|(number, problem)| locate(number as usize, problem))?;
    for (rule, row) in out.rules.iter_mut().zip(&source.rule) {
        rule.slots = row.slots.iter().map(|s| bits(&program, s)).collect();
    }
    out.outside = source.outside.iter().fold(0, |all, kind| all | bits(&program, kind));
    out.program = program;
    out.regexes = regexes;
    check_examples(&out, &source, file, &known)?;
    out.identity = identity.get();
    Ok(out)
}

fn bits(program: &compile::Program, kinds: &str) -> u64 {
    kinds.split('|').fold(0, |all, kind| all | program.kind_bit(kind.trim()))
}

fn header(source: &RuleFile, file: &str) -> Result<RuleClassifier> {
    let fault = |problem: String| Err(Error::rule(file, problem));
    if source.labels.is_empty() {
        return fault("labels is empty; name at least one label".to_owned());
    }
    if let Some((i, label)) = source.labels.iter().enumerate().find(|(i, l)| source.labels[..*i].contains(l)) {
        return fault(format!("label {label:?} stands twice in labels, the second time at place {}", i + 1));
    }
    let default = match &source.default {
        Some(label) => Some(label_index(source, label, file)?),
        None => None,
    };
    let share = |name: &str, value: Option<f32>, default: f32| match value.unwrap_or(default) {
        v if (0.0..=1.0).contains(&v) => Ok(v),
        v => Err(Error::rule(file, format!("{name} = {v} is outside 0 to 1"))),
    };
    let policy = decision::Policy {
        labels: source.labels.len() as u32,
        default,
        multilabel: source.multilabel,
        threshold: share("threshold", source.threshold, if source.multilabel { 0.5 } else { 0.0 })?,
        further: share("further", source.further, 1.0)?,
    };
    Ok(RuleClassifier {
        scheme: source.scheme.clone(),
        labels: source.labels.clone(),
        policy,
        decay: share("decay", source.decay, 0.0)?,
        aside_share: share("aside_share", source.aside_share, 0.75)?,
        ..RuleClassifier::default()
    })
}

fn label_index(source: &RuleFile, label: &str, place: &str) -> Result<u32> {
    let found = source.labels.iter().position(|l| l == label).map(|i| i as u32);
    found.ok_or_else(|| Error::rule(place, no_label(label, &source.labels)))
}

fn no_label(label: &str, labels: &[String]) -> String {
    let near = hint(label, labels.iter().map(String::as_str));
    format!("label {label:?} is not in labels{near}; add it there or use one of {}", labels.join(", "))
}

/// The named lists of a file; each is parsed once.
struct Lists<'k> {
    known: &'k Known<'k>,
    entries: BTreeMap<String, Vec<String>>,
    done: RefCell<BTreeMap<String, Part>>,
    open: RefCell<Vec<String>>,
}

impl<'k> Lists<'k> {
    fn new(source: &RuleFile, file: &str, load: Loader<'_>, known: &'k Known<'k>) -> Result<Self> {
        let mut entries = BTreeMap::new();
        for (name, list) in &source.lists {
            let found = match list {
                ListSource::Entries(entries) => entries.clone(),
                ListSource::File(from) => {
                    let text = load(&from.file).map_err(|problem| Error::rule(format!("{file}, list {name}"), problem))?;
                    lines(&text).map(str::to_owned).collect()
                }
            };
            entries.insert(name.clone(), found);
        }
        let lists = Self { known, entries, done: RefCell::default(), open: RefCell::default() };
        for name in source.lists.keys() {
            lists.get(name).map_err(|problem| Error::rule(format!("{file}, list {name}"), problem))?;
        }
        Ok(lists)
    }

    fn get(&self, name: &str) -> std::result::Result<Part, String> {
        if let Some(done) = self.done.borrow().get(name) {
            return Ok(done.clone());
        }
        let entries = self.entries.get(name).ok_or_else(|| {
            let names: Vec<&str> = self.entries.keys().map(String::as_str).collect();
            let near = hint(name, names.iter().copied());
            format!("there is no list @{name}{near}; the file has {}", if names.is_empty() { "none".to_owned() } else { names.join(", ") })
        })?;
        if entries.is_empty() {
            return Err(format!("the list @{name} is empty"));
        }
        if self.open.borrow().iter().any(|open| open == name) {
            return Err(format!("the list @{name} names itself"));
        }
        if self.open.borrow().len() >= MAX_CHAIN {
            return Err(format!("lists name lists more than {MAX_CHAIN} deep"));
        }
        self.open.borrow_mut().push(name.to_owned());
        let parsed: std::result::Result<Vec<Vec<Part>>, String> = entries
            .iter()
            .map(|entry| {
                let parsed = pattern::parse(entry, &|n| self.get(n)).and_then(|parts| self.known.in_pattern(&parts).map(|()| parts));
                parsed.map_err(|problem| format!("entry {entry:?}: {problem}"))
            })
            .collect();
        self.open.borrow_mut().pop();
        let parsed = pattern::merged(parsed?);
        self.done.borrow_mut().insert(name.to_owned(), parsed.clone());
        Ok(parsed)
    }
}

struct Builder<'f> {
    file: &'f str,
    known: &'f Known<'f>,
    lists: Lists<'f>,
    /// By pattern number; empty for regular expressions.
    patterns: Vec<Vec<Part>>,
    regexes: Vec<u32>,
}

impl Builder<'_> {
    fn add(&mut self, row: &RuleRow, index: usize, out: &mut RuleClassifier) -> Result<()> {
        let place = row.place(self.file, index);
        let fault = |problem: &str| Err(Error::rule(&place, problem));
        let Some(label) = out.labels.iter().position(|l| *l == row.label) else {
            return Err(Error::rule(&place, no_label(&row.label, &out.labels)));
        };
        if !row.weight.is_finite() || row.weight == 0.0 {
            return fault("the weight must be a number other than 0; it is below 0 for a rule that speaks against its label");
        }
        let searched = !row.any.is_empty() || !row.all.is_empty() || !row.regex.is_empty();
        if !searched && row.slots.is_empty() && row.when.is_empty() {
            return fault("the rule looks for nothing; give it any, all, regex, slots or when");
        }
        if row.within.is_some() && row.before.is_empty() {
            return fault("within says how near the patterns of before may stand; give before too");
        }
        if row.within.is_some_and(|n| n > u32::from(pattern::MAX_GAP)) {
            return fault("within is at most 30 words");
        }
        let first = out.sources.len() as u32;
        let groups =
            [(&row.any, Role::Any), (&row.all, Role::All), (&row.not, Role::Not), (&row.except, Role::Except), (&row.before, Role::Before)];
        for (patterns, role) in groups {
            for source in patterns {
                let parts = self.parsed(source).map_err(|problem| Error::rule(&place, format!("pattern {source:?}: {problem}")))?;
                self.push(source, parts, role, index, out);
            }
        }
        for source in &row.regex {
            self.regexes.push(out.sources.len() as u32);
            self.push(source, Vec::new(), Role::Any, index, out);
        }
        if !searched {
            out.unconditional.push(index as u32);
        }
        out.rules.push(Rule {
            label: label as u32,
            name: row.name.clone(),
            weight: row.weight,
            place: row.place,
            decisive: row.decisive,
            mode: row.mode.clone(),
            when: row.when.clone(),
            unless: row.unless.clone(),
            slots: Vec::new(),
            within: row.within.unwrap_or(3),
            first_all: first + row.any.len() as u32,
            all: row.all.len() as u32,
            any: !row.any.is_empty() || !row.regex.is_empty(),
        });
        Ok(())
    }

    fn parsed(&self, pattern: &str) -> std::result::Result<Vec<Part>, String> {
        let parts = pattern::parse(pattern, &|name| self.lists.get(name))?;
        self.known.in_pattern(&parts).map(|()| parts)
    }

    /// The file's asides come last and belong to no rule.
    fn add_asides(&mut self, file: &RuleFile, out: &mut RuleClassifier) -> Result<()> {
        for source in &file.aside {
            let parts = self
                .parsed(source)
                .map_err(|problem| Error::rule(format!("{}, aside", self.file), format!("pattern {source:?}: {problem}")))?;
            self.push(source, parts, Role::Aside, out.rules.len(), out);
        }
        Ok(())
    }

    fn push(&mut self, source: &str, parts: Vec<Part>, role: Role, rule: usize, out: &mut RuleClassifier) {
        self.patterns.push(parts);
        out.sources.push(source.to_owned());
        out.roles.push(role);
        out.owners.push(rule as u32);
    }
}

fn check_examples(rules: &RuleClassifier, source: &RuleFile, file: &str, known: &Known<'_>) -> Result<()> {
    let mut scratch = Scratch::default();
    for (index, row) in source.rule.iter().enumerate() {
        let sets = [(&row.examples, true, "example"), (&row.counter_examples, false, "counter-example")];
        for (examples, wanted, what) in sets {
            for (number, written) in examples.iter().enumerate() {
                let place = format!("{}, {what} {}", row.place(file, index), number + 1);
                let example = Example::parse(written, &place)?;
                for (_, kind) in &example.names {
                    known.types(kind, true).map_err(|problem| Error::rule(&place, format!("{written:?}: {problem}")))?;
                }
                let context: Vec<&str> = row.when.iter().map(String::as_str).collect();
                let hits = example.view(BlockKind::Body, &context, |view| rules.hits(view, &mut scratch));
                if hits.iter().any(|hit| hit.rule as usize == index) != wanted {
                    let advice = if wanted {
                        "the rule does not match it; widen a pattern, or check its conditions"
                    } else {
                        "the rule matches it; narrow a pattern, or add one to not or except"
                    };
                    return Err(Error::rule(place, format!("{written:?}: {advice}")));
                }
            }
        }
    }
    Ok(())
}
