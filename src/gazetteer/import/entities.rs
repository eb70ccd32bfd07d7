//! The entities that an XML file declares (`<!ENTITY skos "http://…">`), watched while the file is read.
//!
//! The reader of RDF/XML puts the text of an entity in the place of its name, and in the texts of further entities too. A file of a few
//! hundred bytes may so ask for gigabytes; entities that stand for the beginning of an address, as they do in vocabularies, never do.

use rustc_hash::FxHashMap;
use std::cell::RefCell;
use std::io::{self, Read};
use std::rc::Rc;

/// The most bytes that an entity may stand for, which no address has.
const LONGEST: usize = 256;
/// The most bytes of a declaration that are looked at: the mark, a name, white space, and a text that may be written with references.
const WRITTEN: usize = 4096;
const MARK: &[u8] = b"<!ENTITY";

/// What is wrong with an entity, and the line in which it is declared.
pub(super) type Fault = Rc<RefCell<Option<(u64, String)>>>;

/// Bytes on their way to the reader of RDF/XML. An entity that stands for too much is an error of reading, before the reader has seen its end.
pub(super) struct Watched<R> {
    reader: R,
    /// How many bytes of the mark have been seen, or a declaration as far as it has been seen.
    seen: Vec<u8>,
    /// How many bytes each entity stands for.
    lengths: FxHashMap<String, usize>,
    line: u64,
    fault: Fault,
}

impl<R> Watched<R> {
    /// Watches these bytes; where it ends the reading, it leaves the reason in `fault`.
    pub fn new(reader: R, fault: Fault) -> Self {
        Self { reader, seen: Vec::new(), lengths: FxHashMap::default(), line: 1, fault }
    }

    /// Passes bytes.
    fn pass(&mut self, mut bytes: &[u8]) -> Result<(), String> {
        while !bytes.is_empty() {
            if self.seen.is_empty() {
                let at = memchr::memchr(b'<', bytes).unwrap_or(bytes.len());
                self.count_lines(&bytes[..at]);
                bytes = &bytes[at..];
            }
            let Some((&byte, rest)) = bytes.split_first() else { return Ok(()) };
            bytes = rest;
            self.take(byte)?;
            self.count_lines(&[byte]);
        }
        Ok(())
    }

    fn count_lines(&mut self, bytes: &[u8]) {
        self.line += memchr::memchr_iter(b'\n', bytes).count() as u64;
    }

    /// Takes a byte of what may be a declaration.
    fn take(&mut self, byte: u8) -> Result<(), String> {
        // A tag within a declaration ends it: the text of none that the reader knows holds one.
        if byte == b'<' {
            self.seen.clear();
        }
        self.seen.push(byte);
        let length = self.seen.len();
        if length <= MARK.len() {
            if byte != MARK[length - 1] {
                self.seen.clear();
            }
            return Ok(());
        }
        if byte != b'>' && length < WRITTEN {
            return Ok(());
        }
        let written = String::from_utf8_lossy(&self.seen[MARK.len()..]).into_owned();
        let Some((name, text)) = declaration(&written) else {
            if length < WRITTEN {
                return Ok(());
            }
            return Err(format!("the declaration of an entity is longer than {WRITTEN} bytes"));
        };
        let stands_for = self.length(text);
        if stands_for > LONGEST {
            return Err(format!(
                "the entity {name:.60} stands for {stands_for} bytes, but at most {LONGEST} are read, which every address has"
            ));
        }
        self.lengths.insert(name.to_owned(), stands_for);
        self.seen.clear();
        Ok(())
    }

    /// The bytes of a text in which entities are written out.
    fn length(&self, text: &str) -> usize {
        let mut pieces = text.split('&');
        let plain = pieces.next().map_or(0, str::len);
        let written_out = pieces.map(|piece| match piece.split_once(';') {
            Some((name, behind)) => self.lengths.get(name).copied().unwrap_or(name.len()) + behind.len(),
            None => piece.len(),
        });
        plain + written_out.sum::<usize>()
    }
}

/// The name and the text of an entity, if its declaration is there as far as the end of its text; cut as the reader of RDF/XML cuts it.
fn declaration(written: &str) -> Option<(&str, &str)> {
    let written = written.trim_start();
    let written = written.strip_prefix('%').unwrap_or(written);
    let (name, text) = written.trim_start().split_once(|c: char| c.is_ascii_whitespace())?;
    let (text, _) = text.trim_start().strip_prefix('"')?.split_once('"')?;
    Some((name, text))
}

impl<R: Read> Read for Watched<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let n = self.reader.read(buffer)?;
        self.pass(&buffer[..n]).map_err(|problem| {
            let advice = "write that text where it is used, or save the vocabulary as Turtle";
            self.fault.replace(Some((self.line, format!("{problem}; {advice}"))));
            io::Error::from(io::ErrorKind::InvalidData)
        })?;
        Ok(n)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is wrong with a text that is read so many bytes at a time.
    fn fault(text: &str, at_a_time: usize) -> Option<(u64, String)> {
        struct Slow<'t>(&'t [u8], usize);
        impl Read for Slow<'_> {
            fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
                let n = self.1.min(buffer.len());
                self.0.read(&mut buffer[..n])
            }
        }
        let fault = Fault::default();
        let read = Watched::new(Slow(text.as_bytes(), at_a_time), fault.clone()).read_to_end(&mut Vec::new());
        let found = fault.take();
        assert_eq!(read.is_err(), found.is_some());
        found
    }

    #[test]
    fn entities_that_grow_are_found_however_they_are_read() {
        let ten = "&a;".repeat(10);
        let text = format!("<?xml version=\"1.0\"?>\n<!DOCTYPE z [\n<!ENTITY a \"{}\">\n<!ENTITY b \"{ten}\">\n]>", "x".repeat(30));
        for at_a_time in [1, 7, 4096] {
            let (line, problem) = fault(&text, at_a_time).expect("300 bytes are too many");
            assert_eq!(line, 4);
            assert!(problem.contains("entity b stands for 300 bytes"), "{problem}");
        }
        // One that is declared in a comment, in another case or within another is none; those that come to little are.
        for harmless in [
            "<!DOCTYPE z [<!ENTITY a \"http://example.org/\"><!ENTITY b \"&a;b#\"><!ENTITY % c \"&b;\">]><z>&b;c</z>",
            "<z>ENTITY a b \" \" < ! <! <!ENTIT <<!ENTITY a \"b\"></z>",
        ] {
            assert_eq!(fault(harmless, 1), None, "{harmless}");
        }
        let hidden = format!("<!-- <!ENTITY q \"--><!DOCTYPE z [<!ENTITY a \"{}\">]>", "x".repeat(257));
        assert!(fault(&hidden, 4096).is_some());
        assert!(fault(&format!("<!ENTITY a \"{}\"", "&#65;".repeat(1000)), 64).is_some());
    }
}
