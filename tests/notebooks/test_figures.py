"""What a cell hands to a figure that moves: a script that stands alone, its data, and words where it does not run."""

from __future__ import annotations

import json
import re

import numpy as np
import pytest

from notebooks.figures import HERE, Choice, FigureError, Moving, Slider, moving, script

COIN = moving("coin", p=Slider(-1, 1, 0.5, start=0), tosses=np.array([1, 0]))
#: grounds on which figures stand: paper, JupyterLab's dark theme, the site's dark blocks
GROUNDS = ("#ffffff", "#111111", "#29313d")


def given(figure: Moving) -> list:
    """Controls and data, as the script receives them."""
    return json.loads(re.search(r"^mount\(draw, \.\.\.(.*)\);$", figure._repr_html_(), flags=re.M)[1])[1:]


def test_what_is_set_becomes_controls_and_everything_else_data() -> None:
    assert given(COIN) == [{"p": {"low": -1, "high": 1, "step": 0.5, "start": 0}}, {"tosses": [1, 0]}]


def test_numbers_are_short_bytes_are_text_and_keys_are_as_a_script_writes_them() -> None:
    data = {0.5: np.float64(1 / 3), -4.0: np.array([[2.0]]), "image": np.array([255, 0, 1], dtype=np.uint8)}

    assert given(moving("coin", some=data))[1] == {"some": {"0.5": 0.333333, "-4": [[2.0]], "image": "/wAB"}}


def test_no_text_ends_the_script() -> None:
    figure = moving("click", left=Choice(["</script><b>"], start="</script><b>"))

    assert figure._repr_html_().count("</script>") == 1
    assert given(figure)[0]["left"]["options"] == ["</script><b>"]


def test_a_sentence_says_what_would_move() -> None:
    figure = moving("stretch", row_of_x=Slider(-1, 2, 1, start=0), other=Choice([(), (3,)], start=()))

    assert repr(figure) == "A drawing that follows row of x (from −1 to 2) and other (2 to choose from)."
    assert repr(figure) in re.search("<p>(.*)</p>", figure._repr_html_())[1]
    assert repr(moving("paint")) == "A drawing that follows what you do."


def test_an_unknown_figure_is_refused_with_the_known_ones() -> None:
    with pytest.raises(FigureError, match=r"must be one of average, .*, wires\. Got coins\.$"):
        moving("coins")
    with pytest.raises(FigureError, match=r"Got plot\.$"):
        moving("plot")


def test_a_start_that_no_control_has_is_refused() -> None:
    for wrong in (
        lambda: Slider(0, 1, 0.5, start=0.3),
        lambda: Slider(0, 1, 0.5, start=2),
        lambda: Choice([1, 2], start=3),
    ):
        with pytest.raises(FigureError, match="start must be one of its values"):
            wrong()


@pytest.mark.parametrize("path", sorted(HERE.glob("*.js")), ids=lambda path: path.stem)
def test_a_script_stands_alone_and_says_each_name_once(path) -> None:
    """Its parts share one module, where a name cannot be given twice."""
    made = re.findall(r"^(?:async )?(?:function|const|let) (\w+)", script(path.stem), flags=re.M)

    assert "import " not in script(path.stem)
    assert "export " not in script(path.stem)
    assert len(made) == len(set(made)), sorted(made)


def test_colours_stand_out_from_light_and_dark_grounds() -> None:
    colours = re.findall(r'"(#\w{6})"', (HERE / "ink.js").read_text(encoding="utf-8"))[:4]

    assert len(colours) == 4
    for colour in colours:
        assert min(contrast(colour, ground) for ground in GROUNDS) >= 3, colour


def contrast(one: str, other: str) -> float:
    """How far two colours are apart in lightness, by WCAG's formula."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: str) -> float:
    parts = np.array([int(colour[i : i + 2], 16) for i in (1, 3, 5)]) / 255
    return float(np.where(parts <= 0.04045, parts / 12.92, ((parts + 0.055) / 1.055) ** 2.4) @ [0.2126, 0.7152, 0.0722])
