"""The commands of form authors: what they write, what they refuse, and that it can be used."""

from __future__ import annotations

import json
import os
import re
import shlex
import signal
import subprocess
import sys
import threading
import unicodedata
from pathlib import Path

import pytest
import typer
import yaml
from jsonschema import Draft202012Validator
from typer.testing import CliRunner

from cchc_sheets.cli.app import app
from cchc_sheets.definition import KINDS, load, packaged_templates
from cchc_sheets.definition.review import rows_to_review
from cchc_sheets.words.desk import COMMAND_FILES, STEPS_NAME
from scripts.pages.commands import commands
from tests.desk import Desk
from tests.drafting.printed_files import NEW_LABELS, excel_annex, word_annex
from tests.sent import findings, place, submission

ROOT = Path(__file__).parents[2]
STC = "stc-soc-trang-2021q1"


@pytest.fixture
def workspace(desk: Desk) -> Desk:
    assert desk.run_init().status == 0
    return desk


# ------------------------------------------------------------------------------------------- new


def test_a_copied_form_keeps_its_comments_and_can_be_used(workspace: Desk) -> None:
    words = ("--from", STC, "--name", "Biểu: mới", "--edition", "2026")
    done = workspace.run("new", "form", "bieu-so", *words)
    assert done.status == 0, done
    text = (workspace.root / "templates" / "bieu-so.yaml").read_text("utf-8")
    original = (packaged_templates() / f"{STC}.yaml").read_text("utf-8")
    marked = [line for line in text.splitlines() if "kiểm tra lại" in line]
    assert len(marked) == 1  # the source, which nobody gave
    lines = [line for line in text.splitlines() if line not in marked]
    pairs = zip(original.splitlines(), lines, strict=True)
    changed = [new.partition(":")[0] for old, new in pairs if old != new]
    assert changed == ["id", "edition", "name", "source"]
    definitions, problems = load(workspace.root / "templates")
    assert definitions is not None, problems
    copy = definitions.forms["bieu-so"]
    assert (copy.name, copy.edition) == ("Biểu: mới", "2026")
    assert copy.rows == definitions.forms[STC].rows


def test_a_form_is_copied_from_a_file_too(workspace: Desk) -> None:
    source = workspace.root / "elsewhere.yaml"
    source.write_text((packaged_templates() / f"{STC}.yaml").read_text("utf-8"), "utf-8")
    assert workspace.run("new", "form", "bieu-so", "--from", source).status == 0
    told = workspace.run("lint")
    assert told.status == 0
    assert (told.out + told.err).count("là của biểu được chép") == 3


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("form", "bieu", "--from", "stc-soc-trang-2021"), f"Có phải “{STC}”?"),
        (("form", STC, "--from", STC), "Không ghi đè"),
        (("form", "Biểu", "--from", STC), "chữ thường không dấu"),
        (("form", "../x", "--from", STC), "chữ thường không dấu"),
        (("roster", "x", "--province", "tỉnh X", "--form", "stc"), "Không có biểu “stc”"),
        (("roster", "soc-trang", "--province", "tỉnh X"), "Không ghi đè"),
        (("annex", "x", "--province", "ha-noi"), "ha-noi"),
    ],
)
def test_what_cannot_be_made_is_said_and_nothing_changes(
    workspace: Desk, words: tuple[str, ...], said: str
) -> None:
    folder = workspace.root / "templates"
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    done = workspace.run("new", *words)
    assert done.status == 2
    assert said in done.err
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before


def test_without_definitions_of_its_own_nothing_is_written(desk: Desk) -> None:
    done = desk.run("new", "form", "bieu-so", "--from", STC)
    assert done.status == 2
    assert "templates" in done.err
    assert not (packaged_templates() / "bieu-so.yaml").exists()


