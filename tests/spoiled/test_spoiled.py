"""Three thousand spoiled files: no traceback, no hang, and no value that a client does not show.

A failure names the kind, the number and what was done; the same number draws the same file again.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from cchc_sheets.model import Severity, Status
from tests.libreoffice import LibreOffice
from tests.spoiled.report import Desk, open_desk, opened, saved
from tests.spoiled.spoil import (
    TypedCount,
    spoil_bytes,
    spoil_cells,
    spoil_package,
    spoil_xml,
    type_records,
)
from tests.spoiled.witness import NO_SHEET, in_silence

pytestmark = [
    pytest.mark.slow,
    pytest.mark.filterwarnings("ignore:Duplicate name"),  # that is what is tried
]

Spoil = Callable[[random.Random, bytes], tuple[str, bytes]]
MOST_SHOWN = 30
"""Files of which LibreOffice is asked what it shows, beside all that differ from the report."""


@pytest.fixture(scope="session")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    return open_desk(tmp_path_factory.mktemp("spoiled"))


@pytest.fixture(scope="session")
def report(desk: Desk) -> bytes:
    return desk.filled()


@pytest.fixture(scope="session")
def saves(desk: Desk, report: bytes, libreoffice: LibreOffice) -> dict[str, bytes]:
    """The report as LibreOffice saves it, by format."""
    path = desk.folder / "good.xlsx"
    path.write_bytes(report)
    paths = (libreoffice.convert([path], each, desk.folder / "saved")[0] for each in ("ods", "xls"))
    return {path.suffix[1:]: path.read_bytes() for path in paths}


def by_mouse(draw: random.Random, data: bytes) -> tuple[str, bytes]:
    book = opened(data)
    deed = spoil_cells(draw, book)
    return deed, saved(book)


def spoiled(spoil: Spoil, name: str, data: bytes, count: int) -> Iterator[tuple[str, bytes]]:
    for number in range(count):
        draw = random.Random(f"{name} {number}")  # noqa: S311
        deed, made = spoil(draw, data)
        yield f"{name} {number}: {deed}", made


@pytest.mark.parametrize(
    ("name", "spoil", "count"),
    [
        ("cells", by_mouse, 150),
        ("XML 1", spoil_xml, 300),
        ("XML 2", spoil_xml, 300),
        ("package", spoil_package, 250),
        ("bytes", spoil_bytes, 250),
    ],
)
def test_spoiled_xlsx(desk: Desk, report: bytes, name: str, spoil: Spoil, count: int) -> None:
    """Each value is where it is taken from for openpyxl too, or it cannot open the file."""
    wrong, entered = [], 0
    for deed, data in spoiled(spoil, name, report, count):
        file = desk.check(data)
        if file.status is Status.REJECTED:
            continue
        entered += 1
        try:
            book = opened(data, values=True)
        except Exception:  # noqa: BLE001, S112 — openpyxl raises anything
            continue
        # It does not know that names of parts mind neither capitals nor the kind of stroke.
        found = [each for each in in_silence(file, book) if NO_SHEET not in each]
        wrong += [f"{deed}: {each}" for each in found]
    assert not wrong, "\n".join(wrong)
    assert 0 < entered < count


@pytest.mark.parametrize(
    ("extension", "name", "spoil", "count"),
    [
        ("ods", "XML", spoil_xml, 300),
        ("ods", "package", spoil_package, 150),
        ("ods", "bytes", spoil_bytes, 150),
        ("xls", "bytes", spoil_bytes, 150),
    ],
)
def test_spoiled_by_libreoffice(  # noqa: PLR0917 — fixtures, and a case of four parts
    desk: Desk,
    saves: dict[str, bytes],
    libreoffice: LibreOffice,
    tmp_path: Path,
    extension: str,
    name: str,
    spoil: Spoil,
    count: int,
) -> None:
    """LibreOffice shows each value in the cell from which it is taken, or cannot open the file."""
    sent = desk.check(saves[extension]).submission
    assert sent is not None
    before = {key: (a.raw, a.note) for key, a in sent.answers.items()}
    entered: dict[Path, str] = {}
    plain = 0
    for deed, data in spoiled(spoil, f"{extension} {name}", saves[extension], count):
        file = desk.check(data)
        if file.status is Status.REJECTED or file.submission is None:
            continue
        read = {key: (a.raw, a.note) for key, a in file.submission.answers.items()}
        as_sent = read == before
        plain += as_sent
        if not as_sent or plain <= MOST_SHOWN:
            path = tmp_path / f"{len(entered)}.{extension}"
            path.write_bytes(data)
            entered[path] = deed
    assert entered
    with suppress(RuntimeError):  # what it cannot open it leaves out
        libreoffice.convert(list(entered), "xlsx", tmp_path / "shown")
    wrong, shown = [], 0
    for path, deed in entered.items():
        target = tmp_path / "shown" / f"{path.stem}.xlsx"
        if target.exists():
            try:
                book = opened(target.read_bytes(), values=True)
            except ValueError:  # LibreOffice wrote what openpyxl does not read: it shows nothing
                continue
            shown += 1
            found = list(in_silence(desk.check(path.read_bytes()), book))
            # Of an .xls LibreOffice shows what stands before the damage, and xlrd reads on.
            if extension == "xls" and any(each.endswith("in the row ['', '']") for each in found):
                continue
            wrong += [f"{deed}: {each}" for each in found if NO_SHEET not in each]
    assert not wrong, "\n".join(wrong)
    assert shown


def test_what_is_typed_is_read_or_asked_about(
    desk: Desk, report: bytes, libreoffice: LibreOffice, tmp_path: Path
) -> None:
    """Ninety counts a file, typed as people type them, in each format."""
    typed: list[dict[str, TypedCount]] = []
    paths = []
    for number in range(5):
        book = opened(report)
        typed.append(type_records(desk, random.Random(f"answers {number}"), book))  # noqa: S311
        paths.append(tmp_path / f"{number}.xlsx")
        book.save(paths[-1])
    saves = [paths, *(libreoffice.convert(paths, each, tmp_path / "o") for each in ("ods", "xls"))]
    wrong, seen = [], 0
    for path, counts in ((path, typed[n]) for each in saves for n, path in enumerate(each)):
        file = desk.check(path.read_bytes())
        assert file.submission is not None
        errors = {f.place.cell for f in file.findings if f.severity is Severity.ERROR}
        records = (record for own in file.submission.records.values() for record in own)
        read = {a.cell: a.value for record in records for a in record.answers.values()}
        for cell, (value, number_format, meant) in counts.items():
            seen += 1
            refused = meant is None and cell in errors
            if read.get(cell) != meant and not refused:
                wrong.append(f"{path.name} {value!r} as {number_format}: {read.get(cell)}")
    assert not wrong, "\n".join(wrong)
    assert seen == 3 * 5 * 90
