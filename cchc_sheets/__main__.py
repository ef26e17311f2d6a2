"""``python -m cchc_sheets`` is the same as ``cchc-sheets``."""

from cchc_sheets.cli import main

if __name__ == "__main__":
    main()
