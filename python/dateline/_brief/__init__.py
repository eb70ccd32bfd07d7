"""The situation brief: gathered from an analysis, one file a section, then written as HTML, Markdown or JSON."""
