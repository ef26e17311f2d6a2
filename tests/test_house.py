"""What the files around the code promise."""

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
LOCKS = ("requirements.lock", "requirements-dev.lock")


def _pins(lock: str) -> dict[str, str]:
    text = (ROOT / lock).read_text(encoding="utf-8")
    return dict(re.findall(r"^([a-z0-9._-]+)==(\S+)", text, flags=re.MULTILINE))


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_names_no_index(lock: str) -> None:
    """Someone's private index must not travel with the project."""
    text = (ROOT / lock).read_text(encoding="utf-8")
    assert not re.findall(r"^.*(?:://|--index|--find-links|--extra).*$", text, flags=re.MULTILINE)


def test_both_locks_have_the_same_runtime_versions() -> None:
    """What is tested is what is installed."""
    runtime, dev = map(_pins, LOCKS)
    assert runtime.items() <= dev.items()


@pytest.mark.parametrize("lock", LOCKS)
def test_locks_cover_what_pyproject_asks_for(lock: str) -> None:
    """``make lock`` was not forgotten."""
    pyproject = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    wanted = list(pyproject["project"]["dependencies"])
    if lock == "requirements-dev.lock":
        groups = pyproject["dependency-groups"]
        wanted += [*groups["docs"], *(each for each in groups["dev"] if isinstance(each, str))]
    names = {re.split(r"[^\w-]", requirement.lower(), maxsplit=1)[0] for requirement in wanted}
    assert names <= _pins(lock).keys()
