"""How much two submissions have in common that others do not.

Of each function the tokens of every two students are compared (rapidfuzz's Indel similarity: twice the longest common
subsequence over both lengths). What counts of it is what goes beyond what the two have in common with half of the
class, weighed by how rare it is that two are that alike, and by length. So a solution that half the class found weighs
next to nothing, however long.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from rapidfuzz.distance import Indel
from rapidfuzz.process import cdist

from autograder.similar.pieces import Piece, Pieces, Place

SHORTEST = 15  # tokens: a shorter function can be written in few ways only
FEW = 5  # solutions needed to know what is usual
LEAST = 20.0  # unusual tokens: about two lines


@dataclass(frozen=True)
class Shared:
    """What two students have in common in one place."""

    place: Place
    alike: float  # 0 to 1
    unusual: float  # tokens
    others: int  # more students whose text is as close to one of the two


@dataclass(frozen=True)
class Pair:
    """Two submissions to look at."""

    first: str
    second: str
    alike: float  # 0 to 1, over all that both wrote
    unusual: float  # tokens
    shared: tuple[Shared, ...]  # the most unusual first


@dataclass(frozen=True)
class _Table:
    """One place: the n students (by index) who wrote something there, and n × n tables that compare every two."""

    place: Place
    students: list[int]
    alike: np.ndarray
    unusual: np.ndarray
    weight: np.ndarray
    others: np.ndarray


def compare(class_: Mapping[str, Pieces], most: int = 2_000) -> list[Pair]:
    """The pairs with the most unusual text in common, at most `most`, each with at least LEAST unusual tokens."""
    names = sorted(class_)
    places = sorted({place for pieces in class_.values() for place in pieces})
    tables = [table for place in places if (table := _table(place, [class_[name].get(place) for name in names]))]
    unusual, alike, weight = (np.zeros((len(names), len(names))) for _ in range(3))
    for table in tables:
        at = np.ix_(table.students, table.students)
        unusual[at] += table.unusual
        alike[at] += table.alike * table.weight
        weight[at] += table.weight
    rows, columns = np.triu_indices(len(names), 1)
    order = np.argsort(-unusual[rows, columns], kind="stable")[:most]
    pairs = []
    for rank in order:
        i, j = int(rows[rank]), int(columns[rank])
        if unusual[i, j] >= LEAST:
            share = float(alike[i, j] / weight[i, j])
            pairs.append(Pair(names[i], names[j], share, float(unusual[i, j]), _shared(tables, i, j)))
    return pairs


def _table(place: Place, pieces: Sequence[Piece | None]) -> _Table | None:
    written = [(at, piece) for at, piece in enumerate(pieces) if piece is not None and len(piece.tokens) >= SHORTEST]
    if len(written) < 2:
        return None
    signs: dict[str, str] = {}
    codes = ["".join(signs.setdefault(t.text, chr(0x4E00 + len(signs))) for t in piece.tokens) for _, piece in written]
    distinct = sorted(set(codes))
    where = [distinct.index(code) for code in codes]
    alike = cdist(distinct, distinct, scorer=Indel.normalized_similarity, dtype=np.float32, workers=-1)
    alike = alike[np.ix_(where, where)].astype(float)
    lengths = np.array([len(code) for code in codes], float)
    weight = np.minimum.outer(lengths, lengths)
    close = _as_close(alike)
    unusual = weight * _beyond(alike) * _rarity(close)
    np.fill_diagonal(unusual, 0)
    return _Table(place, [at for at, _ in written], alike, unusual, weight, close - 1)


def _beyond(alike: np.ndarray) -> np.ndarray:
    """n × n: how far two are more alike than usual, 0 to 1; squared, because chance alone often gets half way.

    Usual is what the more ordinary of the two has in common with half of the class: where most wrote one and the same
    text, two who share another one still stand out.
    """
    count = len(alike)
    if count < FEW:
        return alike**2
    others = alike[~np.eye(count, dtype=bool)].reshape(count, count - 1)
    each = np.median(others, axis=1)
    usual = np.maximum.outer(each, each)
    room = np.where(usual < 1, 1 - usual, 1)
    beyond: np.ndarray = ((alike - usual) / room).clip(0, 1)
    return beyond**2


def _as_close(alike: np.ndarray) -> np.ndarray:
    """n × n: for each pair, how many students are at least as close to one of the two as the other, who counts too."""
    count = len(alike)
    others = alike.copy()
    np.fill_diagonal(others, -1)
    others.sort(axis=1)
    close = np.stack([count - np.searchsorted(row, values - 1e-6) for row, values in zip(others, alike, strict=True)])
    either: np.ndarray = np.maximum(close, close.T)
    return either.clip(1, count - 1)


def _rarity(close: np.ndarray) -> np.ndarray:
    """n × n: 1 where only these two are that close, 0 where everybody is. close : as from `_as_close`"""
    count = len(close)
    return 1 - np.log(close) / np.log(count - 1) if count >= FEW else np.ones_like(close, float)


def _shared(tables: Sequence[_Table], i: int, j: int) -> tuple[Shared, ...]:
    found = []
    for table in tables:
        if i in table.students and j in table.students:
            a, b = table.students.index(i), table.students.index(j)
            shared = Shared(table.place, float(table.alike[a, b]), float(table.unusual[a, b]), int(table.others[a, b]))
            if shared.unusual > 0:
                found.append(shared)
    return tuple(sorted(found, key=lambda shared: -shared.unusual))
