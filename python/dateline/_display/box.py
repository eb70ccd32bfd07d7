"""The ground that all of them stand on, with its style."""

from __future__ import annotations

from typing import Final

# Ink is the notebook's own and grounds are tints, so there is no need to know whether the theme is light or dark.
_STYLE: Final = (
    "<style>"
    ".dl-box{font:13px/1.45 system-ui,-apple-system,'Segoe UI',Roboto,sans-serif;color:inherit;max-width:100%}"
    ".dl-scroll{overflow-x:auto;max-width:100%}"
    ".dl-box table{border-collapse:collapse;font-size:12.5px;margin:0!important;color:inherit}"
    ".dl-box th,.dl-box td{text-align:left!important;padding:3px 9px;border-bottom:1px solid"
    " rgba(128,128,128,.28);vertical-align:top;"
    "white-space:nowrap;background:none!important;color:inherit;font-variant-numeric:tabular-nums}"
    ".dl-box thead th{border-bottom:2px solid rgba(128,128,128,.6);font-weight:600}"
    ".dl-box td.n,.dl-box th.n{text-align:right!important}"
    ".dl-box td.w{white-space:normal;min-width:14em;max-width:34em}"
    ".dl-box small,.dl-box .dl-soft{opacity:.72;font-weight:400}"
    ".dl-box .dl-none{opacity:.5}"
    ".dl-legend{display:flex;flex-wrap:wrap;gap:3px 14px;margin:0 0 8px;padding:0;list-style:none;font-size:12px}"
    ".dl-box mark{color:inherit;border-radius:2px;padding:0 1px}"
    ".dl-text{font:15px/1.62 Charter,'Iowan Old"
    " Style',Georgia,serif;max-width:46em;white-space:pre-line;overflow-wrap:anywhere;unicode-bidi:isolate}"
    ".dl-text p{margin:0 0 .7em}"
    ".dl-text .headline,.dl-text .heading{font-weight:700}"
    ".dl-text .caption{font-style:italic;border-left:2px solid rgba(128,128,128,.5);padding-left:10px}"
    ".dl-text .furniture,.dl-text .dateline{opacity:.68;font:12px/1.45 system-ui,sans-serif}"
    ".dl-text .furniture{border-left:2px dotted rgba(128,128,128,.6);padding-left:10px}"
    ".dl-act{font:600 10.5px/1 system-ui,sans-serif;border-left:3px solid"
    " rgba(128,128,128,.7);padding-left:4px;margin-right:5px;opacity:.85;user-select:none}"
    "</style>"
)


def box(inside: str) -> str:
    """What is shown, with the style that it needs."""
    return f"{_STYLE}<div class='dl-box'>{inside}</div>"
