//! An HTML page as lines of text: a line a block element, scripts and styles left out.

use super::page_title;
use super::publication::{Publication, headlines};
use scraper::{Html, Node};

const BREAKS: &[&str] = &[
    "address",
    "article",
    "aside",
    "blockquote",
    "br",
    "button",
    "caption",
    "dd",
    "details",
    "dialog",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hr",
    "legend",
    "li",
    "main",
    "ol",
    "option",
    "p",
    "pre",
    "section",
    "summary",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "title",
    "tr",
    "ul",
];
const HIDDEN: &[&str] = &["script", "style", "noscript", "template", "svg", "iframe", "object", "head", "nav"];

/// A page's title and its text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Page {
    /// From the `title` element, without the outlet behind it.
    pub title: Option<String>,
    /// From the `lang` attribute, its first two letters.
    pub lang: Option<String>,
    /// What its head says of its publication.
    pub publication: Publication,
    /// One line a block element; white space folded as a browser does.
    pub text: String,
}

/// Reads a page. Never fails: what is broken is mended as the HTML standard says.
pub fn read(html: &str) -> Page {
    let tree = Html::parse_document(html);
    let mut page = Page { publication: Publication::of(&tree), ..Page::default() };
    let mut line = String::new();
    let mut skipping = None;
    let flush = |line: &mut String, text: &mut String| {
        let trimmed = line.trim();
        if !trimmed.is_empty() {
            text.push_str(trimmed);
            text.push('\n');
        }
        line.clear();
    };
    for edge in tree.tree.root().traverse() {
        match edge {
            ego_tree::iter::Edge::Open(node) => match node.value() {
                Node::Element(element) => {
                    let name = element.name();
                    if name == "html" {
                        page.lang = element.attr("lang").and_then(|l| l.get(..2)).map(str::to_ascii_lowercase);
                    }
                    if name == "title" && page.title.is_none() {
                        let title = node.descendants().filter_map(|n| n.value().as_text()).map(|t| &**t).collect::<String>();
                        page.title = Some(title.split_whitespace().collect::<Vec<_>>().join(" ")).filter(|t| !t.is_empty());
                    }
                    if skipping.is_none() && HIDDEN.contains(&name) {
                        skipping = Some(node.id());
                    }
                    if skipping.is_none() && BREAKS.contains(&name) {
                        flush(&mut line, &mut page.text);
                    }
                }
                Node::Text(text) if skipping.is_none() => {
                    for c in text.chars() {
                        let c = if c.is_ascii_whitespace() { ' ' } else { c };
                        if c != ' ' || !line.ends_with(' ') {
                            line.push(c);
                        }
                    }
                }
                _ => {}
            },
            ego_tree::iter::Edge::Close(node) => {
                if skipping == Some(node.id()) {
                    skipping = None;
                } else if let Node::Element(element) = node.value()
                    && skipping.is_none()
                    && BREAKS.contains(&element.name())
                {
                    flush(&mut line, &mut page.text);
                }
            }
        }
    }
    flush(&mut line, &mut page.text);
    if let Some(title) = &page.title {
        let (headline, outlet) = page_title::parted(title, &headlines(&tree), page.publication.source.as_deref());
        page.publication.source = page.publication.source.or_else(|| outlet.map(str::to_owned));
        page.title = Some(headline.to_owned());
    }
    page
}
