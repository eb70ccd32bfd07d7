"""Settings of a classifier, which its file keeps beside the model."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from dateline._targets import Labels


@dataclass(frozen=True)
class Settings:
    """How a classifier was trained: its options, what `fit` settled, and how labels are written if they are no words."""

    options: dict[str, Any]
    found: dict[str, Any]
    labels: Labels | None = None

    def to_json(self) -> str | None:
        """As a file keeps them; nothing for a model that came without settings (a seed)."""
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
