"""What each job is asked: its options as one value, whoever asks (a command line, a page).

Every job takes a workspace, its definitions, such a value and a ``Tick``, and returns what it did,
or the ``UsageProblem`` that kept it from doing anything.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

Tick = Callable[[int, int], None]
"""Told how many files are done and how many there are."""


@dataclass(frozen=True, slots=True)
class GenerateCall:
    """Workbooks of a period, for units by code (none: all that report).

    ``values`` is a table of answers to fill in, ``previous`` are tables of earlier values; without
    ``out`` the workbooks are written in the workspace.
    """

    period: str
    province: str | None = None
    units: tuple[str, ...] = ()
    values: Path | None = None
    previous: tuple[Path, ...] = ()
    out: Path | None = None


@dataclass(frozen=True, slots=True)
class CheckCall:
    """Files, or folders of them, and tables of earlier values to compare with.

    ``trust_key`` is the id of an unknown key that is accepted from now on.
    """

    files: tuple[Path, ...]
    previous: tuple[Path, ...] = ()
    trust_key: str | None = None


@dataclass(frozen=True, slots=True)
class MergeCall:
    """A folder of returned files; without ``province`` and ``period`` most of them decide.

    Without ``out`` the outputs are written in the workspace; the others as in ``CheckCall``.
    """

    inbox: Path
    province: str | None = None
    period: str | None = None
    out: Path | None = None
    previous: tuple[Path, ...] = ()
    trust_key: str | None = None


@dataclass(frozen=True, slots=True)
class StatusCall:
    """A folder of returned files, the workspace's own unless named; the others as for a merge."""

    inbox: Path | None = None
    province: str | None = None
    period: str | None = None
