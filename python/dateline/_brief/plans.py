"""A plan in few words: who will do what, with the day, cut at ends of clauses only."""

from __future__ import annotations

import re

from .._escape import clip, squeeze
from .gather import DATELINE
from .pronouns import OPENING
from .titles import bare, paired
from .wording import upper

LONGEST = 140
"""Characters of a plan that is told in its own words."""
PLANNED = re.compile(
    r"\b(?:will|shall|would|plans?|planned|due|scheduled|set to|to take place|expected|ends?|expires?|begins?|starts?|from)\b"
)
"""What tells of a plan."""

_NOBODY = re.compile(rf"{OPENING.pattern}|there\b", re.IGNORECASE)
"""How a clause begins that does not name who acts."""
_END = re.compile(r"(?<!\s)[,;:](?=\s)|\s[-–—](?=\s)|—")
"""Marks at which a clause ends."""
_HANGS = re.compile(r"^(?:which|who|where|and|but|or)\b", re.IGNORECASE)
_FINITE = re.compile(r"\s(?:has|have|had|is|are|was|were|will|would|may|might|said|says)\s")
"""A verb of the first clause, which its subject stands before."""
_CONTENT = re.compile(r"\bthat\s+(?=\S)")
_NEXT = re.compile(
    r"\s(?:after|although|and|as|because|before|but|despite|following|if|once|since|unless|until|when|while|which|who)\s"
)
"""Words with which something hung on a clause begins."""


def in_few_words(sentence: str, date: str) -> str:
    """The sentence that holds a date, in at most `LONGEST` characters: whole, else without who says it, else without the clauses
    behind the date, else the clause of the plan with its subject; what is left out at the end is marked."""
    whole = DATELINE.sub("", squeeze(sentence).strip())
    date = squeeze(date).strip()
    if len(whole) <= LONGEST and whole.find(date) < 0:
        return whole
    said = bare(whole)
    if date not in said or _NOBODY.match(said):
        said = re.sub(r"[.\s]+$", "", whole)
    mark = whole[-1:] if whole[-1:] in ".!?" else ""
    if len(said) < LONGEST:
        return paired(upper(said)) + mark
    at = said.index(date) if date in said else len(said)
    spans = _clauses(said)
    last = next((n for n, (_, end) in enumerate(spans) if at < end), len(spans) - 1)
    verbs = [match for match in PLANNED.finditer(said) if match.start() < at] or list(PLANNED.finditer(said))[:1]
    verb = verbs[-1].start() if verbs else at
    first = min(last, next((n for n, (_, end) in enumerate(spans) if verb < end), last))
    last = max(last, next((n for n, (_, end) in enumerate(spans) if verb < end), last))
    begin, end = spans[first][0], spans[last][1]
    if end < LONGEST:
        return _cut(said[:end], "" if end < len(said) else mark)
    mark = "" if end < len(said) else mark
    plan = said[begin:end]
    if first > 0 and (begin >= verb or _HANGS.match(plan)):
        subject = _FINITE.split(said[slice(*spans[0])], maxsplit=1)[0].strip()
        plan = f"{subject} {_HANGS.sub('', plan).lstrip()}"
    elif first > 0:
        plan = _content(plan, date)
    if len(plan) >= LONGEST:
        # What is hung on the plan behind its day goes, then what introduces it.
        after = _NEXT.search(plan, plan.find(date) + len(date)) if date in plan else None
        plan, mark = (plan[: after.start()], "") if after else (plan, mark)
    return _cut(_content(plan, date) if len(plan) >= LONGEST else plan, mark)


def _content(plan: str, date: str) -> str:
    """What is announced, without who announces it: the words behind the last `that` before the date, where they name who acts."""
    starts = [match.end() for match in _CONTENT.finditer(plan, 0, max(plan.find(date), 0))]
    return plan[starts[-1] :] if starts and not _NOBODY.match(plan[starts[-1] :]) else plan


def _cut(plan: str, mark: str) -> str:
    """A plan with the mark at its end, or the sign that more follows."""
    plan = upper(plan.rstrip(" ,;:–—-"))
    clipped = clip(plan, LONGEST)
    return paired(clipped if clipped.endswith("…") else f"{clipped}{mark or '…'}")


def _clauses(said: str) -> list[tuple[int, int]]:
    """Where the clauses of a sentence stand, quotations whole."""
    spans, start = [], 0
    for match in _END.finditer(said):
        before = said[: match.start()]
        if before.count("“") > before.count("”") or before.count('"') % 2:
            continue
        spans.append((start, match.start()))
        start = len(said) - len(said[match.end() :].lstrip())
    return [*spans, (start, len(said))]
