"""Comments of a definition that begin with a mark: what the author still has to decide."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cchc_sheets.definition.problem import DefinitionProblem

MARK = "kiểm tra lại"
_MARKED = re.compile(rf"(?:^|\s)(?P<mark>#\s*{MARK}\s*:?)\s*(?P<what>.*)$", re.IGNORECASE)
_LONGEST = 300
_ID = re.compile(r"^id:\s*[\"']?(?P<id>[\w-]+)", re.MULTILINE)
_ROW = re.compile(r"^\s*- path:\s*[\"']?(?P<path>[^\"'\s]+)")


def review_problems(file: str, text: str) -> Iterator[DefinitionProblem]:
    """Yield what is marked for review, as warnings."""
    if MARK not in text.lower():
        return
    for number, line in enumerate(text.splitlines(), start=1):
        found = _MARKED.search(line)
        if found:
            column = found.start("mark") + 1
            what = found["what"][:_LONGEST]
            yield DefinitionProblem("to-review", file, number, column, what, fatal=False)


def rows_to_review(text: str) -> Iterator[tuple[str, str]]:
    """Yield the form's id and the path of each row that has a mark in it or above it."""
    named = _ID.search(text)
    if named is None or MARK not in text.lower():
        return
    path, above = "", False
    for line in text.splitlines():
        row, marked = _ROW.match(line), _MARKED.search(line) is not None
        if line.lstrip().startswith("#"):
            above = above or marked
            continue
        path = row["path"] if row else path
        if path and (marked or (above and row)):
            yield named["id"], path
        above = False