def test_a_new_roster_and_annex_lead_to_a_workbook(workspace: Desk) -> None:
    assert workspace.run("new", "roster", "tinh-x", "--province", "tỉnh X").status == 0
    annex = workspace.run("new", "annex", "tong-hop-x", "--province", "tinh-x")
    assert annex.status == 0
    assert annex.out.rstrip().splitlines()[-1].startswith("Tiếp theo")
    definitions, problems = load(workspace.root / "templates")
    assert definitions is not None, problems
    roster = definitions.rosters["tinh-x"]
    assert roster.annex == "tong-hop-x"
    types = {t for form in definitions.forms.values() for t in form.unit_types}
    assert {unit.type for unit in roster.units} == types
    keys = [row.indicator for row in definitions.annexes["tong-hop-x"].rows if row.indicator]
    asked = {
        row.key
        for unit in roster.units
        for form in unit.forms
        for row in definitions.forms[form].answer_rows
    }
    assert set(keys) == asked
    done = workspace.run("generate", "--period", "2026-Q1", "--province", "tinh-x")
    assert done.status == 0, done


# ----------------------------------------------------------------------------------- import-form


@pytest.mark.parametrize("make", [word_annex, excel_annex])
def test_a_drafted_form_is_sound_and_everything_undecided_is_listed(
    workspace: Desk, make: type[Path]
) -> None:
    file = make(workspace.root / ("bieu.docx" if make is word_annex else "bieu.xlsx"))
    done = workspace.run("import-form", file, "--unit-type", "xa")
    assert done.status == 0, done
    again = workspace.run("import-form", file)
    assert again.status == 2
    assert "Không ghi đè" in again.err
    lint = workspace.run("lint", "--format", "json")
    assert lint.status == 0
    marks = sum(
        path.read_text("utf-8").count("# kiểm tra lại:")
        for path in (workspace.root / "templates").glob("bieu*.yaml")
    )
    problems = lint.json["problems"]
    assert {problem["code"] for problem in problems} == {"to-review"}
    assert len(problems) == marks > 0


def test_new_concepts_become_indicators_of_an_addition(workspace: Desk) -> None:
    file = word_annex(workspace.root / "Phụ lục 3.docx")
    assert workspace.run("import-form", file).status == 0
    definitions, problems = load(workspace.root / "templates")
    assert definitions is not None, problems
    form = definitions.forms["phu-luc-3"]
    assert form.unit_types == ("xa",)
    addition = yaml.safe_load(
        (workspace.root / "templates" / "phu-luc-3-indicators.yaml").read_text("utf-8")
    )
    assert [item["label"] for item in addition["indicators"]] == NEW_LABELS
    known = {row.key for row in form.answer_rows} - {item["key"] for item in addition["indicators"]}
    assert known == {
        "par_plan_tasks_total",
        "par_plan_tasks_completed",
        "community_digital_teams",
        "dossiers_received_commune",
    }


def test_a_guess_that_nobody_confirmed_is_never_taken_for_knowledge(workspace: Desk) -> None:
    """An annex drafted twice, in the words of the first draft: what was doubtful stays so."""
    file = Path(__file__).parents[1] / "drafting" / "unseen" / "xa.tsv"
    templates = workspace.root / "templates"
    doubtful: list[set[str]] = []
    keys: dict[str, str] = {}
    for name in ("lan-1", "lan-2"):
        assert workspace.run("import-form", file, "--id", name, "--unit-type", "xa").status == 0
        text = (templates / f"{name}.yaml").read_text("utf-8")
        doubtful.append({path for _, path in rows_to_review(text)})
        keys |= re.findall(r'- path: "(.+)"(?:\n    .+)*?\n    indicator: (.+)', text)
    new = yaml.safe_load((templates / "lan-1-indicators.yaml").read_text("utf-8"))["indicators"]
    guessed = {path for path in doubtful[0] if keys[path] not in {item["key"] for item in new}}
    assert len(guessed) > 10
    assert guessed <= doubtful[1]


