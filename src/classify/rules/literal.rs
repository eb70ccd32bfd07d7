//! Regular expressions behind one literal prefilter, so that a sentence runs only those whose literals it holds.

use crate::span::Span;
use aho_corasick::{AhoCorasick, AhoCorasickBuilder};
use regex::Regex;
use regex_syntax::hir::literal::Extractor;

/// All regular expressions of a file, each with the number of its pattern.
#[derive(Clone, Debug, Default)]
pub(super) struct RegexBank {
    regexes: Vec<(u32, Regex)>,
    /// Expressions whose match begins with no known literal.
    always: Vec<u32>,
    literals: Option<AhoCorasick>,
    /// The expression of each literal.
    owner: Vec<u32>,
}

impl RegexBank {
    /// Compiles expressions; the error gives the number of the bad one and what is wrong.
    pub fn new(sources: &[(u32, &str)]) -> Result<Self, (u32, String)> {
        let mut bank = Self::default();
        let mut literals: Vec<Vec<u8>> = Vec::new();
        for &(pattern, source) in sources {
            let fault = |e: String| (pattern, format!("bad regular expression {source:?}: {e}"));
            let regex = Regex::new(source).map_err(|e| fault(e.to_string()))?;
            let hir = regex_syntax::parse(source).map_err(|e| fault(e.to_string()))?;
            let number = bank.regexes.len() as u32;
            bank.regexes.push((pattern, regex));
            let prefixes = Extractor::new().extract(&hir);
            match prefixes.literals() {
                Some(found) if !found.is_empty() && found.iter().all(|l| !l.as_bytes().is_empty()) => {
                    literals.extend(found.iter().map(|l| l.as_bytes().to_vec()));
                    bank.owner.resize(literals.len(), number);
                }
                _ => bank.always.push(number),
            }
        }
        if !literals.is_empty() {
            let built = AhoCorasickBuilder::new().ascii_case_insensitive(true).build(&literals);
            bank.literals = Some(built.map_err(|e| (sources.first().map_or(0, |s| s.0), e.to_string()))?);
        }
        Ok(bank)
    }

    /// The first match of each expression inside `sentence`, with its pattern's number.
    pub fn find(&self, text: &str, sentence: Span, out: &mut Vec<(u32, Span)>) {
        if self.regexes.is_empty() {
            return;
        }
        let inner = sentence.text(text);
        let mut wanted = self.always.clone();
        if let Some(literals) = &self.literals {
            for m in literals.find_overlapping_iter(inner) {
                let owner = self.owner[m.pattern().as_usize()];
                // As long as the file's list of expressions at most.
                if !wanted.contains(&owner) {
                    wanted.push(owner);
                }
            }
        }
        wanted.sort_unstable();
        for number in wanted {
            let (pattern, regex) = &self.regexes[number as usize];
            if let Some(m) = regex.find(inner) {
                out.push((*pattern, Span::new(sentence.start + m.start() as u32, sentence.start + m.end() as u32)));
            }
        }
    }
}
