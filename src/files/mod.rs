//! Files as such, whatever they hold: formats by their endings, packed files as streams, tables in text with any delimiter, files replaced as
//! a whole.

pub mod delimited;
pub mod format;
pub mod replace;
pub mod unpack;
