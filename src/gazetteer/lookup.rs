//! Which entities bear a name that is given by itself.

use super::Gazetteer;
use super::names::Forms;
use super::trie::Node;
use rustc_hash::FxHashSet;

impl Gazetteer {
    /// The entities that carry exactly this name (folded), best first.
    pub fn lookup(&self, name: &str) -> Vec<u32> {
        let mut forms = Forms::new();
        let mut out = Vec::new();
        let mut seen = FxHashSet::default();
        if forms.cut(name, String::new).is_err() {
            return out;
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
            for record in node.iter().flat_map(|node| node.records(form.len())) {
                if (record.entry as usize) < self.len() && self.folds_to(name, &record) && seen.insert(record.entry) {
                    out.push(record.entry);
                }
            }
        }
        out
    }
}
