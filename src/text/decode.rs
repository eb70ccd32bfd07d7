//! Bytes into text: UTF-8 with or without byte-order mark, UTF-16, the encodings of Russian and Ukrainian, windows-1252 as a last resort.

use super::cyrillic;
use crate::error::{Error, Result};
use encoding_rs::{Encoding, UTF_16BE, UTF_16LE, WINDOWS_1252};

/// A decoded document and the name of the encoding it came in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decoded {
    /// The text, without byte-order mark; newlines and control characters as they were.
    pub text: String,
    /// `utf-8`, `utf-8-sig`, `utf-16-le`, `utf-16-be`; for Cyrillic text `windows-1251`, `koi8-u`, `ibm866`, `iso-8859-5`; `windows-1252` for
    /// anything else; `utf-8-replaced` for UTF-8 in which a few broken sequences had to be replaced by U+FFFD.
    pub encoding: &'static str,
}

/// Bytes looked at to guess UTF-16 without a mark, and to tell binary files.
const SAMPLE: usize = 1 << 16;

/// Decodes a file's bytes; never fails.
///
/// ```
/// use dateline::text::decode::decode;
/// assert_eq!(decode(b"\xEF\xBB\xBFMinsk").encoding, "utf-8-sig");
/// assert_eq!(decode(b"Krak\xF3w \x96 talks").text, "Kraków – talks");
/// assert_eq!(decode(b"\xCA\xE8\xE5\xE2, \xCE\xE4\xE5\xF1\xF1\xE0").text, "Киев, Одесса");
/// ```
pub fn decode(bytes: &[u8]) -> Decoded {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return with(encoding, &bytes[mark..], true);
    }
    if let Some(encoding) = unmarked_utf16(bytes) {
        return with(encoding, bytes, false);
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => Decoded { text: text.to_owned(), encoding: "utf-8" },
        Err(_) if mostly_utf8(bytes) => Decoded { text: String::from_utf8_lossy(bytes).into_owned(), encoding: "utf-8-replaced" },
        Err(_) => with(cyrillic::encoding_of(bytes).unwrap_or(WINDOWS_1252), bytes, false),
    }
}

/// The encoding of a file that is no UTF-8 but Cyrillic text, as far as its first bytes tell.
pub(crate) fn cyrillic(head: &[u8]) -> Option<&'static Encoding> {
    // The last letter may have been cut.
    let broken = std::str::from_utf8(head).is_err_and(|error| error.error_len().is_some());
    if broken && !mostly_utf8(head) { cyrillic::encoding_of(head) } else { None }
}

/// The encoding of this name, as the WHATWG or Python write it; an error names some that there are.
pub fn encoding_named(name: &str) -> Result<&'static Encoding> {
    let name = name.trim().to_ascii_lowercase().replace('_', "-");
    let found = Encoding::for_label(name.as_bytes()).or_else(|| Encoding::for_label(name.replace('-', "").as_bytes()));
    found.ok_or_else(|| {
        let some = "utf-8, utf-16-le, windows-1251, koi8-r, koi8-u, ibm866, windows-1252, iso-8859-2 and the others of the WHATWG's Encoding Standard";
        Error::input("encoding", format!("there is no encoding {name:?}; there are {some}"))
    })
}

fn with(encoding: &'static Encoding, bytes: &[u8], marked: bool) -> Decoded {
    let (text, broken) = encoding.decode_without_bom_handling(bytes);
    let encoding = match encoding.name() {
        "UTF-16LE" => "utf-16-le",
        "UTF-16BE" => "utf-16-be",
        "windows-1251" => "windows-1251",
        "KOI8-U" => "koi8-u",
        "IBM866" => "ibm866",
        "ISO-8859-5" => "iso-8859-5",
        "windows-1252" => "windows-1252",
        _ if marked && !broken => "utf-8-sig",
        _ => "utf-8-replaced",
    };
    Decoded { text: text.into_owned(), encoding }
}

/// True if the bytes are UTF-16, with a byte-order mark or, as far as can be told, without one.
pub fn is_utf16(bytes: &[u8]) -> bool {
    match Encoding::for_bom(bytes) {
        Some((encoding, _)) => encoding == UTF_16LE || encoding == UTF_16BE,
        None => unmarked_utf16(bytes).is_some(),
    }
}

