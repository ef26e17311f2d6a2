"""Kinds of findings about rates that their own counts contradict: one row a kind."""

from __future__ import annotations

from decimal import Decimal

from cchc_sheets.findings.common import THE_RULE, WARNING
from cchc_sheets.model import FindingKind, Given, Group, Percent, Speech

RATE_MISMATCH = FindingKind(
    "rate-mismatch",
    Group.RELATION,
    title=Speech("Tỷ lệ tính sai", "Wrong rate"),
    found=THE_RULE,
    mend=Speech(
        "Tính lại tỷ lệ từ tử số và mẫu số.",
        "Compute the rate again from numerator and denominator.",
    ),
    arises=Speech(
        "Tử số và mẫu số cũng có trong biểu, và tỷ lệ tính lại khác tỷ lệ đã ghi.",
        "Numerator and denominator stand in the form too, and the rate is not theirs.",
    ),
    example={
        "says": Speech(
            "Tỷ lệ bằng 100 × tử số / mẫu số, đúng đến chữ số thập phân đã ghi",
            "The rate equals 100 × numerator / denominator to the decimals given",
        )
    },
    example_given=(
        Given("III.6.(2)", "", 1654),
        Given("III.6.(3)", "", 1650),
        Given("III.6.(4)", "", Percent(Decimal(98))),
    ),
    live=("Tính lại từ {others}",),
)
RATE_TRUNCATED = FindingKind(
    "rate-truncated",
    Group.RELATION,
    title=Speech("Tỷ lệ bị cắt, không làm tròn", "Rate truncated"),
    found=Speech(
        "Tỷ lệ dường như bị cắt bớt chữ số thay vì làm tròn. Đã ghi: {operands}.",
        "The rate seems to be truncated instead of rounded. Found: {operands}.",
    ),
    mend=Speech("Làm tròn chữ số cuối.", "Round the last digit."),
    arises=Speech(
        "Tỷ lệ đúng nếu cắt bớt chữ số thập phân, nhưng sai nếu làm tròn.",
        "The rate is right if decimals are cut off, and wrong if they are rounded.",
    ),
    severities=(WARNING,),
    variant_of=(RATE_MISMATCH,),
    example_given=(
        Given("III.6.(2)", "", 3),
        Given("III.6.(3)", "", 2),
        Given("III.6.(4)", "", Percent(Decimal("66.6"))),
    ),
    live=("Làm tròn chữ số cuối",),
)
RATE_CLAIMS_ALL = FindingKind(
    "rate-claims-all",
    Group.RELATION,
    title=Speech("Ghi 100% hoặc 0% mà chưa phải tất cả", "100 % or 0 % of what is not all or none"),
    found=Speech(
        "Ghi 100% là tất cả, 0% là không có; các số đếm thì chưa phải. Đã nhập: {operands}.",
        "100 % says all and 0 % says none, and the counts do not. Found: {operands}.",
    ),
    mend=Speech(
        "Ghi thêm chữ số thập phân (99,5 thay cho 100), hoặc sửa các số đếm.",
        "Give the decimals (99.5 instead of 100), or correct the counts.",
    ),
    arises=Speech(
        "Tỷ lệ chỉ tròn 100 hay 0 do làm tròn, còn tử số và mẫu số cho thấy chưa phải tất cả.",
        "A rate is 100 or 0 only when rounded; its counts are neither all nor none.",
    ),
    severities=(WARNING,),
    variant_of=(RATE_MISMATCH,),
    example_given=(
        Given("III.6.(2)", "", 1000),
        Given("III.6.(3)", "", 995),
        Given("III.6.(4)", "", Percent(Decimal(100))),
    ),
    live=("Không tròn 100% hoặc 0%",),
)
RATE_OF_NOTHING = FindingKind(
    "rate-of-nothing",
    Group.RELATION,
    title=Speech("Mẫu số bằng 0 mà có tỷ lệ", "A rate of nothing"),
    found=Speech(
        "Mẫu số bằng 0 thì không có tỷ lệ. Đã nhập: {operands}.",
        "Of nothing there is no rate. Found: {operands}.",
    ),
    mend=Speech(
        "Xóa tỷ lệ, hoặc sửa mẫu số nếu nhập nhầm.{kad}",
        "Remove the rate, or correct its denominator.{kad}",
    ),
    arises=Speech(
        "Có tỷ lệ mà mẫu số của nó, cũng có trong biểu, bằng 0.",
        "There is a rate, and its denominator, which stands in the form too, is 0.",
    ),
    severities=(WARNING,),
    variant_of=(RATE_MISMATCH,),
    example_given=(
        Given("III.6.(4)", "", Percent(Decimal(100))),
        Given("III.6.(2)", "", 0),
    ),
    live=("Mẫu số {other_is}",),
)
