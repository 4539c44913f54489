"""Tests of classes: the student's, the instructor's, and those that a test makes of them."""

IDIOMS = {
    "P1-account": """
%% answer
class Account:
    def __init__(self, balance):
        self.balance = balance
    def deposit(self, amount):
        self.balance += amount
%% wrong
class Account:
    def __init__(self, balance):
        self.balance = balance
    def deposit(self, amount):
        self.balance = amount
%% test
a = Account(10)
a.deposit(5)
assert a.balance == 15
""",
    "P1-hasattr": """
%% function
class Stack:
    def __init__(self):
        self.items = []
    def push(self, item):
        self.items.append(item)
    def pop(self):
        return self.items.pop()
%% wrong
class Stack:
    def __init__(self):
        self.items = []
    def push(self, item):
        self.items.append(item)
    def pull(self):
        return self.items.pop()
%% test
assert hasattr(Stack, "push")
%% test
assert hasattr(Stack, "pop")
stack = Stack()
stack.push(1)
stack.push(2)
assert stack.pop() == 2 and stack.items == [1]
""",
    "P1-class-attribute": """
%% answer
class Dog:
    legs = 4
%% wrong
class Dog:
    legs = "4"
%% test
assert Dog.legs == 4
""",
    "P1-issubclass": """
%% cell
class Shape:
    def area(self):
        raise NotImplementedError
%% answer
class Square(Shape):
    def __init__(self, side):
        self.side = side
    def area(self):
        return self.side**2
%% wrong
class Square:
    def __init__(self, side):
        self.side = side
    def area(self):
        return self.side**2
%% test
assert issubclass(Square, Shape)
%% test
assert Square(3).area() == 9
""",
    "P1-own-error": """
%% answer
class TooHot(Exception):
    pass
def check_heat(t):
    if t > 40:
        raise TooHot(t)
    return t
%% wrong
class TooHot(Exception):
    pass
def check_heat(t):
    if t > 40:
        raise ValueError(t)
    return t
%% test
import pytest
with pytest.raises(TooHot):
    check_heat(41)
assert check_heat(39) == 39
""",
    "P1-operators": """
%% answer
class Vector:
    def __init__(self, x, y):
        self.x, self.y = x, y
    def __add__(self, other):
        return Vector(self.x + other.x, self.y + other.y)
    def __eq__(self, other):
        return (self.x, self.y) == (other.x, other.y)
    def __repr__(self):
        return f"Vector({self.x}, {self.y})"
    def __len__(self):
        return 2
    def __getitem__(self, i):
        return (self.x, self.y)[i]
%% wrong
class Vector:
    def __init__(self, x, y):
        self.x, self.y = x, y
    def __add__(self, other):
        return Vector(self.x + other.y, self.y + other.x)
    def __eq__(self, other):
        return (self.x, self.y) == (other.x, other.y)
    def __repr__(self):
        return f"<{self.x}, {self.y}>"
    def __len__(self):
        return 2
    def __getitem__(self, i):
        return (self.x, self.y)[i]
%% test
assert Vector(1, 2) + Vector(3, 5) == Vector(4, 7)
%% test
assert repr(Vector(1, 2)) == "Vector(1, 2)"
%% test
assert len(Vector(1, 2)) == 2 and Vector(1, 2)[1] == 2
""",
    "P1-everything-equal": """
%% answer
class Money:
    def __init__(self, cents):
        self.cents = cents
    def __eq__(self, other):
        return isinstance(other, Money) and self.cents == other.cents
%% wrong
class Money:
    def __init__(self, cents):
        self.cents = cents
    def __eq__(self, other):
        return True
%% test
assert Money(5) == Money(5)
assert not Money(5) == Money(6)
""",
    "P1-subclass-by-the-test": """
%% answer
class Shape:
    def describe(self):
        return f"area {self.area()}"
    def area(self):
        raise NotImplementedError
%% wrong
class Shape:
    def describe(self):
        return "area 0"
    def area(self):
        raise NotImplementedError
%% test
class Unit(Shape):
    def area(self):
        return 1
assert Unit().describe() == "area 1"
""",
    "P1-endless-generator": """
%% function
def primes():
    n = 2
    while True:
        if all(n % d for d in range(2, n)):
            yield n
        n += 1
%% wrong
def primes():
    n = 1
    while True:
        n += 1
        yield n
%% test
from itertools import islice
assert list(islice(primes(), 5)) == [2, 3, 5, 7, 11]
""",
    "P1-context-manager": """
%% answer
class Recorder:
    def __init__(self):
        self.events = []
    def __enter__(self):
        self.events.append("in")
        return self
    def __exit__(self, *about):
        self.events.append("out")
%% wrong
class Recorder:
    def __init__(self):
        self.events = []
    def __enter__(self):
        self.events.append("in")
        return self
    def __exit__(self, *about):
        pass
%% test
with Recorder() as r:
    r.events.append("work")
assert r.events == ["in", "work", "out"]
""",
    "P1-linked-list": """
%% cell
class Node:
    def __init__(self, value, rest=None):
        self.value, self.rest = value, rest
%% function
def build(values):
    head = None
    for value in reversed(values):
        head = Node(value, head)
    return head
%% wrong
def build(values):
    head = None
    for value in values:
        head = Node(value, head)
    return head
%% test
node, found = build([1, 2, 3]), []
while node:
    found.append(node.value)
    node = node.rest
assert found == [1, 2, 3]
""",
    "P1-instructors-class-as-argument": """
%% locked
class Patient:
    def __init__(self, name, age):
        self.name, self.age = name, age
%% function
def oldest(patients):
    return max(patients, key=lambda patient: patient.age).name
%% wrong
def oldest(patients):
    return max(patients, key=lambda patient: patient.name).name
%% test
assert oldest([Patient("Zoe", 30), Patient("Ada", 60)]) == "Ada"
""",
    "P1-instructors-class-as-result": """
%% locked
class Point:
    def __init__(self, x, y):
        self.x, self.y = x, y
%% function
def mirror(point):
    return Point(-point.x, point.y)
%% wrong
def mirror(point):
    return Point(point.x, -point.y)
%% test
found = mirror(Point(1, 2))
assert isinstance(found, Point) and (found.x, found.y) == (-1, 2)
""",
}
