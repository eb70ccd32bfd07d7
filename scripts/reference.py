"""Writes docs/reference.md: every public name with its signature and what it does, from the stub and the Python modules.

python scripts/reference.py            writes the page
python scripts/reference.py --check    fails if the page is not what it would write
"""

from __future__ import annotations

import ast
import inspect
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "python" / "dateline"
PAGE = ROOT / "docs" / "reference.md"

# What each part of the page holds, in the order in which a reader meets them.
PARTS = {
    "Reading documents": ["read", "Corpus", "Document"],
    "Analysis and brief": ["brief", "Pipeline", "Analysis", "BatchRun", "Brief"],
    "Tables": ["Table"],
    "Names": ["Gazetteer", "ImportReport", "Mention", "MentionList", "Candidate"],
    "Rules and classifiers": [
        "RuleClassifier",
        "SentenceClassifier",
        "Explanation",
        "Sentence",
        "Evaluation",
        "Comparison",
        "compare",
        "learning_curve",
        "LearningCurve",
        "WordVectors",
    ],
    "Labels": ["LabelledTexts", "read_labels", "split", "weak_labels", "WeakLabels"],
    "Text": ["words", "sentences", "blocks"],
    "Threads": ["get_threads", "set_threads"],
    "Errors": [
        "DatelineError",
        "InputError",
        "InputTypeError",
        "UnknownKeyError",
        "FileError",
        "MissingFileError",
        "FormatError",
        "GazetteerError",
        "RuleError",
        "InternalError",
        "TrainingWarning",
    ],
}

HEAD = """# Reference

Every public name of `import dateline as dl`. The other pages say what it is good for: [gazetteers](gazetteer.md),
[spellings](spellings.md), [rules](rules.md), [classifiers](classifier.md), [their settings](tuning.md), [labelling](labelling.md), [reading](reading.md), [tables and labels](tables.md), [many documents](batch.md).
This page is written by `scripts/reference.py` from the docstrings.
"""

Definition = ast.ClassDef | ast.FunctionDef


def definitions() -> dict[str, Definition]:
    """The classes and functions that the package has from its modules, by name; those of the compiled core as the stub tells them."""
    found: dict[str, Definition] = {}
    for node in ast.parse((PACKAGE / "__init__.py").read_text(encoding="utf-8")).body:
        if isinstance(node, Definition):
            found[node.name] = node
        elif isinstance(node, ast.ImportFrom) and (node.module or "").startswith("dateline."):
            stem = PACKAGE.parent / (node.module or "").replace(".", "/")
            path = next(path for ending in (".pyi", ".py") if (path := stem.with_suffix(ending)).exists())
            told = {d.name: d for d in ast.parse(path.read_text(encoding="utf-8")).body if isinstance(d, Definition)}
            found |= {name.name: told[name.name] for name in node.names if name.name in told}
    return found


def public() -> list[str]:
    """The names that the package exports."""
    for node in ast.parse((PACKAGE / "__init__.py").read_text(encoding="utf-8")).body:
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "__all__":
            return [name for name in ast.literal_eval(node.value) if not name.startswith("_")]
    raise SystemExit("__init__.py has no __all__")


def signature(function: ast.FunctionDef, *, bound: bool) -> str:
    """The call without types, which the docstring tells in words."""
    arguments = ast.parse(ast.unparse(function.args).join(["def f(", "): ..."])).body[0].args  # type: ignore[attr-defined]
    for argument in [*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs, arguments.vararg, arguments.kwarg]:
        if argument is not None:
            argument.annotation = None
    if bound:
        (arguments.posonlyargs or arguments.args).pop(0)
    return f"{function.name}({ast.unparse(arguments)})".replace("(/, ", "(").replace("(/)", "()")


def kinds(function: ast.FunctionDef) -> set[str]:
    """The names of its decorators."""
    return {ast.unparse(decorator) for decorator in function.decorator_list}


def text(node: Definition) -> str:
    """Its docstring, examples as code."""
    lines = inspect.cleandoc(ast.get_docstring(node) or "").splitlines()
    out: list[str] = []
    code = False
    for line in lines:
        starts = line.startswith(">>>") or (code and line.strip() != "")
        if starts != code:
            out.append("```python" if starts else "```")
            code = starts
        out.append(line)
    return "\n".join([*out, "```"] if code else out).strip()


def members(name: str, node: ast.ClassDef) -> list[str]:
    """The attributes, then the methods of a class."""
    fields = [ast.unparse(n.target) for n in node.body if isinstance(n, ast.AnnAssign)]
    out = []
    shown = [f"`{field}`" for field in fields if not field.startswith("_")]
    if shown:
        out.append(f"Attributes: {', '.join(shown)}.")
    for method in node.body:
        if not isinstance(method, ast.FunctionDef) or method.name.startswith("_"):
            continue
        decorators = kinds(method)
        is_static = "staticmethod" in decorators
        if decorators & {"property", "cached_property"}:
            call = f".{method.name}"
        elif is_static or "classmethod" in decorators:
            call = f"{name}.{signature(method, bound=not is_static)}"
        else:
            call = f".{signature(method, bound=True)}"
        out.append(f"#### `{call}`\n\n{text(method)}".strip())
    return out


def entry(name: str, node: Definition) -> str:
    """One public name."""
    if isinstance(node, ast.FunctionDef):
        return f"### `{signature(node, bound=False)}`\n\n{text(node)}"
    made = {method.name: method for method in node.body if isinstance(method, ast.FunctionDef)}
    maker = made.get("__new__") or made.get("__init__")
    title = signature(maker, bound=True).replace(maker.name, name, 1) if maker else name
    return "\n\n".join(part for part in [f"### `{title}`", text(node), *members(name, node)] if part)


def page() -> str:
    """The whole page."""
    found = definitions()
    listed = [name for names in PARTS.values() for name in names]
    if sorted(listed) != sorted(public()):
        raise SystemExit(f"PARTS and __all__ differ in {sorted(set(listed) ^ set(public()))}")
    parts = [
        f"## {title}\n\n" + "\n\n".join(entry(name, found[name]) for name in names) for title, names in PARTS.items()
    ]
    return "\n\n".join([HEAD.strip(), *parts]) + "\n"


def main() -> None:
    written = page()
    if "--check" not in sys.argv[1:]:
        PAGE.write_text(written, encoding="utf-8")
    elif written != PAGE.read_text(encoding="utf-8"):
        raise SystemExit("docs/reference.md is not what the docstrings say: run python scripts/reference.py")


if __name__ == "__main__":
    main()
