//! Files and folders: which files are documents, what format each has, and the index of outlets and dates beside them.

use super::document::Meta;
use super::fields;
use crate::dates::parse_date;
use crate::error::{Error, Result};
use crate::files::delimited::{NOT_CLOSED, Rows, csv_problem, delimiter, wrong_width};
use crate::files::format::FileFormat;
use crate::files::unpack::Packing;
use crate::text::decode::{decode, looks_binary};
use rustc_hash::{FxHashMap, FxHashSet};
use std::io::Read;
use std::path::{Path, PathBuf};

/// What a file holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// One document as plain text or Markdown.
    Text,
    /// One document as a page.
    Html,
    /// A document a line, as JSON objects.
    JsonLines,
    /// A document a row; the delimiter.
    Csv(u8),
    /// A document a row.
    Parquet,
    /// A document of another program, which is not read; what to do with it.
    Foreign(&'static str),
}

/// Endings of documents that other programs write: where one lies among reports, its reader should know that it was passed over.
const FOREIGN: [(&[&str], &str); 4] = [
    (&["pdf", "ps", "djvu"], "the text of such files is not read; turn it into .txt first, as pdftotext does"),
    (&["doc", "docx", "odt", "rtf", "pages", "epub"], "files of word processors are not read; save it as .txt or .html"),
    (&["xls", "xlsx", "ods", "numbers"], "files of spreadsheet programs are not read; save it as .csv"),
    (&["eml", "msg", "mbox"], "mail is not read; save its text as .txt"),
];

/// What is to be done with a file of another program that holds a document or a table.
fn foreign(path: &Path) -> Option<Format> {
    let name = path.file_name()?.to_string_lossy();
    // Word processors leave such files beside those that are open.
    let ending = if name.starts_with("~$") { None } else { name.rsplit_once('.') }?.1;
    let told = FOREIGN.iter().find(|(endings, _)| endings.iter().any(|known| known.eq_ignore_ascii_case(ending)))?;
    Some(Format::Foreign(told.1))
}

/// Endings of the files that are read, in the words of error messages.
pub const ENDINGS: &str = ".txt .md .html .htm .jsonl .ndjson .csv .tsv .parquet, each also with .gz, .bz2 or .zst";

/// One file to read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    /// Where it is.
    pub path: PathBuf,
    /// Its path relative to the given root, with `/`: the document's id, or the beginning of it.
    pub id: String,
    /// What it holds.
    pub format: Format,
    /// How it is packed.
    pub packing: Packing,
    /// What the folder's index says of it.
    pub meta: Meta,
}

/// The format and packing that a file name tells; `None` for other files.
pub fn format_of(path: &Path) -> Option<(Format, Packing)> {
    let name = path.file_name()?.to_string_lossy();
    let (packing, name) = Packing::of(&name);
    let format = match FileFormat::of(name)? {
        FileFormat::Text => Format::Text,
        FileFormat::Html => Format::Html,
        FileFormat::JsonLines => Format::JsonLines,
        FileFormat::Csv => Format::Csv(b','),
        FileFormat::Tsv => Format::Csv(b'\t'),
        FileFormat::Parquet => Format::Parquet,
        _ => return None,
    };
    (packing != Packing::Zip).then_some((format, packing))
}

impl File {
    fn new(path: PathBuf, id: String) -> Option<Self> {
        let (format, packing) = format_of(&path).or_else(|| Some((foreign(&path)?, Packing::Plain)))?;
        Some(Self { path, id, format, packing, meta: Meta::default() })
    }

    /// The path as text, for messages.
    pub fn place(&self) -> String {
        self.path.display().to_string()
    }

    /// A reader of the unpacked bytes.
    pub fn open(&self) -> Result<Box<dyn Read + Send>> {
        self.packing.open(&self.path)
    }

    /// The error of a file that cannot be read: of a packed one, that its packing is at fault.
    pub fn unreadable(&self, e: std::io::Error) -> Error {
        self.packing.unreadable(&self.path, e)
    }

    /// A reader of the unpacked bytes of a table as UTF-8, and the first of them. Empty and binary files are errors.
    pub fn open_table(&self) -> Result<(Vec<u8>, Box<dyn Read + Send>)> {
        let (head, text) = self.packing.open_text(&self.path)?;
        if head.is_empty() {
            return Err(Error::format(self.place(), "the file is empty"));
        }
        match looks_binary(&head) {
            Some(kind) => Err(Error::format(self.place(), format!("the file holds no table: {kind}"))),
            None => Ok((head, text)),
        }
    }

