"""``import-form``: a printed table's file → a draft form and what the catalogue lacks for it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from pathlib import Path

from cchc_sheets.definition.files import definition_files
from cchc_sheets.definition.review import rows_to_review
from cchc_sheets.drafting.draft import Draft, make_draft
from cchc_sheets.drafting.grid import MAX_BYTES, TOO_LARGE, Lines, read_tsv
from cchc_sheets.drafting.printed import read_printed
from cchc_sheets.drafting.word import read_docx
from cchc_sheets.drafting.workbook import read_printed_workbook
from cchc_sheets.drafting.write import Named, addition_text, form_text
from cchc_sheets.jobs.author import target
from cchc_sheets.jobs.files import write_atomically
from cchc_sheets.jobs.issue import slug
from cchc_sheets.model import Definitions, UsageProblem
from cchc_sheets.text import nearest

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
    """What was written, and the draft that it was written from."""

    files: tuple[Path, ...]
    draft: Draft


def import_form(
    call: ImportCall, templates: Path, definitions: Definitions
) -> Imported | UsageProblem:
    """Write a first form from a printed table; raises ``OSError`` when it cannot be written."""
    lines = _lines(call.file)
    printed = lines if isinstance(lines, UsageProblem) else read_printed(lines)
    if isinstance(printed, UsageProblem):
        return replace(printed, facts={**printed.facts, "path": str(call.file)})
    known = [unit_type.key for unit_type in definitions.catalogue.unit_types]
    if call.unit_type not in {None, *known}:
        facts = {"known": ", ".join(known), "near": nearest(call.unit_type or "", known)}
        return UsageProblem("unknown-unit-type", facts | {"found": call.unit_type or ""})
    above = " ".join(printed.above)
    meant = (key for key, words in _TYPES if words.search(above) and key in known)
    unit_type = call.unit_type or next(meant, known[0])
    name = call.id or (call.out.stem if call.out else slug(call.file.stem))
    path = call.out or target(templates, name)
    if isinstance(path, UsageProblem):
        return path
    addition = path.with_name(f"{name}-indicators.yaml")
    if name in definitions.forms or path.exists():
        return UsageProblem("already-there", {"path": str(path)})
    texts = (file.read_text("utf-8-sig") for file in definition_files(templates))
    undecided = (row for text in texts for row in rows_to_review(text))
    draft = make_draft(printed, definitions, unit_type, undecided)
    title = call.name or f"{draft.heading.appendix} ({call.file.stem})"
    named = Named(name, title, unit_type, call.file.name)
    made = {path: form_text(draft, named)}
    if draft.new:
        if addition.exists():
            return UsageProblem("already-there", {"path": str(addition)})
        made[addition] = addition_text(draft, named)
    for file, text in made.items():
        write_atomically(file, text.encode())
    return Imported(tuple(made), draft)


def _lines(path: Path) -> Lines | UsageProblem:
    """Read a file by its content, whatever its name."""
    if not path.is_file():
        return UsageProblem("no-file")
    if path.stat().st_size > MAX_BYTES:
        return TOO_LARGE
    content = path.read_bytes()
    if content.startswith((_OLD_OFFICE, b"%PDF", b"{\\rtf")):
        return UsageProblem("convert-first")
    if not content.startswith(_ZIP):
        return read_tsv(content)
    return read_docx(content) if b"word/" in content else read_printed_workbook(content)
