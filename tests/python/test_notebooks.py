"""The notebooks run from top to bottom, and what they show is there."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest
from conftest import ROOT
from nbformat import read

NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))


@pytest.mark.parametrize("path", NOTEBOOKS, ids=[path.stem for path in NOTEBOOKS])
def test_notebook_runs(path, tmp_path):
    # A process of its own: the sockets of a kernel are not ours to close.
    places = {name: str(tmp_path / name) for name in ("JUPYTER_RUNTIME_DIR", "JUPYTER_CONFIG_DIR", "IPYTHONDIR")}
    command = [sys.executable, str(ROOT / "scripts" / "run_notebook.py"), str(path), str(tmp_path / "out.ipynb")]
    done = subprocess.run(command, env=os.environ | places, capture_output=True, text=True, timeout=200, check=False)
    assert done.returncode == 0, done.stderr
    cells = [cell for cell in read(tmp_path / "out.ipynb", as_version=4).cells if cell.cell_type == "code"]
    shown = [
        output.data["text/html"] for cell in cells for output in cell.outputs if "text/html" in output.get("data", {})
    ]
    assert len(shown) >= 7
    assert "srcdoc=" in shown[-1]


@pytest.mark.parametrize("path", NOTEBOOKS, ids=[path.stem for path in NOTEBOOKS])
def test_notebook_is_kept_without_output(path):
    cells = [cell for cell in read(path, as_version=4).cells if cell.cell_type == "code"]
    assert cells
    assert all(cell.outputs == [] and cell.execution_count is None for cell in cells)
