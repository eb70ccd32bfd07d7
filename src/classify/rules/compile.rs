//! Patterns into programs: sequences that are indexed by their rarest required word.

use super::pattern::{Part, WordSet};
use super::verbs::Form;
use super::vocabulary::Vocabulary;
use rustc_hash::{FxHashMap, FxHashSet};
use std::rc::Rc;
use std::sync::Arc;

/// Longest pattern, in words; its match must lie in a window of 64 word boundaries to either side of its anchor.
const MAX_LENGTH: usize = 60;
/// Longest name that a slot can stand for in that reckoning.
const SLOT_LENGTH: usize = 6;

/// Slot types as a bit set; the last bits are not types of the gazetteer.
pub(super) mod slots {
    /// Most types one file can name.
    pub const MOST: usize = 60;
    /// `<number>`: a word of digits.
    pub const NUMBER: u64 = 1 << 61;
    /// `<name>`: a name of any type, or a run of words with capitals.
    pub const NAME: u64 = 1 << 62;
    /// A name whose type no rule mentions.
    pub const OTHER: u64 = 1 << 63;
    /// `<any>`: a name of any type.
    pub const ANY: u64 = !(NUMBER | NAME);
}

/// A step of a program. Positions are word boundaries.
#[derive(Clone, Debug)]
pub(super) enum Node {
    /// One word of a class.
    Word(u32),
    /// A name whose type is in the set.
    Slot(u64),
    /// One of several programs.
    Group(Arc<Vec<Vec<Node>>>),
    /// Some words.
    Gap { min: u8, max: u8, crossing: bool },
    /// No barrier at this boundary.
    Joint,
    /// One of these marks at this boundary.
    Mark(u8),
    /// The next word stands as a verb.
    Verb(Form),
    /// The sentence starts here.
    Start,
    /// The sentence ends here.
    End,
}

/// What a sequence is found by.
#[derive(Clone, Copy, Debug)]
pub(super) enum Anchor {
    /// A word of this class.
    Class(u32),
    /// A name whose type is in the set.
    Slot(u64),
}

/// One way to match one pattern: an anchor and what stands to its left (read backwards) and right.
#[derive(Clone, Debug)]
pub(super) struct Sequence {
    pub pattern: u32,
    pub anchor: Anchor,
    pub left: Vec<Node>,
    pub right: Vec<Node>,
}

/// All patterns of a file, ready to run.
#[derive(Clone, Debug, Default)]
pub(super) struct Program {
    pub vocabulary: Vocabulary,
    /// Slot types by bit.
    pub kinds: Vec<String>,
    /// True if a pattern or a condition asks for a name.
    pub names: bool,
    /// True if a pattern asks whether a word stands as a verb.
    pub verbs: bool,
    classes: Vec<Box<[u32]>>,
    /// For each class one bit for each value of the last six bits of a symbol: clear if no symbol of the class has it.
    filters: Vec<u64>,
    pub sequences: Vec<Sequence>,
    /// Sequences by the symbol that they are anchored at: `by_symbol[starts[s]..starts[s + 1]]`.
    starts: Vec<u32>,
    by_symbol: Vec<u32>,
    /// Sequences anchored at a name.
    pub by_slot: Vec<u32>,
}

impl Program {
    /// True if `symbol` belongs to a class.
    #[inline]
    pub fn holds(&self, class: u32, symbol: u32) -> bool {
        symbol != 0 && self.filters[class as usize] & 1 << (symbol & 63) != 0 && self.classes[class as usize].binary_search(&symbol).is_ok()
    }

    /// The sequences to try where a word with this symbol stands.
    #[inline]
    pub fn anchored(&self, symbol: u32) -> &[u32] {
        if symbol == 0 {
            return &[];
        }
        &self.by_symbol[self.starts[symbol as usize] as usize..self.starts[symbol as usize + 1] as usize]
    }

    /// The bit of a type of names.
    pub fn kind_bit(&self, kind: &str) -> u64 {
        self.kinds.iter().position(|k| k == kind).map_or(slots::OTHER, |i| 1 << i)
    }
}

/// Compiles patterns in order; the number of each is its place (an empty one is passed over). `named` holds types that conditions of rules name.
/// The error says which pattern and what is wrong.
pub(super) fn compile(patterns: &[Vec<Part>], named: &[&str]) -> Result<Program, (usize, String)> {
    let mut compiler = Compiler::new(patterns);
    for kind in named {
        compiler.kind(kind).map_err(|problem| (0, problem))?;
    }
    let mut sequences = Vec::with_capacity(patterns.len());
    for (number, parts) in patterns.iter().enumerate().filter(|(_, parts)| !parts.is_empty()) {
        if length(parts) > MAX_LENGTH {
            return Err((number, format!("the pattern can span more than {MAX_LENGTH} words; use narrower gaps")));
        }
        let nodes = compiler.lower(parts).map_err(|problem| (number, problem))?;
        compiler.expand(number as u32, Vec::new(), &nodes, &[], &mut sequences).map_err(|problem| (number, problem))?;
    }
    Ok(compiler.finish(sequences))
}

