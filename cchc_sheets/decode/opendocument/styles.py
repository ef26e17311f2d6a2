"""The styles of an OpenDocument → what is needed of cells, runs of text and tables."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from cchc_sheets.decode.formats import GENERAL, CellStyle, cell_style
from cchc_sheets.decode.ooxml.xml import Attributes
from cchc_sheets.decode.opendocument.formats import KINDS, NumberStyle
from cchc_sheets.decode.opendocument.names import NUMBER, STYLE, TABLE

_DEEPEST = 20
"""Further no style follows its parents."""


@dataclass
class _Style:
    parent: str = ""
    numbers: str | None = None
    struck: bool | None = None
    raised: bool | None = None
    displayed: bool | None = None


@dataclass
class Styles:
    """Styles by family and name; those of the content replace those of the styles' own part."""

    _styles: dict[tuple[str, str], _Style] = field(default_factory=dict)
    _numbers: dict[str, NumberStyle] = field(default_factory=dict)
    _cells: dict[str, CellStyle] = field(default_factory=dict)
    _style: _Style | None = None
    _number: NumberStyle | None = None
    _texts: list[str] = field(default_factory=list)

    def start(self, name: str, attributes: Attributes) -> None:
        """Follow the beginning of an element, if it is a style's."""
        if name.startswith(NUMBER):
            self._texts.clear()
        if self._number is not None:
            self._number.start(name, attributes)
        elif name.startswith(NUMBER) and name.removeprefix(NUMBER) in KINDS:
            self._number = NumberStyle(name.removeprefix(NUMBER))
            self._numbers[attributes.get(f"{STYLE}name", "")] = self._number
        elif name == f"{STYLE}style":
            self._style = _Style(
                attributes.get(f"{STYLE}parent-style-name", ""),
                attributes.get(f"{STYLE}data-style-name"),
            )
            key = attributes.get(f"{STYLE}family", ""), attributes.get(f"{STYLE}name", "")
            self._styles[key] = self._style
        elif name == f"{STYLE}text-properties" and self._style is not None:
            _take_looks(self._style, attributes)
        elif name == f"{STYLE}table-properties" and self._style is not None:
            self._style.displayed = attributes.get(f"{TABLE}display") != "false"

    def text(self, text: str) -> None:
        """Take a piece of text."""
        if self._number is not None:
            self._texts.append(text)

    def end(self, name: str) -> None:
        """Follow the end of an element."""
        if name == f"{STYLE}style":
            self._style = None
        elif self._number is not None and name == f"{NUMBER}{self._number.kind}":
            self._number = None
        elif self._number is not None and name.startswith(NUMBER):
            self._number.end(name, "".join(self._texts))
            self._texts.clear()

    def _ancestry(self, family: str, name: str) -> Iterator[_Style]:
        for _ in range(_DEEPEST):
            style = self._styles.get((family, name))
            if style is None:
                return
            yield style
            name = style.parent

    def _said(self, family: str, name: str, what: Callable[[_Style], bool | None]) -> bool | None:
        said = (what(style) for style in self._ancestry(family, name))
        return next((answer for answer in said if answer is not None), None)

    def of_cell(self, name: str) -> CellStyle:
        """Return a cell's style by its name."""
        if name not in self._cells:
            numbers = (style.numbers for style in self._ancestry("table-cell", name))
            number = self._numbers.get(next((each for each in numbers if each), ""))
            code = number.full_code(self._numbers) if number else GENERAL.code
            struck = bool(self._said("table-cell", name, lambda style: style.struck))
            self._cells[name] = cell_style(code, struck=struck)
        return self._cells[name]

    def of_run(self, name: str) -> tuple[bool | None, bool]:
        """Return whether a run is struck out, if its style says so, and whether it is raised."""
        struck = self._said("text", name, lambda style: style.struck)
        return struck, bool(self._said("text", name, lambda style: style.raised))

    def is_displayed(self, table: str) -> bool:
        """Whether a table of that style is shown."""
        return self._said("table", table, lambda style: style.displayed) is not False


def _take_looks(style: _Style, attributes: Attributes) -> None:
    lines = [
        attributes[f"{STYLE}text-line-through-{each}"]
        for each in ("style", "type")
        if f"{STYLE}text-line-through-{each}" in attributes
    ]
    if lines:
        style.struck = "none" not in lines
    position = attributes.get(f"{STYLE}text-position")
    if position is not None:
        style.raised = position.split()[:1] not in (["0%"], [])
