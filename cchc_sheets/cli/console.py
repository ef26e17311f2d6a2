"""Printing: a terminal gets colour and a progress bar, a pipe gets plain UTF-8 lines."""

from __future__ import annotations

import contextlib
import io
import json
import sys
from collections.abc import Iterator
from typing import Any, NoReturn

from cchc_sheets.jobs.files import Tick

WRONG_USAGE = 2
NOT_ALL_WELL = 1


def use_utf8() -> None:
    """Make every console code page bear Vietnamese: pipes in UTF-8, unknown signs as ``?``."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            encoding = None if stream.isatty() else "utf-8"
            stream.reconfigure(encoding=encoding, errors="replace")


def say(*lines: str) -> None:
    """Print lines for people or programs."""
    sys.stdout.writelines(f"{line}\n" for line in lines)


def clear() -> None:
    """Empty a terminal; a pipe gets a blank line between one state and the next."""
    say("\x1b[2J\x1b[3J\x1b[H" if sys.stdout.isatty() else "")


def say_json(value: Any) -> None:  # noqa: ANN401 - any JSON value
    """Print one JSON value."""
    say(json.dumps(value, ensure_ascii=False, indent=2))


def complain(text: str) -> None:
    """Print a line about what is wrong with the call itself."""
    sys.stderr.write(text + "\n")


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
