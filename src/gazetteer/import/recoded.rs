//! A stream of bytes in some encoding as one of UTF-8.

use encoding_rs::{Decoder, Encoding};
use std::io::{self, Read};

/// How many bytes are decoded at a time.
const CHUNK: usize = 1 << 16;

/// Reads another reader's bytes and gives them as UTF-8; what is no text in the encoding becomes U+FFFD.
pub(super) struct Recoded<R> {
    reader: R,
    decoder: Decoder,
    bytes: Vec<u8>,
    text: Vec<u8>,
    /// How much of `text` has been given.
    given: usize,
    ended: bool,
}

impl<R: Read> Recoded<R> {
    /// The bytes of `reader`, which are in this encoding.
    pub fn new(reader: R, encoding: &'static Encoding) -> Self {
        let decoder = encoding.new_decoder_without_bom_handling();
        Self { reader, decoder, bytes: vec![0; CHUNK], text: Vec::new(), given: 0, ended: false }
    }

    fn decode_more(&mut self) -> io::Result<()> {
        let read = self.reader.read(&mut self.bytes)?;
        self.ended = read == 0;
        // `None` stands for a number beyond `usize`; no byte of a single-byte encoding takes more than three in UTF-8.
        self.text.resize(self.decoder.max_utf8_buffer_length(read).unwrap_or(3 * CHUNK + 16), 0);
        let (_, _, written, _) = self.decoder.decode_to_utf8(&self.bytes[..read], &mut self.text, self.ended);
        self.text.truncate(written);
        self.given = 0;
        Ok(())
    }
}

impl<R: Read> Read for Recoded<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        while self.given == self.text.len() && !self.ended {
            self.decode_more()?;
        }
        let read = (&self.text[self.given..]).read(buffer)?;
        self.given += read;
        Ok(read)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use encoding_rs::{KOI8_R, WINDOWS_1251};

    #[test]
    fn bytes_of_any_number_at_a_time_become_the_same_text() {
        let text = "Слава, Ёжик и 12 «друзей»\n".repeat(9000);
        for encoding in [WINDOWS_1251, KOI8_R] {
            let text = if encoding == KOI8_R { text.replace(['«', '»'], "") } else { text.clone() };
            let (bytes, ..) = encoding.encode(&text);
            let mut reader = Recoded::new(bytes.as_ref(), encoding);
            let (mut out, mut buffer) = (Vec::new(), [0; 777]);
            while let Ok(read @ 1..) = reader.read(&mut buffer) {
                out.extend_from_slice(&buffer[..read]);
            }
            assert_eq!(String::from_utf8_lossy(&out), text);
        }
    }
}
