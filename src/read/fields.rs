//! What the fields of a document are called: in the columns of tables, and in lines at the head of text files.

/// The names of one field, in small letters with `_` between words.
#[derive(Clone, Copy, Debug)]
pub struct Names {
    /// In tables and headers alike, the likeliest first.
    pub usual: &'static [&'static str],
    /// Further names in headers alone. There all lines must be fields of known names, where a single column of a table that is called so
    /// may hold anything.
    pub in_headers: &'static [&'static str],
}

/// The text. A header has none: the text stands below it.
pub const TEXT: Names =
    Names { usual: &["text", "body", "content", "article", "full_text", "fulltext", "article_text", "maintext", "story"], in_headers: &[] };

/// The id.
pub const ID: Names = Names { usual: &["doc_id", "id", "document_id", "article_id", "uid"], in_headers: &[] };

/// The day of publication. A column `created` often says when its row was made, and `datum` is English for any one value.
pub const DATE: Names = Names {
    usual: &["date", "published", "publication_date", "pub_date", "pubdate", "published_at", "date_published", "datetime", "timestamp"],
    in_headers: &["datum", "created"],
};

/// The outlet. A column `site` may well be where something happened.
pub const SOURCE: Names =
    Names { usual: &["source", "outlet", "publisher", "publication", "domain", "source_name", "newspaper"], in_headers: &["site"] };

/// The title.
pub const TITLE: Names = Names { usual: &["title", "headline"], in_headers: &[] };

/// The language.
pub const LANG: Names = Names { usual: &["lang", "language"], in_headers: &[] };

/// What else may stand in the lines of a header, beside the fields that are taken.
pub const BESIDE: &[&str] = &[
    "author",
    "authors",
    "by",
    "byline",
    "url",
    "link",
    "section",
    "category",
    "categories",
    "tags",
    "keywords",
    "location",
    "updated",
    "modified",
    "retrieved",
    "accessed",
    "country",
    "layout",
    "description",
    "slug",
    "draft",
];

impl Names {
    /// True for a name of the field at the head of a text; `name` is [`plain`].
    pub fn heads(self, name: &str) -> bool {
        self.usual.contains(&name) || self.in_headers.contains(&name)
    }
}

/// A name as the lists have it: `Published At` and `published-at` are `published_at`.
pub fn plain(name: &str) -> String {
    name.trim().to_ascii_lowercase().replace([' ', '-'], "_")
}
