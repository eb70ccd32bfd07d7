"""The examples in docstrings give what they say, and every public name has one."""

from __future__ import annotations

import ast
import doctest
import runpy
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "python" / "dateline"
Documented = ast.Module | ast.ClassDef | ast.FunctionDef


def docstrings():
    """Every docstring with an example: what it belongs to, its text, its file and the line on which it begins."""
    for path in sorted([*PACKAGE.rglob("*.py"), PACKAGE / "_core.pyi"]):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, Documented) and ">>>" in (text := ast.get_docstring(node) or ""):
                name = f"{path.relative_to(PACKAGE)}:{getattr(node, 'name', 'module')}"
                yield pytest.param(name, text, str(path), node.body[0].lineno, id=name)


@pytest.mark.parametrize(("name", "text", "path", "line"), list(docstrings()))
def test_an_example_gives_what_it_says(name, text, path, line):
    told = []
    parsed = doctest.DocTestParser().get_doctest(text, {}, name, path, line)
    result = doctest.DocTestRunner(verbose=False).run(parsed, out=told.append)
    assert result.attempted > 0
    assert result.failed == 0, "".join(told)


def test_every_public_name_has_an_example():
    reference = runpy.run_path(str(ROOT / "scripts" / "reference.py"))
    found, names = reference["definitions"](), reference["public"]()
    assert len(names) > 40
    assert [name for name in names if ">>>" not in reference["entry"](name, found[name])] == []
