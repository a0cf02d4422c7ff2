"""Every attack, by group."""

from __future__ import annotations

from tests.attacks.answers import ANSWERS
from tests.attacks.attack import Attack
from tests.attacks.classes import CLASS
from tests.attacks.escaping import ESCAPING
from tests.attacks.forging import FORGING
from tests.attacks.interpreter import INTERPRETER
from tests.attacks.network import NETWORK
from tests.attacks.oracle import ORACLE
from tests.attacks.pages import PAGES
from tests.attacks.processes import PROCESSES
from tests.attacks.reading import READING
from tests.attacks.replies import REPLIES
from tests.attacks.roads import ROADS
from tests.attacks.unearned import UNEARNED
from tests.attacks.writing import WRITING

GROUPS: dict[str, list[Attack]] = {
    "forging": FORGING,
    "replies": REPLIES,
    "interpreter": INTERPRETER,
    "unearned": UNEARNED,
    "roads": ROADS,
    "answers": ANSWERS,
    "processes": PROCESSES,
    "oracle": ORACLE,
    "reading": READING,
    "writing": WRITING,
    "limits": ESCAPING,
    "network": NETWORK,
    "class": CLASS,
    "pages": PAGES,
}
