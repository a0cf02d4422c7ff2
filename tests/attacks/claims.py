"""Every claim, by group. They need nbgrader and pytest, which an ordinary user's interpreter may lack."""

from __future__ import annotations

from tests.attacks.archives import ARCHIVES
from tests.attacks.attack import Claim
from tests.attacks.exchange import EXCHANGE
from tests.attacks.formulas import FORMULAS
from tests.attacks.machine import MACHINE
from tests.attacks.marking import MARKING
from tests.attacks.owners import OWNERS
from tests.attacks.pages import SHOWING
from tests.attacks.planted import PLANTED
from tests.attacks.races import RACES

CLAIMS: dict[str, list[Claim]] = {
    "owners": OWNERS,
    "exchange": EXCHANGE,
    "formulas": FORMULAS,
    "machine": MACHINE,
    "races": RACES,
    "showing": SHOWING,
    "archives": ARCHIVES,
    "marking": MARKING,
    "planted": PLANTED,
}
