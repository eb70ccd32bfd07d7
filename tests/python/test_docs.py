"""The pages under docs say what is there: every public name, every column, every label."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from sample import Sample

import dateline as dl
from dateline._labels import ACTS, EVENTS

ROOT = Path(__file__).parents[2]
TABLES = (ROOT / "docs" / "tables.md").read_text(encoding="utf-8")
# What a type is called on the page, and in Arrow.
TYPES = {
    "text": {"string"},
    "integer": {"int32"},
    "number": {"float64"},
    "score": {"float32"},
    "date": {"date32"},
    "list of text": {"list<string>"},
    "list of records": {"list<struct>"},
}


def rows(part: str) -> list[list[str]]:
    """The cells of the first table in a part of a page."""
    lines = [line for line in part.split("\n\n|", 1)[1].split("\n\n")[0].splitlines() if line]
    return [[cell.strip() for cell in re.split(r"(?<!\\)\|", line.strip("|"))] for line in lines[2:]]


def parts() -> dict[str, str]:
    """The parts of the page on tables, by title."""
    return {part.split("\n", 1)[0]: part for part in TABLES.split("\n## ")[1:]}


@pytest.mark.parametrize("name", sorted(parts()))
def test_columns_are_those_of_the_table(analysis, name):
    schema = getattr(analysis, name).schema
    told = rows(parts()[name])
    names = [row[0] for row in told]
    assert names == list(schema)[: len(names)]
    assert name == "mentions" or len(names) == len(schema)
    for column, kind, _ in told:
        assert schema[column] in TYPES[kind], column


def test_every_table_and_label_has_its_part():
    assert sorted(parts()) == sorted(Sample.tables)
    for title, labels in {"sentences": ACTS, "events": EVENTS}.items():
        last = parts()[title].split("\n\n|")[-1]
        told = re.findall(r"^\|? ?(\w+) \|", last, re.MULTILINE)[1:]
        assert sorted(told) == sorted(labels), title
        shipped = dl.RuleClassifier.seed({"sentences": "acts", "events": "events"}[title]).classes_
        assert sorted(told) == sorted(shipped)


def test_the_reference_is_what_the_docstrings_say():
    done = subprocess.run(
        [sys.executable, ROOT / "scripts" / "reference.py", "--check"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("page", sorted(p.name for p in [*(ROOT / "docs").glob("*.md"), ROOT / "README.md"]))
def test_links_lead_somewhere(page):
    path = ROOT / page if page == "README.md" else ROOT / "docs" / page
    for target in re.findall(r"\]\(([^)#\s]+)", path.read_text(encoding="utf-8")):
        assert "://" in target or (path.parent / target).exists(), target


def test_files_that_are_named_exist():
    named = re.compile(
        r"(?<![\w/.-])(?:examples|scripts|src|tests|docs|seeds|benches|notebooks)/[\w/-]+"
        r"\.(?:rs|py|md|toml|tsv|txt|jsonl|csv|ipynb|png)\b"
    )
    folders = ("src", "scripts", "examples", "benches", "docs", "python")
    pages = [*ROOT.glob("*.md"), *(p for f in folders for e in ("rs", "py", "md") for p in (ROOT / f).rglob(f"*.{e}"))]
    told = {(page.name, name) for page in pages for name in named.findall(page.read_text(encoding="utf-8"))}
    assert len(told) > 50
    assert sorted(place for place in told if not (ROOT / place[1]).exists()) == []


def test_every_layer_stands_in_the_design_and_in_the_order_for_contributors():
    layout = (ROOT / "tests" / "rust" / "layout.rs").read_text(encoding="utf-8")
    layers = re.findall(r'"(\w+)"', layout.split("const LAYERS", 1)[1].split("];", 1)[0])
    design, contributing = ((ROOT / name).read_text(encoding="utf-8") for name in ("DESIGN.md", "CONTRIBUTING.md"))
    order = re.findall(r"\w+", contributing.split("lies before it in", 1)[1].split("`pyo3`", 1)[0])
    assert order == layers
    assert [name for name in layers if f"src/{name}" not in design] == []
