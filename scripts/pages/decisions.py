"""``docs/decisions/README.md``: what was decided, by the pages' own titles."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from scripts.pages.markdown import MADE, table

_TITLE = re.compile(r"# (\d+)\.? (.+)")


def decisions_index(folder: Path) -> Iterator[str]:
    """Yield the lines of the index; raises ``ValueError`` for a page without a numbered title."""
    yield "# Quyết định thiết kế / Decisions"
    yield ""
    yield MADE
    yield ""
    yield "Why things are as they are; [0001](0001-record-decisions.md) says how it is recorded."
    pages = sorted(folder.glob("[0-9]*.md"))
    yield from table(("", "Decision"), (_entry(path) for path in pages))


def _entry(path: Path) -> tuple[str, str]:
    first = path.read_text(encoding="utf-8").partition("\n")[0]
    title = _TITLE.fullmatch(first)
    if title is None:
        msg = f"{path}: {first}"
        raise ValueError(msg)
    return f"[{path.name[:4]}]({path.name})", title[2]
