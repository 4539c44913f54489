"""Tests that look for names, set them for others, replace what functions use, or read again."""

IDIOMS = {
    # W1: a name looked for in a mapping of names
    "W1-dir": """
%% answer
vec = 1
%% wrong
vek = 1
%% test
assert 'vec' in dir()
""",
    "W1-locals": """
%% answer
total = 1 + 2 + 3
%% wrong
result = 1 + 2 + 3
%% test
assert "total" in locals() and locals()["total"] == 6
""",
    "W1-globals": """
%% answer
def double(x):
    return 2 * x
%% wrong
def double(x):
    return x
%% test
assert globals()["double"](3) == 6
""",
    "W1-globals-get": """
%% answer
area = 12
%% wrong
aera = 12
%% test
assert globals().get("area", 0) == 12
""",
    "W1-vars": """
%% answer
area = 12
%% wrong
area = 13
%% test
assert vars().get("area") == 12
""",
    "W1-all-names": """
%% answer
my_name = "Ada"
my_age = 36
%% wrong
my_name = "Ada"
%% test
assert sorted(k for k in globals() if k.startswith("my_")) == ["my_age", "my_name"]
""",
    "W1-who": """
%% answer
count = 3
%% wrong
count = "3"
%% test
names = %who_ls int
assert "count" in names
""",
    "W1-user-ns": """
%% answer
n = 3
%% wrong
n = 4
%% test
assert get_ipython().user_ns["n"] == 3
""",
    "W1-name-error": """
%% answer
radius = 2.5
%% wrong
r = 2.5
%% test
try:
    radius
except NameError:
    raise AssertionError("Call it radius.")
assert radius == 2.5
""",
    "W1-not-there": """
%% answer
a, b = 1, 2
a, b = b, a
%% wrong
a, b = 1, 2
tmp = a
a = b
b = tmp
%% test
assert "tmp" not in globals(), "without a third name"
assert (a, b) == (2, 1)
""",
    # W2: what a test cell sets, later cells use
    "W2-import": """
%% test
import statistics as st
assert st
%% answer
m = st.mean([1, 3])
%% wrong
m = st.mean([1, 4])
%% test
assert m == 2
""",
    "W2-name-for-a-test": """
%% answer
a = 2.01
%% wrong
a = 3.0
%% test
tolerance = 0.1
assert abs(a - 2) < tolerance
%% answer
b = 3.02
%% wrong
b = 2.0
%% test
assert abs(b - 3) < tolerance
""",
    "W2-name-for-the-instructor": """
%% answer
v = [1, 2, 3]
%% wrong
v = [1, 2]
%% test
import numpy as np
assert np.sum(v) == 6
%% cell
grid = np.arange(4)
%% answer
total = grid.sum()
%% wrong
total = grid.max()
%% test
assert total == 6
""",
    "W2-helper-for-the-instructor": """
%% answer
third = 1 / 3
%% wrong
third = 3
%% test
def close(a, b):
    return abs(a - b) < 1e-6
assert close(third, 1 / 3)
%% locked
def grade(a):
    return "good" if close(a, 2 / 3) else "bad"
%% answer
two_thirds = 2 / 3
%% wrong
two_thirds = 0.5
%% test
assert grade(two_thirds) == "good"
""",
    "W2-data": """
%% function
def mean(values):
    return sum(values) / len(values)
%% wrong
def mean(values):
    return sum(values)
%% test
data = [4, 5, 6]
assert mean(data) == 5
%% answer
largest = max(data)
%% wrong
largest = min(data)
%% test
assert largest == 6
""",
    # W3: the test deletes, sets or wraps what the student's function uses
    "W3-deleted": """
%% function
def sq(n):
    return n * n
%% wrong
def sq(n):
    return n * n
%% function
def s(n):
    return sum(sq(i) for i in range(n))
%% wrong
def s(n):
    return sum(i * i for i in range(n))
%% test
assert s(4) == 14
%% test
keep = sq
del sq
try:
    s(2)
except NameError:
    pass
else:
    raise AssertionError("does not use sq")
finally:
    sq = keep
""",
    "W3-set": """
%% cell
width = 2
%% function
def area():
    return width * 3
%% wrong
def area():
    return 6
%% test
width = 5
assert area() == 15
""",
    "W3-wrapped": """
%% function
def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)
%% wrong
def fib(n):
    a, b = 0, 1
    for _ in range(n):
        a, b = b, a + b
    return a
%% test
assert fib(10) == 55
%% test
calls = 0
plain = fib
def fib(n):
    global calls
    calls += 1
    return plain(n)
assert fib(5) == 5 and calls == 15
""",
    "W3-changed": """
%% cell
inv = [1, 2]
%% function
def total():
    return sum(inv)
%% wrong
def total():
    return 3
%% test
inv.append(10)
assert total() == 13
""",
    "W3-name-of-the-test": """
%% function
def trace():
    return A[0][0] + A[1][1]
%% wrong
def trace():
    return A[0][0]
%% test
A = [[2, 0], [0, 3]]
assert trace() == 5
""",
    "W3-mock": """
%% function
def price(item):
    return 3
%% wrong
def price(item):
    return 3
%% function
def total(n):
    return n * price("tea")
%% wrong
def total(n):
    return n * 3
%% test
assert total(2) == 6
%% test
from unittest.mock import patch
with patch("__main__.price", return_value=10) as mocked:
    assert total(3) == 30
mocked.assert_called_once_with("tea")
""",
    "W3-forbidden": """
%% cell
import math
%% function
def hypotenuse(a, b):
    return (a * a + b * b) ** 0.5
%% wrong
def hypotenuse(a, b):
    return math.sqrt(a * a + b * b)
%% test
keep = math.sqrt
def forbidden(*values):
    raise AssertionError("without math.sqrt")
math.sqrt = forbidden
try:
    assert hypotenuse(3, 4) == 5
finally:
    math.sqrt = keep
""",
    "W3-library-mock": """
%% cell
import random
%% function
def roll():
    return random.randint(1, 6)
%% wrong
def roll():
    return 4
%% test
from unittest.mock import patch
with patch("random.randint", return_value=6):
    assert roll() == 6
""",
    "W3-emptied": """
%% cell
stock = {"tea": 5}
%% function
def add(item):
    stock[item] = stock.get(item, 0) + 1
%% wrong
def add(item):
    stock[item] = 1
%% test
stock.clear()
add("tea")
add("tea")
assert stock == {"tea": 2}
""",
    # W5: input replaced
    "W5-builtins": """
%% function
def ask():
    return int(input("n? ")) * 2
%% wrong
def ask():
    return int(input("n? "))
%% test
import builtins
keep = builtins.input
builtins.input = lambda prompt="": "21"
try:
    assert ask() == 42
finally:
    builtins.input = keep
""",
    "W5-mock": """
%% function
def ask():
    return int(input("n? ")) * 2
%% wrong
def ask():
    return 40
%% test
from unittest.mock import patch
with patch("builtins.input", side_effect=["21"]):
    assert ask() == 42
""",
    "W5-name": """
%% function
def greet():
    return "Hello, " + input() + " " + input()
%% wrong
def greet():
    return "Hello, " + input()
%% test
said = iter(["Ada", "Lovelace"])
def input(prompt=""):
    return next(said)
assert greet() == "Hello, Ada Lovelace"
""",
    # W6: the state of random
    "W6-random": """
%% cell
import random
%% function
def roll():
    return random.randint(1, 6)
%% wrong
def roll():
    return 7
%% test
random.seed(5)
want = random.randint(1, 6)
random.seed(5)
assert roll() == want
""",
    "W6-numpy": """
%% cell
import numpy as np
%% function
def noise(n):
    return np.random.normal(size=n)
%% wrong
def noise(n):
    return np.random.uniform(size=n)
%% test
np.random.seed(3)
want = np.random.normal(size=4)
np.random.seed(3)
assert np.allclose(noise(4), want)
""",
    "W6-generator": """
%% cell
import numpy as np
%% function
def noise(n, rng):
    return rng.normal(size=n)
%% wrong
def noise(n, rng):
    return rng.uniform(size=n)
%% test
want = np.random.default_rng(3).normal(size=4)
assert np.allclose(noise(4, np.random.default_rng(3)), want)
""",
    "W6-seed-in-a-cell": """
%% locked
import random
random.seed(12)
%% answer
cards = list(range(10))
random.shuffle(cards)
%% wrong
cards = sorted(range(10), key=lambda card: -card)
%% test
random.seed(12)
want = list(range(10))
random.shuffle(want)
assert cards == want
""",
    # W7: read once, called, read again
    "W7-log": """
%% answer
log = []
def note(x):
    log.append(x)
%% wrong
log = []
def note(x):
    log.append(str(x) + "!")
%% test
assert log == []
note("a")
assert log == ["a"]
""",
    "W7-counter": """
%% answer
calls = 0
def fib(n):
    global calls
    calls += 1
    return n if n < 2 else fib(n - 1) + fib(n - 2)
%% wrong
calls = 0
def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)
%% test
assert calls == 0
fib(5)
assert calls == 15
""",
    "W7-attribute": """
%% answer
def tick():
    tick.count += 1
tick.count = 0
%% wrong
def tick():
    tick.count = 1
tick.count = 0
%% test
assert tick.count == 0
tick()
tick()
assert tick.count == 2
""",
    "W7-two-tests": """
%% answer
balance = 10
def pay(amount):
    global balance
    balance -= amount
%% wrong
balance = 10
def pay(amount):
    balance = 10 - amount
%% test
assert balance == 10
%% test
pay(3)
assert balance == 7
""",
}
