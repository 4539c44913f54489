"""What the tests' process answers, looked at; and why a student's process ended."""

import signal

from nbisolate.sandbox.limits import Limits
from nbisolate.session.warm_parent import Ended


def is_answer(answer: dict) -> bool:
    """Return whether the parts of an answer are what they should be.

    Who sent it is shut in because a student's values could have taken it over.
    """
    outputs, known = answer.get("outputs", []), answer.get("known", [])
    doubts, locked = answer.get("doubts", []), answer.get("locked", {})
    texts = [answer.get(key, "") for key in ("cause", "ended", "needs_person", "trouble")]
    return (
        type(outputs) is type(known) is type(doubts) is list
        and type(locked) is dict
        and all(type(one) is dict and type(one.get("output_type")) is str for one in outputs)
        and all(type(one) is list and list(map(type, one)) == [list, str] for one in known)
        and all(type(text) is str for texts, _ in known for text in texts)
        and all(type(text) is str for text in (*texts, *doubts, *locked.values()))
    )


def why_ended(ended: Ended | None, said: str, limits: Limits) -> str:
    """Return why a student's process ended, as a sentence."""
    if "seconds" in said or ended is None:
        return said
    if ended.by_signal == signal.SIGKILL:
        return said
    if ended.by_signal == signal.SIGXCPU:
        return f"The notebook used more than {limits.total_seconds:g} seconds of the processor."
    if ended.by_signal:
        name = signal.Signals(ended.by_signal).name
        return f"This cell crashed Python itself (signal {name})."
    return f"This cell ended Python itself (exit status {ended.status})."
