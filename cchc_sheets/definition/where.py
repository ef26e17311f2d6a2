"""Places in a definition file, and the problems that are reported there."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from cchc_sheets.definition.problem import DefinitionProblem
from cchc_sheets.definition.tree import Path, Tree
from cchc_sheets.text import nearest


@dataclass(frozen=True, slots=True)
class Where:
    """A place in the tree of a definition file, whether or not there is a value."""

    tree: Tree
    path: Path = ()

    def at(self, *steps: str | int) -> Where:
        """Return a place below this one."""
        return Where(self.tree, (*self.path, *steps))

    @property
    def is_filled(self) -> bool:
        """Whether the file has a value here."""
        return self.path in self.tree.positions

    def problem(  # noqa: PLR0913 - a text and what there is to tell of it
        self,
        code: str,
        found: str = "",
        *,
        known: Iterable[str] = (),
        facts: Mapping[str, str] | None = None,
        on_key: bool = False,
        after: str | None = None,
        fatal: bool = True,
    ) -> DefinitionProblem:
        """Return a problem here; it suggests the nearest of the ``known`` names.

        ``on_key`` places it at the key instead of the value. ``after`` is the part of the text
        here that precedes what is wrong. ``fatal``: the definitions cannot be used.
        """
        if on_key:
            line, column = self.tree.key_position(self.path)
        elif after is None:
            line, column = self.tree.position(self.path)
        else:
            line, column = self.tree.place_after(self.path, after)
        suggestion = nearest(found, known)
        file = self.tree.file
        return DefinitionProblem(code, file, line, column, found, suggestion, facts or {}, fatal)

    def unknown(self, names: Iterable[str], known: Collection[str]) -> Iterator[DefinitionProblem]:
        """Yield a problem for each name of the list here that is not known."""
        for index, name in enumerate(names):
            if name not in known:
                yield self.at(index).problem("unknown-name", name, known=known)

    def odd_dates(self, item: Mapping[str, Any]) -> Iterator[DefinitionProblem]:
        """Yield a problem for each of ``since`` and ``until`` that is in no calendar.

        The schema has already checked that they look like dates.
        """
        for name in ("since", "until"):
            yield from self.at(name).odd_date(item.get(name, ""))

    def odd_date(self, text: str) -> Iterator[DefinitionProblem]:
        """Yield a problem if the date here, as ISO text, is in no calendar; empty is no date."""
        try:
            date.fromisoformat(text or "2000-01-01")
        except ValueError:
            yield self.problem("not-a-date", text)


def repeated(
    names: Iterable[tuple[Where, str]], alike: Callable[[str], str] = str
) -> Iterator[DefinitionProblem]:
    """Yield a problem for each name that equals an earlier one, compared by ``alike``."""
    seen: set[str] = set()
    for where, name in names:
        if alike(name) in seen:
            yield where.problem("repeated", name)
        seen.add(alike(name))
