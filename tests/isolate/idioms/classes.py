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
    "P1-own-error-caught": """
%% answer
class Empty(ValueError):
    def __init__(self, name):
        super().__init__(f"{name} is empty")
        self.name = name
def first(values):
    if not values:
        raise Empty("values")
    return values[0]
%% wrong
class Empty(ValueError):
    def __init__(self, name):
        super().__init__(f"{name} is empty")
def first(values):
    if not values:
        raise Empty("values")
    return values[0]
%% test
try:
    first([])
except Empty as error:
    assert error.name == "values" and str(error) == "values is empty"
else:
    raise AssertionError("no error")
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
    "P1-abstract": """
%% answer
from abc import ABC, abstractmethod
class Animal(ABC):
    @abstractmethod
    def speak(self):
        ...
%% wrong
class Animal:
    def speak(self):
        ...
%% test
try:
    Animal()
except TypeError:
    pass
else:
    raise AssertionError("Animal is not abstract")
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
    "P1-iterator": """
%% answer
class Countdown:
    def __init__(self, n):
        self.n = n
    def __iter__(self):
        return self
    def __next__(self):
        if self.n == 0:
            raise StopIteration
        self.n -= 1
        return self.n + 1
%% wrong
class Countdown:
    def __init__(self, n):
        self.n = n
    def __iter__(self):
        return iter(range(self.n))
%% test
assert list(Countdown(3)) == [3, 2, 1]
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
    "P1-changed-by-the-answer": """
%% locked
class Light:
    def __init__(self):
        self.on = False
%% function
def toggle(light):
    light.on = not light.on
%% wrong
def toggle(light):
    return not light.on
%% test
lamp = Light()
toggle(lamp)
assert lamp.on is True
""",
    "P1-dataclass": """
%% answer
from dataclasses import dataclass
@dataclass
class Image:
    width: int
    height: int = 10
%% wrong
class Image:
    def __init__(self, width, height=10):
        self.width, self.height = width, height
%% test
from dataclasses import is_dataclass
assert is_dataclass(Image)
assert Image(3) == Image(3, 10)
""",
    "P1-property": """
%% answer
class Circle:
    def __init__(self, r):
        self.r = r
    @property
    def diameter(self):
        return 2 * self.r
    @staticmethod
    def unit():
        return Circle(1)
%% wrong
class Circle:
    def __init__(self, r):
        self.r = r
    def diameter(self):
        return 2 * self.r
    @staticmethod
    def unit():
        return Circle(1)
%% test
assert isinstance(Circle.diameter, property)
%% test
assert Circle(3).diameter == 6
%% test
assert Circle.unit().r == 1
""",
    "P1-enum": """
%% answer
from enum import Enum
class Colour(Enum):
    RED = 1
    GREEN = 2
%% wrong
class Colour:
    RED = 1
    GREEN = 2
%% test
assert Colour(2) is Colour.GREEN and Colour.RED.name == "RED"
""",
    "P1-instances-in-a-list": """
%% answer
class Item:
    def __init__(self, price):
        self.price = price
cart = [Item(2), Item(3)]
%% wrong
class Item:
    def __init__(self, price):
        self.price = price
cart = [Item(2)]
%% test
assert sum(item.price for item in cart) == 5
assert all(isinstance(item, Item) for item in cart)
""",
    "P1-str": """
%% function
class Temperature:
    def __init__(self, degrees):
        self.degrees = degrees
    def __str__(self):
        return f"{self.degrees} °C"
%% wrong
class Temperature:
    def __init__(self, degrees):
        self.degrees = degrees
%% test
assert str(Temperature(20)) == "20 °C"
""",
}
