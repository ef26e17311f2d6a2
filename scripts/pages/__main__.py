"""``python -m scripts.pages``."""

from scripts.pages import main

raise SystemExit(main())
