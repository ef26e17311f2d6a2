"""The command that opens the desk, a local page for the same work."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from cchc_sheets.cli.console import say, stop
from cchc_sheets.cli.options import InProvince, flat
from cchc_sheets.cli.start import begin, sound
from cchc_sheets.words.cli import sentence
from cchc_sheets.words.usage import io_reason, usage

PORT = 8270
"""The same each time, so that a page which is still open finds the desk again."""


@flat
def desk(
    *,
    asked: InProvince,
    port: Annotated[int, typer.Option("--port", min=0, max=65535)] = PORT,
    no_browser: Annotated[bool, typer.Option("--no-browser")] = False,
) -> None:
    """Open the desk."""
    from cchc_sheets.desk.office import Office
    from cchc_sheets.desk.serve import serve
    from cchc_sheets.jobs.memory import remembered
    from cchc_sheets.jobs.workspace import choose_roster

    place, definitions = begin(asked)
    lang = asked.lang
    sound(choose_roster(place, definitions, asked.province), lang)
    with remembered(place, writing=True) as memory:
        if sound(memory, lang).book is None:
            stop(usage("no-record", {"path": str(place.root)}, lang))

    def tell(address: str) -> None:
        say(sentence("desk-open", lang, address=address), sentence("desk-end", lang))
        sys.stdout.flush()  # whoever reads a pipe needs the address now

    try:
        serve(Office(place, asked.province), port, tell, browser=not no_browser)
    except OSError as error:
        stop(usage("port-taken", {"port": str(port), "error": io_reason(error)}, lang))
    say(sentence("desk-closed", lang))