/// UTF-16 without a mark: spaces, digits, newlines and Latin letters leave a zero in every other byte, on one side alone.
fn unmarked_utf16(bytes: &[u8]) -> Option<&'static Encoding> {
    let sample = &bytes[..bytes.len().min(SAMPLE) & !1];
    let units = sample.len() / 2;
    let high_first = sample.iter().step_by(2).filter(|&&b| b == 0).count();
    let high_last = sample.iter().skip(1).step_by(2).filter(|&&b| b == 0).count();
    let (encoding, zeros, stray) =
        if high_last > high_first { (UTF_16LE, high_last, high_first) } else { (UTF_16BE, high_first, high_last) };
    // Latin text is half zeros; other scripts have one for each space and line end, where it must stand.
    let blank = |pair: &[u8]| matches!(pair, [b' ' | b'\n' | b'\r', 0] | [0, b' ' | b'\n' | b'\r']);
    let blanks = sample.chunks_exact(2).filter(|pair| blank(pair)).count();
    let latin = zeros * 2 >= units;
    let spaced = zeros >= 3 && zeros * 25 >= units && blanks * 2 >= zeros;
    if units < 4 || !(latin || spaced) || stray * 20 > zeros {
        return None;
    }
    let (text, broken) = encoding.decode_without_bom_handling(sample);
    let controls = text.chars().filter(|&c| is_odd_control(c)).count();
    (!broken && controls * 50 <= units).then_some(encoding)
}

/// Control characters that text has no use for.
const fn is_odd_control(c: char) -> bool {
    matches!(c, '\0'..='\x07' | '\x0E'..='\x1A' | '\x1C'..='\x1F' | '\x7F')
}

/// True if broken sequences are rare against whole multi-byte ones, as in a UTF-8 file that was cut or spliced.
fn mostly_utf8(bytes: &[u8]) -> bool {
    let (mut whole, mut broken) = (0_usize, 0_usize);
    for chunk in bytes.utf8_chunks() {
        whole += chunk.valid().bytes().filter(|&b| b >= 0xC0).count();
        broken += usize::from(!chunk.invalid().is_empty());
    }
    whole >= 4 * broken
}

/// How every file begins that dateline writes for itself (`container`); what it holds stands eight bytes on.
pub const OWN_FILES: &[u8; 8] = b"\x89DTL\r\n\x1A\n";

/// Why `bytes` are no text, if they are none: a known file type, or too many control characters.
///
/// A few NUL or control characters do not make a file binary.
///
/// ```
/// use dateline::text::decode::looks_binary;
/// assert_eq!(looks_binary(b"%PDF-1.7 ..."), Some("a PDF file"));
/// assert_eq!(looks_binary(b"Text with a stray \x00 byte stays text."), None);
/// ```
pub fn looks_binary(bytes: &[u8]) -> Option<&'static str> {
    const TYPES: [(&[u8], &str); 26] = [
        (b"%PDF-", "a PDF file"),
        (b"PK\x03\x04", "a ZIP archive (docx, xlsx, odt, epub are such)"),
        (b"PK\x05\x06", "a ZIP archive"),
        (b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", "an old Microsoft Office file"),
        (b"{\\rtf", "a rich text (RTF) file"),
        (b"\x1F\x8B", "gzip data"),
        (b"BZh", "bzip2 data"),
        (b"\xFD7zXZ\0", "xz data"),
        (b"\x28\xB5\x2F\xFD", "zstandard data"),
        (b"7z\xBC\xAF\x27\x1C", "a 7-Zip archive"),
        (b"Rar!\x1A\x07", "a RAR archive"),
        (b"\x89PNG\r\n\x1A\n", "a PNG image"),
        (b"\xFF\xD8\xFF", "a JPEG image"),
        (b"GIF87a", "a GIF image"),
        (b"GIF89a", "a GIF image"),
        (b"RIFF", "a RIFF file (WebP, WAV, AVI)"),
        (b"II*\0", "a TIFF image"),
        (b"MM\0*", "a TIFF image"),
        (b"\x7FELF", "a program"),
        (b"PAR1", "a Parquet file"),
        (b"ARROW1", "an Arrow file"),
        (b"SQLite format 3\0", "an SQLite database"),
        (b"ID3", "an MP3 file"),
        (b"OggS", "an Ogg file"),
        (b"\x1A\x45\xDF\xA3", "a Matroska or WebM video"),
        (b"wOF", "a font"),
    ];
    if let Some(head) = bytes.strip_prefix(OWN_FILES) {
        return Some(match head.get(8..18) {
            Some(b"classifier") => "a classifier that dateline wrote; SentenceClassifier.load opens it",
            _ => "a gazetteer that dateline wrote; Gazetteer.load opens it",
        });
    }
    if let Some((_, reason)) = TYPES.iter().find(|(magic, _)| bytes.starts_with(magic)) {
        // The short ones among them may also open a text.
        let control = bytes.iter().take(512).any(|&b| is_odd_control(char::from(b)) || b >= 0x80);
        let text_like = [&b"%PDF-"[..], b"{\\rtf"].iter().any(|magic| bytes.starts_with(magic));
        if control || text_like {
            return Some(reason);
        }
    }
    if bytes.get(4..8) == Some(b"ftyp") {
        return Some("an MP4 or HEIF file");
    }
    if Encoding::for_bom(bytes).is_some() || unmarked_utf16(bytes).is_some() {
        return None;
    }
    let sample = &bytes[..bytes.len().min(SAMPLE)];
    let controls = sample.iter().filter(|&&b| is_odd_control(char::from(b))).count();
    (controls * 10 > sample.len()).then_some("more than a tenth of its bytes are control characters")
}
