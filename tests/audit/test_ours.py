"""Our own exercises pass the audit: no named mistake keeps its points, no mutant survives without a proof."""

from __future__ import annotations

import pytest

from autograder.audit.audit import audit
from autograder.audit.report_text import text
from tests.week import SOURCE


@pytest.mark.slow
def test_the_audit_finds_nothing() -> None:
    found = audit(SOURCE, jobs=2)

    assert found.ok, text(found)
    assert len(found.rows) > 400
    assert len(found.verdicts) > 1000
