"""A student's process is shut in: what it may try, and what must go on working."""

import platform
from pathlib import Path

import pytest
from sandbox_attacks import ATTACKS, LANDLOCK, LIMITS, NAMESPACES, SECCOMP
from sandbox_warm import need, on_linux, warm_processes

warm = warm_processes
pytestmark = on_linux


def succeeded(found: dict) -> bool:
    return found.get("answer") is not None


def test_every_layer_is_there_or_says_what_is_open(warm):
    assert set(warm.hello["present"]) | set(warm.hello["missing"]) == {
        NAMESPACES, LANDLOCK, SECCOMP, LIMITS,
    }  # fmt: skip
    for text in warm.hello["missing"].values():
        assert " Why: " in text


@pytest.mark.parametrize("name", ATTACKS)
def test_attack_is_stopped(warm, name):
    attack = ATTACKS[name]
    if attack.stopped_by and not set(attack.stopped_by) & set(warm.hello["present"]):
        need(warm, *attack.stopped_by)
    try:
        found = warm.run(attack.code)
        assert not succeeded(found), found
        assert "error" in found or found["exit"] != 0, found
        assert Path(warm.names["gradebook"]).read_text() == "secret"
        assert Path(warm.names["picture"]).read_text() == "secret"
        assert not (warm.folder / "outside" / "new").exists()
    finally:
        warm.lay_out()


@pytest.mark.parametrize("name", [name for name in ATTACKS if ATTACKS[name].succeeds != "none"])
def test_attack_is_one_where_nothing_is_shut_in(warm, name):
    if ATTACKS[name].succeeds == "user" and warm.user == 0:
        pytest.skip("a process of root's without its rights may not do that to its parent anyway")
    if name == "namespaces again":
        need(warm, NAMESPACES)
    if "32-bit" in name and platform.machine() != "x86_64":
        pytest.skip("the machine code is that of another processor")
    try:
        found = warm.run(ATTACKS[name].code, layers=[])
        assert succeeded(found), found
    finally:
        warm.lay_out()


@pytest.mark.parametrize(
    ("name", "layer"),
    [(name, layer) for name, attack in ATTACKS.items() for layer in sorted(attack.stopped_by)],
)
def test_attack_is_stopped_by_one_layer_alone(warm, name, layer):
    from nbisolate.sandbox.landlock import version

    need(warm, layer)
    if layer == LANDLOCK and version() < ATTACKS[name].landlock:
        pytest.skip(f"Landlock stops that from its version {ATTACKS[name].landlock} on")
    try:
        found = warm.run(ATTACKS[name].code, layers=[layer])
        assert not succeeded(found), found
    finally:
        warm.lay_out()
