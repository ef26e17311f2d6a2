"""Proposals: the best assignment, how forms ask, and what is found of a form never seen."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from itertools import permutations
from pathlib import Path

import pytest

from cchc_sheets.drafting.assign import assign
from cchc_sheets.drafting.draft import Draft, make_draft
from cchc_sheets.drafting.grid import read_tsv
from cchc_sheets.drafting.propose import Proposer, Sureness, wordings
from cchc_sheets.drafting.word import read_docx
from cchc_sheets.drafting.wording import Asked, Likeness, asked, wording, words
from cchc_sheets.drafting.write import Named, addition_text
from cchc_sheets.model import Family
from cchc_sheets.model.definitions import Definitions
from cchc_sheets.model.problem import UsageProblem
from cchc_sheets.words.authoring import comment
from scripts.import_recall import Outcome, measure
from tests.drafting.printed_files import table_of, word_rows


def test_the_assignment_is_the_best_of_all_there_are() -> None:
    chance = random.Random(7)  # noqa: S311 - examples, no secrets
    for _ in range(60):
        keys = [f"k{n}" for n in range(4)]
        rows = [{k: chance.random() for k in chance.sample(keys, 3)} for _ in range(4)]
        found = assign(rows, nothing=0.3)
        used = [key for key in found if key]
        assert len(used) == len(set(used))
        best = max(
            sum(row.get(key, 0.3) if key else 0.3 for row, key in zip(rows, chosen, strict=True))
            for chosen in permutations([*keys, None, None, None, None], 4)
            if all(key is None or key in row for row, key in zip(rows, chosen, strict=True))
        )
        got = sum(row[key] if key else 0.3 for row, key in zip(rows, found, strict=True))
        assert got == pytest.approx(best)


def test_a_worse_likeness_gives_way_to_the_better_row() -> None:
    """Greedily the first row would take the key that only the second can have."""
    assert assign([{"a": 0.9, "b": 0.85}, {"a": 0.88}], nothing=0.5) == ["b", "a"]
    assert assign([], nothing=0.5) == []


@pytest.mark.parametrize(
    ("unit", "expected"),
    [
        ("", Asked.NOTHING),
        ("%", Asked.RATE),
        ("Tỷ lệ %", Asked.RATE),
        ("Không = 0 Có = 1", Asked.CODE),
        ("Có/Không", Asked.CODE),
        ("Hồ sơ", Asked.NUMBER),
    ],
)
def test_what_a_unit_of_measure_asks(unit: str, expected: Asked) -> None:
    assert asked(unit) is expected


def test_names_of_one_thing_are_one() -> None:
    assert words("Số TTHC cung cấp DVC toàn trình:") == (
        "số thủ tục hành chính cung cấp dịch vụ công mức độ 4"
    )
    assert words("Uỷ ban nhân dân") == words("UBND") == "ủy ban nhân dân"


def test_the_unit_of_measure_decides_how_an_indicator_is_asked(definitions: Definitions) -> None:
    label, parent = "Có kế hoạch kiểm tra CCHC", "Kiểm tra CCHC"
    rows = [wording(label, unit, parent, parent) for unit in ("Có = 1 Không = 0", "Đơn vị", "%")]
    for row, expected in zip(rows, (None, "count", None), strict=True):
        (proposal,) = Proposer(definitions, "so-nganh").propose([row], [False])
        if row.asks is Asked.RATE:
            # A percentage of what, nobody knows: never this indicator.
            assert proposal.best is None or proposal.best.key != "par_inspection_plan_issued"
        else:
            assert proposal.best is not None
            assert (proposal.best.key, proposal.asked_as) == (
                "par_inspection_plan_issued",
                expected,
            )


def test_what_no_form_asks_is_new(definitions: Definitions) -> None:
    row = wording("Số lượt người dân tham quan vườn hoa", "Lượt", "Vườn hoa", "Khác")
    (proposal,) = Proposer(definitions, "xa").propose([row], [False])
    assert proposal.sureness is Sureness.NEW


def test_a_table_without_units_of_measure_still_asks_something(definitions: Definitions) -> None:
    text = "TT\tNội dung\tSố liệu\nI\tTin bài\n1\tTỷ lệ bài hay\n2\tSố bài\n3\tCó chuyên mục\n"
    printed = table_of(read_tsv(text.encode()))
    draft = make_draft(printed, definitions, "xa")
    assert draft.units_guessed
    assert [row.unit_of_measure for row in draft.rows] == ["", "%", "Số lượng", "Có/Không"]
    assert [row.indicator != "" for row in draft.rows] == [False, True, True, True]


HEAD = ("TT", "Chỉ tiêu", "ĐVT", "Số liệu")


def drafted(path: Path, definitions: Definitions, *rows: tuple[str, ...]) -> Draft:
    content = word_rows(path / "annex.docx", HEAD, *rows).read_bytes()
    return make_draft(table_of(read_docx(content)), definitions, "so-nganh")


def test_a_row_that_does_not_say_what_it_counts_is_read_with_the_row_above(
    tmp_path: Path, definitions: Definitions
) -> None:
    expected = {
        "1.(1)": "dossiers_new_online",
        "1.(2)": "dossiers_new_direct",
        "2.(1)": "bcci_dossiers_received",
        "3.(1)": "dossiers_pending_not_due",
        "3.(2)": "dossiers_pending_overdue",
    }
    draft = drafted(
        tmp_path,
        definitions,
        ("1", "Số hồ sơ mới tiếp nhận", "Hồ sơ"),
        ("-", "Trực tuyến", "Hồ sơ"),
        ("-", "Trực tiếp", "Hồ sơ"),
        ("2", "Tổng số hồ sơ tiếp nhận", "Hồ sơ"),
        ("-", "Qua bưu chính công ích", "Hồ sơ"),
        ("3", "Số hồ sơ đang giải quyết", "Hồ sơ"),
        ("-", "Trong hạn", "Hồ sơ"),
        ("-", "Quá hạn", "Hồ sơ"),
    )
    assert {row.path: row.indicator for row in draft.rows if row.path in expected} == expected
    marked = {row.path for row in draft.rows if row.proposal.sureness is Sureness.UNSURE}
    assert expected.keys() <= marked


def test_a_total_is_called_by_what_it_is_the_total_of(
    tmp_path: Path, definitions: Definitions
) -> None:
    draft = drafted(
        tmp_path,
        definitions,
        ("I", "Tài liệu lưu trữ", ""),
        ("1", "Tổng số", "Mét giá"),
        ("II", "Vườn hoa, cây xanh", ""),
        ("1", "Tổng số", "Mét vuông"),
    )
    assert {item.key: item.label for item in draft.new} == {
        "tai_lieu_luu_tru_tong_so": "Tài liệu lưu trữ: Tổng số",
        "vuon_hoa_cay_xanh_tong_so": "Vườn hoa, cây xanh: Tổng số",
    }


def test_a_mean_is_never_drafted_as_a_sum(tmp_path: Path, definitions: Definitions) -> None:
    draft = drafted(
        tmp_path,
        definitions,
        ("1", "Số ngày mở cửa vườn hoa", "Ngày"),
        ("-", "Trung bình mỗi vườn hoa", "Ngày"),
        ("-", "Vườn hoa lớn", "Ngày"),
        ("2", "Số ngày sửa vườn hoa bình quân", "Ngày"),
        ("3", "Số vườn hoa xếp loại trung bình", "Vườn"),
    )
    assert [item.family for item in draft.new] == [
        Family.SUM,
        Family.NONE,
        Family.SUM,
        Family.NONE,
        Family.SUM,
    ]
    (group,) = draft.parts
    assert [part.label for part in group.parts] == ["Vườn hoa lớn"]
    named = Named("bieu", "Biểu", "so-nganh", "annex.docx")
    assert addition_text(draft, named).count(comment("new-mean", "vi")) == 2


def test_a_form_never_seen_is_never_read_wrongly_without_a_mark(
    definitions: Definitions,
) -> None:
    """Each packaged form, drafted while its own wordings are unknown (``import_recall``)."""
    for form, counts in measure(definitions).items():
        rows = counts.total()
        assert not counts[Outcome.WRONG], (form, counts)
        right = counts[Outcome.RIGHT] + counts[Outcome.MARKED_RIGHT] + counts[Outcome.NEW]
        assert right >= 0.85 * rows, (form, counts)
        assert counts[Outcome.RIGHT] >= 0.45 * rows, (form, counts)


_WELL_ALIKE = 0.8
_OPPOSED = (
    ("đã", "đang", "chưa", "phải"),
    ("trước hạn", "đúng hạn", "quá hạn", "trong hạn"),
    ("mới tiếp nhận", "kỳ trước chuyển qua"),
    ("trực tuyến", "trực tiếp", "qua bưu chính"),
    ("toàn trình", "một phần"),
    ("mức độ 3", "mức độ 4"),
    ("không phụ thuộc", "phụ thuộc"),
    ("có", "không có"),
    ("văn bản đi", "văn bản đến"),
)
_LASTING = re.compile(r"đang (làm việc|cung cấp)")


def _opposites(label: str) -> Iterator[str]:
    """Yield a label with one word that decides its meaning changed, outside its asides."""
    outside = label.partition("(")[0]
    for words_ in _OPPOSED:
        for word, other in permutations(words_, 2):
            if re.search(rf"\b{word}\b", outside, re.IGNORECASE) and not _LASTING.search(outside):
                yield re.sub(rf"\b{word}\b", other, label, count=1, flags=re.IGNORECASE)


def test_what_means_the_opposite_is_never_taken_for_the_same(definitions: Definitions) -> None:
    """Every label of the form of communes and of a district, with a word like *đã* made *đang*."""
    tried: set[str] = set()
    for form in (definitions.forms["xa-2025"], definitions.forms["long-phu-2023q1"]):
        proposer = Proposer(definitions, form.unit_types[0])
        rows = [(row.path, row.label, row.unit_of_measure) for row in form.rows]
        for index, row in enumerate(form.rows):
            for changed in {*_opposites(row.label)} - tried if row.indicator else ():
                tried.add(changed)
                beside = [
                    *rows[:index],
                    (row.path, changed, row.unit_of_measure),
                    *rows[index + 1 :],
                ]
                (proposal,) = proposer.propose([wordings(beside)[index]], [False])
                found = proposal.best.key if proposal.best else ""
                assert found != row.key or proposal.sureness is Sureness.UNSURE, (
                    row.label,
                    changed,
                )
    assert len(tried) > 150


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Số hồ sơ đã giải quyết", "Số hồ sơ đang giải quyết"),
        ("Số hồ sơ đã giải quyết", "Số hồ sơ chưa giải quyết"),
        ("Số hồ sơ giải quyết", "Số hồ sơ đang giải quyết"),
        ("Số VBQPPL rà soát", "Số VBQPPL chưa rà soát"),
        ("Số VBQPPL phải rà soát", "Số VBQPPL đã rà soát"),
        ("Số hồ sơ giải quyết trước hạn", "Số hồ sơ giải quyết đúng hạn"),
        ("Số hồ sơ giải quyết trễ hạn", "Số hồ sơ giải quyết đúng hạn"),
        ("Số hồ sơ đang giải quyết, chưa đến hạn", "Số hồ sơ đang giải quyết đã quá hạn"),
        ("Số hồ sơ tiếp nhận mới", "Số hồ sơ kỳ trước chuyển qua"),
        ("Số hồ sơ tiếp nhận trực tuyến", "Số hồ sơ tiếp nhận trực tiếp"),
        ("Số hồ sơ tiếp nhận trực tiếp", "Số hồ sơ tiếp nhận trực tiếp, qua bưu chính"),
        ("Số TTHC trực tuyến toàn trình", "Số TTHC trực tuyến một phần"),
        ("Số TTHC (một phần và toàn trình)", "Số TTHC (toàn trình)"),
        ("Tỷ lệ người dân hài lòng", "Tỷ lệ người dân không hài lòng"),
        ("Tỷ lệ người dân rất hài lòng", "Tỷ lệ người dân hài lòng"),
        ("Số TTHC không phụ thuộc địa giới", "Số TTHC phụ thuộc địa giới"),
        ("Số hồ sơ trực tuyến", "Số TTHC trực tuyến"),
        ("Tỷ lệ tinh giản so với kế hoạch năm", "Tỷ lệ tinh giản so với năm 2015"),
        ("Tổng biên chế được giao", "Tổng biên chế có mặt"),
    ],
)
def test_opposites_are_unlike_and_the_same_thing_is_not(one: str, other: str) -> None:
    first, second = (wording(label, "Hồ sơ", None, "") for label in (one, other))
    like = Likeness([first, second])
    assert like.rows(first, second) == like.rows(second, first) == 0
    assert like.rows(first, first) > _WELL_ALIKE


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Số hồ sơ đã giải quyết", "Số hồ sơ giải quyết"),
        ("Số hồ sơ trước và đúng hạn", "Số hồ sơ đúng hạn"),
        ("Số TTHC đang có hiệu lực", "Số TTHC có hiệu lực"),
        ("Số dịch vụ công trực tuyến toàn trình", "Số TTHC trực tuyến toàn trình"),
    ],
)
def test_a_word_that_changes_nothing_separates_nothing(one: str, other: str) -> None:
    first, second = (wording(label, "Hồ sơ", None, "") for label in (one, other))
    assert not first.meaning.clashes(second.meaning)


def test_what_rests_on_the_label_above_means_what_both_say() -> None:
    overdue = wording("Quá hạn", "Hồ sơ", "Số hồ sơ đang giải quyết", "")
    late = wording("Số hồ sơ đã giải quyết quá hạn", "Hồ sơ", None, "")
    assert overdue.meaning.clashes(late.meaning)


def test_on_time_is_another_thing_where_early_is_asked_apart() -> None:
    apart, whole = (
        wordings([("1", "Số hồ sơ giải quyết đúng hạn", "Hồ sơ"), ("2", beside, "Hồ sơ")])[0]
        for beside in ("Số hồ sơ giải quyết trước hạn", "Số hồ sơ giải quyết quá hạn")
    )
    assert apart.meaning.clashes(whole.meaning)


UNSEEN = sorted((Path(__file__).parent / "unseen").glob("*.tsv"))
"""Annexes that no packaged form is made of; the notes hold the keys that are right."""


@pytest.mark.parametrize("path", UNSEEN, ids=lambda path: path.stem)
def test_an_annex_never_seen_is_never_read_wrongly_without_a_mark(
    path: Path, definitions: Definitions
) -> None:
    lines = read_tsv(path.read_bytes())
    assert not isinstance(lines, UsageProblem)
    printed = table_of(lines)
    draft = make_draft(printed, definitions, path.stem.removesuffix("-thang"))
    unmarked = wrong = 0
    for row, line in zip(draft.rows, lines[1:], strict=True):
        kinds = {Sureness.SURE: row.indicator, Sureness.NEW: "mới", Sureness.HEADING: ""}
        expected = line.cells[-1].split() or [""]
        found = kinds.get(row.proposal.sureness)
        unmarked += found in expected
        assert row.proposal.sureness is not Sureness.SURE or found in expected, row
        wrong += row.proposal.sureness is Sureness.UNSURE and row.indicator not in expected
    assert unmarked >= 0.45 * len(draft.rows)
    assert wrong <= 0.1 * len(draft.rows)
