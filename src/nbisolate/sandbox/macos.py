"""macOS: the system's own sandbox, which a process can enter with its libraries loaded."""

import ctypes
import json
from collections.abc import Sequence
from pathlib import Path


def profile(
    scratch: Path, readable: Sequence[Path], listable: Sequence[Path], writable: Sequence[Path]
) -> str:
    r"""Return the rules, in the sandbox's own language, as a text.

    Parameters
    ----------
    scratch : pathlib.Path
        The folder that the process may write to.
    readable, listable, writable : sequence of pathlib.Path
        As for Landlock.

    Examples
    --------
    >>> text = profile(Path("/private/tmp/work"), [Path("/usr")], [], [Path("/dev/null")])
    >>> '(allow file-read* file-write* (subpath "/private/tmp/work"))' in text
    True
    >>> "network" in text
    False
    """
    lines = [
        "(version 1)",
        "(deny default)",
        # Where a path leads, and whether something is there, but not what is in it.
        "(allow file-read-metadata)",
        "(allow sysctl-read)",
        "(allow process-info* (target self))",
        "(allow signal (target self))",
        f"(allow file-read* file-write* (subpath {_quoted(scratch)}))",
        # The system's libraries lie in a cache of the loader's.
        '(allow file-read* (subpath "/System/Library") (subpath "/Library/Fonts"))',
        '(allow file-read* (subpath "/System/Volumes/Preboot/Cryptexes"))',
        '(allow file-read* (subpath "/private/var/db/dyld"))',
    ]
    lines += [f"(allow file-read* (subpath {_quoted(path)}))" for path in readable]
    lines += [f"(allow file-read-data (literal {_quoted(path)}))" for path in listable]
    lines += [f"(allow file-read* file-write-data (literal {_quoted(path)}))" for path in writable]
    return "\n".join(lines) + "\n"


def _quoted(path: Path) -> str:
    # The sandbox compares real paths: /tmp is a link to /private/tmp.
    return json.dumps(str(path.resolve()), ensure_ascii=False)


def apply_sandbox(
    scratch: Path, readable: Sequence[Path], listable: Sequence[Path], writable: Sequence[Path]
) -> None:
    """Enter the system's sandbox, for good.

    Raises
    ------
    OSError
        If the system refuses.
    """
    library = ctypes.CDLL("/usr/lib/libSystem.B.dylib", use_errno=True)
    message = ctypes.c_char_p()
    text = profile(scratch, readable, listable, writable).encode()
    if library.sandbox_init(text, ctypes.c_uint64(0), ctypes.byref(message)) != 0:
        said = (message.value or b"no reason given").decode(errors="replace")
        raise OSError(f"macOS refused the sandbox: {said}")
