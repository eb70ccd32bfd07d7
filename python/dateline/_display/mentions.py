"""The mentions of one text."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from .._shown import ShownList
from .document import document_html
from .table import ROWS, table_html

if TYPE_CHECKING:
    from .._core import Mention


class MentionList(ShownList["Mention"]):
    """The mentions of one text, as `Gazetteer.find` gives them: a list that shows itself highlighted in a notebook.

    >>> import dateline as dl
    >>> mentions = dl.Gazetteer(["Hama", "Homs"]).find("From Homs to Hama.")
    >>> type(mentions).__name__, [mention.text for mention in mentions]
    ('MentionList', ['Homs', 'Hama'])
    """

    def __init__(self, mentions: Iterable[Mention] = (), text: str | None = None) -> None:
        super().__init__(mentions)
        self.text = text

    def _repr_html_(self) -> str:
        columns = ("text", "start", "end", "name", "type", "entity_id", "variant", "score")
        rows = [{name: getattr(mention, name, None) for name in columns} for mention in self[:ROWS]]
        table = table_html(columns, rows, len(self))
        if self.text is None or not self:
            return table
        spans = [{"start": m.start, "end": m.end, "type": m.type, "name": m.name} for m in self]
        return document_html(self.text, spans) + table
