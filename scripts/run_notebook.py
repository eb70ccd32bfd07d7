"""Runs a notebook with this interpreter: run_notebook.py NOTEBOOK.ipynb EXECUTED.ipynb [PAGE.html]."""

from __future__ import annotations

import html
import sys
from pathlib import Path

from jupyter_client import KernelManager
from nbclient import NotebookClient
from nbformat import NotebookNode, read, write


def run(source: Path) -> NotebookNode:
    """The notebook with its outputs; an error in a cell is raised."""
    notebook = read(source, as_version=4)
    manager = KernelManager()
    # The very interpreter that runs this, whatever kernels are installed.
    manager.kernel_spec.argv = [sys.executable, "-m", "ipykernel_launcher", "-f", "{connection_file}"]
    NotebookClient(notebook, km=manager, timeout=120, resources={"metadata": {"path": str(source.parent)}}).execute()
    return notebook


def page(notebook: NotebookNode) -> str:
    """The notebook as a plain page, near enough to what a notebook shows."""
    parts = []
    for cell in notebook.cells:
        parts.append(f"<pre class={cell.cell_type}>{html.escape(cell.source)}</pre>")
        for output in cell.get("outputs", ()):
            data = output.get("data", {})
            plain = html.escape(output.get("text") or data.get("text/plain", ""))
            parts.append(f"<div class=output>{data.get('text/html') or f'<pre>{plain}</pre>'}</div>")
    style = (
        ":root{color-scheme:light dark}body{font:15px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem}"
        "pre{white-space:pre-wrap;margin:0 0 .6rem}.code{background:rgba(128,128,128,.12);padding:.6rem;border-radius:4px}"
        ".markdown{font-family:inherit}.output{margin:0 0 1.4rem}"
    )
    return f"<!doctype html><html lang=en><meta charset=utf-8><title>notebook</title><style>{style}</style>{''.join(parts)}</html>\n"


def main() -> None:
    source, target, *more = map(Path, sys.argv[1:])
    notebook = run(source.resolve())
    write(notebook, target)
    for path in more:
        path.write_text(page(notebook), encoding="utf-8")


if __name__ == "__main__":
    main()
