"""The first minutes: what `make lab` opens, and the health check."""

from lab_page import errors, open_notebook, output_text, run_all, wait_until_ready
from places import START


def test_make_lab_opens_the_first_notebook(page, lab, shot):
    page.goto(lab.url())
    wait_until_ready(page)
    page.locator(".lm-DockPanel-tabBar").get_by_text("00-start-here.ipynb").wait_for()
    shot("start")
    names = page.locator(".jp-DirListing-itemText > span")
    assert names.get_by_text("03-colour-channels.ipynb", exact=True).is_visible()
    cut = names.evaluate_all(
        "all => all.filter(e => e.parentElement.scrollWidth > e.parentElement.clientWidth)"
        ".map(e => e.innerText)"
    )
    assert [name for name in cut if "-kept-" not in name] == []


def test_all_is_well(page, lab, shot):
    open_notebook(page, lab, START)
    run_all(page)
    assert errors(page) == {}
    assert output_text(page, "check").startswith("All is well")
    shot("all-is-well")
