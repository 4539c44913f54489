"""How far one is: which exercises of a notebook pass since its kernel started."""

from imagelessons.packed import Test

# The numbers of the exercises that pass, by those that the notebook has.
_passed: dict[tuple[str, ...], set[str]] = {}


def passes(test: Test) -> None:
    """Note that the test of an exercise passes."""
    _passed.setdefault(test.tests, set()).add(test.exercise)


def fails(test: Test) -> None:
    """Note that it doesn't pass, or no longer."""
    _passed.get(test.tests, set()).discard(test.exercise)


def forget_passed() -> None:
    """Forget all, as after a restart."""
    _passed.clear()


def how_far(test: Test) -> str:
    """Say in a sentence how many exercises of the notebook are done.

    Parameters
    ----------
    test : Test
        One of the notebook's.

    Returns
    -------
    str
        Only what this kernel has seen counts, and the sentence says so.

    Examples
    --------
    >>> test = Test("", "2", tests=("1", "2", "3"), read=("4",))
    >>> passes(test)
    >>> how_far(test)
    'Done since the kernel started: 1 of 4. Still open: 1, 3 and 4.'
    >>> forget_passed()
    """
    done = _passed.get(test.tests, set())
    count, total = len(done), len(test.tests) + len(test.read)
    if not total:
        return ""
    open_tests = [number for number in test.tests if number not in done]
    if open_tests:
        rest = [*open_tests, *test.read]
        return f"Done since the kernel started: {count} of {total}. Still open: {listed(rest)}."
    if not test.read:
        return f"Done since the kernel started: {count} of {total}, all of them."
    noun = "exercise" if len(test.read) == 1 else "exercises"
    return (
        f"Done since the kernel started: {count} of {total}. What is left, {noun} "
        f"{listed(list(test.read))}, is in your own words: a person reads it."
    )


def listed(words: list[str]) -> str:
    """Return words as part of a sentence.

    Examples
    --------
    >>> listed(["a", "b", "c"])
    'a, b and c'
    """
    return " and ".join(filter(None, [", ".join(words[:-1]), *words[-1:]]))
