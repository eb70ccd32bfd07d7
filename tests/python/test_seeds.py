"""What ships was made of what stands beside it."""

from __future__ import annotations

import runpy
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.skipif(not (ROOT / "scripts/train_seeds.py").is_file(), reason="no checkout")
def test_models_were_trained_on_these_labels_and_rules() -> None:
    script = runpy.run_path(str(ROOT / "scripts/train_seeds.py"))
    trained_on = (ROOT / "seeds/models/sources.txt").read_text(encoding="utf-8").splitlines()
    there = script["sources"]().splitlines()
    assert trained_on == there, f"run make seeds: {sorted(set(trained_on) ^ set(there))}"
