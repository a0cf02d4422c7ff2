"""What a student is told of a slip that was found by mending it: its kind and its line, not what must stand there."""

from __future__ import annotations

from collections.abc import Sequence

from .spec import Causes, Hint

#: id -> why, look; `{line}` stands for the place
WORDS = {
    "sign-in-the-line": (
        "A plus or a minus in {line} is the wrong way round, missing, or one too many.",
        "count the minus signs in the formula and in the line",
    ),
    "operation-in-the-line": (
        "Another operation is meant in {line}: of + − * / @ **, of the comparisons, of `and` and `or`, or += for =.",
        "which operation does the formula have between these two?",
    ),
    "axis-in-the-line": (
        "A sum, a mean or a maximum in {line} runs along another axis than is meant, or loses or keeps the wrong one.",
        "which axis goes, and must it stay with size 1?",
    ),
    "transpose-in-the-line": (
        "A .T in {line} is missing, is one too many, or a reshape stands where it is meant, which turns nothing.",
        "write the shape of each factor below it: which sizes must meet?",
    ),
    "function-in-the-line": (
        "Another function is meant in {line}: a sum is no mean, a maximum no minimum.",
        "what does the formula do with the entries here?",
    ),
    "count-in-the-line": (
        "An index in {line} is not the one that is meant, or a loop ends one turn too early or too late.",
        "counting starts at 0: what are the first and the last index?",
    ),
    "number-in-the-line": (
        "A number in {line} is not the one that is meant.",
        "where does each number in the line come from?",
    ),
    "key-in-the-line": ("A key in {line} is not the one that is meant.", "which entry belongs here?"),
    "order-in-the-line": (
        "Two things in {line} have changed places: arguments of a call, names, or the sides of a − or a /.",
        "which comes first?",
    ),
    "name-in-the-line": (
        "A name in {line} is not the one that is meant; the right one is another name in this function.",
        "what does each name in the line stand for?",
    ),
    "size-in-the-line": (
        "A size in {line} is not the one that is meant, or a division by one is missing, too many or done twice.",
        "which size is meant, of which array and along which axis? If the line divides by one: how often?",
    ),
    "piece-too-many-in-the-line": (
        "A term or a factor in {line} is one too many.",
        "the formula beside the line, piece by piece",
    ),
    "call-in-the-line": (
        "A call in {line} is one too many, or has an argument that changes what it does.",
        "what does each call in the line do to the value?",
    ),
    "guard-in-the-line": (
        "A number in {line} guards a logarithm or a division against 0, and is so large that it changes the answer.",
        "1e-8 is enough of a guard: what does the number do where nothing is near 0?",
    ),
    "copy-in-the-line": (
        "The = in {line} copies nothing: one array has two names, and what changes under one changes under the other.",
        "x.copy() makes an array of its own",
    ),
    "brackets-in-the-line": (
        "Brackets are missing in {line}, are too many, or end in the wrong place: * and / bind before + and −.",
        "what is computed first, what last? Put each step in brackets of its own",
    ),
    "indentation-of-the-line": (
        "A loop or an if stands beside {line}, which is on its wrong side.",
        "which lines belong to the loop, or to the if? Their indentation tells",
    ),
    "start-above-the-loop": (
        "Something that is begun in {line}, above a loop, has to begin anew in each of its turns.",
        "what does each turn start from, and what does it keep from the turn before?",
    ),
    "line-too-many": (
        "What is done in {line} is not asked for, or was done before.",
        "what does the answer need this line for?",
    ),
    "lines-in-another-order": (
        "What stands in {line} comes too early: one of the next lines belongs above it.",
        "which value does each of these lines need: the old one, or the one that another line makes?",
    ),
    "piece-missing-in-the-line": (
        "A piece is missing in {line}: a term, a factor, a call, or a 1 − or 1 / in front of one.",
        "the formula beside the line, piece by piece",
    ),
}
_TRIED = "Mended there, everything that was tried comes out right."
_ONE_OF_TWO = "There are two mistakes; this is one of them."


def hint(id: str, causes: Causes, lines: Sequence[int], alone: bool = True, also: Sequence[int] = ()) -> Hint:
    """The hint on a slip, by its id.

    lines : the numbers of those in which a change of this kind mends it; none where there are too many to name
    also : further lines with the same slip
    alone : whether it is the only slip
    """
    why, look = WORDS[id]
    place = " or ".join(f"line {line}" for line in lines) or "one of its lines"
    place += f" (and in {' and '.join(f'line {line}' for line in also)} in the same way)" if also else ""
    words = why.format(line=place)
    return Hint(id, f"{words} {_TRIED if alone else _ONE_OF_TWO}", look, *causes.place(id))
