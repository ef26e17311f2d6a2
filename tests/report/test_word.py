"""Outlines in Word, filled from whole quarters and read back."""

import csv
import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from functools import cache

import pytest
from docx import Document
from docx.document import Document as DocumentType
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Mm

from cchc_sheets.consolidate.accept import Merged
from cchc_sheets.consolidate.figure import PROVINCE
from cchc_sheets.jobs.merge import figures_of
from cchc_sheets.model import UsageProblem
from cchc_sheets.model.event import EventKind
from cchc_sheets.model.received import Ruling, UnitState
from cchc_sheets.report.word.fill import Filled, fill
from cchc_sheets.report.word.names import indicator_names
from cchc_sheets.report.word.outline import annex_outline, default_outline
from cchc_sheets.report.word.told import name_groups
from cchc_sheets.report.word.value import ValueMark
from cchc_sheets.report.word.values import OutlineValues
from cchc_sheets.words import consolidated, outline
from cchc_sheets.words.report_page import one_decimal
from cchc_sheets.words.usage import usage
from tests.report import scenes

LISTED = re.compile(r"\{\{(.+?)\}\}")


@cache
def values(scene: str = "quarter") -> OutlineValues:
    return OutlineValues(scenes.SCENES[scene](), scenes.definitions())


def outline_of(*paragraphs: str) -> bytes:
    document = Document()
    for each in paragraphs:
        document.add_paragraph(each)
    return saved(document)


def saved(document: DocumentType) -> bytes:
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def filled(content: bytes, of: OutlineValues | None = None) -> tuple[Filled, DocumentType]:
    done = fill(content, of or values())
    assert isinstance(done, Filled), done
    return done, Document(io.BytesIO(done.content))


def texts(content: bytes, of: OutlineValues | None = None) -> list[str]:
    return [paragraph.text for paragraph in filled(content, of)[1].paragraphs]


def refusal(content: bytes) -> str:
    found = fill(content, values())
    assert isinstance(found, UsageProblem), found
    return usage(found.code, {**found.facts, "path": "mau.docx"}, "vi")


def rows_of(document: DocumentType, head: str) -> Iterator[list[str]]:
    """The texts of a table's cells, each cell's second line apart."""
    (table,) = (t for t in document.tables if t.rows[0].cells[0].text == head)
    for row in table._tbl.tr_lst:
        cells = [[run.text for run in cell.iter(f"{W}r")] for cell in row.tc_lst]
        yield [cell[0] if cell else "" for cell in cells]


W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


# ---------------------------------------------------------------------------------- the figures


def test_the_report_has_the_figures_of_the_merge() -> None:
    """Text and annex say what figures.csv says, for every indicator of the annex."""
    of = values()
    rows = csv.DictReader(io.StringIO(figures_of(of.definitions, of.merged).decode("utf-8-sig")))
    whole = {row["indicator"]: row for row in rows if row["scope"] == "province"}
    keys = [row.indicator for row in of.annex.rows if row.indicator]
    names = dict(indicator_names(of.definitions.catalogue))
    written = texts(outline_of(*(f"{{{{{names[key].name}}}}}" for key in keys)))
    _, document = filled(default_outline(of.definitions.catalogue))
    annex = [row for row in rows_of(document, "STT") if len(row) > 2]  # but for headings
    heads, *lines = annex
    at = heads.index("Toàn tỉnh")
    told = 0
    for key, said, line in zip(keys, written, lines, strict=True):
        value = whole[key]["value"]
        if not value:
            continue
        shown = consolidated.number(Decimal(value))
        assert line[at] == shown, key
        is_rate = whole[key]["unit_of_measure"] == "%"
        assert said == (f"{one_decimal(Decimal(value))}%" if is_rate else shown), key
        assert line[-1] == f"{whole[key]['answered']}/{whole[key]['expected']}", key
        told += 1
    assert told > 100


