"""The second wall: who has taken over the tests' process gets nowhere from there.

A student's values are checked before a library sees them. Here that has failed: the tests' process
does what the student's code wants (`exec(attack)` in a test cell), or the check is taken out.
"""

import os
import socket
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from sandbox_attacks import ATTACKS, FILES, LANDLOCK, SECCOMP, C
from sandbox_warm import ALL, each_user, need, on_linux, refused
from surroundings import around, listable_paths, readable_paths

from imagecourse import EXTENSION
from imagelessons.data import course_root, data_folder
from nbisolate.sandbox.enter import missing_layers
from nbisolate.sandbox.limits import Limits
from nbisolate.session.session import Place, Step, run_notebook
from nbisolate.session.warm_parent import WarmParent

pytestmark = on_linux
LONG = Limits(cell_seconds=120, test_seconds=120, total_seconds=900)
HELPERS = course_root() / "tests" / "helpers"
# Of a student's process they are the folder of its own; see test_apart_sandbox.py for these two.
warm = pytest.fixture(scope="module", params=["ordinary user", "root"])(each_user)


@pytest.mark.parametrize("name", ATTACKS)
def test_attack_is_stopped_in_the_tests_process(warm, name):
    """As it is shut in: with the same layers, but with signals to whom it holds a descriptor of."""
    attack = ATTACKS[name]
    if attack.stopped_by and not set(attack.stopped_by) & set(warm.hello["present"]):
        need(warm, *attack.stopped_by)
    try:
        found = warm.run(attack.code, as_tests=True)
        assert found.get("answer") is None, found
        assert "error" in found or found["exit"] != 0, found
        assert Path(warm.names["gradebook"]).read_text() == "secret"
        assert not (warm.folder / "outside" / "new").exists()
    finally:
        warm.lay_out()


SIGNAL = """
import signal
number = signal.{name}
answer = signal.pidfd_send_signal(process, number) or 1
"""


@pytest.mark.parametrize("layers", [ALL, [LANDLOCK, SECCOMP]], ids=str)
def test_signals_go_to_whom_it_holds_a_descriptor_of_and_no_others(warm, layers):
    need(warm, LANDLOCK, SECCOMP)
    for name, error in {"SIGCONT": None, "SIGTERM": 1, "SIGUSR1": 1, "SIGTRAP": 1}.items():
        code = SIGNAL.format(name=name)
        found = warm.run(code, as_tests=True, layers=layers, process=True)
        assert found.get("errno") == error, (name, found)
        # A student's process can't, whatever it holds.
        assert warm.run(code, layers=layers, process=True)["errno"] == 1
    for code in (
        "os.kill(other, 18)",
        "os.pidfd_open(other)",
        "os.kill(parent, 18)",
        # Flag 4: to the whole group.
        C + "c('syscall', 424, process, 18, None, 4)",
    ):
        found = warm.run(code, as_tests=True, layers=layers, process=True)
        assert found["errno"] == 1, (code, found)


@dataclass
class Host:
    """A course, with all that an attacker in the tests' process would want."""

    place: Path
    listening: socket.socket
    names: dict[str, str] = field(default_factory=dict)

    def run(self, warm: WarmParent, attacks: dict[str, str], **place: object) -> dict[str, str]:
        """Return what became of each attack: what it printed, or its error."""
        scratch = self.place / "scratch"
        scratch.mkdir(exist_ok=True)
        names = self.names | {"port": self.listening.getsockname()[1], "engine": os.getpid()}
        student = "\n".join(f"{name} = {value!r}" for name, value in names.items())
        steps = [Step("student", f"{student}\nattacks = {attacks!r}")]
        steps += [Step("tests", f"exec(attacks[{name!r}])\nprint(found)") for name in attacks]
        results, _ = run_notebook(steps, warm, self.where(scratch, **place), LONG)
        return {name: said(result) for name, result in zip(attacks, results[1:], strict=True)}

    def where(self, scratch: Path, **place: object) -> Place:
        folder = data_folder()
        readable = [*around(folder).tests_readable, *place.pop("readable", ())]
        return Place(
            scratch,
            readable_paths(folder),
            listable_paths(folder),
            tests_readable=readable,
            **place,
        )


def said(result) -> str:
    texts = [one.get("text", "") + one.get("ename", "") for one in result.outputs]
    return "".join(texts) + result.needs_person


