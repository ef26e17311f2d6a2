"""Mend in definitions what can be mended without deciding anything: how the text is stored."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from pathlib import Path

from cchc_sheets.definition.files import KINDS, MAX_BYTES, definition_files
from cchc_sheets.definition.tree import UNSHOWN
from cchc_sheets.drafting.write import SCHEMA_LINE
from cchc_sheets.jobs.files import write_together
from cchc_sheets.text import INVISIBLE

_SCHEMA = re.compile(r"^# yaml-language-server:", re.MULTILINE)
_KIND = re.compile(rf"^kind:\s*[\"']?({'|'.join(KINDS)})\b", re.MULTILINE)


def _with_schema(text: str) -> str:
    """Name the schema by which editors help, where a file of a known kind names none."""
    kind = _KIND.search(text)
    if kind is None or _SCHEMA.search(text):
        return text
    return f"{SCHEMA_LINE.format(kind=kind[1])}\n{text}"


STEPS: Mapping[str, Callable[[str], str]] = {
    "mark": lambda text: text.removeprefix("\ufeff"),
    "line-ends": lambda text: text.replace("\r\n", "\n").replace("\r", "\n"),
    "unshown": lambda text: UNSHOWN.sub("", text.translate(INVISIBLE)),
    "composed": lambda text: unicodedata.normalize("NFC", text),
    "last-line": lambda text: text if text.endswith("\n") or not text else text + "\n",
    "schema": _with_schema,
}
"""What is mended, in this order; ``words.authoring`` has a sentence for each."""


Mended = tuple[Path, tuple[str, ...]]
"""A file that was written anew, and the steps that changed it."""


def mend(templates: Path) -> tuple[Mended, ...]:
    """Write all definitions anew of which the text is stored oddly; return which.

    A file that is not UTF-8, or beyond the limit of reading, is left to ``lint``. Raises
    ``OSError``; then nothing is changed.
    """
    contents: dict[Path, bytes] = {}
    mended: list[Mended] = []
    for path in definition_files(templates):
        if path.stat().st_size > MAX_BYTES:
            continue
        try:
            text = path.read_bytes().decode()
        except UnicodeDecodeError:
            continue
        steps = []
        for code, step in STEPS.items():
            after = step(text)
            steps += [code] if after != text else []
            text = after
        if steps:
            contents[path] = text.encode()
            mended.append((path, tuple(steps)))
    write_together(contents)
    return tuple(mended)
