"""Packages that dateline can do without, until something is asked for that needs them."""

from __future__ import annotations

from importlib import import_module
from types import ModuleType


def needed(name: str) -> ModuleType:
    """The module, or an error that says what to install."""
    try:
        return import_module(name)
    except ImportError as error:
        package = name.split(".")[0]
        raise ImportError(f"this needs the package {package}: pip install {package}") from error
