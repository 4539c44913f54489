"""axe-core over what the course puts on the page: texts and outputs, not JupyterLab's own parts."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Page

OURS = [".jp-Notebook .jp-RenderedMarkdown", ".jp-Notebook .jp-OutputArea-output"]

# rule -> the elements that JupyterLab or ipywidgets makes and we can't mend, and why
NOT_OURS = {
    # JupyterLab has no place for the text of an output's picture; the caption below it says it.
    "image-alt": ".jp-RenderedImage > img",
    # ipywidgets gives the handle of its slider no name; the slider's label stands beside it.
    "aria-input-field-name": ".noUi-handle",
}


def violations(page: "Page") -> dict[str, list[str]]:
    """Return rule -> elements, for each rule that something of ours breaks.

    WCAG 2.0 to 2.2, levels A and AA, and axe's best practice.
    """
    from axe_playwright_python.sync_playwright import Axe

    # JupyterLab doesn't draw what lies outside the window; axe would pass it over.
    page.add_style_tag(content=".jp-Cell { content-visibility: visible !important; }")
    context = {"include": [[area] for area in OURS if page.locator(area).count()]}
    found = Axe().run(page, context=context, options={"resultTypes": ["violations"]})
    broken = {}
    for rule in found.response["violations"]:
        nodes = [node["target"][0] for node in rule["nodes"]]
        mine = [target for target in nodes if not excused(page, rule["id"], target)]
        if mine:
            broken[rule["id"]] = mine
    return broken


def excused(page: "Page", rule: str, target: str) -> bool:
    """Return whether an element breaks a rule for a reason that stands in `NOT_OURS`."""
    theirs = NOT_OURS.get(rule)
    return bool(theirs) and page.locator(target).first.evaluate(
        "(element, selector) => element.matches(selector)", theirs
    )
