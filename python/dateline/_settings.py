"""Settings of a classifier, which its file keeps beside the model."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from dateline._arguments import must_be, share
from dateline._core import ClassifierModel, Gazetteer
from dateline._targets import Labels, name_of

SEEDS: Final[dict[str, dict[str, Any]]] = {
    "acts": {"c": 8.0, "naive_bayes": 1.0, "loss": "multinomial", "cues": True, "verbs": False, "max_bytes": 1_300_000},
    "events": {"c": 4.0, "naive_bayes": 0.5, "loss": "ovr", "cues": True, "verbs": False, "max_bytes": 1_300_000},
}
"""With what options the seed classifiers are trained: what validation chose once: what ships changes with labels and rules alone."""


@dataclass(frozen=True)
class Settings:
    """How a classifier was trained: its options, what `fit` settled, and how labels are written if they are no words."""

    options: dict[str, Any]
    found: dict[str, Any]
    labels: Labels | None = None

    def to_json(self) -> str | None:
        """As a file keeps them; nothing for a model that came without settings (of an older file)."""
        if self.found["c_"] is None and not self.found["loss_"]:
            return None
        settings: dict[str, Any] = {"options": self.options, "found": self.found}
        if self.labels:
            settings["labels"] = self.labels.plain()
        return json.dumps(settings, default=lambda value: value.item())

    @staticmethod
    def of_json(text: str | None) -> Settings:
        """What `to_json` gave."""
        settings = json.loads(text or "{}")
        return Settings(settings.get("options", {}), settings.get("found", {}), Labels.of_plain(settings.get("labels")))


def to_keep(options: Mapping[str, Any]) -> dict[str, Any]:
    """The options that a file can keep: neither vectors nor a gazetteer, nor a generator of random numbers, nor threads."""
    kept = {name: value for name, value in options.items() if name not in ("vectors", "threads")}
    if isinstance(kept["names"], Gazetteer):
        del kept["names"]
    if not isinstance(kept["random_state"], int):
        kept["random_state"] = None
    return kept


def thresholds_of(model: ClassifierModel, written: Labels | None) -> dict[Any, float] | None:
    """The probability from which each label is given, by label, of those that a threshold decides on; nothing where there are none."""
    labels = written.values_of(model.classes) if written else model.classes
    # Of single precision: 0.9 and not 0.8999999761581421.
    found = {
        label: float(f"{number:.7g}")
        for label, number in zip(labels, model.thresholds or [None] * len(labels), strict=True)
        if number is not None
    }
    return found or None


def by_name(thresholds: Mapping[Any, float]) -> dict[str, float]:
    """Thresholds by the model's names of labels. Raises `InputError` for one that is not between 0 and 1."""
    if not isinstance(thresholds, Mapping):
        raise must_be("thresholds", "a dict by label", thresholds)
    return {name_of(label): share(f"thresholds[{label!r}]", value, ends=True) for label, value in thresholds.items()}


def of_seed(scheme: str) -> Settings:
    """How the seed classifier of a scheme was trained; how good it was is told in `docs/classifier-figures.md`."""
    options = SEEDS[scheme]
    found = {f"{name}_": options[name] for name in ("c", "naive_bayes", "loss", "cues", "verbs")}
    return Settings(options, found | dict.fromkeys(("position_", "sublinear_", "names_"), False) | {"validated_": None})


def not_in_json(needs: Sequence[str]) -> str:
    """What is to be said of a model whose JSON does not hold all that it uses."""
    without = ", ".join(f"{name}=False" for name in needs)
    return (
        f"this classifier uses {' and '.join(needs)}, which the JSON does not hold; "
        f"train with {without} for one whose JSON scores texts as it does"
    )
