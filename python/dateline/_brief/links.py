"""Links between the lines of the brief and the spans of the source texts, both ways."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from itertools import groupby

from .._escape import esc
from .build import REFS
from .model import Ref, Situation
from .outlets import Told, tag


class Links:
    """Hands out anchors, and remembers which line cites which span."""

    def __init__(self, brief: Situation) -> None:
        self.brief = brief
        self.told = Told((source.outlet, source.doc_id) for source in brief.sources)
        self.cited: dict[int, dict[tuple[int, int], list[str]]] = defaultdict(dict)
        self._lines = 0
        self._shown = {text.doc: ([block.start for block in text.blocks], text.blocks) for text in brief.texts}
        self._ends = {text.doc: [sentence.end for sentence in text.sentences] for text in brief.texts}

    def line(self) -> str:
        """The id of a new line of the brief."""
        self._lines += 1
        return f"l{self._lines}"

    def shown(self, ref: Ref) -> bool:
        """Whether the place where a span begins is on the page."""
        starts, blocks = self._shown.get(ref.doc, ([], ()))
        at = bisect_right(starts, ref.start) - 1
        return at >= 0 and ref.start < blocks[at].end and blocks[at].kind != "furniture"

    def to(self, ref: Ref, words: str, line: str, again: bool = False) -> str:
        """A link to a span; plain words where the span is not on the page. `again`: a further link of one outlet."""
        source = self.brief.sources[ref.doc]
        title = esc(f"{source.doc_id}, characters {ref.start}–{ref.end}")
        if not self.shown(ref):
            return f'<span class="ref" title="{title} (text not on this page)">{esc(words)}</span>'
        lines = self.cited[ref.doc].setdefault((ref.start, ref.end), [])
        if line not in lines:
            lines.append(line)
        at = note(ref.doc, bisect_right(self._ends[ref.doc], ref.start))
        kind = "ref again" if again else "ref"
        return (
            f'<a class="{kind}" href="#{anchor(ref.doc, ref.start, ref.end)}" data-at="{at}" title="{title}">'
            f"<span>{esc(words)}</span></a>"
        )

    def refs(self, refs: tuple[Ref, ...], line: str) -> str:
        """Links to spans under the names of their outlets; further ones of an outlet as numbers."""
        ordered = sorted(refs[:REFS], key=lambda ref: self.brief.sources[ref.doc].outlet)
        parts = []
        for outlet, group in groupby(ordered, key=lambda ref: self.brief.sources[ref.doc].outlet):
            links = [
                self.to(ref, str(at + 1) if at else tag(outlet, self.brief.sources[ref.doc].doc_id), line, at > 0)
                for at, ref in enumerate(group)
            ]
            parts.append(" ".join(links))
        more = f" <span class=more>and {len(refs) - REFS:,} more</span>" if len(refs) > REFS else ""
        return f'<span class="refs">{" · ".join(parts)}{more}</span>'


def note(doc: int, sentence: int) -> str:
    """The number by which print refers to a sentence: that of the document and its own."""
    return f"{doc + 1}.{sentence + 1}"


def anchor(doc: int, start: int, end: int) -> str:
    """The id of a span."""
    return f"d{doc}-{start}-{end}"
