"""``import-form``: a printed table's file → a draft form and what the catalogue lacks for it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from cchc_sheets.definition.files import definition_files
from cchc_sheets.definition.review import rows_to_review
from cchc_sheets.drafting.draft import Draft, make_draft
from cchc_sheets.drafting.grid import PrintedLine, read_tsv
from cchc_sheets.drafting.parts import Parts, parts_of
from cchc_sheets.drafting.printed import read_printed
from cchc_sheets.drafting.word import read_docx
from cchc_sheets.drafting.workbook import read_printed_workbook
from cchc_sheets.drafting.write import Named, addition_text, form_text
from cchc_sheets.jobs.author import target, write_all
from cchc_sheets.jobs.issue import slug
from cchc_sheets.model.definitions import Definitions
from cchc_sheets.model.problem import UsageProblem
from cchc_sheets.text import nearest

MAX_BYTES = 50_000_000
_OLD_OFFICE = b"\xd0\xcf\x11\xe0"
_ZIP = b"PK\x03\x04"
# What the lines above a table say of who fills it in.
_TYPES = (
    ("xa", re.compile(r"\b(xã|phường|thị trấn|đặc khu)\b", re.IGNORECASE)),
    ("huyen", re.compile(r"\b(huyện|thị xã|thành phố)\b", re.IGNORECASE)),
    ("so-nganh", re.compile(r"\b(sở|ban|ngành)\b", re.IGNORECASE)),
)


@dataclass(frozen=True, slots=True)
class ImportCall:
    """What was asked for; what is ``None`` is taken from the file."""

    file: Path
    id: str | None
    name: str | None
    unit_type: str | None
    out: Path | None


@dataclass(frozen=True, slots=True)
class Imported:
    """What was written; ``parts`` are the wholes and parts that rules were proposed for."""

    files: tuple[Path, ...]
    draft: Draft
    parts: tuple[Parts, ...]


def import_form(
    call: ImportCall, templates: Path, definitions: Definitions
) -> Imported | UsageProblem:
    """Write a first form from a printed table; raises ``OSError`` when it cannot be written."""
    lines = _lines(call.file)
    if isinstance(lines, UsageProblem):
        return lines
    printed = read_printed(lines)
    if printed is None or not printed.rows:
        return UsageProblem("no-table", {"path": str(call.file)})
    unit_type = _unit_type(call, printed.above, definitions)
    if isinstance(unit_type, UsageProblem):
        return unit_type
    name = call.id or (call.out.stem if call.out else slug(call.file.stem))
    path = call.out or target(templates, name)
    if isinstance(path, UsageProblem):
        return path
    if name in definitions.forms or path.exists():
        return UsageProblem("already-there", {"path": str(path)})
    draft = make_draft(printed, definitions, unit_type, _undecided(templates))
    named = Named(
        name, call.name or f"{draft.heading.appendix} ({call.file.stem})", unit_type, call.file.name
    )
    parts = tuple(parts_of(draft.rows))
    texts = {path: form_text(draft, named, parts)}
    if draft.new:
        addition = path.with_name(f"{name}-indicators.yaml")
        if addition.exists():
            return UsageProblem("already-there", {"path": str(addition)})
        texts[addition] = addition_text(draft, named)
    return Imported(tuple(write_all(texts)), draft, parts)


def _undecided(templates: Path) -> Iterator[tuple[str, str]]:
    """Yield the rows of all forms that are marked for review: the form's id and the path."""
    for path in definition_files(templates):
        yield from rows_to_review(path.read_text("utf-8-sig"))


def _lines(path: Path) -> tuple[PrintedLine, ...] | UsageProblem:
    """Read a file by what it is; its name says only whether a zip is of Word or of Excel."""
    if not path.is_file():
        return UsageProblem("no-file", {"path": str(path)})
    if path.stat().st_size > MAX_BYTES:
        return UsageProblem("import-unreadable", {"path": str(path)})
    content = path.read_bytes()
    if content.startswith((_OLD_OFFICE, b"%PDF", b"{\\rtf")):
        return UsageProblem("convert-first", {"path": str(path)})
    if content.startswith(_ZIP):
        lines = read_docx(content) if b"word/" in content else read_printed_workbook(content)
        return lines or UsageProblem("import-unreadable", {"path": str(path)})
    try:
        return read_tsv(content)
    except UnicodeDecodeError:
        return UsageProblem("import-unreadable", {"path": str(path)})


def _unit_type(
    call: ImportCall, above: tuple[str, ...], definitions: Definitions
) -> str | UsageProblem:
    known = [unit_type.key for unit_type in definitions.catalogue.unit_types]
    if call.unit_type is None:
        text = " ".join(above)
        meant = (key for key, words in _TYPES if words.search(text) and key in known)
        return next(meant, known[0])
    if call.unit_type not in known:
        facts = {"found": call.unit_type, "near": nearest(call.unit_type, known)}
        return UsageProblem("unknown-unit-type", facts | {"known": ", ".join(known)})
    return call.unit_type
