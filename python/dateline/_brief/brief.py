"""The situation brief: what happened, who says what, where and who, what is disputed, and from which sources."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from .._arguments import a_day
from .._core import write_text
from .._escape import count, esc
from .._rows import AnalysisLike
from ..errors import InputError
from .build import build
from .model import Situation


class Brief:
    """A brief over an analysis; shows itself in a notebook, and saves itself as `.html`, `.md` or `.json`.

    `max_text` is how many characters of source texts the HTML page carries; of longer collections it shows whole texts
    while they fit, and of the others the passages that are cited.

    >>> import dateline as dl
    >>> brief = dl.Pipeline().run(["Kyiv denied the claim."]).brief("One report")
    >>> brief.to_markdown().splitlines()[0]
    '# One report'
    """

    __slots__ = ("situation",)

    def __init__(
        self,
        analysis: AnalysisLike,
        title: str | None = None,
        *,
        date: dt.date | str | None = None,
        max_text: int = 1_000_000,
    ) -> None:
        self.situation: Situation = build(analysis, title, a_day("date", date), max_text)

    def to_html(self) -> str:
        """One page that needs no network."""
        from .page import page

        return page(self.situation)

    def to_markdown(self) -> str:
        """Markdown; every line ends with its spans as `[1:20–34]`: the number of the document under Sources, and code points."""
        from .markdown import markdown

        return markdown(self.situation)

    def to_json(self, indent: int | None = 1) -> str:
        """JSON with all spans as document, start and end in code points."""
        from .as_json import as_json

        return as_json(self.situation, indent)

    def save(self, path: str | Path) -> Path:
        """Writes the brief in the format that the path's ending names; returns the path."""
        target = Path(path)
        writers = {".html": self.to_html, ".htm": self.to_html, ".md": self.to_markdown, ".json": self.to_json}
        writer = writers.get(target.suffix.lower())
        if writer is None:
            raise InputError(f"{str(path)!r}: a brief is saved as .html, .md or .json")
        write_text(target, writer())
        return target

    def __repr__(self) -> str:
        s = self.situation
        failed = sum(source.error is not None for source in s.sources)
        unread = f" ({failed:,} not read, see Sources)" if failed else ""
        return (
            f"Brief({s.title!r}, {count(s.documents, 'document')}{unread}, {count(s.sentences, 'sentence')};"
            " .save('brief.html') writes it)"
        )

    def _repr_html_(self) -> str:
        # A frame of its own: the page's style and anchors cannot touch the notebook, nor hostile text its page.
        return (
            f'<iframe title="{esc(self.situation.title)}" sandbox="allow-scripts"'
            ' style="width:100%;height:44rem;border:1px solid #8886;border-radius:6px" '
            f'srcdoc="{esc(self.to_html())}"></iframe>'
        )

    def _repr_markdown_(self) -> str:
        return self.to_markdown()
