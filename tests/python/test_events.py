"""Who acts on whom, on whole sentences with real names."""

from __future__ import annotations

import pytest

import dateline as dl

PIPE = dl.Pipeline()
NAMES = dl.Gazetteer.seed()


@pytest.mark.parametrize(
    ("text", "actor", "recipient"),
    [
        ("Norway said on Friday that it was ready to impose new sanctions on Belarus.", "NO", "BY"),
        ("Norway was preparing sanctions against Belarus.", "NO", "BY"),
        ("Norway has imposed sanctions on Belarus.", "NO", "BY"),
    ],
)
def test_who_puts_sanctions_on_whom(text, actor, recipient):
    rows = [row for row in PIPE.run(text).events.to_pylist() if row["type"] == "SANCTION"]
    codes = {name: NAMES[name]["country"] for row in rows for name in (row["actor"], row["recipient"])}
    assert rows and all((codes[row["actor"]], codes[row["recipient"]]) == (actor, recipient) for row in rows)
