"""The cases of `fuzz`, led by which lines of the decoder they come to: with atheris, if installed.

What decides over a case are then not a seed and a number, but the bytes that libFuzzer tries.
``make fuzz`` runs it after its own cases. A finding ends it, and stands in a file that is named
last: ``python guided.py FILE`` runs it again.
"""

import random
import sys
import tempfile
from pathlib import Path

import atheris

with atheris.instrument_imports(
    include=["nbisolate.serialize", "imagecourse.serializers", "imagelessons.check.figures.facts"]
):
    import imagecourse.serializers  # noqa: F401
    import nbisolate.serialize.in_place  # noqa: F401

from fuzz import Cases
from seeds import seeds


class Decisions(random.Random):
    """Takes each decision from the next bytes; always the first possibility when they end."""

    def __init__(self, data: bytes) -> None:
        super().__init__(0)
        self._data, self._at = data, 0

    def getrandbits(self, bits: int) -> int:
        """Return the next bits."""
        size = (bits + 7) // 8
        taken = self._data[self._at : self._at + size]
        self._at += size
        return int.from_bytes(taken, "little") & ((1 << bits) - 1)

    def random(self) -> float:
        """Return a number from 0 to 1, which is not reached."""
        return self.getrandbits(16) / (1 << 16)


class FoundError(Exception):
    """What a case led to beside a value or a refusal."""


def main() -> None:
    """Run cases until libFuzzer has enough of them; its options come from the command line."""
    cases = Cases("guided", seeds(), seconds=0)

    def one(data: bytes) -> None:
        wrong = cases.run(0, Decisions(data))
        if wrong:
            raise FoundError(wrong)

    whole_run = [f"-artifact_prefix={tempfile.gettempdir()}/", "-timeout=30", "-rss_limit_mb=4000"]
    whole_run += ["-len_control=0", "-max_len=500"]
    files = [str(Path(name).resolve()) for name in sys.argv[1:] if not name.startswith("-")]
    options = [name for name in sys.argv[1:] if name.startswith("-")]
    atheris.Setup([sys.argv[0], *whole_run, *options, *files], one)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
