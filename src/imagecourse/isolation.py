"""What this course adds to nbisolate: its libraries and folders, pictures, and secret."""

import contextlib
import functools
import os
import sys
from collections.abc import Callable, Iterable, Mapping, MutableMapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import imagelessons
from imagelessons.data import ENVIRONMENT_VARIABLE, TRUTH_VARIABLE, course_root, data_folder
from nbisolate import extension

if TYPE_CHECKING:
    from nbgrader.coursedir import CourseDirectory

    from nbisolate.normalize.source import Source

# Of the students' package: what no lesson and no exercise imports.
_NOT_FOR_STUDENTS = {"validate", "cli.py", "registered.py", "__pycache__"}
_NOT_PICTURES = {"truth", "originals"}


class Extension(extension.Extension):
    """What `imagelessons` needs: its pictures, what `check` remembers, and hidden pictures."""

    modules = ("imagelessons.registered", "imagecourse.serializers")
    libraries = (
        "numpy",
        "matplotlib.pyplot",
        "matplotlib.patches",
        "mpl_toolkits.axes_grid1",
        "matplotlib_inline.backend_inline",
        "imageio.v3",
        "imageio.plugins.pillow",
        "PIL.JpegImagePlugin",
        "PIL.PngImagePlugin",
        "PIL.TiffImagePlugin",
        "scipy.ndimage",
        "scipy.optimize",
        "skimage.color",
        "skimage.filters",
        "skimage.measure",
        "skimage.morphology",
        "skimage.transform",
        "sklearn.feature_extraction.image",
        "sklearn.linear_model",
        "nibabel",
        "nibabel.processing",
        "pydicom",
        "pandas",
        "tifffile",
        "joblib",
        "imagelessons.data",
        "imagelessons.show",
        "imagelessons.check",
        "imagephantoms.cached",
        "imagephantoms.axons",
        "imagephantoms.cerebellum",
        "imagephantoms.head.series",
        "imagephantoms.head.volume",
    )
    # Nearly every notebook needs them, or `check` does.
    always = (
        *("numpy", "matplotlib", "mpl_toolkits", "matplotlib_inline", "imageio", "PIL", "scipy"),
        "imagelessons",
    )
    tests_only = ("imagephantoms",)
    packages = ("imagelessons",)
    # Validate runs notebooks with nbgrader's own step.
    quiet = {"Execute.timeout": 120, "Execute.skip_cells_with_tag": ""}

    def libraries_for(self, texts: Iterable[str]) -> tuple[str, ...]:
        """Return what to load before the fork; tests that make pictures need joblib too."""
        texts = list(texts)
        needed = ["joblib"] if any("imagephantoms" in text for text in texts) else []
        return super().libraries_for([*texts, *needed])

    def surroundings(self, seed: int | None = None, secret: str = "") -> extension.Surroundings:
        """Return the pictures, the course's or those of a seed, and what students import."""
        from imagelessons.data.unseen import unseen_pictures
        from imagephantoms.cached import CACHE_VARIABLE
        from imagephantoms.seeds import SECRET_VARIABLE

        folder = data_folder().resolve() if seed is None else unseen_pictures(seed).resolve()
        package = Path(imagelessons.__file__).parent
        readable = [part for part in package.iterdir() if part.name not in _NOT_FOR_STUDENTS]
        readable += [part for part in folder.iterdir() if part.name not in _NOT_PICTURES]
        hidden = dict(zip([CACHE_VARIABLE], map(str, _phantoms()), strict=False))
        if secret:
            hidden[SECRET_VARIABLE] = secret
        if seed is not None:
            hidden[TRUTH_VARIABLE] = str(folder / "truth")
        return extension.Surroundings(
            readable=sorted(readable),
            # Python's import asks for the names in the package's folder, `imagelessons.data` for
            # those of the pictures.
            listable=[package, folder],
            tests_readable=_for_tests(folder),
            tests_writable=_phantoms(),
            private=_course(),
            environment={ENVIRONMENT_VARIABLE: str(folder)},
            tests_environment=hidden,
        )

    def secret_for(
        self,
        course: "CourseDirectory",
        assignment: str,
        name: str,
        source: "Source",
        fails: Callable[[str, list[str]], list[str]],
    ) -> tuple[str, str]:
        """Return what decides the pictures of a notebook's hidden tests."""
        from imagecourse.hidden_seeds import secret_for

        return secret_for(course, assignment, name, source, fails)

    def before_fork(self, role: str, environment: Mapping[str, str]) -> None:
        """Decode the pictures that tests read, once for all of their processes."""
        folder = environment.get(ENVIRONMENT_VARIABLE)
        if role == "tests" and folder and "imageio.v3" in sys.modules:
            from imagecourse.decoded_images import decode, small_pictures

            decode(small_pictures(Path(folder)))

    def start_tests(self) -> None:
        """Let tests read each picture only once."""
        # Without the variable the folder would be looked for, where a shut-in process can't look.
        if "imageio.v3" in sys.modules and os.environ.get(ENVIRONMENT_VARIABLE):
            from imagecourse.decoded_images import remember_pictures

            remember_pictures(data_folder())

    def after_student_cell(self, source: str, outputs: Sequence[Mapping], changed: object) -> None:
        """Tell `check` which cells failed, and which names they set."""
        from imagelessons.check.notebook.runs import note_outputs

        note_outputs(source, outputs, changed)

    def known(self) -> MutableMapping[tuple[str, ...], str]:
        """Return the digests that `check` has worked out."""
        from imagelessons.check.values import canonical

        return canonical.known

    def confirms(self, texts: tuple[str, ...], result: str) -> bool:
        """Return whether a digest is that of a text and a salt."""
        from imagelessons.check.values import canonical

        return len(texts) == 2 and canonical.work_out(*texts) == result


def _course() -> list[Path]:
    try:
        return [course_root()]
    except FileNotFoundError:
        return []


@functools.cache
def _for_tests(folder: Path) -> list[Path]:
    """Return what the tests alone read: the truth, pictures that were made, and their makers."""
    packages = Path(__file__).resolve().parents[1]
    return [folder, packages, *_phantoms()]


def _phantoms() -> list[Path]:
    """Return the folder where the phantoms of hidden tests are kept, if there is one."""
    found = [folder for folder in [phantoms_folder()] if folder is not None]
    for folder in found:
        with contextlib.suppress(OSError):  # then nothing is kept
            folder.mkdir(parents=True, exist_ok=True)
    return [folder for folder in found if folder.is_dir()]


def phantoms_folder() -> Path | None:
    """Return where the phantoms of hidden tests are kept; None outside of the course."""
    return next((root / ".cache" / "phantoms" for root in _course()), None)
