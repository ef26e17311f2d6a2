"""Two lists of lines, rows of a form or columns of a table: which came, went, moved, changed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

T = TypeVar("T")
Identity = Callable[[T], str | None]
"""What a line is known by; ``None`` where it is not known so."""
Aspects = Callable[[T], Mapping[str, str]]


class Fate(StrEnum):
    """What became of a line."""

    ADDED = "added"
    DROPPED = "dropped"
    KEPT = "kept"


@dataclass(frozen=True, slots=True)
class Changed:
    """One aspect of something that both editions have, in the one and in the other."""

    aspect: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class LineChange(Generic[T]):
    """A line with what became of it; ``before`` or ``after`` is ``None`` where it is not there."""

    before: T | None
    after: T | None
    changes: tuple[Changed, ...] = ()

    @property
    def fate(self) -> Fate:
        """Whether the line came, went or stayed."""
        if self.before is None:
            return Fate.ADDED
        return Fate.DROPPED if self.after is None else Fate.KEPT

    @property
    def line(self) -> T:
        """The line as it is now, or as it was last."""
        found = self.before if self.after is None else self.after
        if found is None:
            raise ValueError(self)
        return found


def compare_lines(
    before: Sequence[T], after: Sequence[T], known_by: Sequence[Identity[T]], aspects: Aspects[T]
) -> tuple[LineChange[T], ...]:
    """Return every line of both lists in the new order, a dropped one after what it stood after.

    ``known_by`` are tried one after the other; what is not unique in its list is no identity.
    """
    old_of = _pairs(before, after, known_by)
    dropped = [index for index in range(len(before)) if index not in old_of.values()]
    return tuple(_merged(before, after, old_of, dropped, aspects))


def _pairs(
    before: Sequence[T], after: Sequence[T], known_by: Sequence[Identity[T]]
) -> dict[int, int]:
    pairs: dict[int, int] = {}
    for identity in known_by:
        old = _unique(before, identity, set(pairs.values()))
        new = _unique(after, identity, set(pairs))
        pairs |= {index: old[name] for name, index in new.items() if name in old}
    return pairs


def _unique(lines: Sequence[T], identity: Identity[T], taken: set[int]) -> dict[str, int]:
    names = {i: identity(line) for i, line in enumerate(lines) if i not in taken}
    counts = Counter(names.values())
    return {name: i for i, name in names.items() if name is not None and counts[name] == 1}


def _merged(
    before: Sequence[T],
    after: Sequence[T],
    old_of: Mapping[int, int],
    dropped: Sequence[int],
    aspects: Aspects[T],
) -> Iterator[LineChange[T]]:
    waiting = set(dropped)

    def gone(first: int) -> Iterator[LineChange[T]]:
        index = first
        while index in waiting:
            waiting.discard(index)
            yield LineChange(before[index], None)
            index += 1

    yield from gone(0)
    for index, line in enumerate(after):
        if index not in old_of:
            yield LineChange(None, line)
            continue
        old = before[old_of[index]]
        yield LineChange(old, line, differing(aspects(old), aspects(line)))
        yield from gone(old_of[index] + 1)


def differing(before: Mapping[str, str], after: Mapping[str, str]) -> tuple[Changed, ...]:
    """Return the aspects in which two things differ."""
    return tuple(
        Changed(name, before[name], after[name]) for name in after if before[name] != after[name]
    )
