"""What the pages show as commands, and running it.

In a fenced block ``console`` a line ``$ …`` is a command and what follows is its output, in which
``…`` stands for anything (a line of it alone: for any number of lines). Comments in the page, which
readers do not see, say the rest:

- ``<!-- before: … -->``: commands, one a line, that prepare the page's workspace;
- ``<!-- exits 1 -->``: the last command of the next block ends with that status;
- ``<!-- typed: A -> B -->``: what the next table says is typed into workbook A, saved as B;
- ``<!-- edited: FILE -->``: what the next block ``diff`` shows is done to the file;
- ``<!-- not run: why -->``: the next block is not run, and why;
- ``<!-- run by: TEST -->``: the whole page is run by a test of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from markdown_it import MarkdownIt
from markdown_it.token import Token

ROOT = Path(__file__).resolve().parent.parent.parent
PROMPT = "$ "
_COMMENT = re.compile(r"<!--\s*(before|edited|exits|typed|not run)\b:?\s*(.*?)\s*-->", re.DOTALL)
_OWN_TEST = re.compile(r"^<!-- run by: (\S+) -->$", re.MULTILINE)
_WORKBOOKS = re.compile(r"(\S+) -> (\S+)")


@dataclass(frozen=True, slots=True)
class Command:
    """A command shown on a page; ``output`` is ``None`` where none is shown."""

    line: int
    text: str
    output: str | None = None
    status: int = 0


@dataclass(frozen=True, slots=True)
class Typed:
    """A table on a page that says what to type: cell, label and what is typed."""

    line: int
    source: str
    target: str
    cells: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class Edited:
    """A change of a file, as the lines before and after."""

    line: int
    file: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class NotRun:
    """A block that is not run."""

    line: int
    text: str
    reason: str


Step = Command | Typed | Edited | NotRun


class PageError(Exception):
    """A page shows something in a way that nobody can run."""


def pages() -> list[Path]:
    """Return every page that people read."""
    return sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])


def steps(text: str) -> Iterator[Step]:
    """Yield what the page shows to be done, in order.

    Raises:
        PageError: a block of commands is neither run nor marked, or a mark has nothing after it.
    """
    own = _OWN_TEST.search(text)
    if own:
        if not (ROOT / own[1]).is_file():
            raise PageError(own[0])
        return
    mark: tuple[str, str] | None = None
    tokens = [each for each in MarkdownIt("commonmark").enable("table").parse(text) if each.map]
    for token in tokens:
        line = (token.map or [0])[0] + 1
        if token.type == "html_block":
            if mark and mark[0] != "before":
                msg = f"line {line}: nothing follows the mark"
                raise PageError(msg)
            found = _COMMENT.match(token.content.strip())
            mark = (found[1], found[2]) if found else None
            if mark and mark[0] == "before":
                yield from (Command(line, each.strip()) for each in mark[1].splitlines())
                mark = None
        elif token.type == "fence":
            yield from _fence(token, line, mark)
            mark = None
        elif token.type == "table_open" and mark and mark[0] == "typed":
            yield _typed(text.splitlines()[slice(*(token.map or (0, 0)))], line, mark[1])
            mark = None
    if mark:
        msg = f"nothing follows <!-- {mark[0]} -->"
        raise PageError(msg)


_SHELLS = {"", "sh", "bash", "shell", "console", "powershell", "bat", "cmd", "batch"}


def _fence(token: Token, line: int, mark: tuple[str, str] | None) -> Iterator[Step]:
    language = token.info.strip()
    kind, said = mark or ("", "")
    if language == "diff" and kind == "edited":
        yield _edited(token.content.splitlines(), line, said)
        return
    if language not in _SHELLS:
        return
    if kind == "not run":
        if len(said.split()) < 2:
            msg = f"line {line}: <!-- not run --> without a reason"
            raise PageError(msg)
        yield NotRun(line, token.content, said)
        return
    if language != "console":
        msg = f"line {line}: neither ```console nor marked <!-- not run: why -->"
        raise PageError(msg)
    status = int(said) if kind == "exits" else 0
    yield from _commands(token.content, line + 1, status)


def _commands(content: str, line: int, status: int) -> Iterator[Command]:
    lines = content.splitlines()
    starts = [at for at, each in enumerate(lines) if each.startswith(PROMPT)]
    if not starts or starts[0] != 0:
        msg = f"line {line}: a block of commands begins with {PROMPT}"
        raise PageError(msg)
    for start, end in pairwise([*starts, len(lines)]):
        output = "\n".join(lines[start + 1 : end])
        last = end == len(lines)
        yield Command(
            line + start,
            lines[start].removeprefix(PROMPT),
            output or None,
            status if last else 0,
        )


def _edited(lines: list[str], line: int, file: str) -> Edited:
    before = "\n".join(each[1:] for each in lines if not each.startswith("+"))
    after = "\n".join(each[1:] for each in lines if not each.startswith("-"))
    return Edited(line, file, before, after)


def _typed(table: list[str], line: int, said: str) -> Typed:
    workbooks = _WORKBOOKS.fullmatch(said)
    if workbooks is None:
        msg = f"line {line}: <!-- typed: A -> B -->"
        raise PageError(msg)
    rows = [[cell.strip().strip("`") for cell in row.strip("| ").split("|")] for row in table[2:]]
    cells = tuple((cell, label, value) for cell, label, value in rows)
    return Typed(line, workbooks[1], workbooks[2], cells)


def inline_code(text: str) -> Iterator[str]:
    """Yield the page's code within sentences."""
    for token in MarkdownIt("commonmark").enable("table").parse(text):
        for child in token.children or ():
            if child.type == "code_inline":
                yield child.content


def matches(shown: str, printed: str) -> bool:
    """Whether what is printed is what the page shows, ``…`` standing for anything."""
    lines = [
        r"(?:.*\n)*?" if each.strip() == "…" else f"{_line(each)}\n" for each in shown.splitlines()
    ]
    return re.fullmatch("".join(lines), f"{printed.rstrip()}\n") is not None


def _line(shown: str) -> str:
    return ".*".join(map(re.escape, shown.rstrip().split("…")))
