//! Which entities bear a name that is given by itself, and how a name is written for one of them.

use super::{Match, Variant};
use crate::gazetteer::entries::names::Forms;
use crate::gazetteer::index::Gazetteer;
use crate::gazetteer::index::trie::{Node, Record};
use rustc_hash::FxHashSet;

impl Gazetteer {
    /// The entities that carry exactly this name (folded), best first.
    pub fn lookup(&self, name: &str) -> Vec<u32> {
        let mut out = Vec::new();
        let mut seen = FxHashSet::default();
        self.each_record(name, |record| {
            if self.folds_to(name, record) && seen.insert(record.entry) {
                out.push(record.entry);
            }
        });
        out
    }

    /// Hands over the records of a name.
    fn each_record(&self, name: &str, mut take: impl FnMut(&Record<'_>)) {
        let mut forms = Forms::new();
        if forms.cut(name, String::new).is_err() {
            return;
        }
        for form in forms.iter() {
            let mut node = None;
            for (depth, word) in form.iter().enumerate() {
                let folded = &forms.folded[word.start as usize..word.end as usize];
                node = match (depth, node) {
                    (0, _) => self.trie.first_folded(folded, word.hash),
                    (_, Some(node)) => Node::child_folded(&node, folded, word.hash),
                    (_, None) => None,
                };
            }
            let records = node.iter().flat_map(|node| node.records(form.len()));
            records.filter(|record| (record.entry as usize) < self.len()).for_each(|record| take(&record));
        }
    }

    /// Says of matches whose entities bear the name in several ways how it is written for the one that comes first.
    pub(in crate::gazetteer) fn tell_variants(&self, text: &str, matches: &mut [Match]) {
        for m in matches.iter_mut().filter(|m| m.mixed) {
            if let Some(&first) = m.entries.first() {
                m.variant = self.variant_of(m.span.text(text), first);
                m.mixed = false;
            }
        }
    }

    /// How a name is written for an entity that bears it.
    fn variant_of(&self, written: &str, entry: u32) -> Variant {
        if self.entry(entry).name_bytes().any(|name| name == written.as_bytes()) {
            return Variant::Exact;
        }
        let mut variant = None;
        self.each_record(written, |record| {
            if record.entry == entry {
                let how = Variant::of(record.flags);
                variant = Some(variant.map_or(how, |v: Variant| v.min(how)));
            }
        });
        variant.unwrap_or(Variant::Folded)
    }
}
