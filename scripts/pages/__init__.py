"""``make pages``: the pages in ``docs/`` that are made from the definitions and the code.

Each holds a mark; a test fails while a committed page differs from what is made here.
"""

from __future__ import annotations

from pathlib import Path

from cchc_sheets.definition import load, packaged_templates
from cchc_sheets.model.definitions import Definitions
from scripts.pages.commands import commands_page
from scripts.pages.decisions import decisions_index
from scripts.pages.fields import fields_page
from scripts.pages.findings import finding_pages
from scripts.pages.functions import functions_page
from scripts.pages.indicators import form_pages, indicators_page
from scripts.pages.markdown import MADE
from scripts.pages.rules import rule_pages
from scripts.pages.word_names import word_names_page

DOCS = Path(__file__).resolve().parent.parent.parent / "docs"


def main() -> int:
    """Write all pages and remove those that are no longer made."""
    definitions, problems = load(packaged_templates())
    if definitions is None:
        print(f"{len(problems)} problems: cchc-sheets lint")
        return 2
    made = pages(definitions)
    for name in committed().keys() - made.keys():
        (DOCS / name).unlink()
    for name, text in made.items():
        path = DOCS / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
    print(f"docs: {len(made)}")
    return 0


def committed() -> dict[str, str]:
    """Return the pages with the mark that stand in ``docs/``, by name."""
    texts = {path: path.read_text(encoding="utf-8") for path in DOCS.rglob("*.md")}
    return {path.relative_to(DOCS).as_posix(): text for path, text in texts.items() if MADE in text}


def pages(definitions: Definitions) -> dict[str, str]:
    """Return every page by its name under ``docs/``; the same definitions give the same text."""
    made = {
        **finding_pages(definitions),
        **rule_pages(definitions),
        **form_pages(definitions),
        "reference/indicators.md": indicators_page(definitions),
        "reference/commands.md": commands_page(),
        "reference/fields.md": fields_page(),
        "reference/functions.md": functions_page(),
        "reference/word-names.md": word_names_page(definitions),
        "decisions/README.md": decisions_index(DOCS / "decisions"),
    }
    return {name: "\n".join(lines).rstrip() + "\n" for name, lines in sorted(made.items())}
