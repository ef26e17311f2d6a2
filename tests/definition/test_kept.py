"""What definition files were worked out to is kept, and never out of date."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from cchc_sheets.definition import compile as compiling
from cchc_sheets.definition import load, packaged_templates
from cchc_sheets.definition.kept import ENTRIES, VARIABLE
from cchc_sheets.definition.kept import read as read_entry
from cchc_sheets.definition.kept import write as write_entry
from cchc_sheets.model import Case, Catalogue, Rule, Severity, Speech
from cchc_sheets.model.definitions import Definitions
from tests.definition.toy import FILES, write
from tests.expressions import condition_of

POSIX = pytest.mark.skipif(os.name != "posix", reason="permissions of POSIX")


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "cache"
    monkeypatch.setenv(VARIABLE, str(folder))
    return folder


@pytest.fixture
def templates(tmp_path: Path) -> Path:
    folder = tmp_path / "templates"
    write(folder, FILES)
    return folder


@pytest.fixture
def worked_out(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """The folders that were worked out."""
    folders: list[Path] = []
    compile_folder = compiling.compile_folder

    def counted(folder: Path, *, prove: bool) -> object:
        folders.append(folder)
        return compile_folder(folder, prove=prove)

    monkeypatch.setattr(compiling, "compile_folder", counted)
    return folders


@pytest.mark.parametrize("prove", [True, False])
def test_what_is_kept_equals_what_is_worked_out(kept: Path, prove: bool) -> None:
    first = load(packaged_templates(), prove=prove)
    again = load(packaged_templates(), prove=prove)
    assert len(list(kept.iterdir())) == 1
    assert again is not first
    assert again == first
    assert repr(again) == repr(first), "also what comparing passes over"


def test_every_kind_of_expression_is_read_as_it_was_kept(tmp_path: Path) -> None:
    texts = (
        "-a + 2.50 * b / sum(c, d) - 1 > 0 or not blank(a)",
        "(a if b > 1 else c) >= previous(d) and note(a)",
        'matches(a, "document")',
        "0 < a <= b",
    )
    cases = tuple(Case(condition_of(text)) for text in texts)
    rule = Rule("R1", Severity.ERROR, "odd-figures", Speech("", ""), cases=cases)
    kept = Definitions(Catalogue((), (), {}, (rule,)), {}, {}, {})
    write_entry(tmp_path / "entry.json", (kept, []))
    again = read_entry(tmp_path / "entry.json", tmp_path)
    assert again == (kept, [])
    assert repr(again) == repr((kept, [])), "also where each name begins"


def test_the_same_files_are_worked_out_once(
    kept: Path, templates: Path, worked_out: list[Path]
) -> None:
    definitions, problems = load(templates)
    assert load(templates) == (definitions, problems)
    assert worked_out == [templates]
    load(templates, prove=False)
    assert len(worked_out) == len(list(kept.iterdir())) == 2


def test_a_copy_has_the_same_entry_and_problems_at_their_place_in_it(
    kept: Path, tmp_path: Path, worked_out: list[Path]
) -> None:
    copies = [tmp_path / "one", tmp_path / "two"]
    for folder in copies:
        marked = FILES["indicators.yaml"] + "# kiểm tra lại: tên chỉ tiêu\n"
        write(folder, FILES | {"indicators.yaml": marked})
    (first, said), (second, said_again) = map(load, copies)
    assert first == second
    assert {problem.file for problem in said} == {str(copies[0] / "indicators.yaml")}
    assert {problem.file for problem in said_again} == {str(copies[1] / "indicators.yaml")}
    assert worked_out == copies[:1]
    assert len(list(kept.iterdir())) == 1


def test_a_changed_a_new_and_a_missing_file_are_seen(
    kept: Path, templates: Path, worked_out: list[Path]
) -> None:
    before, _ = load(templates)
    catalogue = templates / "indicators.yaml"
    text = catalogue.read_text(encoding="utf-8")
    catalogue.write_text(text.replace("Có kế hoạch", "Đã có kế hoạch"), encoding="utf-8")
    after, _ = load(templates)
    assert before is not None
    assert after is not None
    assert before.catalogue.indicators["plan_issued"].label == "Có kế hoạch"
    assert after.catalogue.indicators["plan_issued"].label == "Đã có kế hoạch"
    (templates / "them.yml").write_text("kind: lạ\n", encoding="utf-8")
    assert load(templates)[0] is None
    (templates / "them.yml").unlink()
    catalogue.unlink()
    assert load(templates)[0] is None
    assert len(worked_out) == 4
    assert len(list(kept.iterdir())) == 2, "what cannot be used is not kept"


@pytest.mark.parametrize(
    "damaged",
    [
        b"",
        b"\x80",
        b"[]",
        b"{}",
        b'[["tuple"]]',
        b'[["tuple",1,2]]',
        b'[["Form"]]',
        b'[["os.remove","x"]]',
        b'[["tuple",[1],[2]]]',
    ],
)
def test_a_damaged_entry_is_worked_out_anew(kept: Path, templates: Path, damaged: bytes) -> None:
    expected = load(templates)
    (entry,) = kept.iterdir()
    sound = entry.read_bytes()
    entry.write_bytes(damaged)
    assert load(templates) == expected
    assert entry.read_bytes() == sound


@POSIX
def test_nothing_is_read_from_where_others_may_write(
    kept: Path, templates: Path, worked_out: list[Path]
) -> None:
    load(templates)
    kept.chmod(0o777)
    load(templates)
    assert len(worked_out) == 2


def test_without_a_folder_nothing_is_kept(
    tmp_path: Path, templates: Path, worked_out: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(VARIABLE, "")
    assert load(templates)[0] is not None
    a_file = tmp_path / "no-folder"
    a_file.write_bytes(b"")
    monkeypatch.setenv(VARIABLE, str(a_file))
    assert load(templates)[0] is not None
    assert len(worked_out) == 2


def test_what_is_longest_unused_is_forgotten(kept: Path, templates: Path) -> None:
    first = load(templates)[0]
    (oldest,) = kept.iterdir()
    os.utime(oldest, (0, 0))
    catalogue = templates / "indicators.yaml"
    text = catalogue.read_text(encoding="utf-8")
    for number in range(ENTRIES):
        catalogue.write_text(f"{text}# {number}\n", encoding="utf-8")
        assert load(templates, prove=False)[0] == first
    assert len(list(kept.iterdir())) == ENTRIES
    assert not oldest.exists()


def test_what_is_kept_is_read_without_yaml_and_schemas(kept: Path) -> None:
    load(packaged_templates())
    code = (
        "import sys\n"
        "from cchc_sheets.definition import load, packaged_templates\n"
        "assert load(packaged_templates())[0]\n"
        "print({'yaml', 'jsonschema'} & sys.modules.keys())"
    )
    run = subprocess.run(
        [sys.executable, "-c", code],
        env=os.environ | {VARIABLE: str(kept)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert run.stdout == "set()\n"
