"""Tests of plots, output, files, modules and settings around an answer."""

IDIOMS = {
    # W13: a plot left current, axes handed over
    "W13-current-axes": """
%% cell
import matplotlib.pyplot as plt
%% function
def draw():
    plt.plot([1, 2])
    plt.xlabel("t")
%% wrong
def draw():
    plt.plot([1, 2])
    plt.ylabel("t")
%% test
draw()
assert plt.gca().get_xlabel() == "t"
""",
    "W13-axes-handed-over": """
%% cell
import matplotlib.pyplot as plt
%% function
def label(ax):
    ax.set_xlabel("t")
%% wrong
def label(ax):
    ax.set_ylabel("t")
%% test
fig, ax = plt.subplots()
label(ax)
assert ax.get_xlabel() == "t"
plt.close(fig)
""",
    "W13-current-figure": """
%% cell
import matplotlib.pyplot as plt
%% function
def panels():
    plt.subplots(1, 3)
%% wrong
def panels():
    plt.subplots(1, 2)
%% test
plt.close("all")
panels()
assert len(plt.gcf().axes) == 3
plt.close("all")
""",
    "W13-axes-in-a-name": """
%% cell
import matplotlib.pyplot as plt
%% answer
plt.plot([1, 2], [3, 5])
plt.title("growth")
ax = plt.gca()
%% wrong
plt.plot([1, 2], [3, 4])
ax = plt.gca()
%% test
assert ax.get_title() == "growth"
assert ax.lines[0].get_ydata().tolist() == [3, 5]
""",
    # W14: output
    "W14-stderr": """
%% cell
import sys
%% function
def no():
    print("no", file=sys.stderr)
%% wrong
def no():
    print("no")
%% test
import io
from contextlib import redirect_stderr, redirect_stdout
with redirect_stderr(io.StringIO()) as f, redirect_stdout(io.StringIO()):
    no()
assert f.getvalue() == "no\\n"
""",
    "W14-display": """
%% cell
from IPython.display import Markdown, display
%% function
def show():
    display(Markdown("**done**"))
%% wrong
def show():
    print("**done**")
%% test
from IPython.utils.capture import capture_output
with capture_output() as found:
    show()
assert len(found.outputs) == 1
assert found.outputs[0].data["text/markdown"] == "**done**"
""",
    "W14-warning": """
%% cell
import warnings
%% function
def old():
    warnings.warn("use new()", DeprecationWarning)
%% wrong
def old():
    warnings.warn("use new()", UserWarning)
%% test
with warnings.catch_warnings(record=True) as found:
    warnings.simplefilter("always")
    old()
assert [w.category for w in found] == [DeprecationWarning]
""",
    "W14-print-mocked": """
%% function
def greet(name):
    print("Hello", name)
%% wrong
def greet(name):
    print("Hello " + name)
%% test
from unittest.mock import patch
with patch("builtins.print") as mocked:
    greet("Ada")
mocked.assert_called_once_with("Hello", "Ada")
""",
    "W14-logging": """
%% cell
import logging
%% function
def work():
    logging.getLogger("work").warning("slow")
%% wrong
def work():
    logging.getLogger("work").info("slow")
%% test
from unittest import TestCase
with TestCase().assertLogs("work", "WARNING") as found:
    work()
assert found.output == ["WARNING:work:slow"]
""",
    "W14-stdout": """
%% function
def greet(name):
    print("Hello", name)
%% wrong
def greet(name):
    return "Hello " + name
%% test
import io
from contextlib import redirect_stdout
with redirect_stdout(io.StringIO()) as f:
    greet("Ada")
assert f.getvalue() == "Hello Ada\\n"
""",
    # W15: modules, folders, settings
    "W15-writefile": """
%% answer
%%writefile rule.py
def f():
    return 1
%% wrong
%%writefile rule.py
def f():
    return 2
%% test
import rule
assert rule.f() == 1
""",
    "W15-folder-of-the-test": """
%% function
def save(path):
    with open(path, "w") as file:
        file.write("x")
%% wrong
def save(path):
    with open(path, "w") as file:
        file.write("y")
%% test
import tempfile
folder = tempfile.mkdtemp()
save(folder + "/a")
with open(folder + "/a") as file:
    assert file.read() == "x"
""",
    "W15-file-of-the-test": """
%% function
def lines(path):
    with open(path) as file:
        return len(file.readlines())
%% wrong
def lines(path):
    with open(path) as file:
        return len(file.read())
%% test
import os
import tempfile
with tempfile.TemporaryDirectory() as folder:
    path = os.path.join(folder, "poem.txt")
    with open(path, "w") as file:
        file.write("one\\ntwo\\n")
    assert lines(path) == 2
""",
    "W15-file-in-the-folder": """
%% answer
with open("result.csv", "w") as file:
    file.write("a,b\\n1,2\\n")
%% wrong
with open("result.csv", "w") as file:
    file.write("a,b\\n")
%% test
from pathlib import Path
assert Path("result.csv").exists()
assert Path("result.csv").read_text().splitlines() == ["a,b", "1,2"]
""",
    "W15-environment": """
%% cell
import os
%% answer
os.environ["LEVEL"] = "3"
%% wrong
os.environ["LEVEL"] = "4"
%% test
assert os.environ["LEVEL"] == "3"
""",
    "W15-environment-of-the-test": """
%% cell
import os
%% function
def level():
    return int(os.environ.get("LEVEL", "1"))
%% wrong
def level():
    return 1
%% test
os.environ["LEVEL"] = "7"
assert level() == 7
del os.environ["LEVEL"]
assert level() == 1
""",
    "W15-printoptions": """
%% cell
import numpy as np
%% answer
np.set_printoptions(precision=2)
%% wrong
np.set_printoptions(precision=3)
%% test
assert np.get_printoptions()["precision"] == 2
assert str(np.array([1 / 3])) == "[0.33]"
""",
    "W15-rcparams": """
%% cell
import matplotlib.pyplot as plt
%% answer
plt.rcParams["image.cmap"] = "gray"
%% wrong
plt.rcParams["image.cmap"] = "jet"
%% test
assert plt.rcParams["image.cmap"] == "gray"
""",
    "W15-folder-changed": """
%% cell
import os
%% answer
os.makedirs("out", exist_ok=True)
os.chdir("out")
%% wrong
os.makedirs("out", exist_ok=True)
%% test
assert os.path.basename(os.getcwd()) == "out"
""",
    "W15-shell": """
%% answer
x = !echo hello
%% wrong
x = !echo goodbye
%% test
assert list(x) == ["hello"]
""",
    "W15-bash": """
%% answer
%%bash
echo 3 > count.txt
%% wrong
%%bash
echo 4 > count.txt
%% test
assert open("count.txt").read() == "3\\n"
""",
    # W16: another kernel
    "W16-kernel": """
%% kernel ir R
%% answer
x <- 1
%% wrong
x <- 2
%% test
stopifnot(x == 1)
""",
    # W17: modules of the instructor's
    "W17-folder-on-the-path": """
%% file lib/lengths.py
def to_mm(cm):
    return 10 * cm
%% cell
import sys
sys.path.append("lib")
%% answer
length = 3
%% wrong
length = 4
%% test
from lengths import to_mm
assert to_mm(length) == 30
""",
    "W17-beside-the-notebook": """
%% file helpers_of_w17.py
def close(a, b):
    return abs(a - b) < 0.01
%% answer
third = 0.333
%% wrong
third = 0.3
%% test
from helpers_of_w17 import close
assert close(third, 1 / 3)
""",
    "W17-locked-cell": """
%% file tools_of_w17/weights.py
def to_g(kg):
    return 1000 * kg
%% locked
import os
import sys
sys.path.insert(0, os.path.join(os.getcwd(), "tools_of_w17"))
%% answer
weight = 2
%% wrong
weight = 3
%% test
import weights
assert weights.to_g(weight) == 2000
""",
    "W17-data-file": """
%% file numbers_of_w17.txt
3
5
%% answer
with open("numbers_of_w17.txt") as file:
    total = sum(int(line) for line in file)
%% wrong
with open("numbers_of_w17.txt") as file:
    total = len(file.readlines())
%% test
with open("numbers_of_w17.txt") as file:
    want = sum(int(line) for line in file)
assert total == want == 8
""",
}
