"""What each command does between its options and its exit status."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

from cchc_sheets.cli.console import NOT_ALL_WELL, clear, progress, say, say_json, say_now, stop
from cchc_sheets.cli.options import Format, Lang
from cchc_sheets.cli.start import Start, begin, sound
from cchc_sheets.jobs.calls import CheckCall, GenerateCall, MergeCall, StatusCall
from cchc_sheets.model import Status
from cchc_sheets.model.definitions import Definitions
from cchc_sheets.words.cli import sentence
from cchc_sheets.words.usage import usage

WATCH_STEP_MS = 300


@dataclass(frozen=True, slots=True)
class Workplace:
    """The options that every command has."""

    workspace: Path
    templates: Path | None
    province: str | None
    lang: Lang
    output: Format

    def begin(self, *, prove: bool = False) -> Start:
        """Open the workspace and its definitions or end the command."""
        return begin(self.workspace, self.templates, self.lang, prove=prove)


def _refuse(code: str, lang: str, **facts: str) -> NoReturn:
    stop(usage(code, facts, lang))


def init(folder: Path, province: str | None, lang: Lang) -> None:
    """Make a workspace."""
    from cchc_sheets.jobs.workspace import init_workspace

    made = sound(init_workspace(folder, province), lang)
    say(sentence("init", lang, path=str(folder.resolve()), written=len(made.written)))
    if made.kept:
        say(sentence("init-kept", lang, kept=len(made.kept)))
    code = "init-province" if province else "init-default-province"
    say(sentence(code, lang, province=made.province))
    say(sentence("init-next", lang, period=str(made.period)))


def lint(workspace: Path, folder: Path | None, lang: Lang, output: Format, *, watch: bool) -> None:
    """Check all definitions; ``watch``: again at each change, until Ctrl-C."""
    from cchc_sheets.jobs.workspace import open_workspace

    templates = sound(open_workspace(workspace, folder), lang).templates
    check = _lint_at_changes if watch else _lint
    if not check(templates, lang, output):
        raise SystemExit(2)


def _lint_at_changes(templates: Path, lang: Lang, output: Format) -> bool:
    """Check at once and after each change, show the present state only; return the last verdict."""
    from cchc_sheets.words.authoring import said

    try:
        from watchfiles import watch
    except ImportError:
        _refuse("no-watching", lang)
    is_sound: bool | None = None
    # The first check comes when the watch stands, so that no save is missed between the two.
    steps = watch(
        templates, watch_filter=_is_definition, rust_timeout=WATCH_STEP_MS, yield_on_timeout=True
    )
    with suppress(KeyboardInterrupt):
        for changes in steps:
            if changes or is_sound is None:
                clear()
                is_sound = _lint(templates, lang, output)
                say_now(said("watching", lang, path=str(templates)))
    return is_sound is not False


def _is_definition(_change: object, path: str) -> bool:
    return path.endswith((".yaml", ".yml"))


def _lint(templates: Path, lang: Lang, output: Format) -> bool:
    """Say everything about the definitions of a folder; return whether they can be used."""
    from cchc_sheets.definition import load
    from cchc_sheets.handbook.lists import rule_lists
    from cchc_sheets.report.explained import rule_list_lines
    from cchc_sheets.report.problems import problem_json, problem_line

    definitions, problems = load(templates)
    lists = rule_lists(definitions) if definitions else None
    if output is Format.JSON:
        say_json(
            {
                "problems": [problem_json(problem, lang) for problem in problems],
                "validator_only": lists and list(lists.validator_only),
                "in_no_form": lists and list(lists.in_no_form),
            }
        )
        return definitions is not None
    for problem in problems:
        say(problem_line(problem, lang))
    if definitions is not None and lists is not None:
        say(_summary(definitions, lang))
        for line in rule_list_lines(lists, lang):
            say(line)
    return definitions is not None


def _summary(definitions: Definitions, lang: str) -> str:
    return sentence(
        "lint-sound",
        lang,
        indicators=sum(i.level_of is None for i in definitions.catalogue.indicators.values()),
        rules=len(definitions.catalogue.rules),
        forms=len(definitions.forms),
        units=sum(len(roster.units) for roster in definitions.rosters.values()),
    )


def generate(call: GenerateCall, place: Workplace) -> None:
    """Issue the workbooks of a period."""
    from cchc_sheets.jobs.issue import generate as issue

    lang = place.lang
    start = place.begin(prove=True)
    with progress(sentence("issuing", lang)) as tick:
        issued = sound(issue(start.workspace, start.definitions, call, tick), lang)
    order = issued.order
    if place.output is Format.JSON:
        say_json(
            {
                "province": order.roster.id,
                "period": str(order.period),
                "files": [str(path) for path in issued.files],
                "set_aside": [str(path) for path in issued.set_aside],
            }
        )
        return
    folder = str(issued.files[0].parent if issued.files else order.out)
    say(sentence("issued", lang, n=len(issued.files), period=order.period.label, folder=folder))
    if issued.set_aside:
        aside = issued.set_aside[0].parent
        say(sentence("set-aside", lang, n=len(issued.set_aside), folder=str(aside)))


def check(call: CheckCall, place: Workplace) -> None:
    """Check returned files."""
    from cchc_sheets.jobs.check import check as check_files
    from cchc_sheets.report.as_json import file_json
    from cchc_sheets.report.text import file_lines

    lang = place.lang
    start = place.begin()
    with progress(sentence("checking", lang)) as tick:
        checked = sound(check_files(start.workspace, start.definitions, call, tick), lang)
    if place.output is Format.JSON:
        say_json({"files": [file_json(file, lang) for file in checked]})
    else:
        for file in checked:
            for line in file_lines(file, lang):
                say(line)
            say()
    if any(file.status is Status.REJECTED for file in checked):
        raise SystemExit(NOT_ALL_WELL)


def merge(call: MergeCall, place: Workplace) -> None:
    """Merge a folder of returned files."""
    from cchc_sheets.jobs.merge import merge as merge_inbox
    from cchc_sheets.report.merged import merged_json, merged_lines

    lang = place.lang
    start = place.begin()
    with progress(sentence("checking", lang)) as tick:
        found = merge_inbox(start.workspace, start.definitions, call, tick)
    merged, outputs = sound(found, lang)
    if place.output is Format.JSON:
        say_json(merged_json(merged, outputs, lang))
    else:
        for line in merged_lines(merged, outputs, lang):
            say(line)
    if merged.has_errors:
        raise SystemExit(NOT_ALL_WELL)


def status(call: StatusCall, place: Workplace) -> None:
    """Report who returned, who did not, and what state each report is in."""
    from cchc_sheets.jobs.status import status as status_of_units
    from cchc_sheets.report.merged import status_json, status_lines

    lang = place.lang
    start = place.begin()
    with progress(sentence("checking", lang)) as tick:
        found = status_of_units(start.workspace, start.definitions, call, tick)
    merged = sound(found, lang)
    if place.output is Format.JSON:
        say_json(status_json(merged, lang))
    else:
        for line in status_lines(merged, lang):
            say(line)


def explain(code: str, workspace: Path, templates: Path | None, lang: Lang) -> None:
    """Explain a kind of finding or a rule."""
    from cchc_sheets.report.explained import explained

    start = begin(workspace, templates, lang)
    for line in sound(explained(code, start.definitions, lang), lang):
        say(line)
