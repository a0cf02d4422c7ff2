"""Our own exercises pass the audit: no named mistake keeps its points, no mutant survives without a proof."""

from __future__ import annotations

import pytest

from autograder.audit.audit import audit, tasks_of
from autograder.audit.mutants import Mutant
from autograder.audit.report_text import text
from tests.week import SOURCE, loaded


@pytest.mark.slow
def test_the_audit_finds_nothing() -> None:
    exercises = loaded(SOURCE)
    asked = [what for e in exercises for _, _, what in tasks_of(exercises, e)]
    heard = []

    found = audit(SOURCE, jobs=2, progress=lambda done, total: heard.append((done, total)))

    assert found.ok, text(found)
    assert heard == [(done, len(asked)) for done in range(1, len(asked) + 1)]
    assert len(found.rows) == sum(isinstance(what, str) for what in asked)
    assert len(found.verdicts) == sum(isinstance(what, Mutant) for what in asked)
