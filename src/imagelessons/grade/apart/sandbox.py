"""(the sandbox is being built)"""


def shut_in(scratch, readable, limits, keep=()):
    pass


def readable_paths(folder):
    return []


def missing_layers():
    return {"sandbox": "student code runs with your rights"}