@pytest.fixture
def host(tmp_path):
    files = {
        "solution": "solutions/another/another.ipynb",
        "gradebook": "grading/gradebook.db",
        "submission": "grading/submitted/mia/masks/masks.ipynb",
        "key": "home/.ssh/id",
        "truth": "truth/counts.csv",
        "module": "modules/instructors.py",
    }
    for name in files.values():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("secret = 1")
    with socket.create_server(("127.0.0.1", 0)) as listening:
        yield Host(
            tmp_path,
            listening,
            {name: str(tmp_path / path) for name, path in files.items()}
            | {"outside": str(tmp_path / "outside.txt")},
        )


@pytest.fixture(scope="module")
def shut():
    with WarmParent(libraries=("numpy",), extension=EXTENSION) as parent:
        yield parent


@pytest.fixture(scope="module")
def opened():
    """Warm parents whose tests aren't shut in, as they weren't before."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTHONPATH", f"{HELPERS}{os.pathsep}{os.environ.get('PYTHONPATH', '')}")
        with WarmParent(libraries=("numpy", "without_wall")) as parent:
            yield parent


WANTED = {
    "read a solution": "found = open(solution).read()",
    "read the gradebook": "found = open(gradebook).read()",
    "read another's": "found = open(submission).read()",
    "read a key": "found = open(key).read()",
    "list the users": "found = open('/etc/passwd').read()",
    "write outside": "open(outside, 'w').write('x'); found = 1",
    "change the gradebook": "open(gradebook, 'a').write('x'); found = 1",
    "delete a submission": "import os; os.unlink(submission); found = 1",
    "change a library": "import numpy; open(numpy.__file__, 'a').close(); found = 1",
    "start a program": "import subprocess; found = subprocess.check_output(['/bin/echo', 'x'])",
    "fork": "import os\nif os.fork() == 0: os._exit(0)\nfound = os.wait()[1]",
    "open a socket": "import socket; found = socket.socket()",
    "reach the network": "import socket; found = socket.create_connection(('127.0.0.1', port), 9)",
    "a signal to the engine": "import os; os.kill(engine, 0); found = 1",
    "the environment of its parent": "import os\n"
    "found = open(f'/proc/{os.getppid()}/environ').read()",
}


def test_who_is_in_the_tests_process_gets_nowhere(host, shut):
    need_all()
    found = host.run(shut, WANTED)
    for name, came in found.items():
        assert came in {
            "PermissionError", "FileNotFoundError", "OSError",
        }, (name, came)  # fmt: skip
    assert Path(host.names["gradebook"]).read_text() == "secret = 1"
    assert Path(host.names["submission"]).exists()
    assert not Path(host.names["outside"]).exists()


def test_without_the_wall_all_of_that_succeeds(host, opened):
    found = host.run(opened, WANTED)
    hidden = "the environment of its parent" if os.getuid() else ""
    failed = {name: came for name, came in found.items() if came.endswith("Error")}
    assert set(failed) <= {hidden}, failed
    assert Path(host.names["outside"]).read_text() == "x"
    assert not Path(host.names["submission"]).exists()


def need_all():
    if missing_layers():
        pytest.skip(f"this machine lacks {', '.join(missing_layers())}")


ALLOWED = {
    "the truth": "found = open(truth).read()",
    "the instructor's module": "import instructors; found = instructors.secret",
    "a picture": "from imagelessons.data import data\n"
    "found = data('axon_slice.jpg').stat().st_size",
    "what makes pictures": "from imagephantoms.axons import make_axon_slice\n"
    "found = make_axon_slice(7, shape=(128, 160)).image.shape",
    "what a student's code wrote": "open('mine', 'w').write('x'); found = open('mine').read()",
    "a temporary file": "import tempfile\n"
    "with tempfile.NamedTemporaryFile('w') as file: found = file.write('x')",
    "the secret": "import os; found = os.environ['IMAGELESSONS_SECRET']",
    "no way to programs": "import os; found = os.environ['PATH'] == os.defpath or 1 / 0",
}


def test_what_tests_need_they_have(host, shut):
    found = host.run(
        shut,
        ALLOWED,
        readable=[host.place / "truth"],
        modules=[host.place / "modules"],
        tests={"IMAGELESSONS_SECRET": "a secret"},
    )
    assert not [one for one in found.items() if one[1].endswith("Error")], found
    assert found["the secret"] == "a secret\n"


def test_what_the_tests_write_goes_with_them(host, shut):
    before = set(Path("/tmp").glob("imagelessons-*"))
    write = "import tempfile, os\nfound = tempfile.mkdtemp(); open(found + '/x', 'w').write('x')"
    folder = Path(host.run(shut, {"write": write})["write"].strip())
    assert folder.parent.name.startswith("imagelessons-")
    assert not folder.exists()
    assert not {path for path in Path("/tmp").glob("imagelessons-*") if path == folder} - before


WHERE = "import ctypes\nfound = ctypes.cast(ctypes.CDLL(None).printf, ctypes.c_void_p).value"


def test_a_students_process_has_another_layout_of_memory(host, shut):
    """Two students' processes, which have one parent, are the same in that."""
    scratch = host.place / "scratch"
    scratch.mkdir()
    tell, places = f"{WHERE}\nprint(found)", []
    for _ in range(2):
        steps = [Step("student", tell), Step("tests", tell.replace("found", "place"))]
        results, _ = run_notebook(steps, shut, host.where(scratch), LONG)
        places.append([int(said(one)) for one in results])
    (student, tests), again = places
    assert again == [student, tests]
    assert student != tests


