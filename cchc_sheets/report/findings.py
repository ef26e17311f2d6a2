"""Findings → lines for people: by severity, then by the form's sections, then by cause.

Programs get every finding by itself, in JSON; a person who is told 82 times that a cell is blank
reads none of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from cchc_sheets.model import Finding, FindingKind, Form, Received, Severity
from cchc_sheets.words import message, remedy, term
from cchc_sheets.words.places import ranged, section_title

ALIKE_SHOWN = 3
"""More warnings of one cause in one section become one line."""
ERRORS_SHOWN = 10
"""Every error has to be mended, so that more errors than warnings are told one by one."""


@dataclass(frozen=True, slots=True)
class FindingLine:
    """One finding in words; what it does not have is empty.

    ``message`` is the ``sentence`` with its ``mend``, how to mend it. ``label`` is what the row or
    the table's column is called, ``section`` the part of the form that it is about, ``path`` the
    row's place there. ``sheet`` is that of a table.
    """

    unit_name: str
    severity: Severity
    rule: str
    kind: FindingKind
    label: str
    cell: str
    sentence: str
    message: str
    mend: str = ""
    section: str = ""
    path: str = ""
    sheet: str = ""

    @property
    def where(self) -> str:
        """The cell, of a table with its sheet: the form has a cell of the same name."""
        return f"{self.sheet}!{self.cell}" if self.sheet and self.cell else self.cell


@dataclass(frozen=True, slots=True)
class Cause:
    """Findings of one section of one kind and rule: some told in full, the others by place."""

    told: tuple[FindingLine, ...]
    others: tuple[FindingLine, ...]

    @property
    def first(self) -> FindingLine:
        """One of them, for what all have in common."""
        return (*self.told, *self.others)[0]


@dataclass(frozen=True, slots=True)
class FindingSection:
    """A part of the form (its name empty for the file as a whole) and what was found there."""

    name: str
    causes: tuple[Cause, ...]


def finding_line(
    finding: Finding, form: Form | None, lang: str, unit_name: str = ""
) -> FindingLine:
    """Return a finding of a file in words; ``form`` is the one that the file answers."""
    place, sentence, mend = finding.place, message(finding, lang), remedy(finding, lang)
    tables = {table.id: table for table in form.tables} if form else {}
    # The sheet of the table whose record the finding is about, empty for what is on the form.
    is_record = place.table is not None or place.sheet in {t.sheet for t in tables.values()}
    sheet = place.sheet or "" if is_record and place.cell else ""
    if sheet:
        section = term("sheet", lang).format(sheet=sheet)
    else:
        top = (place.path or "").partition(".")[0]
        tops = (row for row in form.rows if row.path == top) if form and top else ()
        section = next((section_title(row, row.label) for row in tops), "")
    if table := tables.get(place.table or ""):
        labels = {column.row.key: column.label for column in table.columns}
        label = labels.get(place.indicator or "", table.name_label)
    else:
        row = form.by_key.get(place.indicator or "") if form else None
        label = row.label if row else ""
    return FindingLine(
        unit_name=unit_name,
        severity=finding.severity,
        rule=finding.rule or "",
        kind=finding.kind,
        label=label,
        cell=place.cell or "",
        sentence=sentence,
        message=f"{sentence} {term('mend', lang)}: {mend}",
        mend=mend,
        section=section,
        # A record's own address is its cell; a path names the table's column only.
        path="" if sheet else place.path or "",
        sheet=place.sheet or "" if place.table else "",
    )


def file_finding_lines(file: Received, lang: str, unit_name: str = "") -> list[FindingLine]:
    """Return a checked file's findings in words, in their order."""
    return [finding_line(finding, file.form, lang, unit_name) for finding in file.findings]


def sections(lines: Iterable[FindingLine], severity: Severity) -> tuple[FindingSection, ...]:
    """Return the findings of one severity by section and cause, in the order they came in."""
    found: dict[str, dict[tuple[FindingKind, str], list[FindingLine]]] = {}
    for line in lines:
        if line.severity is severity:
            causes = found.setdefault(line.section, {})
            causes.setdefault((line.kind, line.rule), []).append(line)
    return tuple(
        FindingSection(name, tuple(map(_cause, causes.values()))) for name, causes in found.items()
    )


def _cause(lines: Sequence[FindingLine]) -> Cause:
    told = len(lines)
    if lines[0].kind.told_by_place:
        told = 0
    elif lines[0].severity is Severity.ERROR:
        told = min(told, ERRORS_SHOWN)
    elif told > ALIKE_SHOWN:
        told = 0
    return Cause(tuple(lines[:told]), tuple(lines[told:]))


def others_in_words(cause: Cause, lang: str) -> str:
    """Return those that are not told in full: how many there are, and where."""
    paths = ranged(dict.fromkeys(line.path for line in cause.others if line.path))
    cells = ranged(dict.fromkeys(line.cell for line in cause.others if line.cell))
    key = "rows_and_cells" if paths and cells else "cells_at" if cells else "rows_at"
    places = term(key, lang).format(paths=paths, cells=cells)
    what = term("many_more" if cause.told else "many", lang)
    return what.format(
        title=cause.first.kind.title.in_language(lang), n=len(cause.others), places=places
    )


def code_of(found: Finding | FindingLine) -> str:
    """Return by which code ``explain`` knows a finding, unless a rule's id was told."""
    return "" if found.rule else f" [{found.kind.code}]"


def example_of(cause: Cause) -> str:
    """Return one sentence for all where none is told in full and it says more than the place."""
    by_place = cause.first.kind.told_by_place
    return "" if cause.told or by_place else cause.first.sentence


def group_lines(lines: Sequence[FindingLine], severity: Severity, lang: str) -> Iterator[str]:
    """Yield the findings of one severity as lines; how to mend a cause is told once."""
    mended: dict[tuple[FindingKind, str, str], FindingLine] = {}
    last: FindingLine | None = None

    def mend(line: FindingLine) -> Iterator[str]:
        nonlocal last
        first = mended.setdefault((line.kind, line.rule, line.mend), line)
        if first is line:
            yield f"    {term('mend', lang)}: {line.mend}"
        elif first.cell and (last is None or last.mend != line.mend):  # others stand between
            yield f"    {term('mend', lang)}: {term('as_at', lang).format(cell=first.cell)}"
        last = line

    for section in sections(lines, severity):
        yield section.name or term("whole_file", lang)
        for cause in section.causes:
            rule = f"{cause.first.rule}: " if cause.first.rule else ""
            code = code_of(cause.first)
            for line in cause.told:
                where = f"{line.cell}: " if line.cell else ""
                yield f"  - {where}{rule}{line.sentence}{code}"
                yield from mend(line)
            if cause.others:
                yield f"  - {rule}{others_in_words(cause, lang)}{code}"
                if example := example_of(cause):
                    yield f"    {term('for_example', lang)}: {example}"
                yield from mend(cause.others[0])
