"""Printing: a terminal gets colour and a progress bar, a pipe gets plain UTF-8 lines."""

from __future__ import annotations

import contextlib
import io
import json
import os
import sys
from collections.abc import Iterable, Iterator
from typing import Any, NoReturn, TextIO

from cchc_sheets.jobs.files import Tick
from cchc_sheets.report.tone import Tone, Toned, toned

_COLOURS = {Tone.GOOD: "green", Tone.DOUBTFUL: "yellow", Tone.BAD: "red"}
WRONG_USAGE = 2
NOT_ALL_WELL = 1


def use_utf8() -> None:
    """Make every console code page bear Vietnamese: pipes in UTF-8, unknown signs as ``?``."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            encoding = None if stream.isatty() else "utf-8"
            stream.reconfigure(encoding=encoding, errors="replace")


def say(*lines: str) -> None:
    """Print lines for people or programs; on a terminal those that have a tone in its colour."""
    _write(sys.stdout, lines)


def is_conversation() -> bool:
    """Whether somebody sits at a terminal who can be asked."""
    return sys.stdin.isatty() and sys.stdout.isatty()


def ask(question: str) -> str:
    """Return what somebody types in answer; nothing where the terminal is closed meanwhile."""
    try:
        return input(question).strip()
    except EOFError:
        return ""


def clear() -> None:
    """Empty a terminal; a pipe gets a blank line between one state and the next."""
    say("\x1b[2J\x1b[3J\x1b[H" if sys.stdout.isatty() else "")


def say_json(value: Any) -> None:  # noqa: ANN401 - any JSON value
    """Print one JSON value."""
    say(json.dumps(value, ensure_ascii=False, indent=2))


def complain(text: str) -> None:
    """Print a line about what is wrong with the call itself."""
    _write(sys.stderr, [toned(text, Tone.BAD)])


def _write(stream: TextIO, lines: Iterable[str]) -> None:
    """Write lines, in colour where the stream is a terminal and nobody set ``NO_COLOR``."""
    in_colour = stream.isatty() and not os.environ.get("NO_COLOR")
    if not in_colour:
        stream.writelines(f"{line}\n" for line in lines)
        return
    from rich.console import Console
    from rich.text import Text

    console = Console(file=stream, soft_wrap=True, highlight=False, markup=False, emoji=False)
    for line in lines:
        style = _COLOURS[line.tone] if isinstance(line, Toned) else ""
        console.print(Text(line, style))


def stop(text: str, status: int = WRONG_USAGE) -> NoReturn:
    """Say what is wrong and end the command."""
    complain(text)
    raise SystemExit(status)


@contextlib.contextmanager
def progress(label: str) -> Iterator[Tick]:
    """Show a progress bar on a terminal; stay quiet elsewhere."""
    if not sys.stderr.isatty():
        yield lambda _done, _total: None
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(label, total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)
