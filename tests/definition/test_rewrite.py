"""Fields of a definition changed: what they say afterwards, and that nothing else moved."""

from __future__ import annotations

import difflib
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from cchc_sheets.definition.files import packaged_templates, schema_of
from cchc_sheets.definition.rewrite import Rewriter, UnwritableError, Value
from cchc_sheets.definition.tree import Path, read_tree

ORDER = list(schema_of("roster")["$defs"]["unit"]["properties"])
TEXT = """\
# head
kind: roster   # said so
issuer:
    name: Sở Nội vụ
    address: ""
units:
    # departments
    - code: a   # first
      name: 'Sở ''A'''
      forms: [f, g]  # two
      source: >
        a long
        source

    # communes
    - name: B
      code: b
      contact: Người B # call in the morning
      forms:
        - f  # main
        - g
      source: "x"
      predecessors: [a]
      # the last
"""


def values(text: str) -> Any:  # noqa: ANN401
    tree, problems = read_tree("", text)
    assert problems == []
    assert tree is not None
    return tree.value


def put(path: Path, text: str = TEXT, **fields: Value) -> str:
    made = Rewriter(text)
    made.put(path, fields, ORDER)
    return made.result()


def changed(before: str, after: str) -> list[str]:
    lines = difflib.ndiff(before.splitlines(), after.splitlines())
    return [line for line in lines if line[:1] in "+-"]


def test_nothing_changed_is_the_same_text() -> None:
    assert put(("units", 0)) == TEXT


CASES: dict[str, tuple[int, dict[str, Value], list[str]]] = {
    "a text keeps its quotes": (0, {"name": "O'B"}, ["-name: 'Sở ''A'''", "+name: 'O''B'"]),
    "a plain one stays plain": (1, {"name": "Sở B"}, ["-- name: B", "+- name: Sở B"]),
    "what is no text gets quotes": (
        0,
        {"telephone": "0912", "since": "2025-07-01", "email": "a@b.vn"},
        ['+since: "2025-07-01"', '+telephone: "0912"', "+email: a@b.vn"],
    ),
    "a comment behind stays": (
        1,
        {"contact": "C: # D"},
        ["-contact: Người B # call in the morning", '+contact: "C: # D" # call in the morning'],
    ),
    "a field that goes": (1, {"contact": ""}, ["-contact: Người B # call in the morning"]),
    "the last field that goes": (1, {"predecessors": ()}, ["-predecessors: [a]"]),
    "a list in one line": (
        0,
        {"forms": ("g", "h, i")},
        ["-forms: [f, g]  # two", '+forms: [g, "h, i"]  # two'],
    ),
    "a list with an item a line": (1, {"forms": ("f", "h")}, ["-- g", "+- h"]),
    "a folded text": (0, {"source": "b"}, ["-source: >", "-a long", "-source", "+source: b"]),
}


@pytest.mark.parametrize("title", CASES)
def test_only_the_field_changes(title: str) -> None:
    number, fields, lines = CASES[title]
    made = Rewriter(TEXT)
    made.put(("units", number), fields, ORDER)
    after = made.result()
    assert sorted(f"{line[0]}{line[1:].strip()}" for line in changed(TEXT, after)) == sorted(lines)
    unit = values(after)["units"][number]
    for key, value in fields.items():
        assert unit.get(key, "" if isinstance(value, str) else ()) == (
            list(value) if value and isinstance(value, tuple) else value
        )


def test_a_new_unit_stands_behind_its_neighbour_and_its_comment_stays_before_the_next() -> None:
    made = Rewriter(TEXT)
    made.add(("units",), 0, {"code": "c", "name": "Sở C", "forms": ("f",), "contact": ""})
    after = made.result()
    assert changed(TEXT, after) == [
        "+     - code: c",
        "+       name: Sở C",
        "+       forms: [f]",
    ]
    assert [unit["code"] for unit in values(after)["units"]] == ["a", "c", "b"]
    assert after.index("Sở C") < after.index("# communes")


@pytest.mark.parametrize(
    ("due", "entries", "expected"),
    [
        ("", {"2026-Q1": "2026-03-20"}, {"2026-Q1": "2026-03-20"}),
        ("due: {}\n", {"2026-Q1": "2026-03-20"}, {"2026-Q1": "2026-03-20"}),
        ('due:\n  2025-Y: "2026-01-05" # letter 7\n', {"2026-Q1": "2026-03-20"}, None),
        ('due:\n  2025-Y: "2026-01-05"\n', {"2025-Y": ""}, {}),
        ("", {"2025-Y": ""}, {}),
    ],
)
def test_entries_of_a_mapping(
    due: str, entries: dict[str, str], expected: dict[str, str] | None
) -> None:
    text = TEXT.replace("units:\n", f"{due}units:\n")
    made = Rewriter(text)
    made.put_entries(("due",), entries, after="issuer")
    after = made.result()
    wanted = {"2025-Y": "2026-01-05", **entries} if expected is None else expected
    assert values(after).get("due", {}) == wanted
    assert ("# letter 7" in after) == (expected is None)
    assert [line for line in changed(text, after) if "20" not in line and "due" not in line] == []


def test_line_ends_of_windows_stay() -> None:
    text = TEXT.replace("\n", "\r\n")
    after = put(("units", 0), text, telephone="0912", name="C")
    assert after.count("\n") == after.count("\r\n") == text.count("\n") + 1


def test_without_a_line_end_at_the_end() -> None:
    after = put(("units", 1), TEXT.rstrip().removesuffix("# the last").rstrip(), since="2025-01-01")
    assert values(after)["units"][1]["since"] == "2025-01-01"


@pytest.mark.parametrize(
    "unit",
    ["- {code: a, name: A}\n", "- code: a\n  forms: [f, # main\n    g]\n"],
)
def test_what_would_lose_something_is_refused(unit: str) -> None:
    made = Rewriter(f"units:\n{unit}")
    with pytest.raises(UnwritableError):
        made.put(("units", 0), {"forms": ("h",)}, ORDER)


@given(st.text(min_size=1, max_size=30).map(str.strip).filter(str.isprintable).filter(bool))
def test_any_text_is_read_back(text: str) -> None:
    for path in ("name", "short", "contact"):
        after = put(("units", 1), **{path: text})
        assert values(after)["units"][1][path] == text
        assert yaml.safe_load(after)["units"][1][path] == text
    after = put(("units", 0), forms=(text, "g"))
    assert yaml.safe_load(after)["units"][0]["forms"] == [text, "g"]


@pytest.mark.parametrize("path", sorted(packaged_templates().glob("*.yaml")), ids=lambda p: p.stem)
def test_packaged_definitions_stay_byte_for_byte(path: Any) -> None:  # noqa: ANN401
    text = path.read_text("utf-8")
    assert Rewriter(text).result() == text