FORGED = """
from nbisolate.serialize.serializer import Packer
pack = Packer.pack
def forged(self, value):
    if not isinstance(value, str) or value != "forged": return pack(self, value)
    dtype = {"fields": [["n", "<U3", 2147483647]], "size": 28, "aligned": False}
    return {"t": "array", "shape": [1], "b": self.blob(bytes(28)), "d": dtype}
Packer.pack = forged
answer, other = "forged", 5
"""


def test_a_forged_array_ends_one_test_and_harms_no_other(host, monkeypatch):
    """With the check of dtypes taken out: without it NumPy reads where the student wants."""
    monkeypatch.setenv("PYTHONPATH", f"{HELPERS}{os.pathsep}{os.environ.get('PYTHONPATH', '')}")
    scratch = host.place / "scratch"
    scratch.mkdir()
    steps = [Step("student", FORGED)]
    steps += [Step("tests", test) for test in ("repr(answer)", "assert other == 5")]
    with WarmParent(libraries=("numpy", "without_bounds")) as parent:
        for _ in range(2):
            (_, forged, other), _ = run_notebook(steps, parent, host.where(scratch), LONG)
            assert "The tests' process ended at this cell (signal SIGSEGV)" in forged.needs_person
            assert "what the student's code sent" in forged.needs_person
            assert (other.needs_person, other.outputs) == ("", [])
        assert parent.runs()


TOO_LARGE = """
import json
kept = json.dumps
def forged(message, **k):
    if "value" in message["message"]:
        message["message"]["more"] = "a" * 50_000_000
    return kept(message, **k)
json.dumps = forged
import nbisolate.session.messages as m
m.TEXT_LIMIT = 1 << 40
answer = 5
"""


def test_a_message_that_is_too_large_is_the_students(host, shut):
    scratch = host.place / "scratch"
    scratch.mkdir()
    steps = [Step("student", TOO_LARGE), Step("tests", "assert answer == 5")]
    (_, test), _ = run_notebook(steps, shut, host.where(scratch), LONG)
    (error,) = [one["evalue"] for one in test.outputs if one["output_type"] == "error"]
    assert error == (
        "The student's code sent a message of 50 MB of text (at most 34 MB); the test wasn't run."
    )
    assert test.needs_person == ""


def test_a_value_that_is_too_large_to_be_sent_waits_for_a_person(host, shut):
    scratch = host.place / "scratch"
    scratch.mkdir()
    steps = [
        Step("student", "answer, other = [str(n) * 9 for n in range(700_000)], 5"),
        Step("tests", "assert len(answer) == 700_000"),
        Step("tests", "assert other == 5"),
    ]
    (_, test, other), _ = run_notebook(steps, shut, host.where(scratch), LONG)
    assert "MB of text" in test.needs_person
    assert (other.needs_person, other.outputs) == ("", [])


def test_a_test_that_hands_over_too_much_is_told(host, shut):
    scratch = host.place / "scratch"
    scratch.mkdir()
    steps = [
        Step("student", "def f(x):\n    return 5"),
        Step("tests", "assert f([str(n) * 9 for n in range(700_000)]) == 5"),
        Step("tests", "assert f(1) == 5"),
    ]
    (_, test, other), _ = run_notebook(steps, shut, host.where(scratch), LONG)
    assert "MB of text" in test.needs_person
    assert (other.needs_person, other.outputs) == ("", [])


@pytest.mark.parametrize("layers", [ALL, [LANDLOCK]], ids=str)
def test_only_the_named_folders_of_the_tests_are_written_to(warm, layers):
    need(warm, *FILES)
    temporary = warm.scratch()
    code = "import tempfile; answer = tempfile.mkdtemp(); open('here', 'w').close()"
    found = warm.run(code, as_tests=True, layers=layers, temporary=temporary)
    assert Path(found["answer"]).parent == temporary
    found = warm.run(f"open({str(warm.scratch())!r} + '/x', 'w')", as_tests=True, layers=layers)
    assert refused(found)
