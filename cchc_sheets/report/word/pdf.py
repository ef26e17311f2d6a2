"""A Word document → PDF, by LibreOffice where it is installed."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from pathlib import Path

from cchc_sheets.model import UsageProblem

_NAMES = ("soffice", "libreoffice")
_ON_WINDOWS = (
    r"C:\Program Files\LibreOffice\program\soffice.exe",
    r"C:\Program Files (x86)\LibreOffice\program\soffice.exe",
)
_PATIENCE = 180
"""Seconds; starting it takes a few, an annex of thousands of rows a minute."""


def libreoffice() -> str | None:
    """Return the program, ``None`` where it is not installed."""
    places = (path for path in _ON_WINDOWS if Path(path).is_file())
    return next(filter(None, map(shutil.which, _NAMES)), None) or next(places, None)


def as_pdf(content: bytes) -> bytes | UsageProblem:
    """Return a .docx as PDF."""
    program = libreoffice()
    if program is None:
        return UsageProblem("no-libreoffice")
    with tempfile.TemporaryDirectory(prefix="cchc-", ignore_cleanup_errors=True) as folder:
        source, made = Path(folder) / "in.docx", Path(folder) / "in.pdf"
        source.write_bytes(content)
        # A profile of its own: an open LibreOffice would take the file over and do nothing.
        profile = f"-env:UserInstallation={(Path(folder) / 'profile').as_uri()}"
        command = [program, profile, "--headless", "--convert-to", "pdf", "--outdir", folder]
        try:
            subprocess.run(  # noqa: S603 - the program is LibreOffice, the file ours
                [*command, str(source)],
                check=False,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                timeout=_PATIENCE,
                creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
            )
        except (OSError, subprocess.TimeoutExpired):
            return UsageProblem("pdf-not-made")
        return made.read_bytes() if made.is_file() else UsageProblem("pdf-not-made")
