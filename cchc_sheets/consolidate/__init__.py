"""Accepted submissions → provincial figures with lineage, and questions across units.

``docs/consolidation.md`` says in the field's terms what is added, what must agree and what is
never added. Everything here is pure: no files, no sentences.
"""
