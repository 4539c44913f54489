"""The original pictures of the source lessons: fetched by whoever wants them, checked by a hash.

The course's own pictures imitate these. The originals aren't ours to share, so they are downloaded
from their public addresses into a folder that git ignores.
"""

import errno
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pooch
import requests
from tqdm import tqdm

from imagelessons.data.files import course_root
from imagelessons.data.pairs import PICTURE_OF, RECORD, write_record

_LESSONS = (
    "https://raw.githubusercontent.com/L2D-Summer2025-DH/Data_Handling/"
    "3c79a3481279197e8eb3434e826f26295974eb9b/episodes/fig/"
)
_ASSETS = "https://media.githubusercontent.com/media/L2D-Assets/Assets/refs/heads/master/"

# No answer, or one that ended too early.
_BROKEN = (
    requests.exceptions.ConnectionError,
    requests.exceptions.Timeout,
    requests.exceptions.ChunkedEncodingError,
)

# What Git LFS stores in the place of a large file begins with these bytes.
_POINTER = b"version https://git-lfs"


@dataclass(frozen=True)
class Original:
    """An original picture.

    Attributes
    ----------
    address : str
        Where it is public.
    sha256 : str
        What it must be.
    size : int
        Bytes.
    """

    address: str
    sha256: str
    size: int


ORIGINALS: dict[str, Original] = {
    "axon_slice.jpg": Original(
        _LESSONS + "axon_slice.jpg",
        "1437066cb4f497ece4b2cb11e2905ad5b2354b8cb230de71644dd3902b59fd9e",
        1_026_513,
    ),
    "rat_brain_low_res.jpg": Original(
        _LESSONS + "rat_brain_low_res.jpg",
        "b10f9a2a0ff0de4fcef58d3b4e309d0754aaed723f6814edb05d993b214f19cf",
        719_926,
    ),
    "rat_cerebellum.jpg": Original(
        _LESSONS + "rat_cerebellum.jpg",
        "360ed79add326cf050f9ce5e9d1002a8c19fcc0848c49adab5493ac5436fe3bd",
        3_342_990,
    ),
    "rat_brain.png": Original(
        _ASSETS + "rat_brain.png",
        "c6a214a092b8eb91532a7cbf321c5f662ecac443c089e4cebe4b32c3d226f571",
        546_283_998,
    ),
}


class DownloadError(RuntimeError):
    """A picture could not be fetched; the message says why and what to do."""


def fetch_originals(
    names: Sequence[str] = (),
    folder: Path | None = None,
    *,
    originals: Mapping[str, Original] = ORIGINALS,
    timeout: float = 30,
    retries: int = 2,
    progress: bool = True,
) -> list[Path]:
    """Fetch original pictures; those that are there already, and whole, aren't fetched again.

    Parameters
    ----------
    names : sequence of str, optional
        Which; by default all.
    folder : pathlib.Path, optional
        Where to; by default ``data/originals`` of the course.
    originals : mapping of str to Original, optional
        Their addresses and hashes.
    timeout : float, optional
        Seconds without a byte after which a download counts as broken.
    retries : int, optional
        How often a broken download is begun again.
    progress : bool, optional
        Whether to show a progress bar.

    Returns
    -------
    list of pathlib.Path
        The files, each of which has its hash.

    Raises
    ------
    DownloadError
        If a name is unknown, there is no network, the answer is broken, altered or a Git LFS
        pointer, or the disk is full. Nothing half-written is left.
    """
    folder = folder or course_root() / "data" / "originals"
    names = list(names) or list(originals)
    for name in names:
        if name not in originals:
            known = ", ".join(originals)
            raise DownloadError(f"There is no original {name!r}; there are: {known}.")
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise DownloadError(f"The folder {folder} can't be made: {error.strerror}.") from None
    _check_room(folder, [originals[name] for name in names if not (folder / name).is_file()])
    fetcher = pooch.create(
        path=folder,
        base_url="",
        registry={name: f"sha256:{originals[name].sha256}" for name in names},
        urls={name: originals[name].address for name in names},
        retry_if_failed=retries,
    )
    pooch.get_logger().setLevel("ERROR")
    return [_fetch(fetcher, name, originals[name], timeout, progress) for name in names]


