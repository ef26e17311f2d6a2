"""Tables that are huge or made to do harm: a form, or a sentence that says what to do.

All files are drafted in one process, whose memory is limited.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pytest
from docx import Document
from docx.oxml import parse_xml

from cchc_sheets.drafting.draft import make_draft
from cchc_sheets.drafting.grid import (
    MAX_BYTES,
    MAX_COLUMNS,
    MAX_LINES,
    MAX_TEXT,
    TOO_LARGE,
    read_tsv,
)
from cchc_sheets.drafting.printed import MAX_LABEL, MAX_ROWS
from cchc_sheets.drafting.word import read_docx
from cchc_sheets.model.definitions import Definitions
from cchc_sheets.model.problem import UsageProblem
from tests.desk import Desk
from tests.drafting.printed_files import WORD, excel_rows, table_of, word_rows

pytest.importorskip("resource")  # there is none on Windows

MEMORY = 700 * 1024 * 1024
"""Address space, of which a command that does nothing needs about a third."""
SECONDS = 120
"""Of computing, for all files: what never ends is to fail this test and not to stop it."""
HEAD = ("TT", "Chỉ tiêu", "ĐVT", "Số liệu")
ROW = ("1", "Số hồ sơ đã tiếp nhận", "Hồ sơ", "")
TEXT = "<w:p><w:r><w:t>Số hồ sơ</w:t></w:r></w:p>"
_RUN = """
import json, resource, sys
from pathlib import Path
from cchc_sheets.definition import load, packaged_templates
from cchc_sheets.jobs.import_form import ImportCall, import_form
from cchc_sheets.drafting.word import read_docx
from cchc_sheets.model.definitions import Definitions
from cchc_sheets.model.problem import UsageProblem
from tests.desk import Desk

memory, seconds, templates, *files = sys.argv[1:]
resource.setrlimit(resource.RLIMIT_AS, (int(memory), int(memory)))
resource.setrlimit(resource.RLIMIT_CPU, (int(seconds), int(seconds)))
definitions, _ = load(packaged_templates(), prove=False)
found = {}
for number, file in enumerate(files):
    call = ImportCall(Path(file), f"form-{number}", None, None, None)
    done = import_form(call, Path(templates), definitions)
    found[file] = done.code if isinstance(done, UsageProblem) else ""
