"""(the sandbox is being built)"""


def shut_in(scratch, readable, limits, keep=()):
    pass


def readable_paths(folder):
    return []
