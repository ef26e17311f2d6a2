"""What people read: severity by severity, section by section, cause by cause."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import pytest

from cchc_sheets.findings.identity import UNVERIFIED_SOURCE
from cchc_sheets.findings.kinds import kind_of
from cchc_sheets.model import Finding, Form, Place, Row, Severity
from cchc_sheets.model.received import Received
from cchc_sheets.report.checked import file_json, file_lines
from cchc_sheets.report.findings import ERRORS_SHOWN
from cchc_sheets.report.page.render import render_html
from cchc_sheets.words.places import ranged, section_title
from tests.consolidate.shown import shown
from tests.workbook.issues import definitions


def _form() -> Form:
    return definitions().forms["stc-soc-trang-2021q1"]


def _found(
    code: str, severity: Severity, paths: Iterable[str], rule: str | None = None
) -> list[Finding]:
    rows = {row.path: row for row in _form().rows}
    return [
        Finding(
            kind_of(code),
            severity,
            rule,
            Place(rows[path].key, "Biểu", f"F{number}", path),
            facts={"label": rows[path].label, "path": path, "found": f"chữ {number}", "hint": ""},
        )
        for number, path in enumerate(paths, 10)
    ]


def _paths(section: str) -> list[str]:
    rows = _form().answer_rows
    return [row.path for row in rows if row.path.partition(".")[0] == section]


def _text(findings: list[Finding], lang: str = "vi") -> list[str]:
    view = Received("x.xlsx", "", form=_form(), findings=tuple(findings))
    return [line.strip() for line in file_lines(view, lang)]


def test_many_blanks_of_a_section_are_one_line_and_json_lists_each() -> None:
    blanks = _found("missing-answer", Severity.WARNING, _paths("I") + _paths("II"), "R59")
    lines = _text(blanks)
    told = [line for line in lines if line.startswith("- ")]
    assert len(told) == 2
    assert told[0].startswith(f"- R59: Chưa trả lời – {len(_paths('I'))} ô: mục I.1, I.1.(1)–(3), ")
    assert "F10–F" in told[0]
    assert lines.count("I. Công tác chỉ đạo điều hành CCHC") == 1
    assert len([line for line in lines if line.startswith("Cách sửa")]) == 1
    view = Received("x", "", form=_form(), findings=tuple(blanks))
    assert len(file_json(view, "vi")["findings"]) == len(blanks)


def test_errors_come_before_warnings_before_information_and_are_told_one_by_one() -> None:
    paths = _paths("IV")
    mixed = [
        *_found("number-as-text", Severity.INFO, paths[:2]),
        *_found("label-changed", Severity.WARNING, paths[:9]),
        *_found("not-a-number", Severity.ERROR, paths[: ERRORS_SHOWN + 2]),
    ]
    lines = _text(mixed)
    heads = [line for line in lines if line.endswith("):")]
    assert heads == [f"Lỗi ({ERRORS_SHOWN + 2}):", "Cần xem (9):", "Lưu ý (2):"]
    assert len([line for line in lines if "ô ghi “chữ" in line]) == ERRORS_SHOWN
    assert any(line.startswith("- Không phải số – 2 ô nữa: mục ") for line in lines)
    assert any(line.startswith("- Tên chỉ tiêu khác lúc giao – 9 ô: ") for line in lines)
    assert any(line.startswith("Ví dụ: Dòng IV.1.(1) ghi “chữ 10” thay vì") for line in lines)


def test_what_is_about_the_file_as_a_whole_comes_first() -> None:
    whole = Finding(UNVERIFIED_SOURCE, Severity.WARNING, facts={"found": "0a1b"})
    lines = _text([whole, *_found("missing-answer", Severity.WARNING, ["I.1"], "R59")], "en")
    assert lines.index("The whole file") < lines.index("I. Công tác chỉ đạo điều hành CCHC")
    assert "- R59: Missing answer – 1 cells: rows I.1 (F10)" in lines


def test_the_report_groups_in_the_same_way() -> None:
    what = shown()
    found = _found("missing-answer", Severity.WARNING, _paths("V"), "R59")
    file = Received("x.xlsx", "", form=_form(), findings=tuple(found))
    merged = replace(what.merged, outcomes=(replace(what.merged.outcomes[0], file=file),))
    page = render_html(merged, what.definitions, what.annex)
    assert page.count("<td>R59</td>") == 1
    assert f"Chưa trả lời – {len(found)} ô: mục V.1.(1)" in page
    assert 'colspan="5">V. Cải cách chế độ công vụ</th>' in page


def test_a_part_of_the_form_is_titled_however_its_number_is_printed() -> None:
    assert section_title(Row("1", "1.", ""), "Công tác") == "1. Công tác"
    assert section_title(Row("II", "II", ""), "Công tác") == "II. Công tác"
    assert section_title(Row("3", "", ""), "Công tác") == "3. Công tác"
    assert section_title(Row("ho-so", "", "", printed=False), "HỒ SƠ") == "HỒ SƠ"


@pytest.mark.parametrize(
    ("places", "short"),
    [
        (["F12", "F13", "F14", "F20"], "F12–F14, F20"),
        (["F12", "F13", "E14"], "F12, F13, E14"),
        (["I.2.(1)", "I.2.(2)", "I.2.(3)", "I.3"], "I.2.(1)–(3), I.3"),
        (["3.9", "3.10", "3.11"], "3.9–3.11"),
        (["1", "1.1", "1.2"], "1, 1.1, 1.2"),
        (["I", "II"], "I, II"),
        ([], ""),
    ],
)
def test_neighbours_become_a_range(places: list[str], short: str) -> None:
    assert ranged(places) == short