def test_change_is_told_on_the_units_of_both_periods() -> None:
    name = dict(indicator_names(scenes.definitions().catalogue))["dossiers_received"].name
    (changed,) = texts(outline_of(f"{{{{{name}.thay_đổi}}}}"))
    found = values().beside.comparison("dossiers_received")
    assert changed.endswith(f"so với quý IV/2020 (trên {found.units} đơn vị có số cả hai kỳ)")
    done, document = filled(outline_of(f"{{{{{name}.thay_đổi}}}}"), values("first"))
    assert (done.missing, document.paragraphs[0].text) == (1, "[Chưa có số quý IV/2020]")


def test_a_share_says_where_it_is_not_of_the_figures_beside_it() -> None:
    of = values()
    key = "par_plan_tasks_completed", PROVINCE
    name = f"{{{{{key[0]}.tỷ_lệ}}}}{{{{{key[0]}.tỷ_lệ.thuyết_minh}}}}"
    (plain,) = texts(outline_of(name))
    assert "cả hai số" not in plain
    made = of.merged.consolidation
    figure = replace(made.figures[key], numerator=Decimal(600), denominator=Decimal(700))
    made = replace(made, figures={**made.figures, key: figure})
    other = OutlineValues(replace(of.merged, consolidation=made), of.definitions)
    (told,) = texts(outline_of(name), other)
    assert "(600/700, ở các đơn vị có cả hai số" in told


def test_a_figure_of_few_units_is_neither_bold_nor_changed_and_says_so() -> None:
    document = Document()
    document.add_paragraph().add_run("Biên chế {{staff_present}} người").bold = True
    document.add_paragraph("{{staff_present.thay_đổi}}")
    document.add_paragraph("{{khi_có_số}}Có {{staff_present}} người")
    document.add_paragraph("{{khi_không_có_số}}Chưa đủ số")
    done, filled_in = filled(saved(document), values("few"))
    figure, change, instead = filled_in.paragraphs
    assert figure.text.endswith("(chưa nên trích dẫn) người")
    assert [bool(run.bold) for run in figure.runs] == [True, False, True]
    assert change.text.startswith("[Không nêu")
    assert instead.text == "Chưa đủ số"
    assert (done.thin, done.missing, done.dropped) == (1, 1, 1)
    _, all_in = filled(saved(document))
    assert [p.text[:9] for p in all_in.paragraphs][2:] == [
        "Có " + all_in.paragraphs[0].text[9:12] + " ng"
    ]


def test_what_is_missing_is_marked_and_never_invented() -> None:
    done, document = filled(outline_of("Có {{staff_present}} người"), values("nothing"))
    assert document.paragraphs[0].text == "Có [chưa có số liệu] người"
    assert [run.font.highlight_color is not None for run in document.paragraphs[0].runs] == [
        *(False, True, False)
    ]
    assert done.missing == 1
    _, report = filled(default_outline(scenes.definitions().catalogue), values("nothing"))
    body = "\n".join(paragraph.text for paragraph in report.paragraphs)
    assert body.count(outline.NOTHING_TO_SAY) == 7
    assert "0 hồ sơ" not in body
    assert "chưa có số liệu để nêu" in body
    assert "do dưới một nửa số đơn vị" not in body  # there are none to be quoted or not


@pytest.mark.parametrize(
    "scene", ["quarter", "few", "nothing", pytest.param("communes", marks=pytest.mark.slow)]
)
def test_the_outline_of_the_package_is_filled_whole(scene: str) -> None:
    done, document = filled(default_outline(scenes.definitions().catalogue), values(scene))
    with zipfile.ZipFile(io.BytesIO(done.content)) as package:
        xml = package.read("word/document.xml").decode()
    assert "{{" not in xml
    assert not any(mark in xml for mark in ValueMark)
    assert done.missing == done.thin == 0
    widths = [round((section.page_width or 0) / Mm(1)) for section in document.sections]
    assert widths == [210, 297]
    assert fill(default_outline(scenes.definitions().catalogue), values(scene)) == done


def test_the_annex_alone_is_that_of_the_report() -> None:
    _, alone = filled(annex_outline())
    _, report = filled(default_outline(scenes.definitions().catalogue))
    assert list(rows_of(alone, "STT")) == list(rows_of(report, "STT"))
    *_, before, change, _ = next(rows_of(alone, "STT"))
    first = next(rows_of(filled(annex_outline(), values("first"))[1], "STT"))
    assert (before, change) == ("Kỳ so sánh", "Thay đổi")
    assert not {before, change} & {*first}  # nothing to compare with, no empty columns


