"""Why a file cannot be read: the value that callers get, and the exceptions that carry it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Literal


class FileType(StrEnum):
    """The kind of a file that is no workbook: the values of the fact ``found``."""

    TEXT = "text"
    CSV = "csv"
    HTML = "html"
    XML = "xml"
    PDF = "pdf"
    IMAGE = "image"
    WORD = "word"
    ZIP = "zip"
    ARCHIVE = "archive"
    """An archive of another kind than zip: rar, 7z, gzip."""
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Unreadable:
    """Why a file cannot be read: a kind of finding (``file-…``) and the facts of its sentence."""

    code: str
    facts: Mapping[str, str] = field(default_factory=dict)


class BadFileError(Exception):
    """A file that cannot be read; ``decode`` returns the ``Unreadable`` that it carries."""

    def __init__(self, code: str, **facts: str) -> None:
        super().__init__(code, facts)
        self.unreadable = Unreadable(code, facts)


class NotAWorkbookError(BadFileError):
    """A file of another kind, whatever its name is."""

    def __init__(self, found: FileType) -> None:
        super().__init__("file-not-workbook", found=found.value)


class DamagedError(BadFileError):
    """A workbook that is cut off or does not keep to its own format."""

    def __init__(self, reason: str, part: str) -> None:
        super().__init__("file-damaged", reason=reason, part=part)


class TooLargeError(BadFileError):
    """A workbook beyond a limit that no honest one reaches; ``what`` names what was counted."""

    def __init__(
        self,
        what: Literal["bytes", "entries", "cells", "memory", "seconds"],
        limit: int,
        found: int,
    ) -> None:
        super().__init__("file-too-large", what=what, limit=str(limit), found=str(found))
