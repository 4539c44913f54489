"""The program that runs a student's cells for Validate: started with ``python -P -m``, once each.

It reads one line of JSON, what to run, and answers with one line before and one after each cell.
"""

import _thread
import json
import os
import sys
import threading
from typing import TextIO

from nbisolate.shell.notebook import NotebookShell, make_current, make_shell, run_cell

_MOST_TEXT = 20_000


def main() -> None:
    """Run the cells that the first line of the input names."""
    orders = json.loads(sys.stdin.readline())
    answers = _own_channel()
    sys.path.insert(0, os.getcwd())
    shell = make_shell()
    make_current(shell)
    for number, source in enumerate(orders["cells"]):
        if number in orders["passed_over"]:
            continue
        _say(answers, {"starts": number})
        outputs, stopped = _run(shell, source, orders["cell_seconds"])
        finding = _finding(shell)
        _say(answers, {"ended": number, "outputs": outputs, "stopped": stopped} | finding)


def _own_channel() -> TextIO:
    """Keep standard output for the answers alone: what else is written there goes nowhere."""
    channel = os.fdopen(os.dup(1), "w", encoding="utf-8")
    nowhere = os.open(os.devnull, os.O_RDWR)
    for number in (0, 1, 2):
        os.dup2(nowhere, number)
    return channel


def _run(shell: NotebookShell, source: str, seconds: float) -> tuple[list[dict], bool]:
    stopped = threading.Event()

    def stop() -> None:
        stopped.set()
        _thread.interrupt_main()

    timer = threading.Timer(seconds, stop)
    timer.daemon = True
    timer.start()
    try:
        outputs = run_cell(shell, source)
        timer.cancel()
    except KeyboardInterrupt:  # the cell had just ended
        outputs = []
    return [_needed(one) for one in outputs if _is_needed(one)], stopped.is_set()


def _is_needed(output: dict) -> bool:
    return output["output_type"] in ("error", "execute_result")


def _needed(output: dict) -> dict:
    """Return of an output what points and sentences are made of: no pictures."""
    if output["output_type"] == "error":
        lines = "\n".join(output["traceback"])
        return output | {"traceback": lines[:_MOST_TEXT].split("\n")}
    text = output["data"].get("text/plain", "")
    return output | {"data": {"text/plain": text[:_MOST_TEXT]}}


def _finding(shell: NotebookShell) -> dict:
    """Return the parts of a finding of the course's checks, if the cell ended with one."""
    result = shell.last_execution_result
    error = result.error_in_exec if result is not None else None
    if type(error).__name__ != "Finding" or not hasattr(error, "plain"):
        return {}
    return {"finding": {key: str(part) for key, part in error.plain().items()}}


def _say(answers: TextIO, message: dict) -> None:
    answers.write(json.dumps(message) + "\n")
    answers.flush()


if __name__ == "__main__":
    main()
