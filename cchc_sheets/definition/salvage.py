"""What is sound of a flawed file, so that one slip does not hide all the others.

A flawed value is left out and a missing text taken for empty; where that does not help, the row,
rule or unit around it is left out. Names that went with them count as known to whoever uses them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from itertools import count
from typing import Any

from cchc_sheets.definition.problem import DefinitionProblem
from cchc_sheets.definition.schema import validate
from cchc_sheets.definition.tree import Path, Tree

GENTLE_ROUNDS = 2
NAME: Path = ("id",)
"""A malformed name does no harm to what it names."""


@dataclass(frozen=True, slots=True)
class Sound:
    """Everything wrong with a file, and its sound part: ``tree`` is ``None`` when there is none.

    ``lost`` are the texts that the sound part lacks; ``nameless``: its own name is flawed.
    """

    problems: tuple[DefinitionProblem, ...]
    tree: Tree | None
    value: Any
    lost: frozenset[str]
    nameless: bool


def sound_part(tree: Tree, kind: str) -> Sound:
    """Validate a file against the schema of its kind; keep what is sound."""
    part = tree
    value, flaws = validate(part, kind)
    # What YAML was refused for has been said already.
    problems = tuple(flaw.problem for flaw in flaws if flaw.path not in tree.refused)
    nameless = any(flaw.path == NAME for flaw in flaws)
    lost: set[str] = set()
    for attempt in count():
        if isinstance(value.get("id"), str):
            flaws = [flaw for flaw in flaws if flaw.path != NAME]
        if not flaws:
            break
        gently = attempt < GENTLE_ROUNDS
        fill = {flaw.path for flaw in flaws if gently and flaw.missing}
        drop = {flaw.path if gently else _item_around(flaw.path) for flaw in flaws} - fill
        if () in drop:
            return Sound(problems, None, None, frozenset(texts(tree.value)), nameless)
        for path in drop:
            lost.update(texts(_at(part.value, path)), (str(step) for step in path[-1:]))
        part = _edited(part, drop, fill)
        value, flaws = validate(part, kind)
    return Sound(problems, part, value, frozenset(lost), nameless)


def texts(value: Any) -> Iterator[str]:  # noqa: ANN401 - mappings, lists and texts
    """Yield every text in a value."""
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list):
        for item in value:
            yield from texts(item)
    elif value is not None:
        yield value


def _item_around(path: Path) -> Path:
    """Return the nearest list item that holds what is at ``path``; the root's when none does."""
    while path and not isinstance(path[-1], int):
        path = path[:-1]
    return path


def _at(value: Any, path: Path) -> Any:  # noqa: ANN401
    for step in path:
        value = value[step]
    return value


def _edited(tree: Tree, drop: Collection[Path], fill: Collection[Path]) -> Tree:
    """Return the tree without what is at ``drop``, and with an empty text at the paths ``fill``."""
    copy = Tree(tree.file, None, tree.lines)

    def copied(old: Path, new: Path, value: Any) -> Any:  # noqa: ANN401
        for source, target in ((tree.positions, copy.positions), (tree.keys, copy.keys)):
            if old in source:
                target[new] = source[old]
        if old in tree.styles:
            copy.styles[new] = tree.styles[old]
        if isinstance(value, list):
            kept = [index for index in range(len(value)) if (*old, index) not in drop]
            return [copied((*old, i), (*new, n), value[i]) for n, i in enumerate(kept)]
        if not isinstance(value, dict):
            return value
        filled = {str(path[-1]): "" for path in fill if path[:-1] == old}
        kept_keys = [key for key in value if (*old, key) not in drop]
        return {key: copied((*old, key), (*new, key), value[key]) for key in kept_keys} | filled

    value = copied((), (), tree.value)
    return Tree(copy.file, value, copy.lines, copy.positions, copy.keys, copy.styles)
