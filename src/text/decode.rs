//! Bytes into text: UTF-8 with or without byte-order mark, UTF-16, windows-1252 as a last resort.

/// A decoded document and the name of the encoding it came in (`utf-8`, `utf-8-sig`, `utf-16-le`, `utf-16-be`, `windows-1252`).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decoded {
    /// The text, without byte-order mark; newlines as they were.
    pub text: String,
    /// The encoding's name.
    pub encoding: &'static str,
}

/// Decodes a file's bytes; never fails.
pub fn decode(bytes: &[u8]) -> Decoded {
    if let Some((encoding, bom)) = encoding_rs::Encoding::for_bom(bytes) {
        let (text, _) = encoding.decode_without_bom_handling(&bytes[bom..]);
        let encoding = match encoding.name() {
            "UTF-16LE" => "utf-16-le",
            "UTF-16BE" => "utf-16-be",
            _ => "utf-8-sig",
        };
        return Decoded { text: text.into_owned(), encoding };
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => Decoded { text: text.to_owned(), encoding: "utf-8" },
        Err(_) => Decoded { text: encoding_rs::WINDOWS_1252.decode_without_bom_handling(bytes).0.into_owned(), encoding: "windows-1252" },
    }
}
