"""Network and matrix: only what is told as done, or charged, is an arrow."""

from __future__ import annotations

import dateline as dl


def test_plots_draw_what_was_done_or_charged():
    told = [
        "Norway shelled Sweden.",
        "Finland denied that it had shelled Sweden.",
        "Peru urged Chile to attack Bolivia.",
    ]
    analysis = dl.Pipeline().run(dl.Corpus.from_texts(told), progress=False)
    edges = {
        (r["actor"], r["reality"]) for r in analysis.events.to_pylist() if r["type"] == "ASSAULT" and r["recipient"]
    }
    assert ("country:norway", "actual") in edges
    assert any(reality == "denied" for _, reality in edges)
    for drawn in (analysis.plot.network()._repr_html_(), analysis.plot.matrix()._repr_html_()):
        assert "Norway → Sweden" in drawn
        assert "Finland → Sweden" not in drawn
        assert "not drawn" in drawn
