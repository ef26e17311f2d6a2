"""How much is read of a file at most."""

from __future__ import annotations

MAX_BYTES = 64 * 1024 * 1024
"""No more is read of a file, nor inflated from it; our workbooks have a quarter of one MB."""
MAX_ENTRIES = 5_000
MAX_ROWS = 20_000
MAX_COLUMNS = 256
MAX_CELLS = 500_000
"""Cells that hold something, in all sheets: what bounds memory, as 64 MB of XML hold millions."""
