//! What a page's head says of its publication: the day and the outlet.

use crate::dates::parse_date;
use chrono::NaiveDate;
use scraper::{ElementRef, Html, Selector};
use serde_json::Value;
use std::sync::LazyLock;

/// Names of `meta` elements that hold the day of publication, the surest first: Open Graph, schema.org, Dublin Core and what newsrooms use.
const DAYS: &[&str] = &[
    "article:published_time",
    "og:article:published_time",
    "og:published_time",
    "datepublished",
    "dcterms.issued",
    "dc.date.issued",
    "dcterms.created",
    "dcterms.date",
    "dc.date",
    "parsely-pub-date",
    "sailthru.date",
    "publishdate",
    "publish-date",
    "publish_date",
    "pubdate",
    "date",
];

/// Names of `meta` elements that hold the outlet, the surest first.
const OUTLETS: &[&str] = &["og:site_name", "dcterms.publisher", "dc.publisher", "publisher", "application-name"];

static META: LazyLock<Selector> = LazyLock::new(|| selector("meta[content]"));
static HEADINGS: LazyLock<Selector> = LazyLock::new(|| selector("h1"));
static LINKED: LazyLock<Selector> = LazyLock::new(|| selector("script[type=\"application/ld+json\"]"));
static TIMES: LazyLock<Selector> =
    LazyLock::new(|| selector("time[itemprop=datePublished][datetime], time[pubdate][datetime], article time[datetime]"));

fn selector(of: &str) -> Selector {
    Selector::parse(of).expect("a selector of this file")
}

/// Names of `meta` elements that hold the headline, for those who show the page.
const HEADLINES: &[&str] = &["og:title", "twitter:title"];

/// When and where a page was published, as far as it says so.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Publication {
    /// The day.
    pub date: Option<NaiveDate>,
    /// The outlet.
    pub source: Option<String>,
}

impl Publication {
    /// Read from `meta` elements, else from linked data (schema.org), else from the article's first `time`. What is no date says nothing.
    pub fn of(page: &Html) -> Self {
        let linked: Vec<Value> = page.select(&LINKED).filter_map(|script| serde_json::from_str(&script.inner_html()).ok()).collect();
        let of_linked = |key: &[&str]| linked.iter().find_map(|value| find(value, key, 0));
        let date = meta(page, DAYS)
            .and_then(|text| day(&text))
            .or_else(|| of_linked(&["datePublished"]).and_then(|text| day(&text)))
            .or_else(|| page.select(&TIMES).find_map(|time| day(time.attr("datetime")?)));
        Self { date, source: meta(page, OUTLETS).or_else(|| of_linked(&["publisher", "name"])) }
    }
}

/// The headlines of a page: its headings of the first level, and those for who shows it.
pub fn headlines(page: &Html) -> Vec<String> {
    let shown = page.select(&HEADINGS).map(|heading| heading.text().flat_map(str::split_whitespace).collect::<Vec<_>>().join(" "));
    shown.filter(|text| !text.is_empty()).chain(meta(page, HEADLINES)).collect()
}

fn day(text: &str) -> Option<NaiveDate> {
    parse_date(text, "").ok()
}

/// The content of the first of these `meta` elements that has any.
fn meta(page: &Html, names: &[&str]) -> Option<String> {
    let name_of = |element: &ElementRef<'_>| {
        ["property", "name", "itemprop"].iter().find_map(|key| element.attr(key)).map(|name| name.trim().to_ascii_lowercase())
    };
    let found: Vec<(String, &str)> = page
        .select(&META)
        .filter_map(|element| Some((name_of(&element)?, element.attr("content")?.trim())))
        .filter(|(_, content)| !content.is_empty())
        .collect();
    names.iter().find_map(|name| found.iter().find(|(known, _)| known == name)).map(|(_, content)| (*content).to_owned())
}

/// Objects of linked data lie in lists and graphs, not deeper than this.
const DEEPEST: usize = 8;

/// The first text below a value at a path of keys.
fn find(value: &Value, path: &[&str], depth: usize) -> Option<String> {
    if depth > DEEPEST {
        return None;
    }
    match (value, path) {
        (Value::String(text), []) => Some(text.trim().to_owned()).filter(|text| !text.is_empty()),
        (Value::Array(items), _) => items.iter().find_map(|item| find(item, path, depth + 1)),
        (Value::Object(fields), [key, rest @ ..]) => fields
            .get(*key)
            .and_then(|field| find(field, rest, depth + 1))
            .or_else(|| fields.values().find_map(|field| find(field, path, depth + 1))),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_tell_when_and_where_they_were_published() {
        let cases = [
            (
                r#"<meta property="article:published_time" content="2024-08-26T10:15:00+02:00"><meta property="og:site_name" content=" Harbour Post ">"#,
                "2024-08-26 Harbour Post",
            ),
            (
                r#"<meta name="DC.date.issued" content="26 August 2024"><meta name="publisher" content="Delta Wire">"#,
                "2024-08-26 Delta Wire",
            ),
            (r#"<meta name="date" content="yesterday"><time datetime="2024-01-01">other</time>"#, "- -"),
            (r#"<meta name="date" content="2024-08-27"><meta name="article:published_time" content="2024-08-26">"#, "2024-08-26 -"),
            (r#"<article><time datetime="2024-08-26T09:00">Monday</time></article>"#, "2024-08-26 -"),
            (
                r#"<script type="application/ld+json">{"@graph":[{"@type":"WebPage"},{"@type":"NewsArticle","datePublished":"2024-08-26","publisher":{"@type":"Organization","name":"Coast News"}}]}</script>"#,
                "2024-08-26 Coast News",
            ),
            (r#"<script type="application/ld+json">{broken</script>"#, "- -"),
        ];
        for (page, expected) in cases {
            let told = Publication::of(&Html::parse_document(page));
            let date = told.date.map_or_else(|| "-".to_owned(), |date| date.to_string());
            assert_eq!(format!("{date} {}", told.source.as_deref().unwrap_or("-")), expected, "{page}");
        }
    }
}
