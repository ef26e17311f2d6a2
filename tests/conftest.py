"""What all tests share: the definitions, and other spreadsheet programs as witnesses."""

import os
import shutil
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from cchc_sheets.definition import load, packaged_templates
from cchc_sheets.model.definitions import Definitions
from tests.libreoffice import LibreOffice

# What definitions were worked out to is kept for all tests, but not among a person's own.
os.environ.setdefault(
    "CCHC_SHEETS_CACHE", str(Path(__file__).parent.parent / ".pytest_cache" / "definitions")
)

# A fault of the program fails its test; elsewhere it is a finding of the file at which it happens.
os.environ.setdefault("CCHC_SHEETS_RAISES", "1")

# In CI the same examples every time, elsewhere new ones; nowhere does a slow machine fail a test.
settings.register_profile(
    "cchc",
    deadline=None,
    derandomize=os.environ.get("CI") == "true",
    suppress_health_check=[HealthCheck.too_slow],
    print_blob=True,
)
# A fault that few examples do not show counts as one that tests let pass.
settings.register_profile("mutants", settings.get_profile("cchc"), max_examples=20)
settings.load_profile("cchc")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark every test that asks for another program, so that ``-m`` can select it.

    LibreOffice and Chromium take seconds to start, and whole commands on whole workspaces take
    seconds as well, so their tests are slow ones.
    """
    markers = {
        "soffice": ("libreoffice", "slow"),
        "gnumeric": ("gnumeric",),
        "chromium": ("slow",),
    }
    whole = [Path(__file__).parent / room for room in ("guide", "jobs")]
    for item in items:
        if any(room in item.path.parents for room in whole):
            item.add_marker("slow")
        for program in markers.keys() & set(getattr(item, "fixturenames", ())):
            for marker in markers[program]:
                item.add_marker(marker)


@pytest.fixture(scope="session")
def definitions() -> Definitions:
    """The packaged definitions, in which nothing is wrong."""
    loaded, problems = load(packaged_templates())
    assert problems == []
    assert loaded is not None
    return loaded


def _program(title: str, *commands: str) -> Path:
    """Return the first of ``commands`` that is installed; without any, skip, but in CI fail."""
    found = next(filter(None, map(shutil.which, commands)), None)
    if found:
        return Path(found)
    reason = f"{title} is not installed"
    if os.environ.get("CI") == "true":
        pytest.fail(reason)
    pytest.skip(reason)


@pytest.fixture(scope="session")
def soffice() -> Path:
    """LibreOffice's command."""
    on_a_mac = "/Applications/LibreOffice.app/Contents/MacOS/soffice"
    return _program("LibreOffice", "soffice", "libreoffice", on_a_mac)


@pytest.fixture(scope="session")
def gnumeric() -> Path:
    """Gnumeric's command for converting without a window."""
    return _program("Gnumeric", "ssconvert")


@pytest.fixture(scope="session")
def chromium() -> Path:
    """The browser's command."""
    return _program("Chromium", "chromium", "chromium-browser", "google-chrome")


@pytest.fixture(scope="session")
def libreoffice(soffice: Path, tmp_path_factory: pytest.TempPathFactory) -> LibreOffice:
    """LibreOffice with this worker's own profile."""
    return LibreOffice(soffice, tmp_path_factory.mktemp("libreoffice"))


@pytest.fixture(scope="session")
def recalculate(libreoffice: LibreOffice) -> Callable[[Path, Path], Path]:
    """``recalculate(path, out_dir)``: compute a workbook anew, return the .xlsx saved from it."""
    return libreoffice.recalculate


@pytest.fixture(scope="session")
def recalculate_all(libreoffice: LibreOffice) -> Callable[[Sequence[Path], Path], list[Path]]:
    """``recalculate_all(paths, out_dir)``: the same for many files at the price of one start."""
    return libreoffice.recalculate_all


@pytest.fixture(scope="session")
def to_pdf(libreoffice: LibreOffice) -> Callable[[Path, Path], Path]:
    """``to_pdf(path, out_dir)``: print a workbook."""
    return libreoffice.to_pdf


@pytest.fixture
def to_png(libreoffice: LibreOffice) -> Callable[[Path, Path], list[Path]]:
    """``to_png(path, out_dir)``: a picture of every printed page, in order."""
    if shutil.which("pdftoppm") is None:
        _program("Poppler", "pdftoppm")
    return libreoffice.to_png


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say what the comparisons of sheets with the validator compared, and from which seed."""
    for report in terminalreporter.getreports("passed"):
        for name, value in report.user_properties:
            if name == "parity":
                terminalreporter.write_line(f"{report.nodeid.rpartition('::')[2]}: {value}")
