//! Many documents, or many texts: each on its own in a task of the pool, their rows in order; what is kept of documents to compare them; and the
//! same in bounded memory, shard by shard.

mod analyse;
pub mod classified;
pub mod kept;
pub mod mentions;
pub mod shards;

pub use analyse::{Analysed, analyse};
