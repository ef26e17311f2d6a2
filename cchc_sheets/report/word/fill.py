"""An outline in Word and a merge's values → the outline filled."""

from __future__ import annotations

import io
import re
import unicodedata
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from docx.oxml import parse_xml
from docxtpl import DocxTemplate

from cchc_sheets.drafting.grid import packed_problem
from cchc_sheets.model import UsageProblem
from cchc_sheets.report.word.environment import (
    OutlineEnvironment,
    OutlineError,
    meant,
    wrong_tags,
)
from cchc_sheets.report.word.finish import W, finish, text_roots
from cchc_sheets.report.word.names import name_of
from cchc_sheets.report.word.save import saved
from cchc_sheets.report.word.values import OutlineValues
from cchc_sheets.text import shorten

_CONTENT_TYPES = "[Content_Types].xml"
_MACROS = b"macroEnabled"
_SHOWN = re.compile(r"\{\{(?:(?:p|r|tr|tc)\s)?\s*(.*?)\s*\}\}")
_TAG = re.compile(r"\{%-?(?:(?:p|r|tr|tc)\s)?\s*(.*?)\s*-?%\}")
_WORD = r"[^\W\d]\w*"
_DOTTED = rf"{_WORD}(?:\.{_WORD})*"
_ASKED = rf"(?:not\s+)?{_DOTTED}"
_NAME = re.compile(_DOTTED)
_ASKS = {
    "if": re.compile(rf"if\s+{_ASKED}(?:\s+(?:and|or)\s+{_ASKED})*"),
    "elif": re.compile(rf"elif\s+{_ASKED}(?:\s+(?:and|or)\s+{_ASKED})*"),
    "for": re.compile(rf"for\s+{_WORD}\s+in\s+{_DOTTED}"),
}
"""What may be asked, and what gone through."""
_BRACES = re.compile(r"\{\{|\}\}|\{%|%\}|\{#|#\}")
_CLOSED_BY = {"{{": "}}", "{%": "%}", "{#": "#}"}
_LENGTH = 90
_ENDS = {"endif": "if", "endfor": "for"}


@dataclass(frozen=True, slots=True)
class Filled:
    """A filled outline: how many figures are missing or not to be quoted, what was dropped."""

    content: bytes
    missing: int
    thin: int
    dropped: int


class _Outline(DocxTemplate):  # type: ignore[misc] # docxtpl is not annotated
    """docxtpl, which would mend what is no longer XML by leaving text out."""

    def fix_tables(self, xml: str) -> Any:  # noqa: ANN401 - lxml
        try:
            parse_xml(xml)
        except SyntaxError as error:
            raise OutlineError(UsageProblem("outline-crossed")) from error
        return super().fix_tables(xml)


def fill(outline: bytes, values: OutlineValues) -> Filled | UsageProblem:
    """Fill an outline (.docx); the same outline and merge give the same bytes."""
    problem = packed_problem(outline)
    if problem is not None:
        return UsageProblem("outline-unreadable")
    if _has_macros(outline):
        return UsageProblem("outline-macros")
    try:
        template = _Outline(io.BytesIO(outline))
        _check_texts(template, values)
        template.render({}, OutlineEnvironment(values), autoescape=True)
        done = finish(template.docx, values)
        content = saved(template.docx)
    except OutlineError as error:
        return error.problem
    except Exception:  # noqa: BLE001 - python-docx and lxml raise what they happen to on crafted files
        return UsageProblem("outline-unreadable")
    return Filled(content, done.missing, done.thin, done.dropped)


def _has_macros(outline: bytes) -> bool:
    with zipfile.ZipFile(io.BytesIO(outline)) as package:
        return _CONTENT_TYPES in package.namelist() and _MACROS in package.read(_CONTENT_TYPES)


def _check_texts(template: Any, values: OutlineValues) -> None:  # noqa: ANN401 - docxtpl
    """Find what is written wrongly where a person can still be told how it is written.

    docxtpl looks for tags in a whole part: a brace that is not closed would swallow what follows.
    """
    wrong: list[str] = []
    for _, root in text_roots(template.get_docx()):
        open_tags: list[tuple[str, str]] = []
        for paragraph in root.iter(f"{W}p"):
            written = "".join(each.text or "" for each in paragraph.iter(f"{W}t"))
            text = unicodedata.normalize("NFC", written)
            if _BRACES.search(text):
                badly_closed = list(_badly_closed(text))
                wrong += badly_closed or _no_names(text, values)
                wrong += () if badly_closed else _unpaired(text, open_tags)
        wrong += [shown for _, shown in open_tags]
    if wrong:
        raise wrong_tags(list(dict.fromkeys(wrong)))


def _badly_closed(text: str) -> Iterator[str]:
    """Yield what follows a brace that nothing in its paragraph closes, or that opens nothing."""
    opened: re.Match[str] | None = None
    for found in _BRACES.finditer(text):
        if opened is None and found[0] in _CLOSED_BY:
            opened = found
        elif opened is not None and found[0] == _CLOSED_BY[opened[0]]:
            opened = None
        else:
            yield shorten(text[(opened or found).start() :], _LENGTH)
            return
    if opened is not None:
        yield shorten(text[opened.start() :], _LENGTH)


def _no_names(text: str, values: OutlineValues) -> Iterator[str]:
    """Yield what is to be shown and is no name, with the name that may be meant."""
    for found in _SHOWN.finditer(text):
        if not _NAME.fullmatch(found[1]):
            near = values.near(name_of(found[1]))
            yield meant(shorten(found[0], _LENGTH), near)


def _unpaired(text: str, open_tags: list[tuple[str, str]]) -> Iterator[str]:
    """Yield the tags that there are not, or that end what did not begin."""
    for found in _TAG.finditer(text):
        word, shown = found[1].partition(" ")[0], shorten(found[0], _LENGTH)
        begun = open_tags[-1][0] if open_tags else ""
        if word in _ASKS and not _ASKS[word].fullmatch(found[1]):
            yield shown
        if word in _ENDS.values():
            open_tags.append((word, shown))
        elif word in _ENDS and begun == _ENDS[word]:
            open_tags.pop()
        elif word not in {"else", "elif"} or not begun:
            yield shown
