"""One course, one JupyterLab and one Chromium for all tests of a student's hour.

The tests here wait for what the page shows, with limits far above what an idle machine needs;
none of them asserts a time.
"""

import os
import shutil
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from course_copy import ROOT, copy_course
from lab_server import PATIENCE, make_lab, set_up

SHOTS = ROOT / ".cache" / "browser"
SCREEN = {"width": 1366, "height": 768}  # a student's laptop


def pytest_collection_modifyitems(items):
    """Mark what lies here: it isn't part of `make test`."""
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item, call):
    """Keep the outcome, so that the page can be kept where a test fails."""
    report = yield
    if report.when == "call":
        item.failed = report.failed
    return report


@pytest.fixture(scope="session")
def chromium():
    """A Chromium that is installed on this machine, driven by Playwright."""
    if find_spec("playwright") is None:
        pytest.skip("playwright isn't installed; `make test-browser` installs it.")
    path = shutil.which("chromium") or shutil.which("chromium-browser")
    path = path or shutil.which("google-chrome")
    if path is None:
        pytest.skip("there is no Chromium on this machine (Debian: apt install chromium).")
    from playwright.sync_api import sync_playwright

    options = ["--disable-gpu", "--disable-background-networking"]
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        options.append("--no-sandbox")  # Chromium asks for it where root starts it
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=options)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def course(chromium, tmp_path_factory):
    """The students' bundle, unpacked, with an environment of level student.

    It asks for Chromium, so that nothing is made where the tests skip.
    """
    folder = copy_course(tmp_path_factory.mktemp("Kurs für Anfänger "))
    set_up(folder)
    return folder


@pytest.fixture(scope="session")
def exchange(course):
    """The folder through which students and instructors exchange notebooks."""
    folder = course.parent / "exchange"
    folder.mkdir(exist_ok=True)
    folder.chmod(0o777)
    return folder


@pytest.fixture(scope="session")
def lab(course, exchange):
    """The JupyterLab that `make lab` starts."""
    with make_lab(course, IMAGELESSONS_EXCHANGE=str(exchange)) as running:
        yield running


@pytest.fixture(scope="session")
def context(chromium):
    """One profile for all tests; it notes each address that a page asks for."""
    made = chromium.new_context(viewport=SCREEN)
    made.set_default_timeout(PATIENCE * 1000)
    made.asked_for = []
    made.on("request", lambda request: made.asked_for.append(request.url))
    yield made
    made.close()


@pytest.fixture
def page(context, request):
    """A tab of its own; whatever it asks for comes from this machine."""
    context.asked_for.clear()
    tab = context.new_page()
    tab.on("websocket", lambda socket: context.asked_for.append(socket.url))
    tab.on("dialog", lambda dialog: dialog.accept())  # "leave this page?"
    yield tab
    if getattr(request.node, "failed", False):
        SHOTS.mkdir(parents=True, exist_ok=True)
        tab.screenshot(path=SHOTS / f"failed-{request.node.name}.png")
    tab.close()
    hosts = {urlsplit(url).hostname for url in context.asked_for}
    assert hosts <= {"127.0.0.1", None}, "a page asked for something outside this machine"


@pytest.fixture
def shot(page):
    """Keep what the page shows: ``shot("finding")``."""

    def keep(name: str) -> None:
        SHOTS.mkdir(parents=True, exist_ok=True)
        page.screenshot(path=SHOTS / f"{name}.png")

    return keep
