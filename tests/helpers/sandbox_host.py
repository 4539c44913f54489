"""A small warm process that forks students' processes for tests/isolate/test_apart_sandbox.py.

It reads requests, one JSON object per line, and answers each with one. pytest itself has threads
and can't be forked safely.
"""

import importlib
import json
import os
import select
import signal
import sys
import time
from pathlib import Path

# Loaded here, once: what the tests run finds them there, as in the real warm parent.
import matplotlib
import nibabel  # noqa: F401
import numpy  # noqa: F401
from surroundings import listable_paths, readable_paths

from nbisolate.sandbox import enter

matplotlib.use("Agg")
import matplotlib.pyplot  # noqa: E402, F401

SECONDS = 300


def run(request: dict) -> dict:
    """Fork a process, shut it in, run the code there, and say what came of it."""
    if request.get("process"):
        # A process beside it, of the same user.
        request["other"] = other = sleeping(request["user"])
        request["process"] = os.pidfd_open(other)
    reads, writes = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reads)
        answer = attempt(request, writes)
        os.write(writes, json.dumps(answer, default=repr)[:60000].encode())
        os._exit(0)
    os.close(writes)
    said, until = b"", time.monotonic() + request.get("seconds", SECONDS)
    late = False
    while True:
        ready, _, _ = select.select([reads], [], [], max(0, until - time.monotonic()))
        if not ready:
            late = True
            os.kill(child, signal.SIGKILL)
            break
        piece = os.read(reads, 65536)
        if not piece:
            break
        said += piece
    os.close(reads)
    _, status = os.waitpid(child, 0)
    if request.get("process"):
        os.close(request["process"])
        os.kill(request["other"], signal.SIGKILL)
        os.waitpid(request["other"], 0)
    answer = json.loads(said) if said and not late else {}
    return answer | {"exit": os.waitstatus_to_exitcode(status), "late": late}


def sleeping(user: int) -> int:
    """Fork a process that does nothing, and return its number."""
    child = os.fork()
    if child == 0:
        if user:
            os.setresgid(user, user, user)
            os.setresuid(user, user, user)
        while True:
            time.sleep(600)
    return child


def attempt(request: dict, writes: int) -> dict:
    """Shut this process in and run the code, which puts what it found into `answer`."""
    names = request["names"] | {"Path": Path, "os": os, "answer": None, "parent": os.getppid()}
    names |= {"other": request.get("other"), "process": request.get("process")}
    try:
        enter.shut_in(
            Path(request["scratch"]),
            [Path(path) for path in request["readable"]],
            enter.Limits(**request.get("limits", {})),
            listable=[Path(path) for path in request["listable"]],
            keep=[writes, *([names["process"]] if "process" in request else [])],
            layers=request["layers"],
            user=request["user"],
            temporary=Path(request.get("temporary", request["scratch"])),
            may_signal=request.get("as_tests", False),
        )
    except enter.ShutInError as error:
        return {"not shut in": str(error)}
    try:
        exec(request["code"], names)
    except BaseException as error:
        number = getattr(error, "errno", None)
        return {"error": type(error).__name__, "says": str(error), "errno": number}
    return {"answer": names["answer"]}


def main() -> None:
    """Serve until the requests end."""
    for name in filter(None, os.environ["LOADS"].split()):
        importlib.import_module(name)
    leaked = os.open(sys.argv[1], os.O_RDONLY)
    os.set_inheritable(leaked, True)
    folders = [Path(name) for name in sys.argv[2:]]
    readable = [path for folder in folders for path in readable_paths(folder)]
    enter.warm_up(readable)
    hello = {
        "present": enter.present_layers(),
        "missing": enter.missing_layers(),
        "readable": list(map(str, readable)),
        "listable": [str(path) for one in folders for path in listable_paths(one)],
        "leaked": leaked,
        "user": os.getuid(),
        "nameless": enter.nameless_user(readable),
    }
    print(json.dumps(hello), flush=True)
    for line in sys.stdin:
        print(json.dumps(run(json.loads(line))), flush=True)


if __name__ == "__main__":
    main()