/// The most words that a match can span.
fn length(parts: &[Part]) -> usize {
    parts
        .iter()
        .map(|part| match part {
            Part::Word(_) => 1,
            Part::Slot(_) => SLOT_LENGTH,
            Part::Group(branches) => branches.iter().map(|b| length(b)).max().unwrap_or(0),
            Part::Gap { max, .. } => *max as usize,
            Part::Mark(_) | Part::Verb(_) | Part::Start | Part::End => 0,
        })
        .sum()
}

/// True if a part lets its pattern reach across marks at its left (`first`) or right end.
fn open(part: &Part, first: bool) -> bool {
    match part {
        Part::Mark(_) | Part::Start | Part::End => true,
        Part::Gap { crossing, .. } => *crossing,
        // It asks about the word behind it and is no step of its own.
        Part::Verb(_) => !first,
        Part::Group(branches) => branches.iter().any(|b| if first { b.first() } else { b.last() }.is_some_and(|p| open(p, first))),
        Part::Word(_) | Part::Slot(_) => false,
    }
}

struct Compiler {
    program: Program,
    /// Folded words by symbol (from 1), for prefixes and for what a word costs as an anchor.
    texts: Vec<String>,
    prefixes: Vec<String>,
    known_classes: FxHashMap<Box<[u32]>, u32>,
    /// What it costs to look for a word of each class.
    class_costs: Vec<u32>,
    /// Classes and groups by the address of the parts that they were made from, which live as long as the compiler.
    class_of: FxHashMap<usize, u32>,
    lowered: FxHashMap<usize, Arc<Vec<Vec<Node>>>>,
}

impl Compiler {
    fn new(patterns: &[Vec<Part>]) -> Self {
        let mut vocabulary = Vocabulary::default();
        let (mut texts, mut prefixes, mut seen) = (Vec::new(), Vec::new(), FxHashSet::default());
        for parts in patterns {
            vocabulary.add(parts, &mut texts, &mut prefixes, &mut seen);
        }
        prefixes.sort_unstable();
        prefixes.dedup();
        vocabulary.complete(&prefixes);
        Self {
            program: Program { vocabulary, ..Program::default() },
            texts,
            prefixes,
            known_classes: FxHashMap::default(),
            class_costs: Vec::new(),
            class_of: FxHashMap::default(),
            lowered: FxHashMap::default(),
        }
    }

    fn lower(&mut self, parts: &[Part]) -> Result<Vec<Node>, String> {
        let mut out = Vec::with_capacity(parts.len() * 2);
        for (i, part) in parts.iter().enumerate() {
            if i > 0 && !open(&parts[i - 1], false) && !open(part, true) {
                out.push(Node::Joint);
            }
            out.push(match part {
                Part::Word(set) => Node::Word(self.class(set)),
                Part::Slot(kinds) => {
                    let mut bits = 0;
                    for kind in kinds {
                        bits |= self.kind(kind)?;
                    }
                    Node::Slot(bits)
                }
                Part::Group(branches) => self.group(branches)?,
                &Part::Gap { min, max, crossing } => Node::Gap { min, max, crossing },
                &Part::Mark(mark) => Node::Mark(mark),
                &Part::Verb(form) => {
                    self.program.verbs = true;
                    Node::Verb(form)
                }
                Part::Start => Node::Start,
                Part::End => Node::End,
            });
        }
        Ok(out)
    }

    /// Alternatives, lowered once however many patterns share them.
    fn group(&mut self, branches: &Rc<Vec<Vec<Part>>>) -> Result<Node, String> {
        let key = Rc::as_ptr(branches) as usize;
        if let Some(done) = self.lowered.get(&key) {
            return Ok(Node::Group(Arc::clone(done)));
        }
        let nodes = Arc::new(branches.iter().map(|b| self.lower(b)).collect::<Result<Vec<_>, _>>()?);
        self.lowered.insert(key, Arc::clone(&nodes));
        Ok(Node::Group(nodes))
    }

    fn class(&mut self, set: &Rc<WordSet>) -> u32 {
        let key = Rc::as_ptr(set) as usize;
        if let Some(&class) = self.class_of.get(&key) {
            return class;
        }
        let class = self.new_class(set);
        self.class_of.insert(key, class);
        class
    }

    fn new_class(&mut self, set: &WordSet) -> u32 {
        let vocabulary = &self.program.vocabulary;
        let mut symbols: Vec<u32> = set.words.iter().filter_map(|w| vocabulary.number(w)).collect();
        let words = self.texts.len() as u32;
        for prefix in &set.prefixes {
            symbols.extend((1..=words).filter(|&s| self.texts[s as usize - 1].starts_with(prefix.as_str())));
            symbols.extend((1..).zip(&self.prefixes).filter(|(_, p)| p.starts_with(prefix.as_str())).map(|(i, _)| words + i));
        }
        symbols.sort_unstable();
        symbols.dedup();
        let symbols: Box<[u32]> = symbols.into();
        if let Some(&class) = self.known_classes.get(&symbols) {
            return class;
        }
        let class = self.program.classes.len() as u32;
        let word =
            |&s: &u32| self.texts.get(s as usize - 1).map_or(4, |t| if COMMON.binary_search(&t.as_str()).is_ok() { 1000 } else { 1 });
        self.class_costs.push(symbols.iter().map(word).sum());
        self.program.filters.push(symbols.iter().fold(0, |bits, s| bits | 1 << (s & 63)));
        self.program.classes.push(symbols.clone());
        self.known_classes.insert(symbols, class);
        class
    }

