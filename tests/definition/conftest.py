"""Definitions are worked out anew in each test of how they are."""

import pytest

from cchc_sheets.definition.kept import VARIABLE


@pytest.fixture(autouse=True)
def nothing_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    """Switch the cache off."""
    monkeypatch.setenv(VARIABLE, "")
