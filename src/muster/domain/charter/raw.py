"""Looking into a charter's data before it is known to be sound.

The rules that compare one key with another must speak even when a third key is broken. So they read the data as it
was written, through these views, which give what is of the right sort and pass over everything else: that has had its
own fault already.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction
from typing import Any

from muster.domain.charter.shape import Path
from muster.domain.charter.values import LARGEST_NUMBER, exact


@dataclass(frozen=True)
class Row:
    """A table in the data, with its path."""

    path: Path
    data: Mapping[Any, object]

    def at(self, key: str) -> Path:
        """The path of one of its keys."""
        return (*self.path, key)

    def text(self, key: str) -> str | None:
        """The key's text, if it has one."""
        value = self.data.get(key)
        return value if isinstance(value, str) else None

    def day(self, key: str) -> date | None:
        """The key's date, if it is one and not a moment."""
        value = self.data.get(key)
        return value if isinstance(value, date) and not isinstance(value, datetime) else None

    def whole(self, key: str) -> int | None:
        """The key's whole number, if it is one."""
        value = self.data.get(key)
        return value if isinstance(value, int) and not isinstance(value, bool) else None

    def number(self, key: str) -> Fraction | None:
        """The key's exact number, if it is one and within bounds."""
        number = exact(self.data.get(key))
        return number if number is not None and number <= LARGEST_NUMBER else None

    def texts(self, key: str) -> Iterator[tuple[Path, str]]:
        """The texts of the key's list, each with its path."""
        items = self.data.get(key)
        for index, item in enumerate(items if isinstance(items, list | tuple) else ()):
            if isinstance(item, str):
                yield (*self.path, key, index), item

    def has(self, key: str) -> bool:
        """Whether the key is written, whatever its value."""
        return self.data.get(key) is not None

    def rows(self, *keys: str) -> Iterator["Row"]:
        """The tables at the end of the keys; where a list is on the way, those of each of its items."""
        if not keys:
            yield self
            return
        value = self.data.get(keys[0])
        items = enumerate(value) if isinstance(value, list | tuple) else ()
        found = (
            [Row(self.at(keys[0]), value)]
            if isinstance(value, Mapping)
            else [Row((*self.path, keys[0], index), item) for index, item in items if isinstance(item, Mapping)]
        )
        for row in found:
            yield from row.rows(*keys[1:])

    def names(self, *keys: str) -> tuple[str, ...] | None:
        """The texts at the end of the keys, one of each table on the way, as the names that others may use.

        None if they cannot be known, because a list or one of its tables is broken.
        """
        *way, key = keys
        outer = self.row(*way[:-1])
        written = outer.data.get(way[-1], ())
        rows = list(outer.rows(way[-1]))
        names = [name for row in rows if (name := row.text(key)) is not None]
        whole = isinstance(written, list | tuple) and len(names) == len(written)
        return tuple(names) if whole else None

    def row(self, *keys: str) -> "Row":
        """The one table at the end of the keys; an empty one if there is none."""
        return next(self.rows(*keys), Row((*self.path, *keys), {}))
