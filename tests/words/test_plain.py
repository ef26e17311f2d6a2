"""A rule explains itself: every expression of the language becomes text that names its rows."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc_sheets.checks.tests import ASKED_BY_NAME
from cchc_sheets.definition import load, packaged_templates
from cchc_sheets.definition.files import schema_of
from cchc_sheets.expression import PATTERNS, names
from cchc_sheets.model import Code
from cchc_sheets.words.plain import NamedRow, Plain, sentence, short_label
from tests.expressions import condition_of

KEYS = ("a", "b", "c", "p")
ROWS = {
    "a": NamedRow("Số hồ sơ đúng hạn", "3.2"),
    "b": NamedRow("- Số hồ sơ {đã giải quyết}:", "3.1"),
    "c": NamedRow("Có kế hoạch", "1", (Code(1, "Có"), Code(0, "Không"))),
    "p": NamedRow("Tỷ lệ đúng hạn", "3.3", is_rate=True),
}


def _said(require: str, when: str | None = None, note: str | None = None, lang: str = "vi") -> str:
    applies = condition_of(when).root if when else None
    return Plain(ROWS, lang).relation(condition_of(require).root, applies, note)


@pytest.mark.parametrize(
    ("require", "vi", "en"),
    [
        (
            "a <= b",
            "“Số hồ sơ đúng hạn” [mục 3.2] không lớn hơn “Số hồ sơ {đã giải quyết}” [mục 3.1]",
            "“Số hồ sơ đúng hạn” [row 3.2] does not exceed “Số hồ sơ {đã giải quyết}” [row 3.1]",
        ),
        (
            "c == 1",
            "“Có kế hoạch” [mục 1] là mã 1 (Có)",
            "“Có kế hoạch” [row 1] is code 1 (Có)",
        ),
        (
            "a >= previous(a)",
            "“Số hồ sơ đúng hạn” [mục 3.2] không nhỏ hơn mục 3.2 của kỳ trước",
            "“Số hồ sơ đúng hạn” [row 3.2] is not below row 3.2 of the previous period",
        ),
        (
            "not (present(a) and a > 0)",
            "“Số hồ sơ đúng hạn” [mục 3.2] không có số liệu hoặc không lớn hơn 0",
            "“Số hồ sơ đúng hạn” [row 3.2] has no figure or does not exceed 0",
        ),
        (
            "note(a) or note(c)",
            "“Số hồ sơ đúng hạn” [mục 3.2] hoặc “Có kế hoạch” [mục 1] có Ghi chú",
            "“Số hồ sơ đúng hạn” [row 3.2] or “Có kế hoạch” [row 1] has a note",
        ),
        (
            "0 < a",
            "“Số hồ sơ đúng hạn” [mục 3.2] lớn hơn 0",
            "“Số hồ sơ đúng hạn” [row 3.2] exceeds 0",
        ),
        (
            "p >= 99.5",
            "“Tỷ lệ đúng hạn” [mục 3.3] không nhỏ hơn 99,5 (cho phép lệch do làm tròn)",
            "“Tỷ lệ đúng hạn” [row 3.3] is not below 99.5 (allowing for rounding)",
        ),
        (
            "a > 0 and (blank(b) or c == 0)",
            (
                "“Số hồ sơ đúng hạn” [mục 3.2] lớn hơn 0; và (“Số hồ sơ {đã giải quyết}” [mục 3.1] "
                "để trống hoặc “Có kế hoạch” [mục 1] là mã 0 (Không))"
            ),
            None,
        ),
        (
            "100 * (a + b) / (a - b) == abs(a - 1)",
            (
                "100 × (“Số hồ sơ đúng hạn” [mục 3.2] cộng “Số hồ sơ {đã giải quyết}” [mục 3.1]) / "
                "(mục 3.2 trừ mục 3.1) bằng mức chênh lệch giữa mục 3.2 và 1"
            ),
            None,
        ),
        (
            "sum(a, b) <= c and c == a + b",
            (
                "“Có kế hoạch” [mục 1] bằng tổng của “Số hồ sơ đúng hạn” [mục 3.2] và “Số hồ sơ "
                "{đã giải quyết}” [mục 3.1]; còn ô trống thì tổng các ô đã có số không lớn hơn "
                "mục 1"
            ),
            None,
        ),
    ],
)
def test_conditions_read_as_an_officer_would_say_them(
    require: str, vi: str, en: str | None
) -> None:
    assert _said(require) == vi
    if en is not None:
        assert _said(require, lang="en") == en


def test_when_and_notes() -> None:
    said = _said("a <= b", "present(a)", "b")
    assert said == (
        "khi “Số hồ sơ đúng hạn” [mục 3.2] có số liệu thì mục 3.2 không lớn hơn “Số hồ sơ "
        "{đã giải quyết}” [mục 3.1], trừ khi đã nêu lý do ở Ghi chú của mục 3.1"
    )
    assert sentence(said).startswith("Khi ")


def test_each_of_several_rows() -> None:
    require, when = condition_of("note(it)").root, condition_of("it > 0").root
    said = Plain(ROWS, "vi").for_each(["a", "p"], require, when)
    assert said == (
        "từng dòng “Số hồ sơ đúng hạn” [mục 3.2] và “Tỷ lệ đúng hạn” [mục 3.3]: "
        "khi số liệu ở dòng đó lớn hơn 0 thì dòng đó có Ghi chú"
    )


def test_labels_are_cut_between_words() -> None:
    long = "Số đơn vị sự nghiệp công lập do nhà nước đảm bảo toàn bộ chi thường xuyên hằng năm"
    assert short_label(long) == "Số đơn vị sự nghiệp công lập do nhà nước đảm bảo toàn bộ chi…"
    assert short_label("- Cấp xã (nếu có):") == "Cấp xã (nếu có)"
    assert short_label("…") == "…"


# ---------------------------------------------------------------------- any expression at all

named = st.sampled_from(KEYS)
leaf = st.one_of(
    named,
    named.map(lambda key: f"previous({key})"),
    st.sampled_from(["0", "1", "0.5", "100"]),
)
COMPARISONS = ["<", "<=", "==", "!=", ">=", ">"]


def _numbers(inner: st.SearchStrategy[str]) -> Any:  # noqa: ANN401 - a strategy of texts
    some = st.lists(inner, min_size=1, max_size=4).map(", ".join)
    return st.one_of(
        st.builds("({} {} {})".format, inner, st.sampled_from("+-*/"), inner),
        inner.map("(-{})".format),
        st.builds("{}({})".format, st.sampled_from(["sum", "min", "max"]), some),
        inner.map("abs({})".format),
        inner.map("unit({})".format),
        inner.map("round({})".format),
        st.builds("round({}, {})".format, inner, st.integers(0, 4)),
        st.builds("({} if {} > 0 else {})".format, inner, named, inner),
    )


number = st.recursive(leaf, _numbers, max_leaves=5)
state = st.one_of(
    st.builds(
        "{}({})".format, st.sampled_from(["present", "blank", "not_applicable"]), leaf
    ).filter(lambda text: not text.partition("(")[2][0].isdigit()),
    st.builds("note({})".format, named),
    st.builds("matches({}, '{}')".format, named, st.sampled_from(sorted(PATTERNS))),
)
compared = st.builds("{} {} {}".format, number, st.sampled_from(COMPARISONS), number)
chained = st.builds("{} <= {} < {}".format, number, number, number)
condition = st.recursive(
    st.one_of(compared, chained, state),
    lambda inner: st.one_of(
        st.builds("({}) {} ({})".format, inner, st.sampled_from(["and", "or"]), inner),
        inner.map("not ({})".format),
        st.builds("({}) if ({}) else ({})".format, inner, inner, inner),
    ),
    max_leaves=6,
)


@given(require=condition, when=st.none() | condition, note=st.none() | named)
def test_every_expression_is_told_and_names_its_rows(
    require: str, when: str | None, note: str | None
) -> None:
    parsed = [condition_of(text) for text in (require, when) if text]
    mentioned = {key for each in parsed for key in names(each)} | ({note} if note else set())
    for lang, place in (("vi", "[mục {}]"), ("en", "[row {}]")):
        said = _said(require, when, note, lang)
        assert said.strip()
        assert "  " not in said
        told = {key for key in KEYS if place.format(ROWS[key].path) in said}
        assert told == mentioned
        for key in mentioned:
            assert f"“{short_label(ROWS[key].label)}”" in said
        assert said.count("(") == said.count(")")


@given(text=condition)
def test_a_form_that_does_not_know_the_row_still_speaks(text: str) -> None:
    said = Plain({}, "vi").relation(condition_of(text).root)
    assert all(f"“{key}”" in said for key in names(condition_of(text)))


# -------------------------------------------------------------------------------- nothing lacks


def test_every_test_of_a_cell_has_words() -> None:
    """A new kind of ``test:`` fails here until it is a row of ``checks/tests.py``."""
    definitions, _ = load(packaged_templates())
    assert definitions is not None
    rules = [*definitions.catalogue.rules]
    rules += [rule for form in definitions.forms.values() for rule in form.rules]
    used = {rule.test for rule in rules if rule.test}
    declared = {test for name in ("rules", "form") for test in _tests_of(schema_of(name))}
    assert {*used, *declared} - set(ASKED_BY_NAME) == set()


def _tests_of(node: Any) -> set[str]:  # noqa: ANN401 - JSON
    """Return what a schema lets stand behind ``test:``."""
    if isinstance(node, list):
        return {test for each in node for test in _tests_of(each)}
    if not isinstance(node, dict):
        return set()
    own = node.get("test", {})
    found = set(own.get("enum", ())) if isinstance(own, dict) else set()
    return found | {test for each in node.values() for test in _tests_of(each)}
