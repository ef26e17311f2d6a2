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
    columns = range(1, len(keys) + len(scores) + 1)
    costs = [[-row.get(key, _NEVER) for key in keys] for row in scores]
    for index, row_costs in enumerate(costs):
        # One more column a row, its own "no key".
        row_costs += [-nothing if index == other else -_NEVER for other in range(len(scores))]
    # The Hungarian method: rows are taken up one by one; prices of rows and columns keep every step
    # the cheapest. Row and column 0 mean none.
    of_row, of_column = [0.0] * (len(costs) + 1), [0.0] * (len(columns) + 1)
    owner = [0] * (len(columns) + 1)
    for number in range(1, len(costs) + 1):
        owner[0] = number
        reached, came_from = [math.inf] * len(owner), [0] * len(owner)
        still_open, visited, column = set(columns), [0], 0
        while holder := owner[column]:
            for other in still_open:
                reduced = costs[holder - 1][other - 1] - of_row[holder] - of_column[other]
                if reduced < reached[other]:
                    reached[other], came_from[other] = reduced, column
            column = min(still_open, key=reached.__getitem__)
            step = reached[column]
            for other in visited:
                of_row[owner[other]] += step
                of_column[other] -= step
            for other in still_open:
                reached[other] -= step
            still_open.remove(column)
            visited.append(column)
        while column:  # the row gets its column; others may have to move
            owner[column] = owner[came_from[column]]
            column = came_from[column]
    chosen = dict(zip(owner, (None, *keys, *(None for _ in scores)), strict=True))
    return [chosen[number] for number in range(1, len(scores) + 1)]
