//! Files as they ship: plain, or packed with gzip, Zstandard, bzip2 or ZIP, read as a stream.

use super::format::FileFormat;
use crate::error::{Error, Result};
use crate::text::decode::{decode, is_utf16};
use std::fs::File;
use std::io::{self, BufReader, Cursor, Read, Seek, SeekFrom};
use std::path::Path;

/// How a file is packed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Packing {
    /// Not at all.
    Plain,
    /// gzip
    Gzip,
    /// Zstandard
    Zstd,
    /// bzip2
    Bzip2,
    /// The one file of a ZIP archive, or the one that bears the archive's name.
    Zip,
}

/// Bytes of a text that are looked at to tell its encoding.
const HEAD: u64 = 1 << 16;
/// Bytes read from the disk at once.
const BUFFER: usize = 1 << 18;

impl Packing {
    /// The packing that a file name tells, and the name without it.
    ///
    /// ```
    /// use dateline::files::unpack::Packing;
    /// assert_eq!(Packing::of("dump.json.BZ2"), (Packing::Bzip2, "dump.json"));
    /// assert_eq!(Packing::of("names.csv"), (Packing::Plain, "names.csv"));
    /// ```
    pub fn of(name: &str) -> (Self, &str) {
        let (stem, ending) = name.rsplit_once('.').unwrap_or((name, ""));
        match ending.to_ascii_lowercase().as_str() {
            "gz" => (Self::Gzip, stem),
            "zst" => (Self::Zstd, stem),
            "bz2" => (Self::Bzip2, stem),
            "zip" => (Self::Zip, stem),
            _ => (Self::Plain, name),
        }
    }

    /// A reader of the unpacked bytes.
    pub fn open(self, path: &Path) -> Result<Box<dyn Read + Send>> {
        let place = || path.display().to_string();
        let file = File::open(path).map_err(|e| Error::io(place(), e))?;
        if self == Self::Zip {
            return Ok(zipped(file, path)?.1);
        }
        let file = BufReader::with_capacity(BUFFER, file);
        Ok(match self {
            Self::Gzip => Box::new(flate2::bufread::MultiGzDecoder::new(file)),
            Self::Zstd => Box::new(zstd::stream::Decoder::with_buffer(file).map_err(|e| self.unreadable(path, e))?),
            Self::Bzip2 => Box::new(bzip2::bufread::MultiBzDecoder::new(file)),
            Self::Plain | Self::Zip => Box::new(file),
        })
    }

    /// The error of a file that cannot be read: of a packed one, that its packing is at fault.
    pub fn unreadable(self, path: &Path, e: io::Error) -> Error {
        let place = path.display().to_string();
        let packing = match self {
            _ if e.raw_os_error().is_some() => return Error::io(place, e),
            Self::Plain => return Error::io(place, e),
            Self::Gzip => "gzip",
            Self::Zstd => "Zstandard",
            Self::Bzip2 => "bzip2",
            Self::Zip => "ZIP",
        };
        Error::format(place, format!("this is no {packing} file, or it is damaged or cut short ({e})"))
    }

    /// The name of the file inside, and all its bytes; what is not packed has the name of the path.
    pub fn whole(self, path: &Path) -> Result<(String, Vec<u8>)> {
        let mut bytes = Vec::new();
        let (name, mut file) = match self {
            Self::Zip => zipped(File::open(path).map_err(|e| Error::io(path.display().to_string(), e))?, path)?,
            _ => (Self::of(&path.to_string_lossy()).1.to_owned(), self.open(path)?),
        };
        file.read_to_end(&mut bytes).map_err(|e| self.unreadable(path, e))?;
        Ok((name, bytes))
    }

    /// The head of a text, and a reader of all of it as UTF-8 (unless it is in an eight-bit encoding), without a byte-order mark.
    pub fn open_text(self, path: &Path) -> Result<(Vec<u8>, Box<dyn Read + Send>)> {
        let mut rest = self.open(path)?;
        let mut head = Vec::new();
        rest.by_ref().take(HEAD).read_to_end(&mut head).map_err(|e| self.unreadable(path, e))?;
        if is_utf16(&head) {
            rest.read_to_end(&mut head).map_err(|e| self.unreadable(path, e))?;
            let text = decode(&head).text.into_bytes();
            return Ok((text[..text.len().min(HEAD as usize)].to_vec(), Box::new(Cursor::new(text))));
        }
        if head.starts_with(b"\xEF\xBB\xBF") {
            head.drain(..3);
        }
        Ok((head.clone(), Box::new(Cursor::new(head).chain(rest))))
    }
}

