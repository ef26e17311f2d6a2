"""Paper and margins, as official texts have them (Nghị định 30/2020/NĐ-CP)."""

A4 = 9
MARGINS = {"left": 30 / 25.4, "right": 15 / 25.4, "top": 20 / 25.4, "bottom": 20 / 25.4}
"""In inches; Nghị định 30/2020/NĐ-CP asks 30-35, 15-20, 20-25 and 20-25 mm."""
WIDE_PIXELS = round((297 / 25.4 - MARGINS["left"] - MARGINS["right"]) * 96)
"""How wide a sheet of A4 is within its margins, laid across."""
