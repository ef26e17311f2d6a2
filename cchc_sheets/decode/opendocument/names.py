"""The names of OpenDocument's elements and attributes, as expat gives them."""

from __future__ import annotations

from typing import Final

_OPEN = "urn:oasis:names:tc:opendocument:xmlns"
OFFICE: Final = f"{_OPEN}:office:1.0 "
TABLE: Final = f"{_OPEN}:table:1.0 "
TEXT: Final = f"{_OPEN}:text:1.0 "
STYLE: Final = f"{_OPEN}:style:1.0 "
NUMBER: Final = f"{_OPEN}:datastyle:1.0 "
CALC: Final = "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0 "
