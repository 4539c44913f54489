"""The instructor's page on misconceptions has each code, and each place where it can happen."""

import re
from collections import Counter

import pytest
from bs4 import BeautifulSoup

from imagecourse.author.release import assignments
from imagecourse.author.report_card.trial import bank, expected_code
from imagecourse.catalogue.themes import themes
from imagecourse.report.faq import chapters, html_page, page, places
from imagelessons.check import CATALOGUE, AuthorError


def test_each_code_has_exactly_one_theme():
    counts = Counter(entry.code for theme in themes() for entry in theme.entries)
    assert counts == Counter(CATALOGUE.keys())


def test_each_wrong_answer_of_the_bank_has_its_exercise_on_the_page():
    found = places()
    for assignment in assignments():
        for path in bank(assignment):
            code = expected_code(path)
            assert code == "right" or assignment in found[code]


def test_a_seal_tells_where_its_mistakes_can_happen():
    assert "1" in places()["strictness"]["exercises-02-masking"]


def test_the_page_goes_through_the_lessons_in_their_order():
    found = chapters(places())
    lessons = [one.title.removeprefix("Lesson ") for one in found]
    numbered = [one for one in lessons if one[:1].isdigit()]
    assert lessons[0] == "Any lesson"
    assert numbered == sorted(numbered) == lessons[1 : 1 + len(numbered)]
    masking = next(one for one in found if one.title == "Lesson 02-masking")
    assert {"masks", "labels"} == {theme.name for theme in masking.themes}
    assert CATALOGUE["slice-end"] not in masking.elsewhere
    assert CATALOGUE["complement"] in masking.elsewhere


def test_each_code_is_an_address_on_the_page_and_each_link_leads_to_one():
    soup = BeautifulSoup(html_page(), "html.parser")
    anchors = [one["id"] for one in soup.find_all(id=True)]
    assert len(set(anchors)) == len(anchors)
    assert CATALOGUE.keys() <= set(anchors)
    links = {one["href"] for one in soup.find_all("a")}
    assert links <= {f"#{one}" for one in anchors}
    told = soup.find(id="transposed").find_parent("div").text
    assert CATALOGUE["transposed"].belief.replace("`", "") in told


def test_the_page_in_markdown_has_the_same_addresses():
    text = page()
    anchors = re.findall(r'<a id="([^"]+)">', text)
    assert len(set(anchors)) == len(anchors)
    assert CATALOGUE.keys() <= set(anchors)
    assert set(re.findall(r"\]\(#([^)]+)\)", text)) <= set(anchors)


def test_no_page_is_made_of_a_catalogue_with_a_fault(monkeypatch):
    monkeypatch.setattr("imagecourse.report.faq.faults", lambda: ["masks.toml: the theme is gone."])
    with pytest.raises(AuthorError, match="the theme is gone"):
        page()
