"""A rendered document, marks in its texts → looks, tables, and paragraphs that go."""

from __future__ import annotations

import re
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from cchc_sheets.model import UsageProblem
from cchc_sheets.report.word.environment import OutlineError
from cchc_sheets.report.word.tables import TABLES
from cchc_sheets.report.word.value import ValueMark
from cchc_sheets.report.word.values import OutlineValues

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_TEXTS = "application/vnd.openxmlformats-officedocument.wordprocessingml."
_MARKED = re.compile(f"([{ValueMark.THIN}{ValueMark.MISSING}])(.*?){ValueMark.END}", re.DOTALL)
_COMMANDS = {
    ord(each): None for each in (ValueMark.ONLY_WITH_FIGURES, ValueMark.IF_NOTHING, *TABLES)
}
_ANY = re.compile(f"[{''.join(ValueMark)}]")
_MOST_TABLES = 20
_TWIPS = 1440 / 25.4
_ROOM = 165.0
"""Millimetres within the margins of A4, where a document does not say."""


@dataclass(slots=True)
class FinishedOutline:
    """How many figures of a document are missing or thin, and how many paragraphs went."""

    missing: int = 0
    thin: int = 0
    dropped: int = 0


def text_roots(document: Any) -> Iterator[tuple[Any, Any]]:  # noqa: ANN401 - python-docx, lxml
    """Yield all parts that hold paragraphs with their trees: the body, heads, feet, footnotes."""
    from docx.opc.oxml import parse_xml

    for part in document.part.package.iter_parts():
        if part.content_type.startswith(_TEXTS) and part.content_type.endswith("+xml"):
            own = getattr(part, "element", None)
            yield part, own if own is not None else parse_xml(part.blob)


def finish(document: Any, values: OutlineValues) -> FinishedOutline:  # noqa: ANN401 - python-docx
    """Put looks and tables where the marks are; return what was counted on the way.

    Raises ``OutlineError`` where there are tables without end.
    """
    from docx.opc.oxml import serialize_part_xml

    done = FinishedOutline()
    body = document.element.body
    _drop(body, done)
    tables = 0
    for paragraph in list(body.iter(f"{W}p")):
        text = _text(paragraph)
        for mark, make in TABLES.items():
            if mark in text:
                tables += 1
                if tables > _MOST_TABLES:
                    raise OutlineError(UsageProblem("outline-grows"))
                _set_table(paragraph, make(values, _room(paragraph, body)), text)
    for part, root in text_roots(document):
        marked = [run for run in root.iter(f"{W}r") if _ANY.search(_text(run))]
        for run in marked:
            _part_run(run, done)
        if marked and not hasattr(part, "element"):  # footnotes: python-docx keeps their bytes
            part._blob = serialize_part_xml(root)  # noqa: SLF001
    return done


def _text(element: Any) -> str:  # noqa: ANN401 - lxml
    return "".join(each.text or "" for each in element.iter(f"{W}t"))


def _drop(body: Any, done: FinishedOutline) -> None:  # noqa: ANN401 - lxml
    """Remove paragraphs that stand only with their figures, and those that stand in their place."""
    kept = 0
    for paragraph in list(body.iter(f"{W}p")):
        text = _text(paragraph)
        if ValueMark.ONLY_WITH_FIGURES in text:
            if ValueMark.THIN in text or ValueMark.MISSING in text:
                _remove(paragraph)
                done.dropped += 1
            else:
                kept += 1
        elif ValueMark.IF_NOTHING in text:
            if kept:
                _remove(paragraph)
            kept = 0


def _remove(paragraph: Any) -> None:  # noqa: ANN401 - lxml
    """Remove a paragraph; one that ends a section or a table's cell stays, without its text."""
    ends_section = paragraph.find(f"{W}pPr/{W}sectPr") is not None
    ends_cell = paragraph.getparent().tag == f"{W}tc" and paragraph.getnext() is None
    if not ends_section and not ends_cell:
        paragraph.getparent().remove(paragraph)
        return
    for child in list(paragraph):
        if child.tag != f"{W}pPr":
            paragraph.remove(child)


def _set_table(paragraph: Any, table: Any, text: str) -> None:  # noqa: ANN401 - lxml
    """Put a table in a paragraph's place, or below it where it has a text besides."""
    if text.translate(_COMMANDS).strip():
        paragraph.addnext(table)
        return
    paragraph.addprevious(table)
    after = paragraph.getnext()
    if after is not None and after.tag == f"{W}p":
        _remove(paragraph)


def _room(paragraph: Any, body: Any) -> float:  # noqa: ANN401 - lxml
    """How many millimetres wide the text is where the paragraph stands."""
    sections = list(body.iter(f"{W}sectPr"))
    order = {element: number for number, element in enumerate(body.iter())}
    here = order[paragraph]
    own = next((each for each in sections if order[each] > here), None)
    size = None if own is None else own.find(f"{W}pgSz")
    margins = None if own is None else own.find(f"{W}pgMar")
    if size is None or margins is None:
        return _ROOM
    sides = [margins.get(f"{W}{side}", "0") for side in ("left", "right", "gutter")]
    room = int(size.get(f"{W}w", "0")) - sum(map(int, sides))
    return room / _TWIPS if room > 0 else _ROOM


def _part_run(run: Any, done: FinishedOutline) -> None:  # noqa: ANN401 - lxml
    """Part a run where a mark begins or ends; what is within gets its looks."""
    looks, current = run.find(f"{W}rPr"), None
    for child in list(run):
        if child is looks:
            continue
        for mark, piece in _pieces(child):
            if current is None or mark is not None:
                current = _run_before(run, looks, mark)
            current.append(piece)
            if mark is not None:
                done.missing += mark is ValueMark.MISSING
                done.thin += mark is ValueMark.THIN
                current = None
    run.getparent().remove(run)


def _pieces(child: Any) -> Iterator[tuple[ValueMark | None, Any]]:  # noqa: ANN401 - lxml
    """The pieces of a text, each with the mark it is within; anything else as it is."""
    if child.tag != f"{W}t":
        yield None, child
        return
    text, last = child.text or "", 0
    for found in _MARKED.finditer(text):
        yield None, _text_element(child, text[last : found.start()])
        yield ValueMark(found[1]), _text_element(child, found[2])
        last = found.end()
    yield None, _text_element(child, text[last:])


def _text_element(child: Any, text: str) -> Any:  # noqa: ANN401 - lxml
    made = deepcopy(child)
    made.text = text.translate(_COMMANDS)
    made.set(_SPACE, "preserve")
    made.tail = None
    return made


def _run_before(run: Any, looks: Any, mark: ValueMark | None) -> Any:  # noqa: ANN401 - lxml
    """A new run before another one, with its looks; within a mark not bold."""
    from docx.enum.text import WD_COLOR_INDEX
    from docx.text.run import Run

    made = run.makeelement(f"{W}r", {})
    if looks is not None:
        made.append(deepcopy(looks))
    run.addprevious(made)
    if mark is not None:
        font = Run(made, parent=None).font  # type: ignore[arg-type] # of no story while it is made
        font.bold = False
        if mark is ValueMark.MISSING:
            font.highlight_color = WD_COLOR_INDEX.YELLOW
    return made
