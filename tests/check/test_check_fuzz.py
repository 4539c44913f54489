"""Whatever is handed in, a check raises a finding or nothing."""

import pytest
from odd_answers import ODD, TRUTH

from imagelessons import check

CHECKS = {
    "kind": lambda a: check.kind(a, "a", shape=(3, 4), dtype="uint8", low=0, high=255),
    "kind of a number": lambda a: check.kind(a, "a", shape=(), dtype="float", low=0, high=1),
    "kind of a mask": lambda a: check.kind(a, "a", ndim=2, dtype="bool"),
    "kind of anything": lambda a: check.kind(a, "a", low=0, high=1),
    "array": lambda a: check.array(a, TRUTH, "a", dtype="uint8", mistakes={"sign": -1}),
    "floats": lambda a: check.array(a, TRUTH / 7, "a"),
    "signed": lambda a: check.array(a, TRUTH - 5.0, "a"),
    "one axis": lambda a: check.array(a, [1, 2], "a"),
    "mask": lambda a: check.mask(a, TRUTH > 3, "a", image=TRUTH, threshold=3),
    "labels": lambda a: check.labels(a, TRUTH // 9, "a", consecutive=True),
    "number": lambda a: check.number(a, 7, "a", mistakes={"sign": 3}),
    "float": lambda a: check.number(a, 0.3, "a", unit="%"),
    "zero": lambda a: check.number(a, 0.0, "a"),
    "truth": lambda a: check.truth(a, True, "a"),
    "text": lambda a: check.text(a, "uint9", "a"),
    "figure": lambda a: check.figure(a, "a", panels=9),
    "function": lambda a: check.function(a, [check.case(TRUTH, expected=TRUTH)], "a"),
    "result": lambda a: check.function(lambda: a, [check.case(expected=(1, TRUTH))], "a"),
    "seal": lambda a: check.sealed(a, "fuzz/array"),
    "sealed mask": lambda a: check.sealed(a, "fuzz/mask"),
    "sealed floats": lambda a: check.sealed(a, "fuzz/floats"),
    "sealed number": lambda a: check.sealed(a, "fuzz/number"),
    "sealed count": lambda a: check.sealed(a, "fuzz/count"),
}


@pytest.fixture(autouse=True)
def seals(tmp_path, monkeypatch):
    from imagecourse.author.seal import write_seals
    from imagelessons.check.values import seals

    folder = tmp_path / "fuzz"
    folder.mkdir()
    (folder / "sealed.py").write_text(
        "import numpy as np\n"
        "from imagelessons import check\n"
        "def answers():\n"
        "    picture = np.arange(12, dtype=np.uint8).reshape(3, 4) * 2\n"
        "    return {'array': check.Answer(picture), 'mask': check.Answer(picture > 3),\n"
        "            'floats': check.Answer(picture / 7, decimals=3),\n"
        "            'number': check.Answer(0.123, step=0.001), 'count': check.Answer(17)}\n"
    )
    write_seals("fuzz", solutions=tmp_path, seals=tmp_path)
    monkeypatch.setattr(seals, "SEALS", tmp_path)


LOOSE = {"kind of anything", "kind of a number"}


def found(which, odd):
    try:
        CHECKS[which](odd)
    except check.Finding as finding:
        return finding
    return None


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize("which", CHECKS)
def test_a_check_raises_nothing_but_findings(which):
    for name, odd in ODD.items():
        right = found(which, odd) is None
        # Nothing that lies is right, save where only its outer form is asked.
        assert not (right and name.startswith(("liar", "lying")) and which not in LOOSE), name


@pytest.mark.parametrize("which", CHECKS)
def test_every_finding_can_be_shown(which):
    for odd in ODD.values():
        finding = found(which, odd)
        if finding is not None:
            assert finding.block()[-1].startswith("Code: ")
            assert finding.found
            assert finding.code != "check-stopped", (finding.found, type(odd))