def test_a_part_that_rests_on_its_whole_is_called_by_both(workspace: Desk) -> None:
    """Its indicator must say what it counts in the provincial sheet as well."""
    file = Path(__file__).parents[1] / "drafting" / "unseen" / "so-nganh.tsv"
    words = ("--id", "bieu", "--unit-type", "so-nganh")
    assert workspace.run("import-form", file, *words).status == 0
    text = (workspace.root / "templates" / "bieu-indicators.yaml").read_text("utf-8")
    new = {item["label"]: item for item in yaml.safe_load(text)["indicators"]}
    assert "Số hồ sơ đã giải quyết: Giải quyết trước hạn" in new
    assert "Số hồ sơ đã giải quyết: Giải quyết đúng hạn (không gồm trước hạn)" in new
    sections = {label: item["section"] for label, item in new.items()}
    assert sections["Số công chức không hoàn thành nhiệm vụ"] == "E"
    part = new["Số Nghị quyết của HĐND tỉnh"]
    assert part["unit_of_measure"] == "Văn bản"
    form = (workspace.root / "templates" / "bieu.yaml").read_text("utf-8")
    assert re.search(
        rf"kiểm tra lại: không in đơn vị.*\n(.*\n){{3}} *indicator: {part['key']}", form
    )


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "lưu thành .docx"),
        ("a.pdf", b"%PDF-1.7", "lưu thành .docx"),
        ("a.docx", b"PK\x03\x04word/", "Không đọc được"),
        ("a.tsv", b"\xff\xfe\x00", "Không đọc được"),
        ("a.tsv", "Họ và tên\tTuổi\nA\t5\n".encode(), "không có bảng nào"),
    ],
)
def test_a_file_that_cannot_be_imported_is_explained(
    workspace: Desk, name: str, content: bytes, said: str
) -> None:
    path = workspace.root / name
    path.write_bytes(content)
    done = workspace.run("import-form", path)
    assert done.status == 2
    assert said in done.err


# --------------------------------------------------------------------------------------- schemas


