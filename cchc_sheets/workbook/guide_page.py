"""The page that the guidance sheet is written on, from top to bottom."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from cchc_sheets.handbook.rules import ExplainedRule, Where
from cchc_sheets.handbook.show import rule_severity
from cchc_sheets.sheet.heights import line_count, row_height
from cchc_sheets.sheet.styles import SIZE, Pen
from cchc_sheets.words import guidance as words

LANG = "vi"
FIRST, MIDDLE, LAST = 1, 2, 3
WIDTHS = {FIRST: 102, MIDDLE: 472, LAST: 106}
"""Of the columns in pixels: together a page's width."""
_SUBHEAD_SIZE = 13
_CONDITION_SIZE = 11
_PIECE = 900
"""Characters of conditions in one cell at most: a row higher than 409 points is cut off."""
Area = tuple[int, int]
WHOLE, TAIL, HEAD = (FIRST, LAST), (MIDDLE, LAST), (FIRST, MIDDLE)
COLUMNS: tuple[Area, ...] = ((FIRST, FIRST), (MIDDLE, MIDDLE), (LAST, LAST))


@dataclass
class Page:
    """Writes from top to bottom; each row as high as its texts need."""

    pen: Pen
    row: int = 0

    def line(self, *cells: tuple[Area, str, tuple[str, ...]], size: float = SIZE) -> None:
        """Write one row; a cell is the columns it spans, its text and its look."""
        self.row += 1
        lines = 1
        for (first, last), text, traits in cells:
            if first == last:
                self.pen.text(self.row, first, text, *traits)
            else:
                self.pen.merge((self.row, first, self.row, last), text, *traits)
            width = sum(WIDTHS[column] for column in range(first, last + 1))
            lines = max(lines, line_count(text, width, size, bold="bold" in traits))
        self.pen.height(self.row, row_height(lines, size, padding=5))

    def gap(self) -> None:
        """Leave some room."""
        self.row += 1
        self.pen.height(self.row, 9)

    def subhead(self, text: str) -> None:
        """Write the head of a part."""
        self.gap()
        self.line((WHOLE, text, ("wrap", "left", "subhead")), size=_SUBHEAD_SIZE)

    def pair(self, name: str, text: str, *traits: str) -> None:
        """Write a name and what it stands for."""
        name_cell = ((FIRST, FIRST), name, ("wrap", "left"))
        self.line(name_cell, (TAIL, text, ("wrap", "left", *traits)))

    def explained(self, rule: ExplainedRule, rows: str) -> None:
        """Write a rule; one with many conditions goes on in further rows, none too high."""
        severity = f"{words.RULE_SIGNS[rule.severities[0]]} {rule_severity(rule, LANG)}"
        first, *others = _pieces(rule.conditions(LANG))
        later = f"\n{words.LATER}" if rule.where is Where.OFFICE else ""
        self._rule(f"{rule.rule.id}\n{severity}{later}", rule.rule.says.vi, first, rows)
        for piece in others:
            self._rule("", "", piece, "")

    def _rule(self, name: str, says: str, condition: str, rows: str) -> None:
        """Write a row of the rules: the sentence in bold, its exact condition under it."""
        self.row += 1
        look = ("table", "wrap", "left", "text")
        self.pen.text(self.row, FIRST, name, *look)
        self.pen.text(self.row, LAST, rows, *look)
        width = WIDTHS[MIDDLE]
        height = line_count(condition, width, _CONDITION_SIZE) * _CONDITION_SIZE
        if says:
            styles = self.pen.styles
            parts = (styles("bold"), f"{says}.\n", styles("beside"), condition, styles(*look))
            self.pen.sheet.write_rich_string(self.row - 1, MIDDLE - 1, *parts)
            height += line_count(f"{says}.", width, SIZE, bold=True) * SIZE
        else:
            self.pen.text(self.row, MIDDLE, condition, *look, "beside")
        beside = (line_count(name, WIDTHS[FIRST], SIZE), line_count(rows, WIDTHS[LAST], SIZE))
        self.pen.height(self.row, row_height(1, max(height, *(n * SIZE for n in beside)), 5))

    def table(self, areas: Iterable[Area], texts: Iterable[str], *, head: bool = False) -> None:
        """Write a row of a table."""
        traits = ("head",) if head else ("table", "wrap", "left", "text")
        cells = ((area, text, traits) for area, text in zip(areas, texts, strict=True))
        self.line(*cells)


def _pieces(conditions: Sequence[str]) -> list[str]:
    """Return the conditions as texts of one cell each; only what is too long is divided."""
    pieces: list[str] = []
    for condition in conditions:
        line = f"– {condition}" if len(conditions) > 1 else condition
        if pieces and len(pieces[-1]) + len(line) < _PIECE:
            pieces[-1] += f"\n{line}"
        else:
            pieces.append(line)
    return pieces
