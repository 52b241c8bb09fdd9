"""Rows of numbers, by the million, as an array."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, Any, Final

from netjournal.models.handle import db

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    from numpy.typing import NDArray

# Making an array of a list holds the interpreter: in portions, so that the window can draw between.
_PORTION: Final = 2_000


def table(sql: str, values: Sequence[Any], width: int) -> NDArray[np.float64]:
    """Return the rows of a query of numbers, one after the other; NULL becomes nan.

    Args:
        sql: The query.
        values: What it is asked with.
        width: How many columns it has.
    """
    import numpy as np

    cursor = db.execute_sql(sql, tuple(values))
    portions = [np.empty(0)]
    while rows := cursor.fetchmany(_PORTION):
        portions.append(np.array(list(chain.from_iterable(rows)), dtype=np.float64))
    return np.concatenate(portions).reshape(-1, width)
