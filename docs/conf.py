"""How Sphinx makes a site of the Markdown that GitHub shows as well: ``make docs``.

No page holds what only Sphinx understands. The navigation is read off the pages: whatever a
folder's README lists, a link at the beginning of an item or of a table's row, comes below it in
that order. A page that nothing lists fails the build, and so does a link that leads nowhere.
"""

from __future__ import annotations

import posixpath
import re
import unicodedata
from collections.abc import Iterator

import sphinx.search
from sphinx.application import Sphinx

project = "cchc-sheets"
copyright = "cchc-sheets, Apache-2.0"  # noqa: A001 (Sphinx's own name)
language = "vi"
extensions = ["myst_parser"]

# The source is the whole clone, so that README.md and its neighbours are pages like the others.
root_doc = "docs/README"
include_patterns = ["*.md", "docs/**"]
exclude_patterns = [".*", "build", "cchc_sheets", "dist", "generated", "scripts", "templates"]
exclude_patterns += ["tests", "inbox", "merged", "workspace*"]

myst_enable_extensions = ["colon_fence"]
myst_heading_anchors = 4
# A list of problems, say, begins where its section does and not at the top of the page.
suppress_warnings = ["myst.header"]
nitpicky = True

html_theme = "furo"
pygments_style = "default"
pygments_dark_style = "monokai"
html_title = "cchc-sheets"
html_extra_path = ["site"]
html_copy_source = False
html_show_sourcelink = False
html_theme_options: dict[str, list[str]] = {"top_of_page_buttons": []}

_HEADING = re.compile(r"## (.+)")
_LISTED = re.compile(r"(?:- |\d+\. |\| )\[[^]]+]\(([^)#]+)\.md\)")


def _toctrees(text: str) -> Iterator[str]:
    """Yield a hidden table of contents for each section that lists pages."""
    for section in re.split(r"^(?=## )", text, flags=re.MULTILINE):
        heading = _HEADING.match(section)
        pages = [found[1] for line in section.splitlines() if (found := _LISTED.match(line))]
        if pages:
            caption = f":caption: {heading[1]}\n" if heading else ""
            yield "\n".join(["", "```{toctree}", f":hidden:\n{caption}", *pages, "```", ""])


def _add_navigation(_app: Sphinx, page: str, source: list[str]) -> None:
    if page.startswith("docs/") and posixpath.basename(page) == "README":
        source[0] += "\n" + "\n".join(_toctrees(source[0]))


class _Vietnamese(sphinx.search.SearchLanguage):
    """Finds words with and without their diacritics: *tổng hợp* and *tong hop*."""

    lang = "vi"
    language_name = "Vietnamese"
    js_stemmer_rawcode = ""
    js_stemmer_code = r"""
var Stemmer = function () {
  this.stemWord = (word) => word.toLowerCase().replace(/đ/g, "d")
    .normalize("NFD").replace(/\p{Mn}/gu, "");
};
"""

    def stem(self, word: str) -> str:
        """Return the word without its marks, as the stemmer above does in the browser."""
        plain = unicodedata.normalize("NFD", word.lower().replace("đ", "d"))
        return "".join(char for char in plain if unicodedata.category(char) != "Mn")


def setup(app: Sphinx) -> None:
    """Tell Sphinx of what stands here."""
    sphinx.search.languages["vi"] = _Vietnamese
    app.connect("source-read", _add_navigation)
