"""``docs/findings/``: every kind of finding; the same content as ``cchc-sheets explain``."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from cchc_sheets.findings.kinds import KINDS
from cchc_sheets.handbook.findings import Explained, explained_codes
from cchc_sheets.handbook.show import finding_facts, finding_title
from cchc_sheets.model import Group, Speech
from cchc_sheets.model.definitions import Definitions
from cchc_sheets.words.say import title
from scripts.pages.markdown import MADE, plain, table


def finding_pages(definitions: Definitions) -> dict[str, Iterator[str]]:
    """Return the lines of each kind's page and of their index."""
    kinds = explained_codes(definitions)
    pages = {f"findings/{code}.md": _page(each) for code, each in kinds.items()}
    return {**pages, "findings/README.md": _index(kinds)}


def _page(explained: Explained) -> Iterator[str]:
    yield f"# {finding_title(explained, 'vi')}"
    yield ""
    yield MADE
    for lang in ("vi", "en"):
        if lang == "en":
            yield ""
            yield f"## In English: {title(explained.code, lang)}"
        for name, text in finding_facts(explained, lang):
            yield ""
            yield f"**{name}:** {plain(text)}"
    yield ""
    yield f"`cchc-sheets explain {explained.code}` · [Mọi loại phát hiện / all kinds](README.md)"


def _index(kinds: Mapping[str, Explained]) -> Iterator[str]:
    yield "# Các loại phát hiện / Kinds of findings"
    yield ""
    yield MADE
    yield ""
    yield (
        "Mỗi loại phát hiện có một mã không đổi, ghi ở trường `code` của JSON; "
        "`cchc-sheets explain MÃ` in nội dung của trang. / Every kind has a stable code, the "
        "field `code` in JSON; `cchc-sheets explain CODE` prints its page."
    )
    groups = [
        (group.value, [code for code, kind in KINDS.items() if kind.group is group])
        for group in Group
    ]
    others = [code for code in kinds if code not in KINDS]
    for name, codes in (*groups, (Speech("Khác", "Others"), others)):
        if not codes:
            continue
        yield ""
        yield f"## {name.vi} / {name.en}"
        heads = ("Mã / code", "Tên", "Name", "Mức độ / severity")
        yield from table(heads, (_entry(code, kinds[code]) for code in codes))


def _entry(code: str, explained: Explained) -> tuple[str, ...]:
    names = (plain(title(code, lang)) for lang in ("vi", "en"))
    severities = ", ".join(severity.value for severity in explained.severities)
    return f"[`{code}`]({code}.md)", *names, severities
