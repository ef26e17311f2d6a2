"""What stands in place of a name in an outline: a text, its parts, the items of a list."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import partial

from markupsafe import Markup, escape

from cchc_sheets.text import legible
from cchc_sheets.words import outline as words

PARAGRAPH = "\a"
"""What docxtpl makes a new paragraph of, with the looks of the one it is in."""


class ValueMark(StrEnum):
    """A sign of private use around or in place of a text, until looks and tables take its place."""

    THIN = "\ue000"
    """Begins a figure that fewer than half the units gave: it is not bold."""
    MISSING = "\ue001"
    """Begins words that stand where there is no figure."""
    END = "\ue00f"
    """Ends either."""
    ANNEX_TABLE = "\ue010"
    KEY_TABLE = "\ue011"
    ONLY_WITH_FIGURES = "\ue020"
    """Its paragraph goes where a figure in it is thin or missing."""
    IF_NOTHING = "\ue021"
    """Its paragraph goes unless all those before it went."""


@dataclass(frozen=True, slots=True)
class Value:
    """A name's text with its parts by name; ``says`` is what it is worth behind *if*.

    A list shows its items with the ``joint`` between them, where it has any.
    """

    text: str = ""
    mark: ValueMark | None = None
    parts: Mapping[str, Callable[[], Value]] = field(default_factory=dict)
    items: tuple[Value, ...] = ()
    joint: str = ""
    says: bool = True

    def __bool__(self) -> bool:
        """Whether there is a figure, or anything in a list."""
        return self.says

    def __iter__(self) -> Iterator[Value]:
        """The items of a list."""
        return iter(self.items)

    def __html__(self) -> Markup:
        """The text as XML has it, within its mark; of a list that of its items."""
        if self.items:
            return Markup(self.joint).join(self.items)  # noqa: S704 - ours
        shown = escape(self.text)
        return Markup(f"{self.mark}{shown}{ValueMark.END}") if self.mark and self.text else shown  # noqa: S704 - escaped

    __str__ = __html__

    @property
    def is_solid(self) -> bool:
        """Whether the text may be quoted."""
        return self.mark is None and self.says


def text(words: str) -> Value:
    """Return a text without what no document holds; its line breaks stay."""
    lines = words.replace(PARAGRAPH, "\n").splitlines()
    return Value("\n".join(map(legible, lines)), says=bool(words))


def thin(figure: str) -> Value:
    """Return a figure that is not to be quoted, and says so."""
    return Value(words.THIN.format(text=figure), ValueMark.THIN)


def missing(why: str = words.NO_FIGURE) -> Value:
    """Return what stands where there is no figure."""
    return Value(why, ValueMark.MISSING, says=False)


def flag(found: object) -> Value:
    """Return what is asked behind *if* and has no text."""
    return Value(says=bool(found))


def listed(items: Iterable[Value], joint: str = ", ") -> Value:
    """Return a list: its items one behind the other, their number, and a paragraph for each."""
    found = tuple(items)
    if not found:
        none = text(words.NOBODY)
        parts = {"count": text("0"), "lines": none}
        return replace(none, parts=_ready(parts), says=False)
    parts = {
        "count": text(str(len(found))),
        "lines": Value(items=found, joint=PARAGRAPH),
    }
    return Value(items=found, joint=joint, parts=_ready(parts))


def _ready(parts: Mapping[str, Value]) -> dict[str, Callable[[], Value]]:
    return {words.LIST_PARTS[code].name: partial(_same, each) for code, each in parts.items()}


def _same(value: Value) -> Value:
    return value