def _values(value: object) -> object:
    """Return a value as YAML 1.2 types it: dates stay texts."""
    if isinstance(value, dict):
        return {key: _values(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_values(item) for item in value]
    return value if isinstance(value, (str, bool, int, float, type(None))) else str(value)


def test_an_editor_finds_the_schema_of_each_file_and_nothing_to_underline(workspace: Desk) -> None:
    assert workspace.run("schemas").status == 0
    file = word_annex(workspace.root / "bieu.docx")
    assert workspace.run("import-form", file).status == 0
    assert workspace.run("schemas").status == 0
    checked = 0
    for path in (workspace.root / "templates").glob("*.yaml"):
        first, text = path.read_text("utf-8").split("\n", 1)
        place = first.removeprefix("# yaml-language-server: $schema=")
        schema = json.loads((path.parent / place).read_text("utf-8"))
        seen = _values(yaml.safe_load(text))
        errors = [error.message for error in Draft202012Validator(schema).iter_errors(seen)]
        assert errors == [], path.name
        checked += 1
    assert checked == len(list(packaged_templates().glob("*.yaml"))) + 2


def test_the_workspace_schema_offers_the_keys_of_its_own_catalogue(workspace: Desk) -> None:
    folder = workspace.root / "templates" / "schemas"
    assert {path.name for path in folder.iterdir()} == {f"{kind}.schema.json" for kind in KINDS}
    file = word_annex(workspace.root / "bieu.docx")
    assert workspace.run("import-form", file).status == 0
    assert workspace.run("schemas").status == 0
    schema = json.loads((folder / "form.schema.json").read_text("utf-8"))
    offered = schema["$defs"]["row"]["properties"]["indicator"]
    names = dict(zip(offered["enum"], offered["enumDescriptions"], strict=True))
    assert names["dossiers_received"]
    assert "so_to_hoat_dong_thuong_xuyen" in names


# ------------------------------------------------------------------------------------ desk files


def test_the_steps_are_what_notepad_shows(workspace: Desk) -> None:
    path = workspace.root / unicodedata.normalize("NFC", STEPS_NAME)
    content = path.read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    assert content.count(b"\n") == content.count(b"\r\n") > 10
    assert "CHƯA ĐƯỢC CHẠY THỬ" in content.decode("utf-8-sig")


@pytest.mark.parametrize("name", COMMAND_FILES)
def test_a_command_file_is_one_that_cmd_can_read(workspace: Desk, name: str) -> None:
    content = (workspace.root / name).read_bytes()
    assert content.count(b"\n") == content.count(b"\r\n")
    before, after = content.split(b"chcp 65001", 1)
    assert before.isascii()
    assert not content.startswith(b"\xef\xbb\xbf")
    text = after.decode()
    assert 'pushd "%~dp0"' in text  # not cd, which refuses a folder on the network
    assert text.rstrip().endswith("pause")
    labels = set(re.findall(r"^:(\w+)", text, re.MULTILINE))
    assert set(re.findall(r"goto (\w+)", text)) <= labels
    # A closing bracket ends a block wherever it stands, in the name of a dropped file too.
    assert not re.search(r"\($", text, re.MULTILINE)


@pytest.mark.parametrize("name", COMMAND_FILES)
def test_the_commands_in_a_command_file_are_ours(name: str) -> None:
    calls = re.findall(r"%RUN% (.+)$", COMMAND_FILES[name], re.MULTILINE)
    assert calls
    for call in calls:
        dropped = '"C:/Báo cáo/một tệp.xlsx"' + (" C:/b(1).xlsx" * call.startswith("check"))
        words = shlex.split(call.replace("%PERIOD%", "2026-Q1").replace("%*", dropped))
        command = typer.main.get_command(app)
        context = command.make_context("cchc-sheets", list(words), resilient_parsing=False)
        chosen = command.commands[words[0]]  # type: ignore[attr-defined] # a group
        chosen.make_context(words[0], words[1:], parent=context)


@pytest.mark.parametrize("province", ["soc-trang", "ha-tinh", "binh-phuoc", "can-tho"])
def test_init_names_a_period_in_which_the_province_reports(tmp_path: Path, province: str) -> None:
    run = CliRunner().invoke
    said = run(app, ["init", str(tmp_path), "--province", province]).stdout
    period = said.split("--period ")[1].split()[0]
    loaded, _ = load(tmp_path / "templates", prove=False)
    assert loaded is not None
    unit = loaded.rosters[province].units[0].code

    typed = ["generate", "--period", f" {period.lower()} ", "--unit", unit]
    done = run(app, [*typed, "--workspace", str(tmp_path)])

    assert done.exit_code == 0, done.output


# ------------------------------------------------------------------------------- mended, on GitHub


def test_only_how_a_file_is_stored_is_mended(workspace: Desk) -> None:
    folder = workspace.root / "templates"
    path = folder / "soc-trang.yaml"
    plain = path.read_bytes()
    bare = plain.split(b"\n", 1)[1].decode()
    odd = unicodedata.normalize("NFD", bare).replace("Long", "\u200bLo\u202eng", 1).rstrip("\n")
    path.write_bytes(b"\xef\xbb\xbf" + odd.replace("\n", "\r\n").encode())
    latin = folder / "cũ.yaml"
    latin.write_bytes("kind: roster # Sở".encode("cp1258", "ignore") + b"\xff\n")
    others = {each: each.read_bytes() for each in folder.glob("*.yaml") if each != path}

    done = workspace.run("lint", "--fix")

    assert path.read_bytes() == plain
    assert {each: each.read_bytes() for each in others} == others
    (line,) = [line for line in done.out.splitlines() if line.startswith("Đã sửa ")]
    assert len(line.split(": ", 1)[1].split("; ")) == 6
    assert "không phải UTF-8" in done.out
    latin.unlink()
    assert "Không có gì phải sửa." in workspace.run("lint", "--fix").out
    assert "Mended" not in workspace.run("lint", "--fix", "--format", "json", "--lang", "en").out


def test_the_packaged_definitions_are_never_mended(desk: Desk) -> None:
    done = desk.run("lint", "--fix")
    assert done.status == 2
    assert "Không có thư mục định nghĩa" in done.err


def test_problems_as_github_shows_them(workspace: Desk) -> None:
    assert workspace.run("lint", "--format", "github").out == ""
    path = workspace.root / "templates" / "soc-trang.yaml"
    path.write_text(
        path.read_text("utf-8").replace("type: so-nganh", "type: so-ngành%", 1), "utf-8"
    )
    done = workspace.run("lint", "--format", "github")
    assert done.status == 2
    line = path.read_text("utf-8").split("so-ngành%")[0].count("\n") + 1
    assert done.out.startswith(f"::error file={path},line={line},col=11::")
    assert "“so-ngành%25”" in done.out


def test_the_hooks_run_commands_that_there_are() -> None:
    hooks = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))
    known = commands()
    for hook in hooks:
        _, name, *options = hook["entry"].split()
        assert set(options) <= {option for param in known[name].params for option in param.opts}
        assert re.search(hook["files"], "templates/soc-trang.yaml")


