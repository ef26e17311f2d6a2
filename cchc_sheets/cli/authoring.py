"""The commands for those who write definitions."""

from __future__ import annotations

import sys
from contextlib import suppress
from pathlib import Path
from typing import Annotated

import typer

from cchc_sheets.cli.console import WRONG_USAGE, clear, say, say_json, stop
from cchc_sheets.cli.options import (
    HERE,
    Format,
    FormatOption,
    Lang,
    LangOption,
    TemplatesOption,
    WorkspaceOption,
)
from cchc_sheets.cli.start import begin, sound
from cchc_sheets.definition import load
from cchc_sheets.jobs.workspace import TEMPLATES, Workspace, choose_roster, open_workspace
from cchc_sheets.model import Definitions
from cchc_sheets.words.authoring import said
from cchc_sheets.words.cli import sentence
from cchc_sheets.words.usage import usage

WATCH_STEP_MS = 300
new = typer.Typer(help="Tạo định nghĩa mới từ định nghĩa đã có.", no_args_is_help=True)
_Id = Annotated[str, typer.Argument(metavar="ID", help="Mã mới, ví dụ bieu-xa-2026.")]


def lint(
    folder: Annotated[
        Path | None, typer.Argument(metavar="[TEMPLATES]", help="Thư mục định nghĩa.")
    ] = None,
    workspace: WorkspaceOption = HERE,
    templates: TemplatesOption = None,
    watch: Annotated[
        bool, typer.Option("--watch", help="Kiểm tra lại mỗi khi lưu tệp; Ctrl-C để dừng.")
    ] = False,
    lang: LangOption = Lang.VI,
    output: FormatOption = Format.TEXT,
) -> None:
    """Kiểm tra toàn bộ định nghĩa (YAML)."""
    path = sound(open_workspace(workspace, folder or templates), lang).templates
    is_sound: bool | None = None
    if not watch:
        is_sound = _lint(path, lang, output)
    else:
        try:
            from watchfiles import watch as watch_files
        except ImportError:
            stop(usage("no-watching", {}, lang))
        # The first check comes when the watch is on, so that no save is missed between the two.
        steps = watch_files(
            path,
            watch_filter=lambda _, file: file.endswith((".yaml", ".yml")),
            rust_timeout=WATCH_STEP_MS,
            yield_on_timeout=True,
        )
        with suppress(KeyboardInterrupt):
            for changes in steps:
                if changes or is_sound is None:
                    clear()
                    is_sound = _lint(path, lang, output)
                    say(said("watching", lang, path=str(path)))
                    sys.stdout.flush()
    if is_sound is False:
        raise SystemExit(WRONG_USAGE)


def _lint(templates: Path, lang: Lang, output: Format) -> bool:
    """Say everything about the definitions of a folder; return whether they can be used."""
    from cchc_sheets.checks.coherence import incoherences
    from cchc_sheets.handbook.rules import rule_lists
    from cchc_sheets.report.definitions import (
        problem_json,
        problem_line,
        rule_list_lines,
        together_json,
        together_line,
    )

    definitions, problems = load(templates)
    lists = rule_lists(definitions) if definitions else None
    forms = definitions.forms.values() if definitions else ()
    odd = [each for f in forms if definitions for each in incoherences(f, definitions.catalogue)]
    is_sound = definitions is not None and not any(each.is_error for each in odd)
    if output is Format.JSON:
        say_json(
            {
                "problems": [problem_json(problem, lang) for problem in problems],
                "validator_only": lists and list(lists.validator_only),
                "in_no_form": lists and list(lists.in_no_form),
                "together": [together_json(each, lang) for each in odd],
            }
        )
        return is_sound
    say(*(problem_line(problem, lang) for problem in problems))
    say(*(together_line(each, lang) for each in odd))
    if definitions is None or lists is None or not is_sound:
        return False
    indicators = definitions.catalogue.indicators.values()
    counts = {
        "indicators": sum(indicator.level_of is None for indicator in indicators),
        "rules": len(definitions.catalogue.rules),
        "forms": len(definitions.forms),
        "units": sum(len(roster.units) for roster in definitions.rosters.values()),
    }
    say(sentence("lint-sound", lang, **counts), *rule_list_lines(lists, lang))
    return True