    fn kind(&mut self, kind: &str) -> Result<u64, String> {
        self.program.names |= kind != "number";
        match kind {
            "any" => return Ok(slots::ANY),
            "name" => return Ok(slots::NAME),
            "number" => return Ok(slots::NUMBER),
            _ => {}
        }
        let kinds = &mut self.program.kinds;
        if let Some(i) = kinds.iter().position(|k| k == kind) {
            return Ok(1 << i);
        }
        if kinds.len() == slots::MOST {
            return Err(format!("the file names more than {} types of names; use <any> for some", slots::MOST));
        }
        kinds.push(kind.to_owned());
        Ok(1 << (kinds.len() - 1))
    }

    /// What it costs to look for this node: how often its words occur, roughly. None if it can match anything.
    fn cost(&self, node: &Node) -> Option<u32> {
        match node {
            Node::Word(class) => Some(self.class_costs[*class as usize]),
            Node::Slot(bits) if bits & (slots::NAME | slots::NUMBER) == 0 => Some(500),
            Node::Group(branches) => branches.iter().map(|b| self.best(b).map(|(cost, _)| cost)).sum(),
            _ => None,
        }
    }

    fn best(&self, nodes: &[Node]) -> Option<(u32, usize)> {
        nodes.iter().enumerate().filter_map(|(i, node)| Some((self.cost(node)?, i))).min()
    }

    /// Picks the anchor of `left nodes right` inside `nodes` and emits a sequence; an anchor that is a group gives one for
    /// each of its branches. `left` is already reversed.
    fn expand(&self, pattern: u32, left: Vec<Node>, nodes: &[Node], right: &[Node], out: &mut Vec<Sequence>) -> Result<(), String> {
        let (_, i) =
            self.best(nodes).ok_or("nothing in the pattern is always there; add a word, a list or a name type such as <person>")?;
        let mut left_side = reversed(&nodes[..i]);
        left_side.extend(left);
        let mut right_side = nodes[i + 1..].to_vec();
        right_side.extend_from_slice(right);
        match &nodes[i] {
            Node::Group(branches) => {
                for branch in branches.iter() {
                    self.expand(pattern, left_side.clone(), branch, &right_side, out)?;
                }
            }
            Node::Slot(bits) => out.push(Sequence { pattern, anchor: Anchor::Slot(*bits), left: left_side, right: right_side }),
            Node::Word(class) => out.push(Sequence { pattern, anchor: Anchor::Class(*class), left: left_side, right: right_side }),
            _ => {}
        }
        Ok(())
    }

    fn finish(mut self, sequences: Vec<Sequence>) -> Program {
        let program = &mut self.program;
        let mut pairs = Vec::new();
        for (i, sequence) in sequences.iter().enumerate() {
            match sequence.anchor {
                Anchor::Class(class) => pairs.extend(program.classes[class as usize].iter().map(|&s| (s, i as u32))),
                Anchor::Slot(_) => program.by_slot.push(i as u32),
            }
        }
        pairs.sort_unstable();
        program.starts = vec![0; program.vocabulary.len() + 2];
        for &(symbol, _) in &pairs {
            program.starts[symbol as usize + 1] += 1;
        }
        for s in 1..program.starts.len() {
            program.starts[s] += program.starts[s - 1];
        }
        program.by_symbol = pairs.into_iter().map(|(_, sequence)| sequence).collect();
        program.sequences = sequences;
        self.program
    }
}

fn reversed(nodes: &[Node]) -> Vec<Node> {
    let turn = |node: &Node| match node {
        Node::Group(branches) => Node::Group(Arc::new(branches.iter().map(|b| reversed(b)).collect())),
        other => other.clone(),
    };
    nodes.iter().rev().map(turn).collect()
}

/// Words too frequent to look for if a pattern has any other.
const COMMON: &[&str] = &[
    "a", "about", "after", "all", "also", "an", "and", "any", "are", "as", "at", "be", "been", "before", "being", "but", "by", "can",
    "could", "did", "do", "does", "for", "from", "had", "has", "have", "he", "her", "him", "his", "if", "in", "into", "is", "it", "its",
    "last", "may", "more", "most", "new", "no", "not", "of", "on", "one", "or", "other", "our", "out", "over", "s", "said", "say", "says",
    "she", "should", "so", "some", "such", "than", "that", "the", "their", "them", "there", "these", "they", "this", "those", "to", "two",
    "up", "us", "was", "we", "were", "what", "when", "where", "which", "while", "who", "will", "with", "would", "you", "your",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn common_words_are_sorted() {
        assert!(COMMON.is_sorted_by(|a, b| a < b), "binary search needs them in order");
    }
}
