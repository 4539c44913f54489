"""What a second attacker tried: each against the engine alone, with a test that invites it.

`tests/isolate/test_apart_attacks.py` runs them, and each must end in a failed test, or wait for a
person.
"""

from dataclasses import dataclass, field

NP = "import numpy as np"
_CLOSE = "np.testing.assert_allclose"
_PICTURE = "import imageio.v3 as iio\nimport numpy as np\nfrom imagelessons.data import data"
_CSV = "assert answer == [int(part) for part in open('right.csv').read().split(',')]"
_SOCKETS = """
import os, socket, stat
def sockets():
    for number in range(3, 60):
        try:
            if stat.S_ISSOCK(os.fstat(number).st_mode):
                yield number
        except OSError:
            pass
"""
_DEEP = """
import struct
for number in sockets():
    text = b'{"message":' + b"[" * 1_000_000
    os.write(number, struct.pack("<QQ", len(text), 0) + text)
answer = 42
"""


@dataclass(frozen=True)
class Attack:
    """One try to get points without the right answer.

    Attributes
    ----------
    name, does : str
        For the table in docs/grading-faults.md.
    student, test : str
        The student's cell, and the test that it is meant for.
    says : str
        Part of the sentence for the instructor; empty if the test fails, as it should.
    given : str
        A locked cell before both.
    files : dict of str to str
        Files of the instructor beside the notebook.
    before : str
        A test cell before the test.
    needs : str
        A library that may be missing.
    """

    name: str
    does: str
    student: str
    test: str
    says: str = ""
    given: str = NP
    files: dict[str, str] = field(default_factory=dict)
    before: str = ""
    needs: str = "numpy"


