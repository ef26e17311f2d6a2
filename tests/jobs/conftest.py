"""Workspaces for tests of whole jobs."""

from pathlib import Path

import pytest

from cchc_sheets.model.definitions import Definitions
from tests.desk import Desk


@pytest.fixture
def desk(tmp_path: Path, definitions: Definitions) -> Desk:
    return Desk(tmp_path, definitions)
