"""The outline that comes with the program → a Word file with names in it, laid out by the decree.

Nghị định 30/2020/NĐ-CP, Phụ lục I: A4, margins of 20, 20, 30 and 15 mm, Times New Roman 14, pages
numbered at the top centre from the second on; the annex begins on a page of its own, across, with
numbers of its own.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from cchc_sheets.model import Catalogue
from cchc_sheets.report.word.names import indicator_names
from cchc_sheets.report.word.paper import Look, PageRule, WordPaper
from cchc_sheets.report.word.save import saved
from cchc_sheets.words import default_outline as said
from cchc_sheets.words import outline as words

_FIGURE = re.compile(r"\[(\w+)(/?)(~?)\]")
_GENERAL = re.compile(r"<(\w+)>")
_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")
_TEXT = "outline.txt"
_BODY = Look(align="justify", before=3, after=3, first=10)
_HEADING = Look(align="justify", is_bold=True, before=6, after=3, first=10, leads=True)
_TABLE_TITLE = Look(is_bold=True, before=6, after=3, leads=True)


def default_outline(catalogue: Catalogue) -> bytes:
    """Return the outline of a whole report with its annex."""
    names = {key: found.name for key, found in indicator_names(catalogue)}
    paper = WordPaper(quiet=(shown("only_with_figures"), shown("if_nothing")))
    _write_head(paper)
    paper.write(_named(said.OPENING, names), _BODY)
    _write_sections(paper, names)
    paper.write(_named(said.CLOSING, names), _BODY)
    _write_foot(paper)
    paper.next_section(across=True)
    _write_annex(paper, said.ATTACHED)
    return saved(paper.document)


def annex_outline() -> bytes:
    """Return the outline of the annex alone."""
    paper = WordPaper(across=True)
    _write_annex(paper, said.ATTACHED_ALONE)
    return saved(paper.document)


def _named(line: str, names: Mapping[str, str]) -> str:
    """A line with the names in it as people write them in Word."""

    def figure(found: re.Match[str]) -> str:
        share = f".{words.PARTS['share'].name}" if found[2] else ""
        gloss = f".{words.PARTS['gloss'].name}" if found[3] else ""
        return f"{{{{{names[found[1]]}{share}{gloss}}}}}"

    with_figures = _FIGURE.sub(figure, line)
    named = _GENERAL.sub(lambda found: shown(found[1]), with_figures)
    return f"{shown('only_with_figures')}{named}" if with_figures != line else named


def shown(code: str) -> str:
    """Return a general name as it is written in an outline."""
    return f"{{{{{words.GENERAL[code].name}}}}}"


def _write_head(paper: WordPaper) -> None:
    agency, number, place, subject = (
        _named(line, {})
        for line in (said.AGENCY[1], said.NUMBER, said.PLACE_AND_DATE, said.SUBJECT)
    )
    paper.columns(
        (0.42, 0.58),
        (
            (
                (said.AGENCY[0], Look(13, is_bold=True)),
                (agency, Look(13, is_bold=True)),
                PageRule(0.33),
                (number, Look(13)),
            ),
            (
                (said.COUNTRY, Look(12, is_bold=True)),
                (said.MOTTO, Look(13, is_bold=True)),
                PageRule(0.2),
                (place, Look(13, is_italic=True)),
            ),
        ),
    )
    paper.write(said.KIND, Look(is_bold=True, before=18))
    paper.write(subject, Look(is_bold=True))
    paper.rule(62)
    paper.write(said.TO, Look(before=6, after=6))


def _write_sections(paper: WordPaper, names: Mapping[str, str]) -> None:
    """The text of ``outline.txt``: ``#`` a heading I, ``##`` a heading 1, each line a paragraph.

    In a line ``[key]`` is an indicator's figure, ``[key/]`` its share, ``~`` behind either what
    stands in brackets behind it. A line with an indicator stands only where all its figures may be
    quoted; ``!`` where none of a section's do.
    """
    sections = parts = 0
    for line in (Path(__file__).parent / _TEXT).read_text("utf-8").splitlines():
        sign, _, rest = line.partition(" ")
        match sign:
            case "#":
                sections, parts = sections + 1, 0
                paper.write(f"{_ROMAN[sections - 1]}. {rest}", _HEADING)
            case "##":
                parts += 1
                paper.write(f"{parts}. {rest}", _HEADING)
            case "!":
                paper.write(f"{shown('if_nothing')}{{{words.NOTHING_TO_SAY}}}", _BODY)
            case "<key_table>":
                paper.write(_named(said.KEY_TABLE_TITLE, names), _TABLE_TITLE)
                paper.write(_named(line, names), Look(align="left"))
            case _:
                paper.write(_named(line, names), _BODY)


def _write_foot(paper: WordPaper) -> None:
    recipients = [(_named(line, {}), Look(11, "left")) for line in said.RECIPIENTS]
    head = said.RECIPIENTS_HEAD, Look(12, "left", is_bold=True, is_italic=True)
    signer = [(line, Look(is_bold=True)) for line in said.SIGNER]
    paper.write("", Look(6))
    paper.columns((0.5, 0.5), ((head, *recipients), signer))


def _write_annex(paper: WordPaper, attached: str) -> None:
    for code, look in (
        ("annex_head", Look(is_bold=True)),
        ("annex_title", Look(is_bold=True)),
        ("annex_period", Look(is_bold=True)),
    ):
        paper.write(shown(code), look)
    paper.write(_named(attached, {}), Look(is_italic=True))
    paper.write(shown("annex_standing"), Look(12, is_italic=True, after=6))
    paper.write(shown("annex_table"), Look(align="left"))
    paper.write(shown("annex_legend"), Look(11, "justify", is_italic=True, before=6))