ATTACKS = [
    Attack("points-of-numpy", "an array, so that the points are an array: no number, all points",
        "answer = np.array([41.0])", "points = 2.0 * (answer == 42)\npoints", "number of points"),
    Attack("masked-in-a-list", "masked arrays within a list or a dictionary",
        "answer = {'grey': [np.ma.masked_all(3)]}", f"{_CLOSE}(answer['grey'][0], [1, 2, 3])",
        "masked"),
    Attack("masked-returned", "a function that returns a tuple with a masked array",
        "def measure(image):\n    return np.ma.masked_all(3), 2",
        f"means, count = measure(np.ones(3))\n{_CLOSE}(means, [1, 2, 3])\nassert count == 2",
        "masked"),
    Attack("words-of-a-message", "masked values, where only a message of the test speaks of them",
        "answer = np.ma.masked_all(3)", f"{_CLOSE}(answer, [1, 2, 3], err_msg='masked mean')",
        "masked"),
    Attack("nothing-for-a-number", "an empty list: NumPy takes it as equal to any number",
        "answer = [[], []]", "assert np.allclose(answer, 42)", "holds nothing"),
    Attack("nothing-returned", "a function that returns an empty array",
        "def mean_of(image):\n    return np.array([])", f"{_CLOSE}(mean_of(np.ones(3)), 42)",
        "holds nothing"),
    Attack("used-up", "an iterator with nothing in it, so that nothing is compared",
        "answer = iter(())", "assert all(a == b for a, b in zip(answer, [1, 2]))",
        "can’t be handed"),
    Attack("missing-values", "missing values of pandas: `all` and sums pass over them",
        "import pandas\nanswer = pandas.Series([pandas.NA] * 3, dtype='Int64')",
        "assert (answer == [1, 2, 3]).all()", "can’t be handed", needs="pandas"),
    Attack("no-number", "NaN: it isn't further from the right number than is allowed",
        "answer = [41.0, np.nan]",
        "if max(abs(one - right) for one, right in zip([answer[1]], [42])) > 1e-6:\n"
        "    raise AssertionError('wrong')",
        "NaN"),
    Attack("no-number-returned", "a function that returns an array of NaN, for the same",
        "def double(values):\n    return values * np.nan",
        "assert not (abs(double(np.ones(3)) - 2) > 1e-6).any()", "NaN"),
    Attack("seen-before", "masked values that an earlier test cell has fetched",
        "answer = np.ma.masked_all(3)", f"{_CLOSE}(answer, [1, 2, 3])", "masked",
        before="assert answer is not ..."),
    Attack("arguments-changed", "a function that makes what it is given as wrong as its result",
        "def double(values):\n    values[...] = 0\n    return values",
        f"given = np.arange(3.0)\n{_CLOSE}(double(given), 2 * given)", "changed `given`"),
    Attack("arguments-in-a-list", "the same, where the test keeps them in a list",
        "def double(values):\n    values[...] = 0\n    return values",
        "given = [np.ones(3)]\nfor result, one in zip(map(double, given), given):\n"
        f"    {_CLOSE}(result, 2 * one)",
        "changed `given`"),
    Attack("part-changed", "the same with a part of a picture, which is a view of it",
        "def double(values):\n    values[...] = 0\n    return values",
        f"image = np.ones((3, 3))\n{_CLOSE}(double(image[1:]), 2 * image[1:])",
        "changed `image`"),
    Attack("list-rebound", "rebinds a list that a locked cell sets and a test reads",
        "levels = [0]\nanswer = 0", "assert answer == sum(levels)", "`levels`",
        given="levels = [10, -20, 30]"),
    Attack("picture-changed", "changes a picture that a locked cell reads and a test compares with",
        "img[...] = 0\nanswer = 0.0", "assert answer == img.mean()", "`img`",
        given=f"{_PICTURE}\nimg = iio.imread(data('axon_slice.jpg'))"),
    Attack("file-rewritten", "rewrites a file of the instructor that a test reads",
        "answer = [8]\nopen('right.csv', 'w').write('8')", _CSV, "right.csv",
        files={"right.csv": "1,2"}),
    Attack("file-replaced", "deletes that file and writes another",
        "answer = [8]\nimport os\nos.remove('right.csv')\nopen('right.csv', 'w').write('8')", _CSV,
        "right.csv", files={"right.csv": "1,2"}),
    Attack("picture-is-a-program", "a “PNG” that is PostScript, for Ghostscript to run",
        "open('saved.png', 'wb').write(b'%!PS-Adobe-3.0 EPSF-3.0\\n%%BoundingBox: 0 0 9 9\\n"
        "%%EndComments\\n(ran) print flush showpage\\n')",
        "import imageio.v3 as iio\niio.imread('saved.png')"),
    Attack("forged-finding", "raises an error that is called a finding, for the class's report",
        "class Finding(Exception): pass\ndef double(values):\n"
        "    raise Finding('call me\\nCode: shape-swapped')",
        f"{_CLOSE}(double(np.ones(3)), [2, 2, 2])"),
    Attack("endless-brackets", "writes JSON a million brackets deep to the process of the tests",
        _SOCKETS + _DEEP, "assert answer == 42"),
    Attack("files-handed-over", "sends open files through the socket of the process of the tests",
        _SOCKETS + "for number in sockets():\n"
        "    socket.send_fds(socket.socket(fileno=os.dup(number)), [b'x'], [0] * 100)\nanswer = 42",
        "assert answer == 42"),
    Attack("socket-closed", "a function that closes the socket and waits",
        _SOCKETS + "import time\ndef double(values):\n    for number in list(sockets()):\n"
        "        os.close(number)\n    time.sleep(60)", f"{_CLOSE}(double(np.ones(3)), 2)"),
    Attack("size-that-lies", "a picture of Pillow that claims a trillion pixels",
        "from PIL import Image\nclass Big(Image.Image):\n    size = (1_000_000, 1_000_000)\n"
        "answer = Image.new('L', (3, 2))\nanswer.__class__ = Big",
        "assert answer.size == (3, 2)", "can’t be handed"),
    Attack("volume-from-outside", "a volume whose voxels lie in a file outside",
        "import nibabel\nfrom nibabel.arrayproxy import ArrayProxy\n"
        "voxels = ArrayProxy('/etc/passwd', ((3, 3, 3), np.uint8, 0, 1, 0))\n"
        "answer = nibabel.Nifti1Image(voxels, np.eye(4))", "assert answer.get_fdata().any()"),
    Attack("many-artists", "a figure that says it has thirty thousand lines",
        "from matplotlib.figure import Figure\nfrom matplotlib.lines import Line2D\n"
        "answer = Figure()\nline = answer.subplots().plot([1, 2])\n"
        "answer.axes[0]._children.extend(line * 30_000)", "assert answer.axes[0].lines",
        "sent what is no value"),
    Attack("table-of-functions", "a table whose cells are functions that answer",
        "import pandas\nanswer = pandas.DataFrame({'area': [lambda: 42, lambda: 42]})",
        "assert (answer['area'] == 42).all()", "can’t be handed", needs="pandas"),
]  # fmt: skip
