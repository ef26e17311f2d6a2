"""The spreadsheet programs that compute our workbooks anew, as one kind of thing."""

from __future__ import annotations

import subprocess
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

SECONDS = 120
SIDE_BY_SIDE = 2


class Engine(Protocol):
    """Computes workbooks anew and saves them under the same names elsewhere."""

    def recalculated(self, paths: Sequence[Path], out_dir: Path) -> list[Path]:
        """Return the saved files, in the same order."""


@dataclass(frozen=True)
class Many:
    """LibreOffice, which takes many files at the price of one start."""

    recalculate_all: Callable[[Sequence[Path], Path], list[Path]]
    at_once: int = 150

    def recalculated(self, paths: Sequence[Path], out_dir: Path) -> list[Path]:
        """Return the saved files, in the same order."""
        computed: list[Path] = []
        for start in range(0, len(paths), self.at_once):
            computed += self.recalculate_all(paths[start : start + self.at_once], out_dir)
        return computed


@dataclass(frozen=True)
class OneByOne:
    """Gnumeric's converter, which takes one file at a time."""

    program: Path

    def recalculated(self, paths: Sequence[Path], out_dir: Path) -> list[Path]:
        """Return the saved files, in the same order."""
        out_dir.mkdir(parents=True, exist_ok=True)
        targets = [out_dir / path.name for path in paths]
        with ThreadPoolExecutor(SIDE_BY_SIDE) as pool:
            list(pool.map(self._convert, paths, targets))
        return targets

    def _convert(self, path: Path, target: Path) -> None:
        command = [str(self.program), "--recalc", str(path), str(target)]
        subprocess.run(command, check=True, capture_output=True, timeout=SECONDS)
