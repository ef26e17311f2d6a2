"""cchc-sheets: one definition yields the workbook, the validator and the consolidation.

Statistics on administrative reform (cải cách hành chính, CCHC) of a Vietnamese province.
"""

__version__ = "0.1.0"
