"""Sphinx's configuration for the lessons as a website: python -m sphinx docs/site site (or make site)."""

import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

project = "Logistic regression as a neural network"
html_title = project
language = "en"

extensions = ["myst_nb", "docs.site.website"]
root_doc = "index"
exclude_patterns = ["website", "static", "templates", "**/.doctrees"]

# lessons are executed by docs.site.website.execution, which survives sliders; MyST-NB only draws what came out
lessons_from = str(ROOT / "notebooks")
nb_execution_mode = "off"
nb_merge_streams = True
nb_code_prompt_show = "Show the code that draws"
nb_code_prompt_hide = "Hide the code that draws"
myst_enable_extensions = ["dollarmath", "attrs_block", "attrs_inline"]
myst_heading_anchors = 3
myst_heading_slug_func = "docs.site.website.anchors.anchor"
# quotes stay as they were written, in prose as in code
smartquotes = False
# MathML is drawn by the browser itself: no script, no font, nothing to fetch
html_math_renderer = "mathml"

html_theme = "pydata_sphinx_theme"
html_static_path = ["static"]
html_css_files = ["site.css"]
templates_path = ["templates"]
html_copy_source = False
html_use_index = False
html_show_sourcelink = False
html_sidebars = {"**": ["lessons.html"], "index": []}
html_theme_options = {
    "logo": {"text": "Logistic regression"},
    "navbar_center": [],
    "navbar_end": ["theme-switcher"],
    # the button with the word beside it has another name for screen readers than for eyes
    "navbar_persistent": ["search-button"],
    "secondary_sidebar_items": ["page-toc"],
    "article_header_start": ["breadcrumbs.html"],
    "article_header_end": ["run.html"],
    "primary_sidebar_end": [],
    "search_bar_text": "Search the lessons",
    "footer_start": ["licence.html"],
    "footer_end": [],
}
