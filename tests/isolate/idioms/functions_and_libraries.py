"""Tests that hand functions over, use objects of libraries, or meet a false alarm."""

IDIOMS = {
    # P2: the test hands over a function
    "P2-lambda": """
%% function
def root(f, a, b):
    for _ in range(60):
        m = (a + b) / 2
        if f(a) * f(m) <= 0:
            b = m
        else:
            a = m
    return a
%% wrong
def root(f, a, b):
    return (a + b) / 2
%% test
assert abs(root(lambda x: x**2 - 2, 0, 2) - 2**0.5) < 1e-9
""",
    "P2-numpy-function": """
%% cell
import numpy as np
%% function
def trapezium(f, a, b, n):
    x = np.linspace(a, b, n + 1)
    y = f(x)
    return float(((y[1:] + y[:-1]) / 2 * np.diff(x)).sum())
%% wrong
def trapezium(f, a, b, n):
    x = np.linspace(a, b, n + 1)
    return float((f(x)[1:] * np.diff(x)).sum())
%% test
assert abs(trapezium(np.sin, 0, np.pi / 2, 2000) - 1) < 1e-6
""",
    "P2-built-in": """
%% function
def apply(f, values):
    return [f(value) for value in values]
%% wrong
def apply(f, values):
    return [f(values)]
%% test
assert apply(len, ["a", "bc"]) == [1, 2]
%% test
assert apply(str, [1, 2]) == ["1", "2"]
""",
    "P2-helper-of-a-locked-cell": """
%% locked
def plus_one(x):
    return x + 1
%% function
def twice(f, x):
    return f(f(x))
%% wrong
def twice(f, x):
    return 2 * f(x)
%% test
assert twice(plus_one, 5) == 7
""",
    "P2-decorator": """
%% answer
def loud(f):
    def wrapped(*values):
        return f(*values).upper() + "!"
    return wrapped
%% wrong
def loud(f):
    def wrapped(*values):
        return f(*values) + "!"
    return wrapped
%% test
@loud
def greet(name):
    return "hello " + name
assert greet("Ada") == "HELLO ADA!"
""",
    "P2-callback": """
%% function
def walk(values, report):
    for value in values:
        report(value)
%% wrong
def walk(values, report):
    report(values)
%% test
seen = []
walk([1, 2, 3], seen.append)
assert seen == [1, 2, 3]
""",
    "P2-compose": """
%% function
def compose(f, g):
    return lambda x: f(g(x))
%% wrong
def compose(f, g):
    return lambda x: g(f(x))
%% test
assert compose(lambda x: x + 1, lambda x: 2 * x)(3) == 7
""",
    "P2-evaluations-counted": """
%% function
def bisect(f, a, b):
    fa = f(a)
    for _ in range(20):
        m = (a + b) / 2
        fm = f(m)
        if fa * fm <= 0:
            b = m
        else:
            a, fa = m, fm
    return a
%% wrong
def bisect(f, a, b):
    for _ in range(20):
        m = (a + b) / 2
        if f(a) * f(m) <= 0:
            b = m
        else:
            a = m
    return a
%% test
count = 0
def cubic(x):
    global count
    count += 1
    return x**3 - 2
assert abs(bisect(cubic, 0, 2) - 2 ** (1 / 3)) < 1e-4
assert count <= 22, "one evaluation for each step"
""",
    # P3: models and objects of libraries
    "P3-estimator": """
%% cell
import numpy as np
from sklearn.linear_model import LinearRegression
X = np.arange(6.0).reshape(-1, 1)
y = 2 * X[:, 0] + 1
%% answer
model = LinearRegression().fit(X, y)
%% wrong
model = LinearRegression(fit_intercept=False).fit(X, y)
%% test
assert isinstance(model, LinearRegression)
%% test
assert abs(model.coef_[0] - 2) < 1e-9 and abs(model.intercept_ - 1) < 1e-9
""",
    "P3-predict": """
%% cell
import numpy as np
from sklearn.neighbors import KNeighborsClassifier
X = np.array([[0.0], [1.0], [10.0], [11.0]])
y = np.array([0, 0, 1, 1])
%% answer
clf = KNeighborsClassifier(1).fit(X, y)
%% wrong
clf = KNeighborsClassifier(1).fit(X, 1 - y)
%% test
assert clf.predict(X).tolist() == [0, 0, 1, 1]
""",
    "P3-poly1d": """
%% cell
import numpy as np
%% answer
p = np.poly1d([1, 0, -2])
%% wrong
p = np.poly1d([1, 0, -3])
%% test
assert p(2) == 2
%% test
assert p.order == 2 and np.allclose(sorted(p.roots), [-(2**0.5), 2**0.5])
""",
    "P3-polynomial": """
%% cell
import numpy as np
from numpy.polynomial import Polynomial
%% answer
line = Polynomial.fit([0, 1, 2], [1, 3, 5], 1)
%% wrong
line = Polynomial.fit([0, 1, 2], [1, 3, 6], 1)
%% test
assert abs(line(4) - 9) < 1e-9
assert np.allclose(line.convert().coef, [1, 2])
""",
    "P3-interp1d": """
%% cell
import numpy as np
from scipy.interpolate import CubicSpline, interp1d
%% answer
f = interp1d([0, 1, 2], [0, 10, 20])
g = CubicSpline([0, 1, 2, 3], [0, 1, 8, 27])
%% wrong
f = interp1d([0, 1, 2], [0, 10, 20], kind="nearest")
g = CubicSpline([0, 1, 2, 3], [0, 1, 4, 9])
%% test
assert abs(f(0.7) - 7) < 1e-9
%% test
assert abs(g(1.5) - 3.375) < 1e-9
assert abs(g(2, 1) - 12) < 1e-9
""",
    "P3-frozen-distribution": """
%% cell
from scipy import stats
%% answer
height = stats.norm(170, 10)
%% wrong
height = stats.norm(170, 9)
%% test
assert height.mean() == 170 and abs(height.cdf(180) - 0.8413) < 1e-3
""",
    "P3-graph": """
%% cell
import networkx as nx
%% answer
graph = nx.Graph([("a", "b"), ("b", "c")])
%% wrong
graph = nx.Graph([("a", "b")])
%% test
assert sorted(graph.nodes) == ["a", "b", "c"] and graph.degree["b"] == 2
""",
    "P3-match": """
%% cell
import re
%% function
def year(text):
    return re.search("[0-9]{4}", text)
%% wrong
def year(text):
    return re.search("[0-9]{2}", text)
%% test
assert year("in 1843").group() == "1843"
assert year("never") is None
""",
    "P3-soup": """
%% cell
from bs4 import BeautifulSoup
%% answer
soup = BeautifulSoup("<p>one</p><p>two</p>", "html.parser")
%% wrong
soup = BeautifulSoup("<p>one</p>", "html.parser")
%% test
assert [p.text for p in soup.find_all("p")] == ["one", "two"]
""",
    "P3-sqlite": """
%% cell
import sqlite3
%% answer
db = sqlite3.connect(":memory:")
db.execute("create table t (a integer)")
db.executemany("insert into t values (?)", [(1,), (2,)])
%% wrong
db = sqlite3.connect(":memory:")
db.execute("create table t (a integer)")
%% test
assert db.execute("select sum(a) from t").fetchone() == (3,)
""",
    "P3-widget": """
%% cell
import ipywidgets as widgets
%% answer
slider = widgets.IntSlider(value=3, min=0, max=5)
%% wrong
slider = widgets.IntSlider(value=3, min=0, max=4)
%% test
assert slider.value == 3 and slider.max == 5
slider.value = 5
assert slider.value == 5
""",
    "P3-groupby": """
%% cell
import pandas as pd
df = pd.DataFrame({"kind": ["a", "b", "a"], "n": [1, 2, 3]})
%% answer
groups = df.groupby("kind")
%% wrong
groups = df.groupby("n")
%% test
assert groups.ngroups == 2 and groups["n"].sum()["a"] == 4
""",
    "P3-stringio": """
%% function
def count(file):
    return sum(1 for line in file)
%% wrong
def count(file):
    return len(file.read())
%% test
import io
assert count(io.StringIO("a\\nb\\n")) == 2
""",
    "P3-written-into": """
%% function
def write(file):
    file.write("done")
%% wrong
def write(file):
    print("done")
%% test
import io
buffer = io.StringIO()
write(buffer)
assert buffer.getvalue() == "done"
""",
    # P4: what the student imported
    "P4-class": """
%% answer
from collections import Counter
found = Counter("banana")
%% wrong
from collections import Counter
found = dict(Counter("banana"))
%% test
assert isinstance(found, Counter) and found["a"] == 3
""",
    "P4-module": """
%% answer
import numpy as anp
v = anp.arange(3)
%% wrong
import numpy as anp
v = anp.arange(4)
%% test
assert anp.array_equal(v, [0, 1, 2])
""",
    "P4-submodule": """
%% answer
import numpy.linalg as LA
length = LA.norm([3, 4])
%% wrong
import numpy.linalg as LA
length = LA.norm([3, 4], 1)
%% test
assert length == LA.norm([3, 4])
""",
    "P4-function": """
%% answer
from math import sqrt as root
x = root(2)
%% wrong
from math import exp as root
x = root(1)
%% test
assert root(9) == 3 and abs(x - 1.41421) < 1e-4
""",
    # P5: false alarms about right answers
    "P5-gaps": """
%% cell
import pandas as pd
%% function
def with_gap():
    return pd.DataFrame({"a": [1.0, None, 3.0]})
%% wrong
def with_gap():
    return pd.DataFrame({"a": [1.0, 2.0, 3.0]})
%% test
df = with_gap()
assert df["a"].sum() == 4.0
""",
    "P5-nanmax": """
%% cell
import numpy as np
%% function
def scaled(a):
    a = a.astype(float)
    a[a == 0] = np.nan
    return a / np.nanmax(a)
%% wrong
def scaled(a):
    return a.astype(float)
%% test
r = scaled(np.array([0, 2, 4]))
assert np.nanmax(r) < 2
assert np.isnan(r[0])
""",
    "P5-sorted-in-place": """
%% function
def ordered(l):
    l.sort()
    return l
%% wrong
def ordered(l):
    return l
%% test
numbers = [3, 1, 2]
result = ordered(numbers)
assert result == numbers == [1, 2, 3]
""",
    "P5-locked-name-changed": """
%% locked
import numpy as np
data = np.array([1, 2, 3])
%% answer
data = data * 2
%% wrong
data = data + 2
%% test
assert data.tolist() == [2, 4, 6]
""",
    "P5-empty-defaultdict": """
%% answer
from collections import defaultdict
d = defaultdict(lambda: 7)
%% wrong
from collections import defaultdict
d = defaultdict(lambda: 8)
%% test
assert d["x"] == 7
""",
    "P5-empty-on-purpose": """
%% cell
import numpy as np
%% function
def above(a, limit):
    return a[a > limit]
%% wrong
def above(a, limit):
    return a[a >= limit]
%% test
assert above(np.array([1, 2, 3]), 3).size == 0
assert np.allclose(above(np.array([1.0, 2.0]), 5), [])
""",
    # P6, H6: objects that can be called
    "P6-vectorize": """
%% cell
import numpy as np
%% answer
def one(x):
    return 2 * x
f = np.vectorize(one)
%% wrong
def one(x):
    return 3 * x
f = np.vectorize(one)
%% test
assert f(2) == 4
%% test
assert f is not None and f([1, 2]).tolist() == [2, 4]
""",
    "P6-lru-cache": """
%% answer
from functools import lru_cache
@lru_cache
def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)
%% wrong
def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)
%% test
assert fib(20) == 6765
%% test
assert fib.cache_info().currsize == 21
""",
    "P6-itemgetter": """
%% answer
from operator import itemgetter
second = itemgetter(1)
%% wrong
from operator import itemgetter
second = itemgetter(2)
%% test
assert second([7, 8, 9]) == 8
""",
    "P6-call": """
%% answer
class Adder:
    def __init__(self, n):
        self.n = n
    def __call__(self, x):
        return x + self.n
add3 = Adder(3)
%% wrong
class Adder:
    def __init__(self, n):
        self.n = n
    def __call__(self, x):
        return x - self.n
add3 = Adder(3)
%% test
assert callable(add3) and add3(4) == 7
%% test
assert add3.n == 3
""",
    "P6-partial": """
%% answer
from functools import partial
cube = partial(pow, exp=3)
%% wrong
from functools import partial
cube = partial(pow, exp=2)
%% test
assert cube(2) == 8
%% test
assert cube.keywords == {"exp": 3}
""",
}
