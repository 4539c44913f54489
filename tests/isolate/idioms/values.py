"""Tests of what a value or a function is besides its plain content, and of what is left behind."""

IDIOMS = {
    # W4: results of a kind below dict, list, float ...
    "W4-optimize-result": """
%% cell
from scipy.optimize import minimize
%% function
def lowest(start):
    return minimize(lambda x: (x[0] - 3) ** 2, [start])
%% wrong
def lowest(start):
    return minimize(lambda x: (x[0] - 2) ** 2, [start])
%% test
found = lowest(0.0)
assert found.success and abs(found.x[0] - 3) < 1e-3
""",
    "W4-solve-ivp": """
%% cell
import numpy as np
from scipy.integrate import solve_ivp
%% function
def ode(k):
    return solve_ivp(lambda t, y: -k * y, [0, 1], [1.0], rtol=1e-8)
%% wrong
def ode(k):
    return solve_ivp(lambda t, y: k * y, [0, 1], [1.0], rtol=1e-8)
%% test
assert ode(1.0).success
assert abs(ode(1.0).y[0, -1] - np.exp(-1)) < 1e-5
""",
    "W4-root-scalar": """
%% cell
from scipy.optimize import root_scalar
%% answer
found = root_scalar(lambda x: x * x - 2, bracket=[0, 2])
%% wrong
found = root_scalar(lambda x: x * x - 3, bracket=[0, 2])
%% test
assert found.converged and abs(found.root - 2**0.5) < 1e-6
""",
    "W4-bunch": """
%% cell
from sklearn.datasets import load_iris, load_wine
%% answer
flowers = load_iris()
%% wrong
flowers = load_wine()
%% test
assert flowers.data.shape == (150, 4)
assert list(flowers.target_names) == ["setosa", "versicolor", "virginica"]
""",
    "W4-own-list": """
%% answer
class Sample(list):
    def mean(self):
        return sum(self) / len(self)
values = Sample([1, 2, 6])
%% wrong
class Sample(list):
    def mean(self):
        return sum(self)
values = Sample([1, 2, 6])
%% test
assert values == [1, 2, 6] and values.mean() == 3
""",
    "W4-type-name": """
%% answer
class Celsius(float):
    pass
boiling = Celsius(100)
%% wrong
boiling = 100.0
%% test
assert type(boiling).__name__ == "Celsius" and boiling == 100
""",
    "W4-own-counter": """
%% cell
from collections import Counter
%% answer
class Letters(Counter):
    def most(self):
        return self.most_common(1)[0][0]
found = Letters("banana")
%% wrong
class Letters(Counter):
    def most(self):
        return min(self)
found = Letters("abanana!")
%% test
assert found["a"] == 3 and found.most() == "a"
""",
    "W4-record-array": """
%% cell
import numpy as np
%% answer
places = np.rec.array([(1, 2.5), (3, 4.5)], names="x,y")
%% wrong
places = np.array([(1, 2.5), (3, 4.5)])
%% test
assert list(places.x) == [1, 3] and places.y[1] == 4.5
""",
    # W8: identity, shared memory. F8: a copy
    "W8-same-object": """
%% answer
a = [1, 2]
b = a
%% wrong
a = [1, 2]
b = [1, 2]
%% test
assert b is a
""",
    "W8-changed-through-the-other": """
%% answer
a = [1, 2]
b = a
%% wrong
a = [1, 2]
b = list(a)
%% test
b[0] = 50
assert a[0] == 50
""",
    "W8-shares-memory": """
%% cell
import numpy as np
%% answer
a = np.arange(6)
view = a[::2]
%% wrong
a = np.arange(6)
view = a[::2].copy()
%% test
assert np.shares_memory(a, view)
assert view.tolist() == [0, 2, 4]
""",
    "W8-same-result": """
%% function
def in_place(values):
    values.sort()
    return values
%% wrong
def in_place(values):
    return sorted(values)
%% test
numbers = [3, 1, 2]
assert in_place(numbers) is numbers
assert numbers == [1, 2, 3]
""",
    "W8-axes": """
%% cell
import matplotlib.pyplot as plt
%% answer
fig, axes = plt.subplots(1, 2)
left = axes[0]
left.set_title("raw")
%% wrong
fig, axes = plt.subplots(1, 2)
left = axes[1]
left.set_title("raw")
%% test
assert left is axes[0]
assert axes[0].get_title() == "raw"
""",
    "F8-copy": """
%% cell
a = [1, 2]
%% answer
b = list(a)
%% wrong
b = a
%% test
assert b == a and b is not a
""",
    "F8-copy-function": """
%% function
def copy(values):
    return list(values)
%% wrong
def copy(values):
    return values
%% test
numbers = [1, 2]
assert copy(numbers) == numbers
assert copy(numbers) is not numbers
""",
    "F8-deep-copy": """
%% function
def copy(rows):
    return [list(row) for row in rows]
%% wrong
def copy(rows):
    return list(rows)
%% test
grid = [[1, 2], [3, 4]]
other = copy(grid)
assert other == grid and other[0] is not grid[0]
other[0][0] = 9
assert grid[0][0] == 1
""",
    # W9: attributes of a function
    "W9-code": """
%% answer
def area(w, h=2):
    return w * h
%% wrong
def area(w):
    return w * 2
%% test
assert area.__code__.co_argcount == 2
""",
    "W9-defaults": """
%% answer
def area(w, h=2):
    return w * h
%% wrong
def area(w, h=3):
    return w * h
%% test
assert area.__defaults__ == (2,)
""",
    "W9-annotations": """
%% answer
def area(w: float, h: float) -> float:
    return w * h
%% wrong
def area(w, h):
    return w * h
%% test
assert area.__annotations__ == {"w": float, "h": float, "return": float}
""",
    "W9-own-attribute": """
%% answer
def area(w, h):
    return w * h
area.unit = "mm2"
%% wrong
def area(w, h):
    return w * h
%% test
assert area.unit == "mm2"
""",
    "W9-names-used": """
%% answer
def factorial(n):
    return 1 if n == 0 else n * factorial(n - 1)
%% wrong
def factorial(n):
    product = 1
    for i in range(1, n + 1):
        product *= i
    return product
%% test
assert factorial(5) == 120
assert "factorial" in factorial.__code__.co_names, "not recursive"
""",
    "W9-source": """
%% answer
def total(values):
    return sum(values)
%% wrong
def total(values):
    result = 0
    for value in values:
        result += value
    return result
%% test
import inspect
assert "for" not in inspect.getsource(total)
assert total([1, 2]) == 3
""",
    # W10: the type of an iterator
    "W10-generator": """
%% function
def count():
    yield 1
%% wrong
def count():
    return [1]
%% test
import types
assert isinstance(count(), types.GeneratorType)
""",
    "W10-map": """
%% answer
doubled = map(lambda x: 2 * x, [1, 2])
%% wrong
doubled = [2, 4]
%% test
assert isinstance(doubled, map)
assert list(doubled) == [2, 4]
""",
    "W10-zip": """
%% answer
pairs = zip("ab", [1, 2])
%% wrong
pairs = [("a", 1), ("b", 2)]
%% test
assert type(pairs) is zip and list(pairs) == [("a", 1), ("b", 2)]
""",
    "W10-endless": """
%% function
def evens():
    n = 0
    while True:
        yield n
        n += 2
%% wrong
def evens():
    n = 0
    while True:
        yield n
        n += 1
%% test
gen = evens()
assert [next(gen) for _ in range(4)] == [0, 2, 4, 6]
""",
    "W10-coroutine-function": """
%% answer
import asyncio
async def fetch():
    await asyncio.sleep(0)
    return 3
%% wrong
def fetch():
    return 3
%% test
import inspect
assert inspect.iscoroutinefunction(fetch)
""",
    "W10-await": """
%% answer
import asyncio
async def fetch():
    await asyncio.sleep(0)
    return 3
%% wrong
import asyncio
async def fetch():
    await asyncio.sleep(0)
    return 4
%% test
assert await fetch() == 3
""",
    "W10-used-up": """
%% answer
gen = (n * n for n in range(4))
%% wrong
gen = [0, 1, 4, 9]
%% test
assert list(gen) == [0, 1, 4, 9]
%% test
assert list(gen) == [], "a generator is used up"
""",
    # W11: attributes of an exception
    "W11-args": """
%% function
def f():
    raise KeyError("k", 3)
%% wrong
def f():
    raise KeyError("k", 4)
%% test
try:
    f()
except KeyError as e:
    assert e.args == ("k", 3)
else:
    raise AssertionError("no error")
""",
    "W11-own-attribute": """
%% function
def load(name):
    error = ValueError("no such file: " + name)
    error.code = 404
    raise error
%% wrong
def load(name):
    raise ValueError("no such file: " + name)
%% test
try:
    load("x")
except ValueError as e:
    assert e.code == 404
else:
    raise AssertionError("no error")
""",
    "W11-cause": """
%% function
def parse(text):
    try:
        return int(text)
    except ValueError as error:
        raise TypeError("not a number") from error
%% wrong
def parse(text):
    try:
        return int(text)
    except ValueError:
        raise TypeError("not a number") from None
%% test
try:
    parse("x")
except TypeError as e:
    assert isinstance(e.__cause__, ValueError)
else:
    raise AssertionError("no error")
""",
    "W11-built-in-attribute": """
%% function
def read(name):
    with open(name) as file:
        return file.read()
%% wrong
def read(name):
    raise FileNotFoundError("not there")
%% test
try:
    read("not-there.txt")
except FileNotFoundError as e:
    assert e.filename == "not-there.txt"
""",
    # W12: the student's function has the name of a built-in one. F12: the empty answer passed
    "F12-sum": """
%% function
def sum(values):
    total = 0
    for value in values:
        total += value
    return total
%% wrong
def sum(values):
    total = 1
    for value in values:
        total += value
    return total
%% test
assert sum([1, 2]) == 3
assert sum([]) == 0
""",
    "W12-reversed": """
%% function
def reversed(text):
    return text[::-1]
%% wrong
def reversed(text):
    return text
%% test
assert reversed("ab") == "ba"
""",
    "W12-pow": """
%% function
def pow(base, n):
    return 1 if n == 0 else base * pow(base, n - 1)
%% wrong
def pow(base, n):
    return base * n
%% test
assert pow(2, 3) == 8
""",
    "W12-round": """
%% function
def round(x):
    return int(x + 0.5)
%% wrong
def round(x):
    return int(x)
%% test
assert round(2.5) == 3 and round(0.4) == 0
""",
}
