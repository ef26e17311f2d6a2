"""The sound part of a flawed file, so that one slip does not hide all the others.

A flawed value is left out, and a missing text is taken as empty. Where that does not help, the row,
rule or unit around it is left out. Names that were left out count as known where they are used.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from functools import reduce
from itertools import count
from typing import Any

from cchc_sheets.definition.problem import DefinitionProblem
from cchc_sheets.definition.schema import validate
from cchc_sheets.definition.tree import Path, Tree

GENTLE_ROUNDS = 2
NAME: Path = ("id",)
"""A file with a malformed id is used all the same."""


@dataclass(frozen=True, slots=True)
class Sound:
    """All problems of a file, and its sound part; ``tree`` is ``None`` when no part is sound.

    ``lost`` are the texts that were left out. ``nameless``: the file's own id is flawed.
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
    # What was refused in the YAML has been reported already.
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
            dropped = reduce(lambda inner, step: inner[step], path, part.value)
            lost.update(texts(dropped), (str(step) for step in path[-1:]))
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
    """Return the path of the nearest list item around ``path``; that of the root if none is."""
    while path and not isinstance(path[-1], int):
        path = path[:-1]
    return path


def _edited(tree: Tree, drop: Collection[Path], fill: Collection[Path]) -> Tree:
    """Return the tree without the values at ``drop``, and with an empty text at each ``fill``."""
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

    return replace(copy, value=copied((), (), tree.value))