# ------------------------------------------------------------------------------------ the names


def test_every_listed_name_can_be_filled_in() -> None:
    of = values()
    for head, names in name_groups(of.definitions.catalogue, of.annex):
        written = [each.name for each in names]
        if written[0].startswith("."):
            continue
        assert all(of.find(name.strip("{}")) for name in written), head
    parts = "staff_present", "đơn_vị_còn_thiếu"
    listed = [outline.PARTS, outline.LIST_PARTS]
    for name, own in zip(parts, listed, strict=True):
        texts(outline_of(*(f"{{{{{name}.{each.name}}}}}" for each in own.values())))
    for each in outline.UNIT_PARTS.values():
        texts(outline_of(f"{{% for đv in đơn_vị_còn_thiếu %}}{{{{đv.{each.name}}}}}{{% endfor %}}"))


def test_no_two_names_read_alike() -> None:
    of = values()
    assert len(of._plain_names) == len(of._makers)
    assert all(of.find(each.name) for each in outline.GENERAL.values())


def test_a_name_survives_what_word_and_people_make_of_it() -> None:
    """Split into runs, in capitals, without diacritics, decomposed."""
    document = Document()
    paragraph = document.add_paragraph()
    for piece in ("Kỳ {", "{ k", "ỳ }", "} và {{KỲ}}, {{ky}}, {{ky\u0300}}"):
        paragraph.add_run(piece)
    paragraph._p.insert(2, parse_xml(f'<w:proofErr {nsdecls("w")} w:type="spellStart"/>'))
    wanted = "quý I năm 2021"
    assert texts(saved(document)) == [f"Kỳ {wanted} và {wanted}, {wanted}, {wanted}"]


def test_names_in_heads_feet_and_tables_are_filled_in() -> None:
    document = Document()
    document.sections[0].header.paragraphs[0].text = "{{tỉnh}}"
    document.sections[0].footer.paragraphs[0].text = "{{staff_present}}"
    table = document.add_table(3, 2)
    table.rows[0].cells[0].text = "{%tr for đv in đơn_vị_còn_thiếu %}"
    table.rows[1].cells[0].text, table.rows[1].cells[1].text = "{{đv.stt}}", "{{đv.tên}}"
    table.rows[2].cells[0].text = "{%tr endfor %}"
    _, done = filled(saved(document), values("few"))
    assert done.sections[0].header.paragraphs[0].text == "tỉnh Sóc Trăng"
    assert done.sections[0].footer.paragraphs[0].text.endswith("(chưa nên trích dẫn)")
    names = [unit.name for unit in values("few").merged.missing]
    assert [[cell.text for cell in row.cells] for row in done.tables[0].rows] == [
        [str(number), name] for number, name in enumerate(names, start=1)
    ]


def test_signs_of_xml_and_line_breaks_come_through() -> None:
    of = values("few")
    merged = with_reason(of.merged, "Sáp nhập <từ 1/3> & “giải thể”\nxem {{kỳ}} \x0b\ufffe")
    left = OutlineValues(merged, of.definitions)
    asked = "{% for đv in đơn_vị_loại_ra %}{{đv.tên}}: {{đv.lý_do}}{% endfor %} & <hết>"
    (text,) = texts(outline_of(asked), left)
    assert "Sáp nhập <từ 1/3> & “giải thể”\nxem {{kỳ}} " in text
    assert text.endswith(" & <hết>")


def with_reason(merged: Merged, reason: str) -> Merged:
    first, *others = merged.outcomes
    ruling = Ruling(EventKind.EXCLUDED, reason, 1, "")
    left_out = replace(first, state=UnitState.LEFT_OUT, ruling=ruling)
    return replace(merged, outcomes=(left_out, *others))


# --------------------------------------------------------------------------- what cannot be filled


