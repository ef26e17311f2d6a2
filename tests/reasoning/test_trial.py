"""Slips of every kind in reports of every form: no cell is named that is not the wrong one."""

from __future__ import annotations

import pytest

from cchc_sheets.model.definitions import Definitions
from scripts.suspects_trial import trial


@pytest.mark.slow
@pytest.mark.parametrize(("share", "earlier"), [(1.0, False), (0.7, True)])
def test_no_claim_about_a_single_slip_is_wrong(
    definitions: Definitions, share: float, earlier: bool
) -> None:
    tally = trial(definitions, 1, share, earlier=earlier)
    assert tally.wrong == []
    assert not [name for name in tally.counts if "WRONG" in name]
    several = "(two findings or more)"
    shared = sum(n for name, n in tally.counts.items() if name == f"all of 1 {several}")
    # Where two findings or more share a cell, it is nearly always the only one that explains them.
    assert shared > 0.8 * tally.counts["two findings or more"]
