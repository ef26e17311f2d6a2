"""The files on the desk as Windows wants them: CRLF, and a mark by which Notepad knows UTF-8."""

from __future__ import annotations

import unicodedata

from cchc_sheets.words.desk import COMMAND_FILES, STEPS, STEPS_NAME


def desk_files() -> dict[str, bytes]:
    """Return each file's name and content.

    Names are in NFC, which Windows and Linux keep and macOS finds in either form. Command files
    have no byte order mark: ``cmd`` would take it for a part of the first command.
    """
    steps = {unicodedata.normalize("NFC", STEPS_NAME): _windows(STEPS).encode("utf-8-sig")}
    return steps | {name: _windows(text).encode() for name, text in COMMAND_FILES.items()}


def _windows(text: str) -> str:
    return text.replace("\n", "\r\n")
