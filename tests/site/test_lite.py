"""The settings of JupyterLite, and the pages' way to it."""

from __future__ import annotations

import json
from types import SimpleNamespace
from typing import Any

import pytest

from docs.lite.__main__ import KERNEL, LINKS, mend_links, settings
from docs.site.website import look_for_lite
from docs.site.website.sources import to_run

WHEELS = ["comm-1-py3-none-any.whl", "ipywidgets-8-py3-none-any.whl"]


@pytest.mark.parametrize("alone", [True, False])
def test_the_settings_name_no_host_and_no_place_on_one(alone) -> None:
    said = json.dumps(settings(WHEELS, alone))

    assert "://" not in said
    assert '"/' not in said


def test_a_kernel_loads_what_only_files_import_and_the_wheels_beside_it() -> None:
    kernel = settings(WHEELS, True)["jupyter-config-data"]["litePluginSettings"][KERNEL]

    assert kernel["loadPyodideOptions"]["packages"][:2] == ["h5py", "pillow"]
    assert [name.rpartition("/pypi/")[2] for name in kernel["loadPyodideOptions"]["packages"][2:]] == WHEELS


@pytest.mark.parametrize("alone", [True, False])
def test_only_a_site_with_its_own_pyodide_closes_the_way_to_other_packages(alone) -> None:
    kernel = settings(WHEELS, alone)["jupyter-config-data"]["litePluginSettings"][KERNEL]

    assert kernel["disablePyPIFallback"] is alone


def test_pages_lead_to_jupyterlite_only_if_it_lies_beside_them(tmp_path) -> None:
    app: Any = SimpleNamespace(outdir=tmp_path)
    config: Any = SimpleNamespace(html_context={"kept": 1})

    look_for_lite(app, config)
    before = config.html_context
    (tmp_path / "lite" / "lab").mkdir(parents=True)
    (tmp_path / "lite" / "lab" / "index.html").touch()
    look_for_lite(app, config)

    assert before == {"kept": 1, "lessons_run": False}
    assert config.html_context == {"kept": 1, "lessons_run": True}


def test_the_view_of_one_notebook_gets_the_script_by_which_its_links_arrive(tmp_path) -> None:
    page = tmp_path / "index.html"
    page.write_text("<head><title>Notebook</title></head><body></body>", encoding="utf-8")
    mend_links(tmp_path)

    assert (tmp_path / LINKS.name).read_bytes() == LINKS.read_bytes()
    assert f'src="{LINKS.name}"></script></head><body>' in page.read_text(encoding="utf-8")
    page.write_text("<body></body>", encoding="utf-8")
    with pytest.raises(ValueError, match="must have a </head>"):
        mend_links(tmp_path)


def test_the_start_page_opens_each_graded_notebook_and_downloads_it_or_says_nothing() -> None:
    shown = to_run(["week/1_first", "week/2_second"])

    assert shown.count("<li>") == 2
    assert 'href="lite/notebooks/index.html?path=week/1_first.ipynb">1_first</a>' in shown
    assert 'data-saved="week/2_second.ipynb" aria-label="Download 2_second"' in shown
    assert to_run([]) == ""
