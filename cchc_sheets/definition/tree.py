"""YAML → plain values with the place of each; every scalar is text until the schema types it.

YAML 1.1 would turn ``no``, ``on``, ``04`` and dates into something else, so it is never asked.
Aliases are refused: a definition says things once, and bombs are made of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, TypeAlias

import yaml
from yaml.reader import Reader

from cchc_sheets.definition.scalar import LINE_BREAK, place_in_scalar

try:
    from yaml import CSafeLoader as _Loader
except ImportError:  # pragma: no cover - a PyYAML built without libyaml
    from yaml import SafeLoader as _Loader  # type: ignore[assignment]

Path: TypeAlias = tuple[str | int, ...]
MAX_DEPTH = 20


@dataclass(frozen=True, slots=True)
class YamlProblem:
    """What YAML itself, or our narrow use of it, has against a file.

    ``code`` is yaml-syntax, yaml-alias, yaml-tag, yaml-duplicate-key, yaml-key, yaml-empty or
    yaml-depth.
    """

    code: str
    line: int
    column: int
    found: str


@dataclass(frozen=True, slots=True)
class Tree:
    """A file's values (mappings, lists, text) and the line and column of each, from 1.

    ``styles`` tells how each text is written: quoted (``'``, ``"``), as a block (``|``, ``>``) or
    plainly (nothing). ``refused`` are the places whose values were refused.
    """

    file: str
    value: Any
    lines: tuple[str, ...] = ()
    positions: dict[Path, tuple[int, int]] = field(default_factory=dict)
    keys: dict[Path, tuple[int, int]] = field(default_factory=dict)
    styles: dict[Path, str] = field(default_factory=dict)
    refused: set[Path] = field(default_factory=set)

    def position(self, path: Path) -> tuple[int, int]:
        """Return where the value at ``path`` stands, or its nearest known parent."""
        while path and path not in self.positions:
            path = path[:-1]
        return self.positions.get(path, (1, 1))

    def key_position(self, path: Path) -> tuple[int, int]:
        """Return where the key at ``path`` stands, or the value's place for a list item."""
        return self.keys.get(path) or self.position(path)

    def place_after(self, path: Path, before: str) -> tuple[int, int]:
        """Return where the text at ``path`` goes on after its first part, ``before``."""
        if path not in self.styles:
            return self.position(path)
        return place_in_scalar(self.lines, self.positions[path], self.styles[path], before)


def read_tree(file: str, text: str) -> tuple[Tree | None, list[YamlProblem]]:
    """Parse one YAML document; return what could be read of it and all that is wrong.

    Never raises for what stands in the text.
    """
    lines = tuple(LINE_BREAK.split(text))
    odd = Reader.NON_PRINTABLE.search(text)
    if odd:
        before = LINE_BREAK.split(text[: odd.start()])
        found = odd[0].encode("unicode_escape").decode()
        return None, [YamlProblem("yaml-syntax", len(before), len(before[-1]) + 1, found)]
    reader = _Reader(Tree(file, None, lines), yaml.parse(text, Loader=_Loader))
    try:
        value = reader.document()
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
        line, column = (mark.line, mark.column) if mark else (0, 0)
        if line >= len(lines):  # after the last line, when it has no end of its own
            line, column = len(lines) - 1, len(lines[-1])
        found = lines[line].strip()[:60]
        return None, [*reader.problems, YamlProblem("yaml-syntax", line + 1, column + 1, found)]
    except _UnusableError as error:
        return None, [*reader.problems, error.problem]
    tree = reader.tree
    if not tree.positions:
        return None, reader.problems or [YamlProblem("yaml-empty", 1, 1, "")]
    full = Tree(file, value, lines, tree.positions, tree.keys, tree.styles, tree.refused)
    return full, reader.problems


MAX_TEXT = 4000
"""Ten times the longest text of any definition; a cell holds 32,767 characters."""
_UNSHOWN = re.compile("[\x00-\x08\x0b-\x1f\x7f\u202a-\u202e\u2066-\u2069\ufffe\uffff\ud800-\udfff]")
"""Control characters, which no workbook can hold, and those that turn the reading direction."""


class _UnusableError(Exception):
    def __init__(self, code: str, event: yaml.Event, found: str) -> None:
        super().__init__(code)
        self.problem = YamlProblem(code, *_start(event), found)


class _Refused:
    """Stands for a value that was refused, until its place in a mapping or list is left out."""


_REFUSED = _Refused()


class _Reader:
    """Reads the events of one document; nothing is composed, so nothing can explode."""

    def __init__(self, tree: Tree, events: Iterator[yaml.Event]) -> None:
        self.tree, self.events = tree, events
        self.problems: list[YamlProblem] = []

    def document(self) -> Any:  # noqa: ANN401 - mappings, lists and texts
        value: Any = None
        for event in self.events:
            if isinstance(event, yaml.DocumentStartEvent):
                if self.tree.positions:
                    raise _UnusableError("yaml-syntax", event, "---")
                value = self._value(next(self.events), ())
        return None if value is _REFUSED else value

    def _problem(self, code: str, event: yaml.Event, found: str) -> None:
        self.problems.append(YamlProblem(code, *_start(event), found[:60]))

    def _value(self, event: yaml.Event, path: Path) -> Any:  # noqa: ANN401
        if isinstance(event, yaml.AliasEvent):
            self._problem("yaml-alias", event, f"*{event.anchor}")
            return _REFUSED
        if len(path) > MAX_DEPTH:
            # No definition is this deep, and the parser takes minutes for what a bomb holds.
            raise _UnusableError("yaml-depth", event, "")
        self._check_node(event)
        self.tree.positions[path] = _start(event)
        if isinstance(event, yaml.ScalarEvent):
            self._check_text(event)
            self.tree.styles[path] = event.style or ""
            # Nothing after the colon is nothing; a text that is empty has quotes.
            return event.value if event.value or event.style else None
        if isinstance(event, yaml.SequenceStartEvent):
            return self._list(path)
        return self._mapping(path)

    def _check_text(self, event: yaml.ScalarEvent) -> None:
        """Name what no cell can show, or what would show as something else than it is."""
        if len(event.value) > MAX_TEXT:
            self._problem("yaml-text-too-long", event, event.value[:40])
        odd = next((sign for sign in event.value if _UNSHOWN.match(sign)), None)
        if odd is not None:
            self._problem("yaml-control-character", event, f"U+{ord(odd):04X}")

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

    def _list(self, path: Path) -> list[Any]:
        result: list[Any] = []
        for event in self.events:
            if isinstance(event, yaml.SequenceEndEvent):
                break
            value = self._value(event, (*path, len(result)))
            if value is not _REFUSED:
                result.append(value)
        return result

    def _mapping(self, path: Path) -> dict[str, Any]:
        result: dict[str, Any] = {}
        for event in self.events:
            if isinstance(event, yaml.MappingEndEvent):
                break
            key = self._key(event, result)
            following = next(self.events)
            if key is None:
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

    def _key(self, event: yaml.Event, seen: dict[str, Any]) -> str | None:
        """Return the key that the event is, ``None`` when its pair has to be left out."""
        if not isinstance(event, yaml.ScalarEvent):
            self._problem("yaml-key", event, "")
            self._skip(event)
            return None
        key = str(event.value)
        self._check_node(event)
        if key in seen:
            self._problem("yaml-duplicate-key", event, key)
            return None
        return key


def _start(event: yaml.Event) -> tuple[int, int]:
    mark = event.start_mark
    return (mark.line + 1, mark.column + 1) if mark else (1, 1)
