"""What a template writes is escaped, and code in a sentence is set as code."""

from __future__ import annotations

import pytest

from autograder.feedback.html import environment, spans


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("which X does `optimize` get?", "which X does <code>optimize</code> get?"),
        ("`<b>` & \x00", "<code>&lt;b&gt;</code> &amp; ⟨U+0000⟩"),
        ("one ` alone <", "one ` alone &lt;"),
    ],
)
def test_code_between_backticks(text, expected) -> None:
    assert spans(text) == expected


def test_every_value_of_a_template_is_escaped_and_made_fit() -> None:
    template = environment().from_string("{{ a }}{{ a | visible(3) }}{{ 'x' ~ a }}")

    assert template.render(a="<\ud800\x00") == "&lt;⟨U+D800⟩⟨U+0000⟩" * 2 + "x&lt;⟨U+D800⟩⟨U+0000⟩"
