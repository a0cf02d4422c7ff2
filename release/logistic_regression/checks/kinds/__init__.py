"""Every kind of value that a check can see. To add one, write a subclass of `Kind` and register it here.

Everything that is done with values goes through the kinds: crossing to the student's process and back (`plain.py`),
comparison with the reference (`compare.py`, `numeric_relations.py`), what a test cell of an ordinary assignment
receives, and how large a question to the reference may be. The student's process sees every file of this folder.
"""

from __future__ import annotations

from .arrays import Arrays
from .kind import register
from .mappings import Dicts
from .numbers import Bools, Complexes, Floats, Ints
from .sequences import Lists, Tuples
from .sets import FrozenSets, MutableSets
from .strangers import NamedFunctions, Strangers
from .tables import EvenRows, Lookups, UnevenRows
from .text import Bytes, Nothing, Texts

register(Strangers())  # first: it takes what no other kind does
for kind_of_value in (
    *(Nothing, Texts, Bytes, Bools, Ints, Floats, Complexes, Arrays),
    *(Lists, Tuples, MutableSets, FrozenSets, Dicts, NamedFunctions),
    *(EvenRows, UnevenRows, Lookups),
):
    register(kind_of_value())