def complete(folder: Path) -> list[str]:
    """Copy into a folder of originals what the lessons need besides, series of files too.

    Parameters
    ----------
    folder : pathlib.Path
        A folder with originals. It gets the course's pictures that have no original; not the
        truth of those that have one, for it isn't the truth of the original.

    Returns
    -------
    list of str
        The names that were copied.
    """
    replaced = {Path(name).stem for name in ORIGINALS}
    copied = []
    for path in sorted((course_root() / "data").iterdir()):
        imitates = any(path.name.startswith(stem) for stem in replaced)
        if imitates or path.name in {"README.md", RECORD, "large", "originals"}:
            continue
        if path.is_dir():
            shutil.copytree(path, folder / path.name, dirs_exist_ok=True)
        else:
            shutil.copy(path, folder / path.name)
        copied.append(path.name)
    write_record(folder, folder, set(PICTURE_OF.values()) & set(copied))
    return copied


def _check_room(folder: Path, missing: Sequence[Original]) -> None:
    needed = sum(original.size for original in missing)
    free = shutil.disk_usage(folder).free
    if needed > free:
        raise DownloadError(_full_disk(folder, needed, free))


def _full_disk(folder: Path, needed: int, free: int) -> str:
    return (
        f"The disk of {folder} is full: {needed / 1e6:,.0f} MB are needed and {free / 1e6:,.0f} MB "
        f"are free. Make room, or name another folder with --folder."
    )


def _fetch(
    fetcher: pooch.Pooch, name: str, original: Original, timeout: float, progress: bool
) -> Path:
    downloader = _Downloader(name, original, timeout, progress)
    try:
        return Path(fetcher.fetch(name, downloader=downloader))
    except DownloadError:
        raise
    except requests.exceptions.SSLError as error:
        raise DownloadError(
            f"The server of {name} could not prove who it is ({error}). Someone may be listening "
            f"on the line: a network that asks for a login does that. Try another network."
        ) from None
    except _BROKEN as error:
        raise DownloadError(
            f"{name} could not be fetched: no answer, or one that broke off "
            f"({type(error).__name__}). Is there a network? Run the command again: what is whole "
            f"isn't fetched again."
        ) from None
    except requests.exceptions.RequestException as error:
        raise DownloadError(
            f"{name} could not be fetched from {original.address}: {error}. Run the command again "
            f"later; if it stays so, the picture has moved: please file an issue."
        ) from None
    except ValueError:
        raise DownloadError(
            f"What came for {name} isn't the original: its sha256 differs. It was thrown away. "
            f"The download was altered or cut off on its way, or the picture has changed; run the "
            f"command again, and file an issue if it stays so."
        ) from None
    except OSError as error:
        if error.errno == errno.ENOSPC:
            free = shutil.disk_usage(fetcher.path).free
            raise DownloadError(_full_disk(fetcher.path, original.size, free)) from None
        raise DownloadError(f"{name} can't be written: {error.strerror or error}.") from None


class _Downloader:
    """Pooch's own download, with a progress bar and a look at what came."""

    def __init__(self, name: str, original: Original, timeout: float, progress: bool) -> None:
        self.name, self.original = name, original
        self.timeout, self.progress = timeout, progress

    def __call__(self, url: str, output_file: str, fetcher: pooch.Pooch) -> None:
        bar = tqdm(
            total=self.original.size,
            desc=self.name,
            unit="B",
            unit_scale=True,
            disable=not self.progress,
        )
        with bar:
            download = pooch.HTTPDownloader(progressbar=bar, timeout=self.timeout)
            download(url, output_file, fetcher)
        with open(output_file, "rb") as file:
            start = file.read(len(_POINTER))
        if start == _POINTER:
            raise DownloadError(
                f"The server sent a Git LFS pointer, a few lines of text, in the place of "
                f"{self.name}. The address should begin with media.githubusercontent.com; please "
                f"file an issue."
            )
