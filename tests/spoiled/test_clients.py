"""What ``docs/reference/clients.md`` says of each client is so."""

from __future__ import annotations

from pathlib import Path

from tests.libreoffice import LibreOffice
from tests.spoiled.clients import HEAD, PAGE, table
from tests.spoiled.report import open_desk


def test_the_table_of_clients_is_true(
    libreoffice: LibreOffice, gnumeric: Path, tmp_path: Path
) -> None:
    made = table(open_desk(tmp_path), libreoffice, gnumeric)
    assert made[1:], "no client"
    written = PAGE.read_text(encoding="utf-8").partition(HEAD)
    assert "\n".join(made) == (written[1] + written[2]).rstrip(), (
        "python -m tests.spoiled.clients writes it anew"
    )
