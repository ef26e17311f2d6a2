"""``docs/reference/commands.md``: every command with its options, from the program itself."""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum
from pathlib import Path
from typing import Any

import typer.main

from cchc_sheets.cli.app import app
from cchc_sheets.cli.help import word_of
from cchc_sheets.model import Speech
from cchc_sheets.words.help import COMMANDS, help_of
from scripts.pages.markdown import MADE, code, plain, table

NAME = "cchc-sheets"


def commands() -> dict[str, Any]:
    """Return typer's commands by name, those of a group under both names."""
    return dict(_commands(typer.main.get_command(app), ()))


def _commands(command: Any, above: tuple[str, ...]) -> Iterator[tuple[str, Any]]:  # noqa: ANN401
    below = getattr(command, "commands", {})
    if not below:
        yield " ".join(above), command
    for name, each in below.items():
        yield from _commands(each, (*above, name))


def commands_page() -> Iterator[str]:
    """Yield the lines of the page."""
    yield "# Các lệnh / Commands"
    yield ""
    yield MADE
    yield ""
    yield (
        f"`{NAME} LỆNH --help` in cùng nội dung; `python -m cchc_sheets` là cùng một chương trình. "
        "[Trạng thái trả về, tệp kết quả, JSON](outputs.md) / "
        f"`{NAME} COMMAND --help` prints the same; `python -m cchc_sheets` is the same program. "
        "[Exit statuses, files and JSON](outputs.md)"
    )
    for name, command in commands().items():
        yield from _command(name, command)


def _command(name: str, command: Any) -> Iterator[str]:  # noqa: ANN401
    arguments = [each for each in command.params if each.param_type_name == "argument"]
    options = [each for each in command.params if each.param_type_name == "option"]
    needed = [f"{each.opts[0]} {_value(each)}" for each in options if each.required]
    yield ""
    yield f"## {name}"
    yield ""
    yield _both(COMMANDS[name])
    yield ""
    yield "```text"
    places = [each.metavar or each.name.upper() for each in arguments]
    yield " ".join([NAME, name, *places, *needed, "[OPTIONS]"])
    yield "```"
    heads = ("", "Nghĩa / meaning", "Mặc định / default")
    yield from table(heads, (_entry(name, each) for each in (*arguments, *options)))


def _entry(command: str, param: Any) -> tuple[str, str, str]:  # noqa: ANN401
    is_option = param.param_type_name == "option"
    shown = f"{param.opts[0]} {_value(param)}".strip() if is_option else param.metavar
    again = " …" if param.multiple else ""
    default = "**bắt buộc / required**" if param.required else code(_default(param.default))
    return code(shown) + again, _helped(command, param), default


def _value(option: Any) -> str:  # noqa: ANN401
    if isinstance(option.default, Enum):
        return "|".join(each.value for each in type(option.default))
    return "" if option.is_flag else option.metavar or option.name.upper()


def _default(value: object) -> str:
    match value:
        case Enum():
            return str(value.value)
        case Path():
            return str(value)
        case None | False | () | []:
            return ""
        case _:
            return str(value)


def _helped(command: str, param: Any) -> str:  # noqa: ANN401
    """Return an option's or argument's help; raises ``ValueError`` where there is none."""
    spoken = help_of(command, word_of(param))
    if spoken is None:
        msg = f"{command}: no help for {param.name}"
        raise ValueError(msg)
    return _both(spoken)


def _both(spoken: Speech) -> str:
    """Return a sentence in both languages."""
    return plain(f"{spoken.vi} / {spoken.en}")