@new.command("form")
def new_form(
    name: _Id,
    source: Annotated[
        str, typer.Option("--from", metavar="FORM", help="Biểu để chép: mã, hoặc tệp YAML.")
    ],
    called: Annotated[str | None, typer.Option("--name", help="Tên của biểu mới.")] = None,
    edition: Annotated[str | None, typer.Option("--edition", help="Phiên bản.")] = None,
    workspace: WorkspaceOption = HERE,
    templates: TemplatesOption = None,
    lang: LangOption = Lang.VI,
) -> None:
    """Chép một biểu thành biểu mới, giữ nguyên ghi chú."""
    from cchc_sheets.jobs.author import new_form as copy_form

    place, definitions = _begin(workspace, templates, lang)
    path = sound(copy_form(place.templates, definitions, name, source, called, edition), lang)
    say(said("written", lang, path=str(path)), said("new-next", lang))


@new.command("roster")
def new_roster(
    name: _Id,
    province: Annotated[
        str, typer.Option("--province", metavar="NAME", help="Tên tỉnh như in: “tỉnh Hà Tĩnh”.")
    ],
    form: Annotated[
        list[str] | None,
        typer.Option("--form", metavar="FORM", help="Chỉ dùng biểu này; có thể lặp lại."),
    ] = None,
    workspace: WorkspaceOption = HERE,
    templates: TemplatesOption = None,
    lang: LangOption = Lang.VI,
) -> None:
    """Tạo danh sách đơn vị của một tỉnh, mỗi loại đơn vị một dòng mẫu."""
    from cchc_sheets.jobs.author import new_roster as write_roster

    place, definitions = _begin(workspace, templates, lang)
    path = sound(write_roster(place.templates, definitions, name, province, form or ()), lang)
    say(said("written", lang, path=str(path)), said("new-next", lang))


@new.command("annex")
def new_annex(
    name: _Id,
    province: Annotated[
        str | None, typer.Option("--province", metavar="ID", help="Mã tỉnh, ví dụ soc-trang.")
    ] = None,
    workspace: WorkspaceOption = HERE,
    templates: TemplatesOption = None,
    lang: LangOption = Lang.VI,
) -> None:
    """Dự thảo biểu tổng hợp: mọi chỉ tiêu mà các biểu của tỉnh hỏi."""
    from cchc_sheets.jobs.author import new_annex as write_annex

    place, definitions = _begin(workspace, templates, lang)
    roster = sound(choose_roster(place, definitions, province), lang)
    path, changed = sound(write_annex(place.templates, definitions, name, roster), lang)
    say(said("written", lang, path=str(path)))
    if changed:
        say(said("annex-named", lang, annex=name, path=str(changed)))
    say(said("new-next", lang))


def import_form(
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help="Phụ lục in: .docx, .xlsx hoặc .tsv.")
    ],
    name: Annotated[str | None, typer.Option("--id", metavar="ID", help="Mã biểu.")] = None,
    called: Annotated[str | None, typer.Option("--name", help="Tên biểu.")] = None,
    unit_type: Annotated[
        str | None,
        typer.Option("--unit-type", metavar="TYPE", help="Loại đơn vị điền biểu, ví dụ xa."),
    ] = None,
    out: Annotated[Path | None, typer.Option("--out", help="Tệp YAML sẽ ghi.")] = None,
    workspace: WorkspaceOption = HERE,
    templates: TemplatesOption = None,
    lang: LangOption = Lang.VI,
) -> None:
    """Dựng biểu mẫu từ bảng phụ lục có sẵn (Word, Excel)."""
    from cchc_sheets.jobs.import_form import ImportCall
    from cchc_sheets.jobs.import_form import import_form as read_printed_form
    from cchc_sheets.report.definitions import drafted_lines

    place, definitions = _begin(workspace, templates, lang)
    call = ImportCall(file, name, called, unit_type, out)
    done = sound(read_printed_form(call, place.templates, definitions), lang)
    say(*drafted_lines(done.draft, done.files, lang))


def schemas(
    workspace: WorkspaceOption = HERE,
    templates: TemplatesOption = None,
    lang: LangOption = Lang.VI,
) -> None:
    """Ghi lại lược đồ để trình soạn thảo gợi ý đúng khóa chỉ tiêu đang có."""
    from cchc_sheets.jobs.schemas import write_schemas

    place, definitions = _begin(workspace, templates, lang)
    written = write_schemas(place.templates, definitions)
    keys = len(definitions.catalogue.indicators)
    say(said("schemas-written", lang, path=str(written[0].parent), n=keys))


def _begin(workspace: Path, templates: Path | None, lang: Lang) -> tuple[Workspace, Definitions]:
    """Begin where definitions may be written: never in those that came with the package."""
    own = workspace / TEMPLATES
    if templates is None and not own.is_dir():
        stop(usage("no-templates", {"path": str(own)}, lang))
    return begin(workspace, templates, lang)
