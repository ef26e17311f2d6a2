"""Which editions were issued, and with which rows: workbooks of theirs come back, so the rows stay.

``generate`` writes down each form that it issues in a file beside the definitions; a form whose
rows are others than when its edition was issued is an error. Wording and rules may change.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from cchc_sheets.definition.problem import DefinitionProblem
from cchc_sheets.model import Form

if TYPE_CHECKING:  # issuing needs no YAML
    from cchc_sheets.definition.where import Where

ISSUED = "issued.lock"
_HEAD = (
    "# Các biểu đã giao: mã, phiên bản, dấu của các dòng. Máy ghi và đọc; không sửa tay.\n"
    "# Forms that were issued: id, edition, hash of the rows. Written by generate; do not edit.\n"
)

Issued = Mapping[tuple[str, str], str]
"""The hash of a form's rows by its id and edition."""


def read_issued(folder: Path) -> dict[tuple[str, str], str]:
    """Return the forms that were issued from the folder's definitions, none without the file.

    Raises ``OSError`` or ``ValueError`` when the file cannot be read.
    """
    path = folder / ISSUED
    if not path.exists():
        return {}
    found: dict[tuple[str, str], str] = {}
    for line in path.read_text("utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            form, edition, digest = line.split("\t")
            found[form, edition] = digest
    return found


def issued_text(issued: Issued) -> str:
    """Return the content of the file."""
    lines = (f"{form}\t{edition}\t{digest}\n" for (form, edition), digest in issued.items())
    return _HEAD + "".join(sorted(lines))


def issued_problems(
    folder: Path, forms: Iterable[tuple[Where, Form]]
) -> Iterator[DefinitionProblem]:
    """Yield a problem for each form whose rows are others than when its edition was issued."""
    try:
        issued = read_issued(folder)
    except (OSError, ValueError):
        yield DefinitionProblem("issued-unreadable", str(folder / ISSUED), 1, 1, ISSUED)
        return
    for where, form in forms:
        if issued.get((form.id, form.edition), form.row_hash) != form.row_hash:
            yield where.at("edition").problem("edition-issued", form.edition)
