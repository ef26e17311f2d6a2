"""Findings for people: by severity, then by the form's sections, then by cause.

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
"""Every error has to be mended, so more of them are told one by one."""


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
    sheet = _sheet_of_table(finding, form)
    return FindingLine(
        unit_name=unit_name,
        severity=finding.severity,
        rule=finding.rule or "",
        code=finding.code,
        indicator_label=_label(finding.place, form),
        cell=finding.place.cell or "",
        message=f"{sentence} {term('mend', lang)}: {mend}",
        section=term("sheet", lang).format(sheet=sheet) if sheet else _section(finding, form),
        # A record's own address is its cell; a path names the table's column only.
        path="" if sheet else finding.place.path or "",
        title=title(finding.code, lang),
        sentence=sentence,
        mend=mend,
        sheet=finding.place.sheet or "" if finding.place.table else "",
    )


def _label(place: Place, form: Form | None) -> str:
    """Return what the row is called; a table's column with what stands above it."""
    tables = {table.id: table for table in form.tables} if form else {}
    table = tables.get(place.table or "")
    if table is not None:
        named = {column.row.key: column.label for column in table.columns}
        return named.get(place.indicator or "", table.name_label)
    row = form.by_key.get(place.indicator or "") if form else None
    return row.label if row else ""


def _sheet_of_table(finding: Finding, form: Form | None) -> str:
    """Return the sheet of the table whose record the finding is about."""
    sheets = {table.sheet for table in form.tables} if form else set()
    sheet = finding.place.sheet or ""
    is_record = finding.place.table is not None or sheet in sheets
    return sheet if is_record and finding.place.cell else ""


def _section(finding: Finding, form: Form | None) -> str:
    top = (finding.place.path or "").partition(".")[0]
    rows = form.rows if form and top else ()
    titles = (section_title(row, row.label) for row in rows if row.path == top)
    return next(titles, "")


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
    facts = {"title": cause.first.title, "n": len(cause.others)}
    return term(key, lang).format(**facts, places=_places(cause.others, lang))


def example_of(cause: Cause) -> str:
    """Return one sentence for all where none is told in full and it says more than the place."""
    by_place = kind_of(cause.first.code).told_by_place
    return "" if cause.told or by_place else cause.first.sentence


def _places(lines: Iterable[FindingLine], lang: str) -> str:
    lines = tuple(lines)
    paths = ranged(dict.fromkeys(line.path for line in lines if line.path))
    cells = ranged(dict.fromkeys(line.cell for line in lines if line.cell))
    if paths and cells:
        return term("rows_and_cells", lang).format(paths=paths, cells=cells)
    if cells:
        return term("cells_at", lang).format(cells=cells)
    return term("rows_at", lang).format(paths=paths)


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
