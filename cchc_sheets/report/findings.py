"""Findings → lines for people: by severity, then by the form's sections, then by cause.

Programs get every finding by itself, in JSON; a person who is told 82 times that a cell is blank
reads none of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from cchc_sheets.findings.kinds import kind_of
from cchc_sheets.model import Finding, Form, Place, Severity
from cchc_sheets.report.lines import FindingLine
from cchc_sheets.words import remedy, term
from cchc_sheets.words.places import ranged, section_title
from cchc_sheets.words.say import message, title

ALIKE_SHOWN = 3
"""More warnings of one cause in one section become one line."""
ERRORS_SHOWN = 10
"""Every error has to be mended, so that more errors than warnings are told one by one."""


@dataclass(frozen=True, slots=True)
class Cause:
    """Findings of one section with one code and rule: some told in full, the others by place."""

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
    """Return a finding in words."""
    sentence, mend = message(finding, lang), remedy(finding, lang)
    place = finding.place
    # The sheet of the table whose record the finding is about, empty for what is on the form.
    sheets = {table.sheet for table in form.tables} if form else set()
    is_record = place.table is not None or place.sheet in sheets
    sheet = place.sheet or "" if is_record and place.cell else ""
    if sheet:
        section = term("sheet", lang).format(sheet=sheet)
    else:
        top = (place.path or "").partition(".")[0]
        tops = (row for row in form.rows if row.path == top) if form and top else ()
        section = next((section_title(row, row.label) for row in tops), "")
    return FindingLine(
        unit_name=unit_name,
        severity=finding.severity,
        rule=finding.rule or "",
        code=finding.code,
        indicator_label=_label(place, form),
        cell=place.cell or "",
        message=f"{sentence} {term('mend', lang)}: {mend}",
        section=section,
        # A record's own address is its cell; a path names the table's column only.
        path="" if sheet else place.path or "",
        title=title(finding.code, lang),
        sentence=sentence,
        mend=mend,
        sheet=place.sheet or "" if place.table else "",
    )


def _label(place: Place, form: Form | None) -> str:
    """What the row is called; of a table, the column with the heads above it."""
    tables = {table.id: table for table in form.tables} if form else {}
    table = tables.get(place.table or "")
    if table is not None:
        named = {column.row.key: column.label for column in table.columns}
        return named.get(place.indicator or "", table.name_label)
    row = form.by_key.get(place.indicator or "") if form else None
    return row.label if row else ""


def sections(lines: Iterable[FindingLine], severity: Severity) -> tuple[FindingSection, ...]:
    """Return the findings of one severity by section and cause, in the order they came in."""
    found: dict[str, dict[tuple[str, str], list[FindingLine]]] = {}
    for line in lines:
        if line.severity is severity:
            causes = found.setdefault(line.section, {})
            causes.setdefault((line.code, line.rule), []).append(line)
    return tuple(
        FindingSection(name, tuple(map(_cause, causes.values()))) for name, causes in found.items()
    )


def _cause(lines: Sequence[FindingLine]) -> Cause:
    told = len(lines)
    if kind_of(lines[0].code).told_by_place:
        told = 0
    elif lines[0].severity is Severity.ERROR:
        told = min(told, ERRORS_SHOWN)
    elif told > ALIKE_SHOWN:
        told = 0
    return Cause(tuple(lines[:told]), tuple(lines[told:]))


def others_in_words(cause: Cause, lang: str) -> str:
    """Return those that are not told in full: how many there are, and where."""
    key = "many_more" if cause.told else "many"
    paths = ranged(dict.fromkeys(line.path for line in cause.others if line.path))
    cells = ranged(dict.fromkeys(line.cell for line in cause.others if line.cell))
    if paths and cells:
        places = term("rows_and_cells", lang).format(paths=paths, cells=cells)
    elif cells:
        places = term("cells_at", lang).format(cells=cells)
    else:
        places = term("rows_at", lang).format(paths=paths)
    return term(key, lang).format(title=cause.first.title, n=len(cause.others), places=places)


def example_of(cause: Cause) -> str:
    """Return one sentence for all where none is told in full and it says more than the place."""
    by_place = kind_of(cause.first.code).told_by_place
    return "" if cause.told or by_place else cause.first.sentence


def group_lines(lines: Sequence[FindingLine], severity: Severity, lang: str) -> Iterator[str]:
    """Yield the findings of one severity as lines; how to mend a cause is said once."""
    mended: set[tuple[str, str, str]] = set()
    for section in sections(lines, severity):
        yield section.name or term("whole_file", lang)
        for cause in section.causes:
            yield from (f"  {line}" for line in _cause_lines(cause, mended, lang))


def _cause_lines(cause: Cause, mended: set[tuple[str, str, str]], lang: str) -> Iterator[str]:
    rule = f"{cause.first.rule}: " if cause.first.rule else ""
    for line in cause.told:
        where = f"{line.cell}: " if line.cell else ""
        yield f"- {where}{rule}{line.sentence}"
        yield from _mend(line, mended, lang)
    if cause.others:
        yield f"- {rule}{others_in_words(cause, lang)}"
        example = example_of(cause)
        if example:
            yield f"  {term('for_example', lang)}: {example}"
        yield from _mend(cause.others[0], mended, lang)


def _mend(line: FindingLine, mended: set[tuple[str, str, str]], lang: str) -> Iterator[str]:
    said = (line.code, line.rule, line.mend)
    if said not in mended:
        mended.add(said)
        yield f"  {term('mend', lang)}: {line.mend}"
