"""What the states of a unit and of a period are called, once for all outputs and documents."""

from __future__ import annotations

from cchc_sheets.model import Outcome, PeriodStage, Speech, UnitState
from cchc_sheets.model.event import EventKind

STATES = {
    UnitState.NOT_ISSUED: Speech("Chưa giao", "Not issued"),
    UnitState.ISSUED: Speech("Chưa gửi", "Not sent"),
    UnitState.RETURNED: Speech("Trả lại", "Returned"),
    UnitState.TO_REVIEW: Speech("Chờ soát", "To review"),
    UnitState.ACCEPTED: Speech("Đã nhận", "Accepted"),
    UnitState.LEFT_OUT: Speech("Loại ra", "Left out"),
}
DECIDED = {
    EventKind.ACCEPTED: Speech("Nhận kèm lý do", "Accepted for a reason"),
    EventKind.ENTERED: Speech("Sở Nội vụ nhập thay", "Entered by the department"),
}
"""What an accepted report is called behind which a decision is."""

STAGES = {
    PeriodStage.COLLECTING: Speech("Đang thu", "Collecting"),
    PeriodStage.PRELIMINARY: Speech("Sơ bộ", "Preliminary"),
    PeriodStage.CLOSED: Speech("Đã khóa", "Closed"),
    PeriodStage.REOPENED: Speech("Mở lại", "Reopened"),
}
_CLOSING = Speech("{word}, lần {n}", "{word}, closing {n}")


def stage_word(stage: PeriodStage, closing: int, lang: str) -> str:
    """Return how far a period is; of a closed one with the number of its closing."""
    word = STAGES[stage].in_language(lang)
    return _CLOSING.in_language(lang).format(word=word, n=closing) if closing else word


def state_word(outcome: Outcome, lang: str) -> str:
    """Return what the state of a unit is called; accepted without a reason is plainly accepted."""
    ruling = outcome.ruling
    decided = DECIDED.get(ruling.kind) if ruling and ruling.reason else None
    speech = decided or STATES[outcome.state]
    return speech.in_language(lang)
