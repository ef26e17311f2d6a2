"""Help and errors of usage in the chosen language, whatever typer says in English."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from enum import Enum
from pathlib import Path
from typing import Any, NoReturn

import typer
from typer.core import TyperCommand, TyperGroup

from cchc_sheets.cli.console import complain, say
from cchc_sheets.text import nearest
from cchc_sheets.words.help import COMMANDS, EXAMPLES, headed, help_of, metavar
from cchc_sheets.words.usage import did_you_mean

NAME = "cchc-sheets"
LANGUAGES = ("vi", "en")


def language_of(arguments: Sequence[str]) -> str:
    """Return the language that a command line asks for, Vietnamese unless it does."""
    lang = "vi"
    for at, word in enumerate(arguments):
        option, _, value = word.partition("=")
        if option == "--lang":
            lang = value or next(iter(arguments[at + 1 : at + 2]), "")
    return lang if lang in LANGUAGES else "vi"


class Command(TyperCommand):
    """A command whose help is that of ``words``."""

    allow_extra_args = True  # which `invoke` refuses in the user's language

    def format_help(self, ctx: Any, formatter: Any) -> None:  # noqa: ANN401 - of typer's own
        """Write usage, purpose, arguments and options."""
        _write_help(self, ctx, formatter)

    def invoke(self, ctx: Any) -> Any:  # noqa: ANN401
        """Run the command; words that no argument takes are refused."""
        if ctx.args:
            _refuse(headed("too-many", _lang(ctx), found=" ".join(ctx.args)), ctx.command_path, ctx)
        return super().invoke(ctx)


class CommandGroup(TyperGroup):
    """The commands, or some of them under one name."""

    command_class = Command

    def __init__(self, **attributes: Any) -> None:  # noqa: ANN401
        super().__init__(**attributes)
        for param in self.params:
            if param.name == "install_completion":
                param.callback = _install  # typer's own speaks English

    def format_help(self, ctx: Any, formatter: Any) -> None:  # noqa: ANN401
        """Write usage, purpose, options and commands."""
        _write_help(self, ctx, formatter)
        lang = _lang(ctx)
        with formatter.section(headed("commands", lang)):
            formatter.write_dl([(name, each.help or "") for name, each in self.commands.items()])

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:  # noqa: ANN401
        """Return the command that is named, or say which are nearest."""
        found = args[0]
        if found not in self.commands and not found.startswith("-") and not ctx.resilient_parsing:
            lang = _lang(ctx)
            near = did_you_mean(nearest(found, self.commands), lang)
            told = headed("no-command", lang, found=found, did_you_mean=near)
            _refuse(told, ctx.command_path, ctx)
        return super().resolve_command(ctx, args)

    def main(
        self,
        args: Sequence[str] | None = None,
        prog_name: str | None = None,
        complete_var: str | None = None,
        standalone_mode: bool = True,
        windows_expand_args: bool = True,
        **extra: Any,  # noqa: ANN401
    ) -> Any:  # noqa: ANN401
        """Run the command line; wrong usage is said in the language that it asks for."""
        words = list(sys.argv[1:] if args is None else args)
        lang = language_of(words)
        _translate(self, "", lang)
        try:
            status = super().main(
                args,
                prog_name or NAME,
                complete_var,
                standalone_mode=False,
                windows_expand_args=windows_expand_args,
                obj=lang,
                default_map=_everywhere(self, lang),
                **extra,
            )
        except typer.TyperException as error:
            path = [NAME, *_named(self, words)]
            for line in _wrong(error, lang):
                complain(line)
            if type(error).__name__ != "NoArgsIsHelpError":
                complain(headed("see", lang, command=" ".join(path)))
            raise SystemExit(error.exit_code) from None
        if not standalone_mode:
            return status
        raise SystemExit(status if isinstance(status, int) else 0)


def _lang(ctx: Any) -> str:  # noqa: ANN401
    return ctx.obj if ctx.obj in LANGUAGES else "vi"


def _name(ctx: Any) -> str:  # noqa: ANN401
    """The command's name without the program's."""
    return "" if ctx.parent is None else f"{_name(ctx.parent)} {ctx.info_name}".strip()


def _translate(command: Any, name: str, lang: str) -> None:  # noqa: ANN401
    """Give a command and those below the help of ``words``, which shells show as well."""
    if name in COMMANDS:
        command.help = COMMANDS[name].in_language(lang)
    for own, each in getattr(command, "commands", {}).items():
        _translate(each, f"{name} {own}".strip(), lang)


def _everywhere(group: Any, lang: str) -> dict[str, Any]:  # noqa: ANN401
    """The default language of a command and of those below: ``cchc-sheets --lang en check …``."""
    below = getattr(group, "commands", {})
    return {"lang": lang, **{name: _everywhere(each, lang) for name, each in below.items()}}


def _named(group: Any, words: Sequence[str]) -> Iterator[str]:  # noqa: ANN401
    """Yield the names of the command that the words ask for."""
    for word in words:
        found = getattr(group, "commands", {}).get(word)
        if found is not None:
            yield word
            group = found


def _refuse(told: str, path: str, ctx: Any) -> NoReturn:  # noqa: ANN401
    complain(told)
    complain(headed("see", _lang(ctx), command=path))
    raise SystemExit(2)


def _write_help(command: Any, ctx: Any, formatter: Any) -> None:  # noqa: ANN401
    lang, name = _lang(ctx), _name(ctx)
    params = [param for param in command.get_params(ctx) if not getattr(param, "hidden", False)]
    arguments = [param for param in params if param.param_type_name == "argument"]
    options = [param for param in params if param.param_type_name == "option"]
    pieces = ["[OPTIONS]", *(_metavar(param) for param in arguments)]
    pieces += ["COMMAND"] if isinstance(command, CommandGroup) else []
    usage = " ".join(metavar(piece, lang) for piece in pieces)
    formatter.write_usage(ctx.command_path, usage, headed("usage", lang))
    formatter.write_paragraph()
    with formatter.indentation():
        formatter.write_text(command.help or "")
    for head, own in (("arguments", arguments), ("options", options)):
        if own:
            with formatter.section(headed(head, lang)):
                formatter.write_dl([_record(name, param, lang) for param in own])


def _record(command: str, param: Any, lang: str) -> tuple[str, str]:  # noqa: ANN401
    """An option or argument as it is typed, and what it is for."""
    spoken = help_of(command, word_of(param))
    told = [spoken.in_language(lang) if spoken else param.help or ""]
    if param.required:
        told.append(headed("required", lang))
    elif isinstance(param.default, Enum | Path):
        value = param.default.value if isinstance(param.default, Enum) else param.default
        told.append(headed("default", lang, value=str(value)))
    shown = metavar(_metavar(param), lang)
    if param.param_type_name == "option":
        shown = " ".join(filter(None, (param.opts[0], shown)))
    return shown, "  ".join(filter(None, told))


def word_of(param: Any) -> str:  # noqa: ANN401
    """Return by which name the words for an option or argument are found."""
    return str(param.opts[0] if param.param_type_name == "option" else param.name)


def _metavar(param: Any) -> str:  # noqa: ANN401
    if getattr(param, "is_flag", False):
        return ""
    if isinstance(param.default, Enum):
        return "|".join(each.value for each in type(param.default))
    return str(param.metavar or param.name.upper())


def _wrong(error: Any, lang: str) -> Iterator[str]:  # noqa: ANN401
    """Yield what is wrong with the usage; typer's exceptions are told apart by their names."""
    param = getattr(error, "param", None)
    match type(error).__name__:
        case "NoArgsIsHelpError":
            yield error.format_message()
        case "NoSuchOption":
            near = did_you_mean(next(iter(error.possibilities or ()), ""), lang)
            yield headed("no-option", lang, found=error.option_name, did_you_mean=near)
        case "MissingParameter" if param is not None:
            yield from _missing(error, param, lang)
        case "BadParameter" if param is not None and isinstance(param.default, Enum):
            *known, last = (each.value for each in type(param.default))
            yield headed("one-of", lang, name=param.opts[0], known=", ".join(known), last=last)
        case "BadOptionUsage" if "requires" in error.message:
            yield headed("no-value", lang, name=error.option_name)
        case _:
            yield headed("wrong", lang, error=error.format_message())


def _missing(error: Any, param: Any, lang: str) -> Iterator[str]:  # noqa: ANN401
    word = word_of(param)
    command = _name(error.ctx) if error.ctx else ""
    example = EXAMPLES.get(f"{command} {word}") or EXAMPLES.get(word, "")
    if param.param_type_name == "option":
        yield headed("missing-option", lang, name=word, example=example or f"{word} …")
        return
    spoken = help_of(command, word)
    help_text = spoken.in_language(lang) if spoken else param.help or ""
    shown = metavar(_metavar(param), lang).strip("[].")
    yield headed("missing-argument", lang, name=shown, help=help_text)
    if example:
        yield headed("example", lang, example=example)


def _install(ctx: Any, _: Any, wanted: Any) -> None:  # noqa: ANN401
    """Install completion for the shell in use, and say where."""
    if not wanted or ctx.resilient_parsing:
        return
    from typer.completion import install  # type: ignore[attr-defined]

    shell, path = install()
    say(headed("completion", _lang(ctx), shell=shell, path=str(path)))
    raise typer.Exit