    /// All bytes, unpacked.
    pub fn bytes(&self) -> Result<Vec<u8>> {
        let mut bytes = Vec::new();
        self.open()?.read_to_end(&mut bytes).map_err(|e| self.unreadable(e))?;
        Ok(bytes)
    }
}

/// A path as text with `/`.
pub fn slashes(path: &Path) -> String {
    let parts: Vec<_> = path.components().map(|c| c.as_os_str().to_string_lossy()).collect();
    parts.join("/").replacen("//", "/", 1)
}

/// The files that a path means: a file itself, every readable file below a folder (hidden ones left out), or those that
/// a pattern with `*`, `?` and `**` fits. Sorted by id. Documents of other programs are among them where there are others.
pub fn files(path: &str) -> Result<Vec<File>> {
    let given = Path::new(path);
    let mut found = if given.is_dir() {
        let mut found = Vec::new();
        walk(given, given, &mut found)?;
        some_readable(path, "the folder holds", &found)?;
        index(&mut found)?;
        found
    } else if given.is_file() {
        let name = given.file_name().map_or_else(|| path.to_owned(), |n| n.to_string_lossy().into_owned());
        let file = File::new(given.to_owned(), name)
            .ok_or_else(|| Error::input(path, format!("the file's ending is not one of those that can be read ({ENDINGS})")))?;
        if let Format::Foreign(problem) = file.format {
            return Err(Error::input(path, format!("{problem}; its ending is not one of those that can be read ({ENDINGS})")));
        }
        vec![file]
    } else if path.contains(['*', '?']) {
        glob(path)?
    } else {
        return Err(Error::io(path, std::io::Error::new(std::io::ErrorKind::NotFound, "there is no such file or folder")));
    };
    found.sort_by(|a, b| a.id.cmp(&b.id));
    Ok(found)
}

fn walk(root: &Path, folder: &Path, found: &mut Vec<File>) -> Result<()> {
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        let entries = std::fs::read_dir(&folder).map_err(|e| Error::io(folder.display().to_string(), e))?;
        for entry in entries {
            let path = entry.map_err(|e| Error::io(folder.display().to_string(), e))?.path();
            let hidden = path.file_name().is_some_and(|n| n.to_string_lossy().starts_with(['.', '_']));
            if hidden {
                continue;
            }
            if path.is_dir() {
                // A link to a folder is not followed: it may lead in a circle.
                if !path.is_symlink() {
                    folders.push(path);
                }
            } else if let Some(file) = File::new(path.clone(), slashes(path.strip_prefix(root).unwrap_or(&path))) {
                found.push(file);
            }
        }
    }
    Ok(())
}

fn glob(pattern: &str) -> Result<Vec<File>> {
    let parts: Vec<&str> = pattern.split('/').collect();
    let fixed = parts.iter().take_while(|p| !p.contains(['*', '?'])).count();
    let root = match parts[..fixed].join("/") {
        root if root.is_empty() && pattern.starts_with('/') => PathBuf::from("/"),
        root if root.is_empty() => PathBuf::from("."),
        root => PathBuf::from(root),
    };
    let mut below = Vec::new();
    if root.is_dir() {
        walk(&root, &root, &mut below)?;
    }
    let rest: Vec<&str> = parts[fixed..].to_vec();
    below.retain(|f| fits(&rest, &f.id.split('/').collect::<Vec<_>>()));
    some_readable(pattern, "the pattern fits", &below)?;
    Ok(below)
}

/// An error if none of the files can be read.
fn some_readable(place: &str, found_by: &str, files: &[File]) -> Result<()> {
    let told = |file: &File| if let Format::Foreign(problem) = file.format { Some(format!("; {}: {problem}", file.id)) } else { None };
    if files.iter().all(|file| told(file).is_some()) {
        let first = files.iter().min_by(|a, b| a.id.cmp(&b.id)).and_then(told).unwrap_or_default();
        return Err(Error::input(place, format!("{found_by} no file that can be read ({ENDINGS}){first}")));
    }
    Ok(())
}

/// True if the path's parts fit the pattern's; `**` stands for any number of folders.
fn fits(pattern: &[&str], path: &[&str]) -> bool {
    match (pattern, path) {
        ([], []) => true,
        (["**", rest @ ..], _) => fits(rest, path) || path.split_first().is_some_and(|(_, tail)| fits(pattern, tail)),
        ([part, rest @ ..], [name, tail @ ..]) => wildcard(part.as_bytes(), name.as_bytes()) && fits(rest, tail),
        _ => false,
    }
}

