//! The formats of files, as their endings tell them: the one table of endings.

/// What a file holds, by its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileFormat {
    /// Plain text or Markdown.
    Text,
    /// A page.
    Html,
    /// JSON, an object a line.
    JsonLines,
    /// JSON of any other shape.
    Json,
    /// A table whose cells are parted by commas.
    Csv,
    /// A table whose cells are parted by tabs.
    Tsv,
    /// A table of Apache Parquet.
    Parquet,
    /// A list of GATE's, or the index of its lists.
    Gate,
    /// A vocabulary in RDF.
    Rdf,
    /// Rules.
    Rules,
    /// A gazetteer of ours.
    Gazetteer,
    /// A classifier of ours.
    Classifier,
}

/// Endings, small letters.
const ENDINGS: [(&str, FileFormat); 24] = [
    ("txt", FileFormat::Text),
    ("text", FileFormat::Text),
    ("md", FileFormat::Text),
    ("markdown", FileFormat::Text),
    ("html", FileFormat::Html),
    ("htm", FileFormat::Html),
    ("xhtml", FileFormat::Html),
    ("jsonl", FileFormat::JsonLines),
    ("ndjson", FileFormat::JsonLines),
    ("json", FileFormat::Json),
    ("csv", FileFormat::Csv),
    ("tsv", FileFormat::Tsv),
    ("tab", FileFormat::Tsv),
    ("parquet", FileFormat::Parquet),
    ("pq", FileFormat::Parquet),
    ("def", FileFormat::Gate),
    ("lst", FileFormat::Gate),
    ("rdf", FileFormat::Rdf),
    ("xml", FileFormat::Rdf),
    ("ttl", FileFormat::Rdf),
    ("nt", FileFormat::Rdf),
    ("toml", FileFormat::Rules),
    ("dlg", FileFormat::Gazetteer),
    ("dlc", FileFormat::Classifier),
];

impl FileFormat {
    /// The format that the name of a file tells, which must be without the ending of its packing; `None` for other endings.
    ///
    /// ```
    /// use dateline::files::format::FileFormat;
    /// assert_eq!(FileFormat::of("names.TAB"), Some(FileFormat::Tsv));
    /// assert_eq!(FileFormat::of("cities500"), None);
    /// ```
    pub fn of(name: &str) -> Option<Self> {
        let ending = name.rsplit_once('.')?.1;
        ENDINGS.iter().find(|(known, _)| known.eq_ignore_ascii_case(ending)).map(|&(_, format)| format)
    }

    /// True for tables, whose files lie beside notes in archives.
    pub const fn is_table(self) -> bool {
        matches!(self, Self::Csv | Self::Tsv | Self::Json | Self::JsonLines | Self::Parquet)
    }

    /// The name by which the command line and the readers of Python know it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Html => "html",
            Self::JsonLines => "jsonl",
            Self::Json => "json",
            Self::Csv => "csv",
            Self::Tsv => "tsv",
            Self::Parquet => "parquet",
            Self::Gate => "gate",
            Self::Rdf => "skos",
            Self::Rules => "toml",
            Self::Gazetteer => "dlg",
            Self::Classifier => "dlc",
        }
    }
}