# ----------------------------------------------------------------------------------------- watch


def test_watching_lints_at_each_save_and_ends_with_the_last_verdict(workspace: Desk) -> None:
    path = workspace.root / "templates" / "soc-trang.yaml"
    sound = path.read_text("utf-8")
    # Polling compares whole seconds, and the workspace may have been made in this very one.
    earlier = path.stat().st_mtime - 60
    os.utime(path, (earlier, earlier))
    command = [sys.executable, "-m", "cchc_sheets", "lint", "--watch"]
    environment = {**os.environ, "WATCHFILES_FORCE_POLLING": "true"}
    with subprocess.Popen(
        command,
        cwd=workspace.root,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        # A shell starts what runs in its background with interrupts ignored.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),  # noqa: PLW1509
    ) as watching:
        assert watching.stderr is not None
        # A watch that never answers fails the test instead of keeping it waiting.
        last_resort = threading.Timer(300, watching.kill)
        last_resort.start()
        first = _until(watching, "Đang theo dõi")
        assert any(line.startswith("Định nghĩa hợp lệ") for line in first)
        path.write_text(sound.replace("kind: roster", "kind: rostr"), "utf-8")
        spoiled = _until(watching, "Đang theo dõi")
        assert any("rostr" in line for line in spoiled)
        watching.send_signal(signal.SIGINT)
        assert watching.wait() == 2
        assert watching.stderr.read() == ""
        last_resort.cancel()


def _until(process: subprocess.Popen[str], begins: str) -> list[str]:
    """Return the lines to the first that begins so; a process that ends before fails the test."""
    assert process.stdout is not None
    lines = []
    for line in process.stdout:
        lines.append(line)
        if line.startswith(begins):
            return lines
    raise AssertionError(lines)


def test_new_parts_are_held_against_their_whole(workspace: Desk) -> None:
    file = Path(__file__).parents[1] / "drafting" / "unseen" / "so-nganh.tsv"
    done = workspace.run("import-form", file, "--id", "bieu-so")
    assert "3 quy tắc đề xuất" in done.out
    definitions, problems = load(workspace.root / "templates")
    assert definitions is not None, problems
    form = definitions.forms["bieu-so"]
    whole, part = "so_ho_so_tiep_nhan_moi_trong_ky", "dossiers_new_online"

    def said(answer: int) -> list[tuple[str, str]]:
        sent = submission(form, {whole: 5, part: answer})
        every = findings(form, definitions.catalogue, sent)
        return [(f.code, place(f)) for f in every if f.rule == "P2"]

    assert said(5) == []
    assert said(6) == [("part-above-whole", part)]
    # Where the catalogue knows both, its own rules speak.
    cases = [rule.cases[0] for rule in form.rules]
    pairs = {(key, case.require.text) for case in cases for key in case.for_each}
    assert (whole, "it <= dossiers_received") in pairs
    assert all("so_ho_so" in key + require for key, require in pairs)