@pytest.mark.parametrize(
    ("paragraphs", "said"),
    [
        (("{{ ''.__class__ }}",), "{{ ''.__class__ }}"),
        (("{{ kỳ.__class__.__mro__ }}",), "{{kỳ.__class__}}"),
        (("{{ kỳ.format() }}",), "{{ kỳ.format() }}"),
        (("{{ kỳ|upper }}",), "{{ kỳ|upper }}"),
        (("{% for i in range(999999999) %}x{% endfor %}",), "range(999999999)"),
        (("{% if 9**9**9 %}x{% endif %}",), "{% if 9**9**9 %}"),
        (("{% set a = kỳ %}",), "{% set a = kỳ %}"),
        (("{% macro a() %}{% endmacro %}",), "{% macro a() %}"),
        (("{% include '/etc/passwd' %}",), "{% include"),
        (("{% for đv in đơn_vị_còn_thiếu recursive %}{% endfor %}",), "recursive"),
        (("Số {{ kỳ của", "{{ năm }}"), "{{ kỳ của"),
        (("Số kỳ }} của",), "}} của"),
        (("{{" * 20_000,), "{{{{"),
        (("{%p if kỳ %}", "a"), "{%p if kỳ %}"),
        (("a", "{%p endif %}"), "{%p endif %}"),
        (
            ("{{ tổng biên chế có mặt }}",),
            "{{ tổng biên chế có mặt }} → {{tổng_biên_chế_có_mặt}}",
        ),
        (("{{số_hồ_sơ_tthc_tiếp_nhận}}",), "{{số_hồ_sơ_tthc_tiếp_nhận_cơ_quan_mình}}"),
        (("{{staff_present.thay_đỏi_gì}}",), "{{staff_present.thay_đổi}}"),
        (("{{zzzzzz}}",), "{{zzzzzz}}\n"),
        (("{% for a in đơn_vị_còn_thiếu %}{{a.tuổi}}{% endfor %}",), "{{a.tuổi}}"),
    ],
)
def test_what_is_written_wrongly_is_shown(paragraphs: tuple[str, ...], said: str) -> None:
    told = refusal(outline_of(*paragraphs))
    assert said in f"{told}\n"
    assert "cchc-sheets report --names" in told


@pytest.mark.parametrize(
    "repeated", ["x" * 20_000, "{{mục_c}}", "{% for c in số_liệu_chính %}x{% endfor %}"]
)
def test_an_outline_does_not_grow_without_end(repeated: str) -> None:
    loops = "{% for a in số_liệu_chính %}{% for b in số_liệu_chính %}"
    told = refusal(outline_of(f"{loops}{repeated}{{% endfor %}}{{% endfor %}}"))
    assert "lặp quá nhiều" in told
    assert "20 bảng" in refusal(outline_of(*["{{bảng_số_liệu_chính}}"] * 21))


def test_a_condition_that_would_leave_half_a_table_is_refused() -> None:
    document = Document()
    document.add_table(1, 2).rows[0].cells[0].text = "{% if đơn_vị_loại_ra %}a"
    document.add_paragraph("b{% endif %}")
    assert "{%tr for … %}" in refusal(saved(document))


def test_what_is_no_outline_is_refused() -> None:
    whole = outline_of("{{kỳ}}")
    for broken in (b"", b"hello", whole[:-200], annex_outline()[:3000]):
        assert "Không đọc được mẫu “mau.docx”" in refusal(broken)
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(whole)) as old, zipfile.ZipFile(stream, "w") as new:
        for part in old.infolist():
            content = old.read(part).replace(
                b"vnd.openxmlformats-officedocument.wordprocessingml.document.main",
                b"vnd.ms-word.document.macroEnabled.main",
            )
            new.writestr(part.filename, content)
    assert "macro (.docm)" in refusal(stream.getvalue())


def test_levels_that_are_not_added_are_told_one_by_one() -> None:
    (told,) = texts(outline_of("{{procedures_in_force_total}}"))
    made = values().merged.consolidation
    assert made.figure("procedures_in_force_total", PROVINCE) is not None
    for key, label in (("so-nganh", "Sở, ban, ngành"), ("huyen", "Huyện, thị xã, thành phố")):
        figure = made.figure("procedures_in_force_total", key)
        assert figure is not None
        assert figure.value is not None
        assert f"{label} {consolidated.number(figure.value)}" in told
