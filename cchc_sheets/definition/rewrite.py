"""The text of a definition with some fields changed: all else stays, byte for byte.

Only the places of values are taken from YAML's own reader, and only they are written over. A
library that reads and writes a whole file again keeps its comments, but not how it is laid out.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any, TypeAlias

import yaml

from cchc_sheets.definition.scalar import LINE_BREAK
from cchc_sheets.definition.tree import Path

_NUMBER = re.compile(r"[-+.\d][\da-fox._+-]*", re.IGNORECASE)
"""What some version of YAML takes for a number or a date, and more."""
Value: TypeAlias = str | tuple[str, ...]
"""A text or a list of texts; empty where there is to be no such field."""


class UnwritableError(Exception):
    """A field at ``path`` that is written so that no change of it would keep what stands around."""

    def __init__(self, path: Path) -> None:
        super().__init__(path)
        self.path = path


class Rewriter:
    """Collects changes of one definition, each by its place in the file as it was read.

    ``text`` is sound YAML without aliases, as the definitions have been read before.
    """

    def __init__(self, text: str) -> None:
        self._text = text
        self._root: Any = yaml.compose(text, Loader=yaml.SafeLoader)
        breaks = list(LINE_BREAK.finditer(text))
        self._starts = [0, *(found.end() for found in breaks)]
        self._ends = [*(found.start() for found in breaks), len(text)]
        self._break = "\r\n" if "\r\n" in text else "\n"
        self._splices: list[tuple[int, int, str]] = []

    def result(self) -> str:
        """Return the text with all changes."""
        made, done = [], 0
        for start, end, new in sorted(self._splices, key=lambda splice: splice[:2]):
            made += [self._text[done:start], new]
            done = end
        return "".join([*made, self._text[done:]])

    def put(self, path: Path, fields: Mapping[str, Value], order: Sequence[str]) -> None:
        """Change fields of the mapping at ``path``; new ones are put where ``order`` has them.

        Raises:
            UnwritableError: a comment would be lost, or the mapping is written in one line.
        """
        mapping = self._at(path)
        pairs = {key.value: (key, value) for key, value in mapping.value}
        if mapping.flow_style and fields:
            raise UnwritableError((*path, next(iter(fields))))
        kept = {name for name in pairs if fields.get(name, "kept")}
        for name, new in fields.items():
            place = (*path, name)
            if name in pairs and new:
                self._replace(pairs[name][1], new, place)
            elif name in pairs:
                self._drop(mapping, name, place)
            elif new:
                before = [each for each in order[: order.index(name)] if each in kept]
                above = pairs[before[-1]] if before else next(iter(pairs.values()))
                indent = " " * mapping.value[0][0].start_mark.column
                self._below(above[1], [f"{indent}{name}: {_written(new)}"])

    def put_entries(self, path: Path, entries: Mapping[str, str], after: str) -> None:
        """Change the entries of a mapping of texts, which is made below ``after`` if need be.

        Raises:
            UnwritableError: a comment would be lost.
        """
        *above, name = path
        parent = self._at(tuple(above))
        pairs = {key.value: (key, value) for key, value in parent.value}
        found = pairs.get(str(name))
        if found and isinstance(found[1], yaml.MappingNode) and not found[1].flow_style:
            there = [key.value for key, _ in found[1].value]
            if any(there_ not in entries or entries[there_] for there_ in there):
                self.put(path, entries, [*there, *sorted({*entries} - {*there})])
                return
            self._drop(parent, str(name), path)  # nothing would be left in it
            return
        indent = " " * parent.value[0][0].start_mark.column
        lines = [f"{indent}  {key}: {_written(text)}" for key, text in entries.items() if text]
        if not lines:
            return
        if found is None:
            self._below(pairs[after][1], [f"{indent}{name}:", *lines])
        elif found[1].value:
            raise UnwritableError(path)
        else:
            made = "".join(self._break + line for line in lines)
            self._splices.append((self._offset(found[0].end_mark) + 1, self._end(found[1]), made))

    def add(self, path: Path, after: int, fields: Mapping[str, Value]) -> None:
        """Put a new item behind one of the list at ``path``.

        Raises:
            UnwritableError: the list is not written with an item a line.
        """
        item = self._at(path).value[after]
        dash = self._text[self._starts[item.start_mark.line] : self._offset(item.start_mark)]
        if dash.strip() != "-":
            raise UnwritableError((*path, after))
        indent = " " * len(dash)
        lines: list[str] = []
        for name, value in fields.items():
            lines += [f"{indent if lines else dash}{name}: {_written(value)}"] if value else []
        self._below(item, lines)

    def _at(self, path: Path) -> Any:  # noqa: ANN401 - YAML's nodes are not typed
        node = self._root
        for step in path:
            if isinstance(step, int):
                node = node.value[step]
            else:
                node = next(value for key, value in node.value if key.value == step)
        return node

    def _offset(self, mark: Any) -> int:  # noqa: ANN401
        return int(self._starts[mark.line] + mark.column)

    def _end(self, node: Any) -> int:  # noqa: ANN401
        """Where a value ends; a block ends in YAML's eyes where the next thing begins."""
        if isinstance(node, yaml.CollectionNode) and not node.flow_style:
            last = node.value[-1]
            return self._end(last[1] if isinstance(last, tuple) else last)
        start, end = self._offset(node.start_mark), self._offset(node.end_mark)
        return int(start + len(self._text[start:end].rstrip()))

    def _line(self, offset: int) -> int:
        return sum(start <= offset for start in self._starts) - 1

    def _below(self, node: Any, lines: Sequence[str]) -> None:  # noqa: ANN401
        """Put lines below the one on which a value ends."""
        end = self._ends[self._line(self._end(node))]
        self._splices.append((end, end, "".join(self._break + line for line in lines)))

    def _replace(self, node: Any, new: Value, place: Path) -> None:  # noqa: ANN401
        start, end = self._offset(node.start_mark), self._end(node)
        if isinstance(new, tuple) and isinstance(node, yaml.SequenceNode) and not node.flow_style:
            self._replace_items(node, new)
            return
        style = node.style if isinstance(node, yaml.ScalarNode) else None
        if style is None and "#" in self._text[start:end] and "\n" in self._text[start:end]:
            raise UnwritableError(place)
        space = " " if self._text[start - 1 : start] == ":" else ""  # there was nothing behind it
        self._splices.append((start, end, space + _written(new, style)))

    def _replace_items(self, node: Any, new: Sequence[str]) -> None:  # noqa: ANN401
        """Leave out and add lines of a list with an item a line; those that stay are not moved."""
        for item in node.value:
            if item.value not in new:
                first, last = item.start_mark.line, self._line(self._end(item))
                self._splices.append((self._starts[first], self._starts[last + 1], ""))
        there = [item.value for item in node.value]
        dash = self._text[self._starts[node.value[0].start_mark.line] :].partition("-")[0]
        fresh = [f"{dash}- {_written(text)}" for text in new if text not in there]
        if fresh:
            end = self._starts[self._line(self._end(node)) + 1]
            self._splices.append((end, end, "".join(line + self._break for line in fresh)))

    def _drop(self, mapping: Any, name: str, place: Path) -> None:  # noqa: ANN401
        """Leave out the lines of a field; of the first on its line only what is its own."""
        names = [key.value for key, _ in mapping.value]
        at = names.index(name)
        key, value = mapping.value[at]
        start, end = self._offset(key.start_mark), self._end(value)
        first = self._starts[key.start_mark.line]
        if self._text[first:start].strip():
            if at + 1 == len(names):
                raise UnwritableError(place)
            stop = self._offset(mapping.value[at + 1][0].start_mark)
            if "#" in self._text[end:stop]:
                raise UnwritableError(place)
            self._splices.append((start, stop, ""))
            return
        last = self._line(end)
        stop = self._starts[last + 1] if last + 1 < len(self._starts) else len(self._text)
        self._splices.append((first, stop, ""))


def _written(value: Value, style: str | None = None) -> str:
    """Return a value as YAML, a text in its old quotes if it had any."""
    if isinstance(value, tuple):
        return f"[{', '.join(_scalar(item, flow=True) for item in value)}]"
    if style == "'":
        return "'" + value.replace("'", "''") + "'"
    return json.dumps(value, ensure_ascii=False) if style == '"' else _scalar(value)


def _scalar(text: str, *, flow: bool = False) -> str:
    """Return a text without quotes where every reader of YAML takes it for that text."""
    try:
        node: Any = yaml.compose(f"[{text}]" if flow else f"k: {text}", Loader=yaml.SafeLoader)
        read = node.value[0] if flow else node.value[0][1]
        alone = len(node.value) == 1 and isinstance(read, yaml.ScalarNode) and not read.style
        is_text = read.tag == "tag:yaml.org,2002:str" and not _NUMBER.fullmatch(text)
        if alone and is_text and read.value == text:
            return text
    except yaml.YAMLError:
        pass
    return json.dumps(text, ensure_ascii=False)
