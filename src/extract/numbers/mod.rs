//! Numbers as the readers of times and quantities meet them: the run of words that they walk over (`passage`), words with a meaning each
//! (`wordlist`), and cardinal numbers (`cardinal`).

pub(super) mod cardinal;
pub(super) mod passage;
pub(super) mod wordlist;
