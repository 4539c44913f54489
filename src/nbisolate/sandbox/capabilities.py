"""Which layers a machine has, tried out rather than guessed, and what the others leave open."""

import errno
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from functools import cache
from pathlib import Path

from nbisolate.sandbox.limits import Limits

NAMESPACES, LANDLOCK, SECCOMP, LIMITS = "namespaces", "Landlock", "seccomp", "limits"
_SECONDS = 60

_NOT_LINUX = (
    "Only Linux has what a process shuts itself in with, so nothing can be graded here. Grade in a "
    "virtual machine with Linux (on Windows, WSL is one)."
)


class ShutInError(Exception):
    """A process could not be shut in; it must not run a student's code."""


def layers_of_system() -> tuple[str, ...]:
    """Return the layers that this operating system could have.

    Examples
    --------
    >>> set(present_layers()) <= set(layers_of_system())
    True
    """
    return (NAMESPACES, LANDLOCK, SECCOMP, LIMITS) if sys.platform == "linux" else ()


def present_layers() -> tuple[str, ...]:
    """Return the layers that this machine has, see `missing_layers`."""
    missing = _reasons()
    return tuple(layer for layer in layers_of_system() if layer not in missing)


def missing_layers() -> dict[str, str]:
    """Return the layers that this machine lacks, with what that leaves open and why.

    A process of its own applies each layer to a child and tries what that must stop. That is
    done once; the answer is kept.

    Returns
    -------
    dict
        Layer -> sentences for the instructor. Empty if nothing is missing.

    Examples
    --------
    >>> all(text.endswith(".") for text in missing_layers().values())
    True
    """
    if not layers_of_system():
        return {"everything": _NOT_LINUX}
    reasons = _reasons()
    return {
        layer: f"{what_is_open(layer, set(reasons))} Why: {reason}."
        for layer, reason in reasons.items()
    }


def what_is_open(layer: str, missing: set[str]) -> str:
    """Return what a missing layer leaves open, given that others may be missing too.

    Examples
    --------
    >>> what_is_open("limits", {"limits"})
    "A student's code can use up all memory, processor time and disk."
    """
    if layer == LIMITS:
        return "A student's code can use up all memory, processor time and disk."
    if layer == SECCOMP:
        network = " and use the network" if NAMESPACES in missing else ""
        return (
            f"A student's code can start programs{network}, send signals to your other programs "
            f"(Landlock refuses that from Linux 6.12 on), change modes and dates of files that it "
            f"can see, and call parts of the kernel in which errors have been found before."
        )
    if {NAMESPACES, LANDLOCK} <= missing:
        return (
            "A student's code can read every file that you can read, such as solutions, other "
            "submissions and the gradebook, and write wherever you can write."
        )
    if layer == LANDLOCK:
        return "Nothing by itself, for namespaces hide your files too; but one wall stands alone."
    return (
        "A student's code can ask for names, sizes and dates of your files, where links lead, how "
        "full your disks are and which programs run, not for what is in any of them. Pools of "
        "multiprocessing's threads don't start: an honest cell that needs one fails."
    )


@cache
def _reasons() -> dict[str, str]:
    """Return layer -> why it can't be applied, as a process of its own found."""
    if not layers_of_system():
        return {}
    command = [sys.executable, "-m", __name__]
    found = [str(Path(__file__).resolve().parents[2]), os.environ.get("PYTHONPATH", "")]
    variables = os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, found))}
    try:
        done = subprocess.run(
            command,
            env=variables,
            capture_output=True,
            text=True,
            timeout=_SECONDS,
            check=True,
            stdin=subprocess.DEVNULL,
        )
        return json.loads(done.stdout)
    except (OSError, subprocess.SubprocessError, ValueError) as error:
        said = (getattr(error, "stderr", None) or repr(error)).strip().splitlines()[-1]
        return dict.fromkeys(layers_of_system(), f"trying it out failed ({said})")


def _main() -> int:
    reasons = {layer: _try(layer) for layer in layers_of_system()}
    print(json.dumps({layer: reason for layer, reason in reasons.items() if reason}))
    return 0


def _try(layer: str) -> str | None:
    """Apply a layer in a child that then tries what it must stop; return why it didn't hold."""
    with tempfile.TemporaryDirectory() as folder:
        secret, scratch = Path(folder, "secret.txt"), Path(folder, "scratch")
        secret.write_text("secret")
        scratch.mkdir()
        reads, writes = os.pipe()
        child = os.fork()
        if child == 0:
            try:
                said = _apply_and_attack(layer, scratch, secret, writes)
            except BaseException as error:
                said = _plain(error)
            os.write(writes, said.encode(errors="replace")[:2000])
            os._exit(0)
        os.close(writes)
        with open(reads, encoding="utf-8", errors="replace") as answers:
            said = answers.read()
        os.waitpid(child, 0)
    if said == "held":
        return None
    return said or "the process that tried it died"


def _apply_and_attack(layer: str, scratch: Path, secret: Path, answers: int) -> str:
    from nbisolate.sandbox.enter import shut_in

    readable = [Path("/usr"), Path("/lib"), Path("/lib64")]
    shut_in(scratch, readable, Limits(open_files=99), keep=[answers], layers=[layer])
    (scratch / "own.txt").write_text("own")
    (scratch / "own.txt").unlink()
    attacks: dict[str, Callable] = {
        NAMESPACES: secret.read_text,
        LANDLOCK: secret.read_text,
        SECCOMP: _fork,
        LIMITS: _open_many,
    }
    try:
        attacks[layer]()
    except OSError:
        return "held"
    return "it was applied, but did not hold"


def _fork() -> None:
    if os.fork() == 0:
        os._exit(0)


def _open_many() -> None:
    for _ in range(100):
        os.open(os.devnull, os.O_RDONLY)


def _plain(error: BaseException) -> str:
    """Return the cause of an error in words."""
    cause = error.__cause__ or error
    if isinstance(cause, ImportError) and cause.name:
        return f"the package {cause.name} isn't installed (`make formgrader` installs it)"
    if "libseccomp" in str(cause):
        return "the library libseccomp.so.2 is missing (Debian's package libseccomp2)"
    if cause.__class__.__name__.startswith("Landlock"):
        return f"this kernel has it not switched on ({cause})"
    if str(cause).partition("] ")[2].startswith(("unshare", "mount")):
        # That error's own text speaks of a full disk.
        full = getattr(cause, "errno", None) == errno.ENOSPC
        why = "user.max_user_namespaces allows no more" if full else cause
        return f"this system doesn't let this user make namespaces ({why})"
    return str(cause) or repr(cause)


if __name__ == "__main__":
    sys.exit(_main())
