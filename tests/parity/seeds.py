"""Where the random examples begin: said with every result, so that it can be had again.

``PARITY_SEED=123 pytest tests/parity`` repeats a run. In CI the examples are the same every time,
elsewhere they are new ones.
"""

from __future__ import annotations

import os
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from random import Random

VARIABLE = "PARITY_SEED"
IN_CI = 20210331
SHOWN = 25


def new_seed() -> int:
    """Return the seed of this run."""
    given = os.environ.get(VARIABLE)
    if given:
        return int(given)
    return IN_CI if os.environ.get("CI") == "true" else secrets.randbelow(10**6)


def dice(*parts: object) -> Random:
    """Return dice that always fall alike for the same parts."""
    return Random(" ".join(map(str, parts)))  # noqa: S311 - nothing secret


@dataclass(frozen=True)
class Report:
    """Says what was compared: in pytest's own summary, and in the message of a failure."""

    seed: int
    record: Callable[[str, object], None]

    def close(self, differences: list[str], **counts: int) -> None:
        """Fail when there are differences; otherwise record the counts."""
        said = ", ".join(f"{number} {what.replace('_', ' ')}" for what, number in counts.items())
        line = f"{VARIABLE}={self.seed}: {said}"
        self.record("parity", line)
        shown = "\n".join(differences[:SHOWN])
        assert not differences, f"{line}; {len(differences)} differences:\n{shown}"
