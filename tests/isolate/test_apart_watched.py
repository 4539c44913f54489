"""What the engine itself watches of a student's process: disk, threads, and that it rests."""

import os
import subprocess
import sys
from dataclasses import replace

import pytest
from sandbox_warm import on_linux
from surroundings import listable_paths, readable_paths

from imagecourse import EXTENSION
from imagelessons.data import data_folder
from nbisolate.sandbox import watch as module
from nbisolate.sandbox.limits import Limits, hold_back, is_crowd, threads_of
from nbisolate.sandbox.watch import Watch
from nbisolate.session import session
from nbisolate.session.session import Place, Step, run_notebook
from nbisolate.session.warm_parent import WarmParent

pytestmark = on_linux
# Far more than is needed: what is watched for is there at once, or the cell waits for it.
LONG = Limits(cell_seconds=120, test_seconds=120, total_seconds=600)
MANY = """
import threading, time
stop = threading.Event()
for _ in range({count}): threading.Thread(target=stop.wait).start()
"""
WRITES_ON = """
import os, threading, time
def work():
    while True:
        with open("letters", "a") as file: file.write("x")
        time.sleep(0.005)
threading.Thread(target=work, daemon=True).start()
while not os.path.exists("letters") or not os.path.getsize("letters"): time.sleep(0.01)
"""
WRITES_MORE = """
size = os.path.getsize("letters")
while os.path.getsize("letters") == size: time.sleep(0.01)
"""


@pytest.fixture(scope="module")
def warm():
    with WarmParent(libraries=("numpy",), extension=EXTENSION) as parent:
        yield parent


@pytest.fixture
def run(warm, tmp_path):
    def run_cells(*cells, limits=LONG):
        place = Place(tmp_path, readable_paths(data_folder()), listable_paths(data_folder()))
        return run_notebook([Step(*cell) for cell in cells], warm, place, limits)[0]

    return run_cells


@pytest.fixture
def process():
    """A process with many threads, in the place of a student's."""
    code = MANY.format(count=30) + "print(flush=True)\ntime.sleep(600)"
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE) as started:
        started.stdout.readline()
        yield started
        started.kill()


def text(result):
    return "".join(output.get("text", "") for output in result.outputs)


def test_nothing_of_a_students_runs_while_nobody_asks(run):
    test = """
import os, time
time.sleep(0.3); before = os.path.getsize("letters"); time.sleep(0.5)
print(0 < before == os.path.getsize("letters"))
"""
    _, first, _, second = run(
        ("student", WRITES_ON),
        ("tests", test),
        ("student", WRITES_MORE),
        ("tests", "print(before < os.path.getsize('letters'))"),
    )
    assert text(first) == "True\n"
    assert text(second) == "True\n"


def test_more_threads_than_the_limit_end_a_process(run):
    # In a user namespace the kernel refuses them first.
    code = MANY.format(count=100) + "time.sleep(100)"
    result, after = run(
        ("student", code), ("student", "print('on')"), limits=replace(LONG, threads=60)
    )
    errors = [output.get("evalue", "") for output in result.outputs]
    assert "more than 60 threads" in result.cause or "can't start new thread" in errors
    assert text(after) == "on\n"


def test_a_crowd_of_threads_is_held_back(run):
    code = "import os\nprint(os.sched_getscheduler(0) == os.SCHED_IDLE)"
    wait = "import os\nwhile os.sched_getscheduler(0) != os.SCHED_IDLE: time.sleep(0.05)\n"
    busy = MANY.format(count=50) + wait + code
    before, after = run(("student", code), ("student", busy))
    assert text(before) == "False\n"
    assert text(after) == "True\n"


def test_all_threads_are_held_back(process):
    assert threads_of(process.pid) == 31
    hold_back(process.pid)
    threads = os.listdir(f"/proc/{process.pid}/task")
    assert {os.sched_getscheduler(int(one)) for one in threads} == {os.SCHED_IDLE}
    process.kill()
    process.wait()
    assert threads_of(process.pid) == 0
    hold_back(process.pid)  # which is gone


def test_the_usual_pools_are_no_crowd(monkeypatch):
    for processors in (1, 2, 8):
        monkeypatch.setattr(os, "sched_getaffinity", lambda _, number=processors: range(number))
        assert not is_crowd(processors + 5)  # ThreadPoolExecutor's, and the main thread
        assert is_crowd(250)


def test_a_disk_that_fills_up_ends_a_cell(monkeypatch, tmp_path, process):
    free = iter([1000, *[90] * 9])
    monkeypatch.setattr(module, "free_mb", lambda _: next(free))
    watch = Watch(tmp_path, tmp_path, Limits(disk_mb=50))
    watch.look(process.pid, 0)
    assert "nearly full: less than 100 MB" in watch.reason
    assert watch.trouble == watch.reason
    assert process.wait(120) < 0


def test_what_the_tests_write_is_watched_too(tmp_path, process):
    temporary, scratch = tmp_path / "temporary", tmp_path / "scratch"
    for folder in (temporary, scratch):
        folder.mkdir()
    (temporary / "big").write_bytes(bytes(2 << 20))
    watch = Watch(scratch, temporary, Limits(disk_mb=1))
    watch.look(0, process.pid)
    assert watch.reason == "The tests of this cell made more than 1 MB of files, and were stopped."
    assert watch.trouble == ""
    assert process.wait(120) < 0


def test_what_a_full_disk_ends_is_no_fault_of_the_students():
    failed = {"output_type": "error", "ename": "NameError", "evalue": "", "traceback": []}
    answers = [
        {"outputs": [], "ended": "The disk is full.", "trouble": "The disk is full."},
        {"outputs": [failed]},
    ]
    run = session._Run.__new__(session._Run)
    run.limits, run.left, run.room, run.trouble, run.done = LONG, 60.0, 1000, "", []
    run.channel, run.student, run.students = "open", 1, 1
    run._tell = lambda message: answers.pop(0)
    run._end_student = lambda: None
    assert run.step(Step("student", "answer = 42")).cause == "The disk is full."
    assert run.step(Step("tests", "assert answer == 42")).needs_person == "The disk is full."
