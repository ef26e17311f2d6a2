"""Editions that were issued: their rows stay, wording and rules may change."""

from __future__ import annotations

from pathlib import Path

import pytest

from cchc_sheets.definition import load
from cchc_sheets.definition.issued import ISSUED, issued_text, read_issued
from tests.definition.toy import FILES, write


def _issued(folder: Path) -> None:
    """Write down the forms of a folder as ``generate`` does."""
    definitions, _ = load(folder)
    assert definitions is not None
    forms = definitions.forms.values()
    text = issued_text({(form.id, form.edition): form.row_hash for form in forms})
    (folder / ISSUED).write_text(text, "utf-8")


def test_what_was_written_down_is_read_back(tmp_path: Path) -> None:
    issued = {("a", "2021"): "0a1b", ("b", "quý 1"): "2c3d"}
    (tmp_path / ISSUED).write_text(issued_text(issued), "utf-8")
    assert read_issued(tmp_path) == issued


def test_rows_of_an_issued_edition_stay(tmp_path: Path) -> None:
    write(tmp_path, FILES)
    _issued(tmp_path)
    assert load(tmp_path)[1] == []
    definitions, _ = load(tmp_path)
    assert definitions is not None
    form = next(iter(definitions.forms.values()))
    key = form.answer_rows[-1].key
    path = next(p for p in tmp_path.glob("*.yaml") if f"id: {form.id}" in p.read_text("utf-8"))
    text = path.read_text("utf-8")
    rows = text.splitlines()
    # The last row that asks this indicator is taken out with all that is said of it.
    start = max(n for n, line in enumerate(rows) if key in line)
    while not rows[start].lstrip().startswith("- "):
        start -= 1
    indent = len(rows[start]) - len(rows[start].lstrip())
    end = start + 1
    while end < len(rows) and len(rows[end]) - len(rows[end].lstrip()) > indent:
        end += 1
    path.write_text("\n".join([*rows[:start], *rows[end:]]) + "\n", "utf-8")
    definitions, problems = load(tmp_path)
    assert definitions is None
    assert "edition-issued" in {problem.code for problem in problems}
    (problem,) = [p for p in problems if p.code == "edition-issued"]
    assert (problem.file, problem.found) == (str(path), form.edition)


def test_a_new_edition_may_have_other_rows(tmp_path: Path) -> None:
    write(tmp_path, FILES)
    _issued(tmp_path)
    text = (tmp_path / ISSUED).read_text("utf-8").replace("\t", "\told-", 1)
    (tmp_path / ISSUED).write_text(text, "utf-8")
    assert load(tmp_path)[1] == []


@pytest.mark.parametrize("content", [b"\xff", b"a\tb\n", b"a\tb\tc\td\n"])
def test_a_damaged_list_is_named(tmp_path: Path, content: bytes) -> None:
    write(tmp_path, FILES)
    (tmp_path / ISSUED).write_bytes(content)
    definitions, problems = load(tmp_path)
    assert definitions is None
    assert [(p.code, p.file) for p in problems] == [("issued-unreadable", str(tmp_path / ISSUED))]
