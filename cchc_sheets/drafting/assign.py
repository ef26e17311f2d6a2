"""The best assignment of keys to rows as a whole: each key once, nothing decided greedily."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

_NEVER = -1e6


def assign(scores: Sequence[Mapping[str, float]], nothing: float) -> list[str | None]:
    """Return a key for each row so that the scores' sum is greatest; each key at most once.

    ``nothing`` is the score of a row that gets no key.
    """
    keys = sorted({key for row in scores for key in row})
    costs = [[-row.get(key, _NEVER) for key in keys] for row in scores]
    for index, row_costs in enumerate(costs):
        # One more column a row, its own "no key".
        row_costs += [-nothing if index == other else -_NEVER for other in range(len(scores))]
    return [keys[column] if column < len(keys) else None for column in _cheapest(costs)]


class _Prices:
    """The Hungarian method: rows are taken up one by one, prices keep every step the cheapest.

    Row and column 0 stand for nothing.
    """

    def __init__(self, costs: Sequence[Sequence[float]]) -> None:
        self._costs = costs
        self._of_row = [0.0] * (len(costs) + 1)
        self._of_column = [0.0] * (len(costs[0]) + 1)
        self.owner = [0] * (len(costs[0]) + 1)

    def take_up(self, row: int) -> None:
        """Give the row a column; others may have to move."""
        self.owner[0] = row
        reached = [math.inf] * len(self.owner)
        came_from = [0] * len(self.owner)
        still_open = set(range(1, len(self.owner)))
        visited, column = [0], 0
        while self.owner[column]:
            self._look_around(column, still_open, reached, came_from)
            column = min(still_open, key=reached.__getitem__)
            self._pay(reached[column], visited, still_open, reached)
            still_open.remove(column)
            visited.append(column)
        while column:
            self.owner[column] = self.owner[came_from[column]]
            column = came_from[column]

    def _look_around(
        self, column: int, still_open: set[int], reached: list[float], came_from: list[int]
    ) -> None:
        row = self.owner[column]
        cost, price = self._costs[row - 1], self._of_row[row]
        for other in still_open:
            reduced = cost[other - 1] - price - self._of_column[other]
            if reduced < reached[other]:
                reached[other], came_from[other] = reduced, column

    def _pay(
        self, step: float, visited: list[int], still_open: set[int], reached: list[float]
    ) -> None:
        for column in visited:
            self._of_row[self.owner[column]] += step
            self._of_column[column] -= step
        for column in still_open:
            reached[column] -= step


def _cheapest(costs: Sequence[Sequence[float]]) -> list[int]:
    """Return each row's column in the cheapest assignment."""
    if not costs:
        return []
    prices = _Prices(costs)
    for row in range(1, len(costs) + 1):
        prices.take_up(row)
    columns = {row: column - 1 for column, row in enumerate(prices.owner) if column and row}
    return [columns[row] for row in range(1, len(costs) + 1)]