/// True for what lies beside the data of an archive: notes of its makers and of their systems.
fn is_aside(member: &str) -> bool {
    let file = member.rsplit('/').next().unwrap_or(member).to_ascii_lowercase();
    let note = ["readme", "license", "licence", "copying", "notice"].into_iter().any(|start| file.starts_with(start));
    note || file.starts_with('.') || member.starts_with("__MACOSX/")
}

/// True for a table by its name, such as `names.csv`.
fn is_table(member: &str) -> bool {
    FileFormat::of(member).is_some_and(FileFormat::is_table)
}

/// Name and bytes of the one file of an archive, or of the one of several that bears the archive's name. Several tables, or several files of which none
/// bears it, are an error: which is meant, nobody can tell.
fn zipped(file: File, path: &Path) -> Result<(String, Box<dyn Read + Send>)> {
    let broken = |problem: String| Error::format(path.display().to_string(), format!("this is no ZIP file that can be read: {problem}"));
    let mut archive = zip::ZipArchive::new(BufReader::new(file)).map_err(|e| broken(e.to_string()))?;
    let wanted = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    let mut members: Vec<(String, usize)> = Vec::new();
    for index in 0..archive.len() {
        let member = archive.by_index_raw(index).map_err(|e| broken(e.to_string()))?;
        if member.is_file() {
            members.push((member.name().map(|name| name.into_owned()).unwrap_or_default(), index));
        }
    }
    if members.iter().any(|(name, _)| !is_aside(name)) {
        members.retain(|(name, _)| !is_aside(name));
    }
    let named = |name: &str| Path::new(name).file_stem().is_some_and(|stem| stem.to_string_lossy() == wanted);
    let own = members.iter().find(|(name, _)| named(name));
    let chosen = match (members.as_slice(), own) {
        ([], _) => return Err(broken("it holds no file".into())),
        ([only], _) => only,
        (_, Some(own)) if !is_table(&own.0) || members.iter().filter(|(name, _)| is_table(name)).count() == 1 => own,
        _ => {
            let names: Vec<&str> = members.iter().map(|(name, _)| name.as_str()).collect();
            let shown = names[..names.len().min(5)].join(", ");
            let problem = format!(
                "the archive holds {} files ({shown}{}); unpack it and read them one by one",
                names.len(),
                if names.len() > 5 { ", …" } else { "" }
            );
            return Err(Error::format(path.display().to_string(), problem));
        }
    };
    let (name, index) = chosen.clone();
    let member = archive.by_index_raw(index).map_err(|e| broken(e.to_string()))?;
    if member.encrypted() {
        return Err(broken("it is encrypted".into()));
    }
    let (start, packed, deflated) = (member.data_start(), member.compressed_size(), member.compression());
    let check = Checked { inner: (), crc: flate2::Crc::new(), wanted: member.crc32(), left: member.size() };
    let start = start.ok_or_else(|| broken("the place of its data is unknown".into()))?;
    drop(member);
    let mut file = archive.into_inner();
    file.seek(SeekFrom::Start(start)).map_err(|e| Error::io(path.display().to_string(), e))?;
    let data = file.take(packed);
    match deflated {
        zip::CompressionMethod::Stored => Ok((name, Box::new(check.over(data)))),
        zip::CompressionMethod::DEFLATE => {
            let data = flate2::bufread::DeflateDecoder::new(BufReader::with_capacity(BUFFER, data));
            Ok((name, Box::new(check.over(data))))
        }
        other => Err(broken(format!("it is packed with {other}; pack it again with Deflate, or unpack it"))),
    }
}

/// A reader that checks length and checksum when it comes to the end.
struct Checked<R> {
    inner: R,
    crc: flate2::Crc,
    wanted: u32,
    left: u64,
}

impl Checked<()> {
    fn over<R>(self, inner: R) -> Checked<R> {
        Checked { inner, crc: self.crc, wanted: self.wanted, left: self.left }
    }
}

impl<R: Read> Read for Checked<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let n = self.inner.read(buffer)?;
        self.crc.update(&buffer[..n]);
        self.left = self.left.checked_sub(n as u64).ok_or_else(|| io::Error::other("longer than the archive says"))?;
        if n == 0 && !buffer.is_empty() && (self.left > 0 || self.crc.sum() != self.wanted) {
            return Err(io::Error::other("the checksum is wrong"));
        }
        Ok(n)
    }
}