print(json.dumps(found))
"""


def _merged(layout: str) -> str:
    return f"<w:tcPr>{layout}</w:tcPr>{TEXT}"


def _tall() -> Iterator[Iterable[str]]:
    """A row merged with three thousand below it."""
    yield [_merged('<w:vMerge w:val="restart"/>')] * 3
    yield from ([_merged("<w:vMerge/>")] * 3 for _ in range(3_000))


def _listed(path: Path) -> Path:
    """Styles that rest on each other, lists that count from a thousand million."""
    document = Document()
    for one, other in (("a", "b"), ("b", "a")):
        based = f'<w:name w:val="{one}"/><w:basedOn w:val="{other}"/>'
        style = f'<w:style {WORD} w:type="paragraph" w:styleId="{one}">{based}</w:style>'
        document.styles.element.append(parse_xml(style))
    levels = "".join(
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="999999999"/><w:numFmt w:val="{style}"/>'
        f'<w:lvlText w:val="{"%1" * 1_000}"/></w:lvl>'
        for depth, style in (("0", "upperRoman"), ("1", "upperLetter"), ("x", "decimal"))
    )
    root = document.part.numbering_part.element
    named = '<w:abstractNumId w:val="77"/>'
    root.insert(
        0, parse_xml(f'<w:abstractNum {WORD} w:abstractNumId="77">{levels}</w:abstractNum>')
    )
    root.append(parse_xml(f'<w:num {WORD} w:numId="77">{named}</w:num>'))
    rows = [
        (f"<w:p><w:pPr>{place}</w:pPr></w:p>", "Số hồ sơ", "Hồ sơ")
        for place in (
            '<w:pStyle w:val="a"/>',
            '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="77"/></w:numPr>',
            '<w:numPr><w:ilvl w:val="1"/><w:numId w:val="77"/></w:numPr>',
            '<w:numPr><w:ilvl w:val="y"/><w:numId w:val="77"/></w:numPr>',
        )
    ]
    return word_rows(path, HEAD, *rows, document=document)


def _with(path: Path, name: str, change: Callable[[bytes], bytes]) -> Path:
    """Change one part of a file."""
    with zipfile.ZipFile(path) as old:
        parts = {part: old.read(part) for part in old.namelist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for part, content in parts.items():
            new.writestr(part, change(content) if part == name else content)
    return path


def _merge_all(sheet: bytes) -> bytes:
    merged = b'<mergeCells count="1"><mergeCell ref="A5:XFD1048576"/></mergeCells>'
    return sheet.replace(b"</sheetData>", b"</sheetData>" + merged)


DRAFTED, TOO_LONG, LONG_TEXT = "", "import-too-long", "import-long-text"
CASES: dict[str, tuple[Callable[[Path], Path], str]] = {
    "tall.docx": (lambda at: word_rows(at, HEAD, *_tall()), DRAFTED),
    "wide.docx": (
        lambda at: word_rows(at, HEAD, ROW, [_merged('<w:gridSpan w:val="999999999"/>')] * 99),
        DRAFTED,
    ),
    "pushed.docx": (
        lambda at: word_rows(
            at, HEAD, ROW, ['<w:trPr><w:gridBefore w:val="999999999"/></w:trPr>', *ROW]
        ),
        DRAFTED,
    ),
    "listed.docx": (_listed, DRAFTED),
    "long.docx": (lambda at: word_rows(at, HEAD, *[ROW[:2]] * 30_000), TOO_LONG),
    "paragraphs.docx": (
        lambda at: _with(
            word_rows(at, HEAD, ROW),
            "word/document.xml",
            lambda xml: xml.replace(b"<w:body>", b"<w:body>" + b"<w:p/>" * 1_100_000),
        ),
        TOO_LARGE.code,
    ),
    "label.docx": (lambda at: word_rows(at, HEAD, ("1", "Số hồ sơ " * 61_000)), LONG_TEXT),
    "split.docx": (lambda at: word_rows(at, HEAD, ROW, *[("", "và nữa")] * 5_000), LONG_TEXT),
    "marks.docx": (
        lambda at: word_rows(at, HEAD, ("1", "a" + "\u0301\u0323" * 500_000)),
        LONG_TEXT,
    ),
    "bomb.docx": (
        lambda at: _with(
            word_rows(at, HEAD, ROW), "word/document.xml", lambda xml: xml + b" " * 60_000_000
        ),
        TOO_LARGE.code,
    ),
    "long.xlsx": (lambda at: excel_rows(at, HEAD, *[ROW[:2]] * 30_000), TOO_LONG),
    "label.xlsx": (lambda at: excel_rows(at, HEAD, ("1", "Số hồ sơ " * 3_600)), LONG_TEXT),
    "merged.xlsx": (
        lambda at: _with(excel_rows(at, HEAD, ROW), "xl/worksheets/sheet1.xml", _merge_all),
        DRAFTED,
    ),
}


@pytest.fixture(scope="module")
def imported(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The code of what was wrong with each file, nothing for one that a form was drafted from."""
    folder = tmp_path_factory.mktemp("limits")
    files = [str(make(folder / name)) for name, (make, _) in CASES.items()]
    arguments = (str(MEMORY), str(SECONDS), str(folder), *files)
    done = subprocess.run(
        [sys.executable, "-c", _RUN, *arguments], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    found: dict[str, str] = json.loads(done.stdout)
    return {Path(name).name: code for name, code in found.items()}


@pytest.mark.parametrize("name", CASES)
def test_a_huge_or_hostile_table_is_drafted_or_refused(imported: dict[str, str], name: str) -> None:
    assert imported[name] == CASES[name][1]


@pytest.mark.parametrize(
    ("rows", "vi", "en"),
    [
        ([ROW] * (MAX_ROWS + 1), f"hơn {MAX_ROWS} dòng", f"more than {MAX_ROWS} rows"),
        (
            [ROW, ("2", "hồ" * MAX_LABEL)],
            f"dòng 3: chữ ở cột STT, chỉ tiêu hoặc đơn vị tính dài hơn {MAX_LABEL} ký tự",
            f"line 3: the number, label or unit of measure has more than {MAX_LABEL} characters",
        ),
        ([(f"{'x' * 2_000_000}",)] * 5, "riêng phần chữ hơn 8 MB", "8 MB of text or"),
    ],
)
def test_a_refusal_says_what_the_limit_is_and_what_to_do(
    tmp_path: Path, definitions: Definitions, rows: list[tuple[str, ...]], vi: str, en: str
) -> None:
    desk = Desk(tmp_path, definitions)
    assert desk.run_init().status == 0
    file = word_rows(desk.root / "annex.docx", HEAD, *rows)
    for lang, said in (("vi", vi), ("en", en)):
        done = desk.run("import-form", file, "--lang", lang)
        assert (done.status, done.out) == (2, "")
        assert said in done.err
    assert not (desk.root / "templates" / "annex.yaml").exists()


def test_as_many_rows_as_are_allowed_are_drafted(definitions: Definitions, tmp_path: Path) -> None:
    rows = [(str(n), f"Số vườn hoa thứ {n}", "Vườn") for n in range(MAX_ROWS)]
    content = word_rows(tmp_path / "annex.docx", HEAD, *rows).read_bytes()
    draft = make_draft(table_of(read_docx(content)), definitions, "xa")
    assert len({row.indicator for row in draft.rows}) == MAX_ROWS


def test_the_guide_names_the_limits() -> None:
    guide = Path(__file__).parents[2] / "docs" / "guide" / "tu-phu-luc-den-bieu.md"
    (said,) = (line for line in guide.read_text("utf-8").splitlines() if line[:8] == "Giới hạn")
    named = [int(number) for number in re.findall(r"\d+", said)]
    million = 1_000_000
    in_bytes = (MAX_BYTES // million, MAX_TEXT // million)
    assert named == [*in_bytes, MAX_LINES, MAX_ROWS, MAX_COLUMNS, MAX_LABEL]


def test_a_table_of_tabs_has_the_same_limits() -> None:
    head = "\t".join(HEAD)
    assert read_tsv(b"\t" * (MAX_TEXT + 1)) == TOO_LARGE
    lines = read_tsv(f"{head}\n{head}{chr(9) * 1_000_000}".encode())
    assert read_tsv(b"\n" * (MAX_LINES + 1)) == TOO_LARGE
    assert not isinstance(lines, UsageProblem)
    assert len(lines[1].cells) == MAX_COLUMNS
