"""The generated reference leaves nothing out."""

from __future__ import annotations

import pytest
from typer.testing import CliRunner

from cchc_sheets.cli.app import app
from cchc_sheets.definition.files import KINDS
from cchc_sheets.expression import FUNCTIONS
from scripts.pages import DOCS
from scripts.pages.commands import commands
from scripts.pages.fields import fields


@pytest.mark.parametrize("name", commands())
def test_a_commands_section_has_all_its_options(name: str) -> None:
    page = (DOCS / "reference/commands.md").read_text(encoding="utf-8")
    section = page.partition(f"\n## {name}\n")[2].partition("\n## ")[0]
    helped = CliRunner().invoke(app, [*name.split(), "--help"], color=False).output
    options = {word.strip(",") for word in helped.split() if word.startswith("--")} - {"--help"}
    assert options
    assert all(f"`{option}" in section for option in options)


@pytest.mark.parametrize("kind", KINDS)
def test_every_field_has_a_meaning(kind: str) -> None:
    assert [f"{each.place}.{each.name}" for each in fields(kind) if not each.meaning] == []


def test_the_rule_languages_page_names_every_function() -> None:
    page = (DOCS / "rule-language.md").read_text(encoding="utf-8")
    assert [name for name in FUNCTIONS if f"`{name}(" not in page] == []
