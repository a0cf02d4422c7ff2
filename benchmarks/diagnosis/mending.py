"""What the diagnosis calls a slip that it found by mending it, for each kind of mutant."""

from __future__ import annotations

#: kind of mutant -> what the diagnosis calls its repair: what was dropped is missing, what was put in is too much
_MENDED: dict[str, tuple[str, ...]] = {
    "axis": ("axis",),
    "keepdims": ("axis",),
    "transpose": ("transpose",),
    "reduction": ("function", "size"),
    # reshape(1, 1) for reshape(-1, 1) among them
    "sign": ("sign", "operation", "number", "order", "count", "size", "piece-missing", "piece-too-many"),
    "operator": ("operation", "number", "size", "sign", "count"),
    "off-by-one": ("count", "number", "size", "order", "axis"),  # axis=2 for axis=1 among them
    "term": ("piece-missing", "size", "sign", "axis", "function", "operation"),  # += puts the old value back
    "swapped": ("order", "name", "key", "count"),
    "name": ("name",),
    "call": ("piece-missing", "function", "axis"),
    # axis=2 for axis=1, and reshape(-1, 2) for reshape(-1, 1), among them
    "constant": ("number", "key", "count", "sign", "piece-missing", "axis", "size"),
    "copy": ("piece-missing", "copy"),
}
MENDED = {kind: tuple(f"{id}-in-the-line" for id in ids) for kind, ids in _MENDED.items()}
