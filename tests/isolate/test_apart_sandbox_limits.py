"""What a process that is shut in may use, and what becomes of it and of its folder."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from sandbox_attacks import LANDLOCK, LIMITS, NAMESPACES, SECCOMP
from sandbox_warm import ALL, need, on_linux, refused, warm_processes

from imagelessons.data import course_root

warm = warm_processes


@on_linux
def test_memory_is_limited(warm):
    need(warm, LIMITS)
    code = "import numpy as np; a = np.ones(300 << 20, np.uint8); answer = a.nbytes"
    assert warm.run(code, limits={"memory_mb": 500})["answer"] == 300 << 20
    assert refused(warm.run(code, limits={"memory_mb": 200})).startswith(
        ("MemoryError", "_ArrayMemoryError")
    )


@on_linux
def test_one_file_is_limited(warm):
    need(warm, LIMITS)
    code = "answer = open('a', 'wb').write(bytes(3 << 20))"
    assert warm.run(code, limits={"file_mb": 4})["answer"] == 3 << 20
    assert "File too large" in refused(warm.run(code, limits={"file_mb": 2}))


@on_linux
def test_threads_are_limited(warm):
    need(warm, LIMITS, NAMESPACES)
    code = (
        "import threading\nstop = threading.Event()\nt = []\n"
        "try:\n"
        "    for _ in range(60): t.append(threading.Thread(target=stop.wait)); t[-1].start()\n"
        "finally: stop.set()\n"
        "answer = len(t)"
    )
    assert warm.run(code, limits={"threads": 80})["answer"] == 60
    assert "can't start new thread" in refused(warm.run(code, limits={"threads": 20}))


@on_linux
def test_processes_are_limited_without_seccomp(warm):
    need(warm, LIMITS, NAMESPACES)
    code = (
        "made = []\ntry:\n"
        "    for _ in range(60):\n"
        "        p = os.fork()\n"
        "        if p == 0:\n"
        "            import time; time.sleep(600)\n"
        "        made.append(p)\n"
        "finally:\n"
        "    [os.kill(p, 9) for p in made]; [os.wait() for p in made]\n"
    )
    found = warm.run(code, limits={"threads": 20}, layers=[LIMITS, NAMESPACES])
    assert "BlockingIOError" in refused(found)


@on_linux
def test_open_files_are_limited(warm):
    need(warm, LIMITS)
    found = warm.run("f = [open(os.devnull) for _ in range(99)]", limits={"open_files": 50})
    assert "Too many open files" in refused(found)


@on_linux
@pytest.mark.slow
def test_processor_time_is_limited(warm):
    need(warm, LIMITS)
    found = warm.run("while True: pass", limits={"total_seconds": 1}, seconds=200)
    assert found["exit"] == -signal.SIGXCPU
    code = "import signal; signal.signal(signal.SIGXCPU, signal.SIG_IGN)\nwhile True: pass"
    found = warm.run(code, limits={"total_seconds": 1}, seconds=200)
    assert found["exit"] == -signal.SIGKILL
    assert not found["late"]


@on_linux
def test_it_dies_with_its_parent(warm):
    # A parent of its own, which dies while the student's process sleeps.
    code = (
        "import os, sys, time\nfrom pathlib import Path\n"
        "from nbisolate.sandbox.enter import Limits, shut_in\n"
        "out = os.dup(1)\n"
        "if os.fork() == 0:\n"
        "    try:\n"
        "        shut_in(Path(sys.argv[1]), [Path('/usr')], Limits(), keep=[out])\n"
        "        os.write(out, b'x'); time.sleep(60)\n"
        "    finally:\n"
        "        os.write(out, b'-'); os._exit(0)\n"
        "os.read(0, 1)\n"
    )
    places_of_code = os.pathsep.join([str(course_root() / "src"), *filter(None, sys.path)])
    parent = subprocess.Popen(
        [sys.executable, "-c", code, str(warm.scratch())],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env=os.environ | {"PYTHONPATH": places_of_code},
    )
    assert parent.stdout.read(1) == b"x"
    parent.kill()
    # It ends only when nobody holds it open any more; who lived on would write at its end.
    assert parent.stdout.read() == b""
    parent.wait()
    parent.stdin.close()
    parent.stdout.close()


@on_linux
@pytest.mark.parametrize("layers", [ALL, [LANDLOCK, SECCOMP, LIMITS]], ids=str)
def test_the_scratch_folder_holds_what_lay_there_and_what_is_written(warm, layers):
    need(warm, LANDLOCK, SECCOMP)
    scratch = warm.scratch()
    (scratch / "sub").mkdir()
    (scratch / "sub" / "helper.py").write_text("x = 5")
    for path in [scratch / "sub", scratch / "sub" / "helper.py"]:
        os.chown(path, warm.user, -1)
    code = "import sys; sys.path.insert(0, 'sub'); from helper import x\n"
    code += "Path('new').write_text('x'); os.mkdir('f'); os.rename('new', 'f/new'); answer = x"
    found = warm.run(code, scratch=scratch, layers=layers)
    assert found["answer"] == 5, found
    assert (scratch / "f" / "new").read_text() == "x"


@on_linux
def test_shared_memory_is_its_own_or_refused(warm):
    need(warm, NAMESPACES, LANDLOCK)
    name = "/dev/shm/imagelessons-test"
    code = f"answer = open('{name}', 'w').write('x')"
    try:
        assert warm.run(code)["answer"] == 1
        assert not Path(name).exists()
        assert "Permission" in refused(warm.run(code, layers=[LANDLOCK]))
        assert warm.run(code, layers=[])["answer"] == 1
        assert Path(name).exists()
        assert "No such file" in refused(warm.run(f"open('{name}')"))
    finally:
        Path(name).unlink(missing_ok=True)
    assert "No space" in refused(warm.run(f"open('{name}', 'wb').write(bytes(20 << 20))"))


@on_linux
def test_roots_student_is_a_user_without_a_name(warm):
    need(warm, NAMESPACES)
    found = warm.run("answer = [os.getuid(), os.getgid(), os.geteuid(), os.getgroups()]")
    user, group, effective, groups = found["answer"]
    assert user == group == effective or warm.user != 0
    if warm.user == 0:
        assert user not in {0, 65534}
        assert groups == []
    else:
        assert user == warm.user


@on_linux
@pytest.mark.parametrize("layers", [ALL, []], ids=str)
def test_no_rights_are_left_and_none_can_come(warm, layers):
    code = "answer = dict(line.strip().split(':', 1) for line in open('/proc/self/status'))"
    status = warm.run(code, layers=layers)["answer"]
    # The bounding set, CapBnd, counts for programs that are started; that gives no rights now.
    for name in ("CapInh", "CapPrm", "CapEff", "CapAmb"):
        assert int(status[name], 16) == 0, name
    assert status["NoNewPrivs"].strip() == "1"


@on_linux
def test_only_its_own_network_and_processes_are_seen(warm):
    need(warm, NAMESPACES)
    code = "import socket; answer = [socket.if_nameindex(), os.listdir('/proc')]"
    interfaces, processes = warm.run(code, layers=[NAMESPACES])["answer"]
    assert interfaces == [[1, "lo"]]
    assert len([name for name in processes if name.isdigit()]) == 1
