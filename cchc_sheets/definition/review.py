"""What an author still has to decide: comments that begin with a mark, in any definition."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cchc_sheets.definition.problem import DefinitionProblem

MARK = "kiểm tra lại"
_MARKED = re.compile(rf"(?:^|\s)(?P<mark>#\s*{MARK}\s*:?)\s*(?P<what>.*)$", re.IGNORECASE)
_LONGEST = 160


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
