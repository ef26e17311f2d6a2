"""The best assignment of keys to rows as a whole: each key once, nothing decided greedily."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence


def assign(scores: Sequence[Mapping[str, float]], nothing: float) -> list[str | None]:
    """Return a key for each row so that the scores' sum is greatest; each key at most once.

    ``nothing`` is the score of a row that gets no key.
    """
    keys = sorted({key for row in scores for key in row})
    # One more column a row, its own "no key".
    none = [[nothing if i == j else -math.inf for j in range(len(scores))] for i in range(len(scores))]
    costs = [
        [1 - row.get(key, -1e6) for key in keys] + [1 - max(score, -1e6) for score in none[index]]
        for index, row in enumerate(scores)
    ]
    return [keys[column] if column < len(keys) else None for column in _cheapest(costs)]


def _cheapest(costs: Sequence[Sequence[float]]) -> list[int]:
    """Return each row's column in the cheapest assignment: the Hungarian method with potentials.

    Row and column 0 stand for nothing; the rows are taken up one after the other.
    """
    if not costs:
        return []
    columns = range(1, len(costs[0]) + 1)
    row_price = [0.0] * (len(costs) + 1)
    column_price = [0.0] * (len(costs[0]) + 1)
    owner = [0] * (len(costs[0]) + 1)
    for row in range(1, len(costs) + 1):
        owner[0] = row
        reached = [math.inf] * len(owner)
        came_from = [0] * len(owner)
        open_columns = set(columns)
        column = 0
        visited = [0]
        while owner[column]:
            current = owner[column]
            cost, price = costs[current - 1], row_price[current]
            for other in open_columns:
                reduced = cost[other - 1] - price - column_price[other]
                if reduced < reached[other]:
                    reached[other], came_from[other] = reduced, column
            column = min(open_columns, key=reached.__getitem__)
            step = reached[column]
            for seen in visited:
                row_price[owner[seen]] += step
                column_price[seen] -= step
            for other in open_columns:
                reached[other] -= step
            open_columns.remove(column)
            visited.append(column)
        while column:
            owner[column] = owner[came_from[column]]
            column = came_from[column]
    result = [0] * len(costs)
    for column in columns:
        if owner[column]:
            result[owner[column] - 1] = column - 1
    return result
