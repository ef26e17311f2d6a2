"""Receive (nhận): new files → the inbox, the record, and what was found in each; nothing is merged.

Files that reach the inbox another way are received when somebody merges, or with those that come.
"""

from __future__ import annotations

import hashlib
import tempfile
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import count
from pathlib import Path, PurePosixPath

from cchc_sheets.decode.archive import SUFFIX, unpack
from cchc_sheets.decode.errors import Unreadable
from cchc_sheets.decode.read import load
from cchc_sheets.intake.read import LOCK_PREFIX
from cchc_sheets.jobs.check import NOTHING_NAMED, judge_all, read_all
from cchc_sheets.jobs.files import IGNORED, Tick, is_left_behind, list_inbox, write_new
from cchc_sheets.jobs.inbox import NamedFile
from cchc_sheets.jobs.memory import Memory, remembered
from cchc_sheets.jobs.workspace import INBOX, Workspace
from cchc_sheets.model import Definitions, Received, UsageProblem
from cchc_sheets.model.event import EventKind

LONGEST_NAME = 120
"""Characters of a name in the inbox; Windows takes 260 with all folders."""
_NOT_IN_NAMES = dict.fromkeys(map(ord, '<>:"/\\|?*'), "_")
_KEPT_BY_WINDOWS = {"con", "prn", "aux", "nul"} | {
    f"{port}{number}" for port in ("com", "lpt") for number in range(1, 10)
}


@dataclass(frozen=True, slots=True)
class NewFile:
    """A file on its way into the inbox: its name where it came from, and its bytes."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Arrived:
    """What became of one new file: how it was called where it came from, and the checked file.

    ``is_new`` tells that its bytes had never come before. ``file`` is ``None`` where it was not
    taken in, for the reason ``refused``: ``empty``, ``lock-file``, what is wrong with an archive
    (``zip-damaged``, ``zip-entries``, ``zip-bytes``, ``zip-ratio``), or with a file in it
    (``file-encrypted``, ``file-too-large``, ``file-damaged``).
    """

    name: str
    file: Received | None = None
    is_new: bool = False
    refused: str = ""


def receive(
    workspace: Workspace, definitions: Definitions, new: Iterable[NewFile], tick: Tick
) -> list[Arrived] | UsageProblem:
    """Put new files into the inbox under names that are free; keep, read and check each.

    What is packed in a .zip comes in as files of its own. Files that were put into the inbox by
    hand, and never received, are received as well. Raises ``OSError`` when a file cannot be kept.
    """
    inbox = workspace.root / INBOX
    inbox.mkdir(exist_ok=True)
    refused: list[Arrived] = []
    placed: dict[Path, str] = {}
    with tempfile.TemporaryDirectory(prefix="cchc-") as folder:
        for file in _unpacked(new, refused, Path(folder)):
            reason = _why_refused(file)
            if reason:
                refused.append(Arrived(file.name, refused=reason))
            else:
                placed.setdefault(_put(inbox, file), file.name)
    with remembered(workspace, writing=True) as memory:
        if isinstance(memory, UsageProblem):
            return memory
        known = _known(memory)
        waiting = [path for path in _waiting(memory, inbox) if path not in placed]
        came = [NamedFile(path, path.name) for path in (*placed, *waiting)]
        files = read_all(memory.receive(came), definitions, tick)
        memory.note_identities(files)
        periods = [file.period for file in files if file.period]
        judged = judge_all(memory, definitions, files, periods, NOTHING_NAMED)
        if isinstance(judged, UsageProblem):
            return judged
        names = [*placed.values(), *(path.name for path in waiting)]
        arrived = [
            Arrived(name, file, file.sha256 not in known)
            for name, file in zip(names, judged[0], strict=True)
        ]
        return [*arrived, *refused]


def waiting(workspace: Workspace) -> int:
    """Return how many files somebody put into the inbox that were never received."""
    inbox = workspace.root / INBOX
    if not inbox.is_dir():
        return 0
    with remembered(workspace, writing=False) as memory:
        return 0 if isinstance(memory, UsageProblem) else len(_waiting(memory, inbox))


def _known(memory: Memory) -> set[str]:
    return {event.sha256 for event in memory.events() if event.kind is EventKind.RECEIVED}


def _waiting(memory: Memory, inbox: Path) -> list[Path]:
    """The files of the inbox that can be kept and never were."""
    known = _known(memory)
    found = []
    for path in list_inbox(inbox, set()):
        data = b"" if path.name.startswith(LOCK_PREFIX) else load(path)
        if isinstance(data, bytes) and data and hashlib.sha256(data).hexdigest() not in known:
            found.append(path)
    return found


def _unpacked(new: Iterable[NewFile], refused: list[Arrived], folder: Path) -> Iterator[NewFile]:
    """Yield files, in place of an archive what is packed in it; ``folder`` is for as long."""
    for number, file in enumerate(new):
        path = folder / f"{number}{PurePosixPath(file.name).suffix[:8]}"
        if path.suffix.lower() == SUFFIX:
            path.write_bytes(file.content)
        packed = unpack(path, folder / str(number))
        if packed is None:
            yield file
        elif isinstance(packed, Unreadable):
            refused.append(Arrived(file.name, refused=f"zip-{packed.facts['why']}"))
        else:
            for each in packed:
                if each.refused:
                    refused.append(Arrived(each.name, refused=each.refused.code))
                elif not is_left_behind(PurePosixPath(each.name)):
                    yield NewFile(each.name, each.path.read_bytes())


def _why_refused(file: NewFile) -> str:
    if PurePosixPath(file.name).name.startswith(LOCK_PREFIX):
        return "lock-file"
    return "" if file.content else "empty"


def _put(inbox: Path, file: NewFile) -> Path:
    """Write a file under its own name, or the next that is free; the same file is written once."""
    name = safe_name(file.name)
    stem, suffix = Path(name).stem, Path(name).suffix
    for number in count(1):
        path = inbox / (name if number == 1 else f"{stem} ({number}){suffix}")
        if path.is_file() and path.read_bytes() == file.content:
            return path
        if not path.exists() and write_new(path, file.content):
            return path
    raise AssertionError


def safe_name(name: str) -> str:
    """Return a name that any system takes and that stays in its folder, as like it as can be."""
    last = name.replace("\\", "/").rpartition("/")[2]
    plain = unicodedata.normalize("NFC", last).translate(_NOT_IN_NAMES)
    kept = "".join(sign if sign.isprintable() else "_" for sign in plain)
    # What begins with a dot is hidden, and Windows drops dots and spaces at the end.
    kept = kept.strip(" .")
    stem, dot, suffix = kept.rpartition(".")
    if not dot:
        stem, suffix = kept, ""
    room = LONGEST_NAME - len(suffix[:8]) - 1
    kept = f"{stem[:room].rstrip(' .')}{dot}{suffix[:8]}"
    taken = not stem.strip() or kept.partition(".")[0].strip().lower() in _KEPT_BY_WINDOWS
    return f"tep_{kept}" if taken or kept.lower() in IGNORED else kept
