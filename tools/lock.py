"""Pin every package that the course installs, by version and by hash.

Writes requirements.lock (what `make` installs, each archive compared with its hash) and the
``constraint-dependencies`` of pyproject.toml (the same versions, for a plain `uv run`). What is
pinned already keeps its version; with --upgrade each package gets its newest one. The packages in
``override-dependencies`` of pyproject.toml are left out.
"""

import re
import subprocess
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
BEGIN = """\
# the pins of requirements.lock, for `uv run`; `make lock` writes them
constraint-dependencies"""


def resolve(upgrade: bool) -> None:
    """Write the lock for all that the course can install, on every system."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["uv"]
    command = [
        *("uv", "pip", "compile", "pyproject.toml", "--extra", "browser"),
        *("--universal", "--python-version", "3.11", "--generate-hashes"),
        *("--no-emit-index-url", "--no-emit-find-links", "--no-annotate", "--no-header", "--quiet"),
        *("--no-config", "--output-file", "requirements.lock"),  # where the old pins are read
        *("--overrides", "-"),
        *(["--upgrade"] if upgrade else []),
    ]
    overrides = "\n".join(settings["override-dependencies"])
    subprocess.run(
        command, cwd=ROOT, check=True, stdout=subprocess.DEVNULL, input=overrides, text=True
    )


def pins(lock: str) -> list[str]:
    r"""Return the pins of a lock without their hashes, such as ``numpy==2.5.5``.

    Examples
    --------
    >>> pins("six==1.17.0 \\\n    --hash=sha256:00\n")
    ['six==1.17.0']
    """
    return [line.removesuffix("\\").strip() for line in lock.splitlines() if re.match(r"\w", line)]


def with_constraints(project: str, constraints: list[str]) -> str:
    """Return the text of pyproject.toml with these constraints in place of the old ones."""
    listed = "".join(f'    "{pin}",\n' for pin in constraints)
    head, old = project.split(BEGIN)
    rest = re.sub(r"\A = \[\n.*?^\]\n", "", old, flags=re.MULTILINE | re.DOTALL)
    return f"{head}{BEGIN} = [\n{listed}]\n{rest}"


def main() -> int:
    """Resolve, and write both files."""
    resolve("--upgrade" in sys.argv[1:])
    lock = (ROOT / "requirements.lock").read_text()
    project = ROOT / "pyproject.toml"
    project.write_text(with_constraints(project.read_text(), pins(lock)))
    print(f"Pinned {len(pins(lock))} packages. Run `make test` before you commit them.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
