"""What YAML would make of a text, and does not here; and what it cannot be made to do."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from cchc_sheets.definition import load
from cchc_sheets.definition.tree import read_tree
from tests.definition.toy import FILES, problems, spoiled, write

# What YAML 1.1 takes for truth values, octal and sexagesimal numbers, dates, nothing …
TRAPS = [
    "no",
    "on",
    "off",
    "Yes",
    "y",
    "true",
    "null",
    "~",
    "04",
    "0x10",
    "1_000",
    "1:30",
    "190:20:30",
    "2021-01-01",
    "2001-12-14t21:59:43.10-05:00",
    "1e3",
    ".5",
    ".inf",
    "171.034",
]


def test_these_are_traps_indeed() -> None:
    """Otherwise the tests below would show nothing."""
    changed = [trap for trap in TRAPS if yaml.safe_load(f"a: [{trap}]") != {"a": [trap]}]
    assert len(changed) >= 15


@pytest.mark.parametrize("trap", TRAPS)
def test_a_text_stays_the_text_that_was_written(tmp_path: Path, trap: str) -> None:
    files = spoiled(
        "form.yaml",
        ('edition: "2021"', f"edition: {trap}"),
        ("label: Tỷ lệ hài lòng", f"label: {trap}\n    stt: {trap}\n    help: {trap}"),
    )
    assert problems(tmp_path, files) == []
    definitions, _ = load(tmp_path)
    assert definitions is not None
    form = definitions.forms["toy-form"]
    row = form.by_key["satisfaction"]
    assert (form.edition, row.label, row.stt, row.help) == (trap, trap, trap, trap)


def test_keys_stay_texts_as_well() -> None:
    """``on:`` is the key on, and no truth value."""
    tree, found = read_tree("f", "on: 1\nno: 2\n04: 3\n~: 4\n")
    assert tree is not None
    assert found == []
    assert tree.value == {"on": "1", "no": "2", "04": "3", "~": "4"}


def test_an_empty_text_has_quotes_and_nothing_is_nothing() -> None:
    tree, _ = read_tree("f", "a:\nb: ''\nc: \"\"\n")
    assert tree is not None
    assert tree.value == {"a": None, "b": "", "c": ""}


LAUGHS = "a: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"{name}: &{name} [{', '.join([f'*{before}'] * 9)}]\n"
    for before, name in zip("abcdefghijkl", "bcdefghijklm", strict=True)
)
BOMBS = [
    LAUGHS,
    "a: &a [*a]\n",
    "a: &a\n  <<: *a\n",
    "[" * 200_000,
    "{a: " * 200_000,
    "- " * 200_000 + "a",
    "? " * 100_000,
    "&a " * 100_000 + "x",
    "a: !!python/object/apply:os.system ['true']\n",
    "a: |\n" + "\n" * 500_000,
    '"' + "a" * 500_000,
]


@pytest.mark.parametrize("bomb", BOMBS, ids=lambda bomb: repr(bomb[:20]))
def test_a_bomb_is_refused_before_it_goes_off(tmp_path: Path, bomb: str) -> None:
    """Expanded, the first one would fill the memory; nested, the next would break the stack."""
    write(tmp_path, {**FILES, "z.yaml": bomb})
    definitions, found = load(tmp_path)
    assert definitions is None
    assert {Path(problem.file).name for problem in found} == {"z.yaml"}


def test_every_use_of_an_alias_is_named() -> None:
    _, found = read_tree("f", LAUGHS)
    assert {problem.code for problem in found} == {"yaml-alias"}
    assert len(found) == 13 + 12 * 9


@pytest.mark.parametrize(
    ("text", "before", "place"),
    [
        ("k: abc def", "abc ", (1, 8)),
        ("k: 'abc def'", "abc ", (1, 9)),
        ('k: "abc def"', "", (1, 5)),
        ("k: 'it''s def'", "it's ", (1, 11)),
        (r'k: "a\"\x41\u0042 def"', 'a"AB ', (1, 19)),
        (r'k: "a\n\tdef"', "a\n\t", (1, 10)),
        ('k: "abc\\\n  def"', "abc", (2, 3)),
        ("k: abc\n  def", "abc ", (2, 3)),
        ("k: >\n  abc\n\n  def\n", "abc\n", (4, 3)),
        ("k: >- # remark\n    abc\n    def\n", "abc ", (3, 5)),
        ("k: |\n  abc\n    def\n", "abc\n  ", (3, 5)),
        ("k: đã abc", "đã ", (1, 7)),
        ("k: abc", "abc", (1, 7)),
    ],
)
def test_a_place_inside_a_text_is_found_however_it_is_written(
    text: str, before: str, place: tuple[int, int]
) -> None:
    tree, found = read_tree("f", text)
    assert tree is not None
    assert found == []
    assert tree.value["k"].startswith(before)
    assert tree.place_after(("k",), before) == place
