"""Run the lessons and store their outputs: after a change of a lesson, a picture or a package.

``python tools/lessons.py`` runs all of them, ``python tools/lessons.py notebooks/01-*.ipynb`` some.
"""

import os
import sys
from pathlib import Path

import nbformat
from nbclient import NotebookClient

ROOT = Path(__file__).resolve().parents[1]

# What a run leaves in a notebook that differs from run to run.
_VOLATILE = ("execution", "widgets")


def execute(path: Path) -> None:
    """Run a notebook in its own folder and store it with its outputs."""
    notebook = nbformat.read(path, as_version=4)
    client = NotebookClient(
        notebook,
        timeout=600,
        kernel_name="python3",
        resources={"metadata": {"path": str(path.parent)}},
        # Printed lines arrive in pieces that depend on the machine's speed.
        coalesce_streams=True,
        record_timing=False,
    )
    client.execute()
    for name in _VOLATILE:
        notebook.metadata.pop(name, None)
        for cell in notebook.cells:
            cell.metadata.pop(name, None)
    notebook.metadata["language_info"] = {"name": "python"}
    nbformat.write(notebook, path)


def main(names: list[str]) -> int:
    """Run the notebooks that are named, or all lessons."""
    if os.environ.get("IMAGELESSONS_DATA"):
        print("IMAGELESSONS_DATA is set: the outputs would be those of other pictures. Unset it.")
        return 1
    paths = [Path(name).resolve() for name in names] or sorted((ROOT / "notebooks").glob("*.ipynb"))
    for path in paths:
        print(f"{path.name} ...", flush=True)
        execute(path)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
