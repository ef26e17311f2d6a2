"""YAML → plain values with the place of each; every scalar is text until the schema types it.

YAML 1.1 would turn ``no``, ``on``, ``04`` and dates into something else, so it is never asked.
Aliases are refused: a definition says things once, and bombs are made of them.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import yaml

try:
    from yaml import CSafeLoader as _Loader
except ImportError:  # pragma: no cover - a PyYAML built without libyaml
    from yaml import SafeLoader as _Loader  # type: ignore[assignment]

Path = tuple[str | int, ...]
MAX_DEPTH = 20


@dataclass(frozen=True, slots=True)
class Tree:
    """A file's values (mappings, lists, text) and the line and column of each, from 1."""

    file: str
    value: Any
    positions: dict[Path, tuple[int, int]] = field(default_factory=dict)
    keys: dict[Path, tuple[int, int]] = field(default_factory=dict)

    def position(self, path: Path) -> tuple[int, int]:
        """Return where the value at ``path`` stands, or its nearest known parent."""
        while path and path not in self.positions:
            path = path[:-1]
        return self.positions.get(path, (1, 1))

    def key_position(self, path: Path) -> tuple[int, int]:
        """Return where the key at ``path`` stands, or the value's place for a list item."""
        return self.keys.get(path) or self.position(path)


@dataclass(frozen=True, slots=True)
class YamlProblem:
    """Why a file is no definition: ``code`` is yaml-syntax, yaml-alias, yaml-duplicate-key,
    yaml-key, yaml-empty or yaml-depth.
    """

    code: str
    line: int
    column: int
    found: str


class _Refused(Exception):  # noqa: N818 - it never leaves this module
    def __init__(self, code: str, node: yaml.Node, found: str) -> None:
        mark = node.start_mark
        self.problem = YamlProblem(code, mark.line + 1, mark.column + 1, found)


def read_tree(file: str, text: str) -> Tree | YamlProblem:
    """Parse one YAML document; never raises for what stands in the text."""
    try:
        node = yaml.compose(text, Loader=_Loader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        return YamlProblem("yaml-syntax", line, column, _line_of(text, line))
    except (yaml.YAMLError, RecursionError) as error:
        return YamlProblem("yaml-syntax", 1, 1, str(error).splitlines()[0][:60])
    if node is None:
        return YamlProblem("yaml-empty", 1, 1, "")
    tree = Tree(file, None)
    try:
        value = _convert(node, (), tree, set())
    except _Refused as refused:
        return refused.problem
    return Tree(file, value, tree.positions, tree.keys)


def _line_of(text: str, line: int) -> str:
    lines = text.splitlines()
    return lines[line - 1].strip()[:60] if 0 < line <= len(lines) else ""


def _convert(node: yaml.Node, path: Path, tree: Tree, seen: set[int]) -> Any:  # noqa: ANN401
    if id(node) in seen:
        raise _Refused("yaml-alias", node, "*")
    seen.add(id(node))
    if len(path) > MAX_DEPTH:
        raise _Refused("yaml-depth", node, "")
    tree.positions[path] = (node.start_mark.line + 1, node.start_mark.column + 1)
    if isinstance(node, yaml.ScalarNode):
        return node.value
    if isinstance(node, yaml.SequenceNode):
        return [_convert(item, (*path, i), tree, seen) for i, item in enumerate(node.value)]
    return _convert_mapping(node, path, tree, seen)


def _convert_mapping(
    node: yaml.Node, path: Path, tree: Tree, seen: set[int]
) -> dict[str, Any]:
    result: dict[str, Any] = {}
    for key, value in node.value:
        if not isinstance(key, yaml.ScalarNode):
            raise _Refused("yaml-key", key, "")
        if key.value in result:
            raise _Refused("yaml-duplicate-key", key, key.value)
        inner = (*path, key.value)
        tree.keys[inner] = (key.start_mark.line + 1, key.start_mark.column + 1)
        result[key.value] = _convert(value, inner, tree, seen)
    return result
