"""The instructor's page on misconceptions has each code, and each place where it can happen."""

from collections import Counter

from imagecourse.author.release import assignments
from imagecourse.author.report_card.trial import bank, expected_code
from imagecourse.report.faq import places
from imagecourse.report.themes import THEMES
from imagelessons.check import CATALOGUE


def test_each_code_has_exactly_one_theme():
    counts = Counter(entry.code for theme in THEMES for entry in theme.entries)
    assert counts == Counter(CATALOGUE.keys()), "a new group of codes belongs into report/themes.py"


def test_each_wrong_answer_of_the_bank_has_its_exercise_on_the_page():
    found = places()
    for assignment in assignments():
        for path in bank(assignment):
            code = expected_code(path)
            assert code == "right" or assignment in found[code]


def test_a_seal_tells_where_its_mistakes_can_happen():
    assert "1" in places()["strictness"]["exercises-02-masking"]
