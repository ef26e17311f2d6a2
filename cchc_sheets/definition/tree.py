"""YAML → plain values with the place of each; every scalar stays text until the schema types it.

YAML 1.1 would turn ``no``, ``on``, ``04`` and dates into other values. Aliases are refused: no
definition needs them, and they can make a small file explode.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any, TypeAlias

import yaml
from yaml.reader import Reader

from cchc_sheets.definition.problem import DefinitionProblem
from cchc_sheets.definition.scalar import LINE_BREAK, place_in_scalar

try:
    from yaml import CSafeLoader as _Loader
except ImportError:  # pragma: no cover - a PyYAML built without libyaml
    from yaml import SafeLoader as _Loader  # type: ignore[assignment]

Path: TypeAlias = tuple[str | int, ...]
MAX_DEPTH = 20
MAX_TEXT = 4000
"""Ten times the longest text of any definition; a cell holds 32,767 characters."""
UNSHOWN = re.compile("[\x00-\x08\x0b-\x1f\x7f\u202a-\u202e\u2066-\u2069\ufffe\uffff\ud800-\udfff]")
"""Control characters, which no workbook can hold, and those that reverse the reading direction."""


@dataclass(frozen=True, slots=True, eq=False)
class Tree:
    """A file's values (mappings, lists, text) and the line and column of each, from 1.

    ``styles`` tells how each text is written: quoted (``'``, ``"``), as a block (``|``, ``>``) or
    plainly (empty). ``refused`` are the places whose values were refused.
    """

    file: str
    value: Any
    lines: tuple[str, ...] = ()
    positions: dict[Path, tuple[int, int]] = field(default_factory=dict)
    keys: dict[Path, tuple[int, int]] = field(default_factory=dict)
    styles: dict[Path, str] = field(default_factory=dict)
    refused: set[Path] = field(default_factory=set)

    def position(self, path: Path) -> tuple[int, int]:
        """Return where the value at ``path`` is, or its nearest known parent."""
        while path and path not in self.positions:
            path = path[:-1]
        return self.positions.get(path, (1, 1))

    def key_position(self, path: Path) -> tuple[int, int]:
        """Return where the key at ``path`` is, or the value's place for a list item."""
        return self.keys.get(path) or self.position(path)

    def place_after(self, path: Path, before: str) -> tuple[int, int]:
        """Return where the text at ``path`` continues after ``before``, its first part."""
        if path not in self.styles:
            return self.position(path)
        return place_in_scalar(self.lines, self.positions[path], self.styles[path], before)


def read_tree(file: str, text: str) -> tuple[Tree | None, list[DefinitionProblem]]:
    """Parse one YAML document; return what could be read, and all problems.

    No text makes it raise.
    """
    lines = tuple(LINE_BREAK.split(text))
    odd = Reader.NON_PRINTABLE.search(text)
    if odd:
        before = LINE_BREAK.split(text[: odd.start()])
        found = odd[0].encode("unicode_escape").decode()
        line, column = len(before), len(before[-1]) + 1
        return None, [DefinitionProblem("yaml-syntax", file, line, column, found)]
    reader = _Reader(Tree(file, None, lines), yaml.parse(text, Loader=_Loader))
    try:
        value = reader.document()
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
        line, column = (mark.line, mark.column) if mark else (0, 0)
        if line >= len(lines):  # the end of a file whose last line has no line break
            line, column = len(lines) - 1, len(lines[-1])
        found = lines[line].strip()[:60]
        problem = DefinitionProblem("yaml-syntax", file, line + 1, column + 1, found)
        return None, [*reader.problems, problem]
    except _UnusableError:
        return None, reader.problems
    if not reader.tree.positions:
        return None, reader.problems or [DefinitionProblem("yaml-empty", file, 1, 1, "")]
    return replace(reader.tree, value=value), reader.problems


class _UnusableError(Exception):
    """Raised when the problem noted last makes the rest of the file unusable."""


_REFUSED = object()
"""Returned for a refused value, so that a list or mapping leaves it out."""


class _Reader:
    """Reads the events of one document; nothing is composed, so nothing can explode."""

    def __init__(self, tree: Tree, events: Iterator[yaml.Event]) -> None:
        self.tree, self.events = tree, events
        self.problems: list[DefinitionProblem] = []

    def document(self) -> Any:  # noqa: ANN401 - mappings, lists and texts
        value: Any = None
        for event in self.events:
            if isinstance(event, yaml.DocumentStartEvent):
                if self.tree.positions:
                    self._problem("yaml-syntax", event, "---")
                    raise _UnusableError
                value = self._value(next(self.events), ())
        return None if value is _REFUSED else value

    def _problem(self, code: str, event: yaml.Event, found: str) -> None:
        problem = DefinitionProblem(code, self.tree.file, *_start(event), found[:60])
        self.problems.append(problem)

    def _value(self, event: yaml.Event, path: Path) -> Any:  # noqa: ANN401
        if isinstance(event, yaml.AliasEvent):
            self._problem("yaml-alias", event, f"*{event.anchor}")
            return _REFUSED
        if len(path) > MAX_DEPTH:
            # No definition is this deep, and a malicious file would take minutes.
            self._problem("yaml-depth", event, "")
            raise _UnusableError
        self._check_node(event)
        self.tree.positions[path] = _start(event)
        if isinstance(event, yaml.ScalarEvent):
            if len(event.value) > MAX_TEXT:
                self._problem("yaml-text-too-long", event, event.value[:40])
            if odd := UNSHOWN.search(event.value):
                self._problem("yaml-control-character", event, f"U+{ord(odd[0]):04X}")
            self.tree.styles[path] = event.style or ""
            # Without quotes nothing after the colon is no value, with quotes an empty text.
            return event.value if event.value or event.style else None
        if isinstance(event, yaml.MappingStartEvent):
            return self._mapping(path)
        result: list[Any] = []
        while not isinstance(event := next(self.events), yaml.SequenceEndEvent):
            value = self._value(event, (*path, len(result)))
            if value is not _REFUSED:
                result.append(value)
        return result

    def _mapping(self, path: Path) -> dict[str, Any]:
        result: dict[str, Any] = {}
        while not isinstance(event := next(self.events), yaml.MappingEndEvent):
            if not isinstance(event, yaml.ScalarEvent):
                self._problem("yaml-key", event, "")
                self._skip(event)
                self._skip(next(self.events))
                continue
            self._check_node(event)
            key, following = str(event.value), next(self.events)
            if key in result:
                self._problem("yaml-duplicate-key", event, key)
                self._skip(following)
                continue
            inner = (*path, key)
            self.tree.keys[inner] = _start(event)
            value = self._value(following, inner)
            if value is _REFUSED:
                self.tree.refused.add(inner)
            else:
                result[key] = value
        return result

    def _check_node(self, event: yaml.Event) -> None:
        anchor, tag = getattr(event, "anchor", None), getattr(event, "tag", None)
        if anchor:
            self._problem("yaml-alias", event, f"&{anchor}")
        if tag:
            self._problem("yaml-tag", event, str(tag))

    def _skip(self, event: yaml.Event) -> None:
        depth = int(isinstance(event, yaml.CollectionStartEvent))
        while depth:
            event = next(self.events)
            depth += isinstance(event, yaml.CollectionStartEvent)
            depth -= isinstance(event, yaml.CollectionEndEvent)


def _start(event: yaml.Event) -> tuple[int, int]:
    mark = event.start_mark
    return (mark.line + 1, mark.column + 1) if mark else (1, 1)