/// True if a name fits a pattern of `*` and `?`; the last `*` is the only one that is tried again, so the time is bounded
/// by the product of the lengths.
fn wildcard(pattern: &[u8], name: &[u8]) -> bool {
    let (mut p, mut n, mut star) = (0, 0, None);
    while n < name.len() {
        match pattern.get(p) {
            Some(b'*') => {
                star = Some((p, n));
                p += 1;
            }
            Some(&c) if c == b'?' || c == name[n] => {
                p += 1;
                n += 1;
            }
            _ => match star {
                Some((at, from)) => {
                    p = at + 1;
                    n = from + 1;
                    star = Some((at, from + 1));
                }
                None => return false,
            },
        }
    }
    pattern[p..].iter().all(|&c| c == b'*')
}

/// Takes outlets, dates and titles from a folder's `index.csv` (columns `path`, also called `file` or `doc_id`, and any of `source`, `date`,
/// `title`, `lang`). A folder with an index has the documents that the index lists, no others. A CSV of that name with a
/// column `text` is data.
fn index(found: &mut Vec<File>) -> Result<()> {
    let Some(at) = found.iter().position(|f| f.id == "index.csv") else { return Ok(()) };
    let place = found[at].place();
    let bad = |problem: String| Error::input(place.clone(), format!("{problem}; an index has the columns path, source, date, title, lang"));
    let text = decode(&found[at].bytes()?).text;
    let mut rows = Rows::new(text.as_bytes(), delimiter(text.as_bytes(), b','));
    let header = rows.header().map_err(|e| bad(csv_problem(&e)))?;
    let header: Vec<String> = header.iter().map(|name| fields::plain(trimmed(name).trim_start_matches('\u{feff}'))).collect();
    let column = |names: &[&str]| names.iter().find_map(|name| header.iter().position(|column| column == name));
    let Some(path) = column(&["path", "doc_id", "file", "filename", "file_name"]).filter(|_| column(&["text"]).is_none()) else {
        return Ok(());
    };
    let columns = [fields::SOURCE, fields::TITLE, fields::DATE, fields::LANG].map(|names| column(names.usual));
    let ids: FxHashSet<&str> = found.iter().map(|file| file.id.as_str()).collect();
    let mut by_path = FxHashMap::default();
    let mut record = csv::ByteRecord::new();
    while let Some(line) = rows.next(&mut record).map_err(|e| bad(csv_problem(&e)))? {
        if rows.ends_quoted() {
            return Err(bad(format!("line {line}: {NOT_CLOSED}")));
        }
        if record.len() != header.len() {
            return Err(bad(format!("line {line}: {}", wrong_width(record.len(), header.len()))));
        }
        let cell = |c: usize| columns[c].and_then(|c| record.get(c)).map(trimmed).filter(|v| !v.is_empty()).map(str::to_owned);
        let date = cell(2).map(|d| parse_date(&d, &format!("{place}, line {line}, column date"))).transpose()?;
        let meta = Meta { source: cell(0), title: cell(1), date, lang: cell(3) };
        let told = trimmed(&record[path]);
        // As other systems write paths: `.\a\b.txt`.
        let told = if ids.contains(told) { told.to_owned() } else { told.replace('\\', "/").trim_start_matches("./").to_owned() };
        by_path.insert(told, meta);
    }
    found.retain_mut(|file| {
        let meta = if matches!(file.format, Format::Foreign(_)) { None } else { by_path.remove(&file.id) };
        meta.map(|meta| file.meta = meta).is_some()
    });
    match by_path.keys().min() {
        Some(missing) => Err(Error::input(place, format!("it lists {missing:?}, which is no readable file of the folder ({ENDINGS})"))),
        None => Ok(()),
    }
}

/// A cell of decoded text without white space around it; no cell of such a text begins or ends within a character.
fn trimmed(cell: &[u8]) -> &str {
    std::str::from_utf8(cell).unwrap_or_default().trim()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns() {
        for (pattern, path, want) in [
            ("*.txt", "a.txt", true),
            ("*.txt", "b/a.txt", false),
            ("**/*.txt", "b/c/a.txt", true),
            ("**/*.txt", "a.txt", true),
            ("b/?.txt", "b/a.txt", true),
            ("b/?.txt", "b/aa.txt", false),
            ("a*b*c", "aXbYbZc", true),
            ("a*b*c", "aXbYbZ", false),
        ] {
            let split = |s| str::split(s, '/').collect::<Vec<_>>();
            assert_eq!(fits(&split(pattern), &split(path)), want, "{pattern} {path}");
        }
    }
}
