"""Lists that show themselves in a notebook."""

from __future__ import annotations

from typing import Any, ClassVar, TypeVar

_Item = TypeVar("_Item")


class ShownList(list[_Item]):
    """A list that is shown with one thing beside its items, the second argument that it is made with; both are pickled."""

    _beside: ClassVar[str] = "text"
    """The attribute that holds it."""

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (list(self), getattr(self, self._beside))
