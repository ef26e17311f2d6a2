"""What is wrong with a definition, as a value with its place in a file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from cchc_sheets.text import nearest

if TYPE_CHECKING:  # a kept definition is read without any YAML
    from cchc_sheets.definition.tree import Tree


@dataclass(frozen=True, slots=True)
class DefinitionProblem:
    """One error in a definition file.

    ``line`` and ``column`` count from 1. ``found`` is the offending text, ``suggestion`` the
    nearest known name (empty when nothing is near). ``fatal`` problems stop every command;
    the others are only said by ``lint``.
    """

    code: str
    file: str
    line: int
    column: int
    found: str
    suggestion: str = ""
    facts: Mapping[str, str] = field(default_factory=dict)
    fatal: bool = True


def problem_at(  # noqa: PLR0913 - a place, a text and what to say of it
    tree: Tree,
    path: tuple[str | int, ...],
    code: str,
    found: str = "",
    *,
    known: Iterable[str] = (),
    facts: Mapping[str, str] | None = None,
    on_key: bool = False,
    after: str | None = None,
    fatal: bool = True,
) -> DefinitionProblem:
    """Return the problem at ``path`` of a tree, with the nearest of the ``known`` names.

    ``after``: the part of the text at ``path`` that stands before what is wrong. ``fatal``: it
    makes the definitions unusable.
    """
    if on_key:
        line, column = tree.key_position(path)
    else:
        line, column = tree.position(path) if after is None else tree.place_after(path, after)
    return DefinitionProblem(
        code=code,
        file=tree.file,
        line=line,
        column=column,
        found=found,
        suggestion=nearest(found, known),
        facts=facts or {},
        fatal=fatal,
    )


def date_problems(
    tree: Tree, path: tuple[str | int, ...], text: str
) -> Iterator[DefinitionProblem]:
    """Yield a date that is in no calendar; its shape is the schema's business."""
    try:
        date.fromisoformat(text or "2000-01-01")
    except ValueError:
        yield problem_at(tree, path, "not-a-date", text)
