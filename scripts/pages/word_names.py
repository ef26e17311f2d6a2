"""``docs/reference/word-names.md``: the names that an outline in Word is filled by."""

from __future__ import annotations

from collections.abc import Iterator

from cchc_sheets.model.definitions import Definitions
from cchc_sheets.report.word.told import name_groups
from scripts.pages.markdown import MADE, code, plain, table


def word_names_page(definitions: Definitions) -> Iterator[str]:
    """Yield the lines of the page, a table for each group of names."""
    yield "# Các tên điền vào mẫu báo cáo Word / Names for outlines in Word"
    yield ""
    yield MADE
    yield ""
    yield (
        "Viết tên vào mẫu Word đúng như ở cột trái; [cách lập báo cáo](../how-to/word-report.md). "
        "Mỗi mục của phụ lục còn có một tên: `{{mục_a}}`, `{{mục_b}}`… là các câu của mọi số nêu "
        "được ở mục ấy. / Write a name into the outline as it stands on the left; `{{mục_a}}` … "
        "are the sentences of a section of the annex."
    )
    for head, names in name_groups(definitions.catalogue, None):
        yield ""
        yield f"## {plain(head)}"
        yield from table(
            ("Tên / name", "Thay bằng / what stands there"),
            ((code(each.name), plain(each.meaning)) for each in names),
        )
