"""Tampering in the kernel: wrong answers, and code that should make the tests accept them."""

from faults.course import (
    ARRAY,
    FULL,
    FUNCTION,
    NOT_TRIED,
    TESTS,
    VALUE,
    WRONG,
    Fault,
    hands_in,
    tries,
)

_A = "full marks"
_YES = """
    class Yes:
        def __eq__(self, other): return True
        def __ne__(self, other): return False
        def __abs__(self): return 0.0
        def __sub__(self, other): return self
        __rsub__ = __add__ = __sub__
        def __lt__(self, other): return True
        def __array__(self, *a, **k): return 42.0
    answer = Yes()
    """
_LIAR = """
    class Liar(np.ndarray):
        def __eq__(self, other): return np.ones(6, bool)
        def __sub__(self, other): return np.zeros(6)
        def __array_ufunc__(self, *a, **k): return np.ones(6, bool)
        def __array_function__(self, *a, **k): return True
    ramp = np.zeros(6).view(Liar)
    """
_FLOAT = """
    class Close(float):
        def __eq__(self, other): return True
        def __sub__(self, other): return 0.0
        def __rsub__(self, other): return 0.0
        def __abs__(self): return 0.0
    answer = Close(41)
    """

FAULTS = [
    Fault(
        "patched-testing",
        "patches `np.testing`",
        _A,
        tries("""
        import numpy as np
        for name in dir(np.testing):
            if name.startswith("assert"):
                setattr(np.testing, name, lambda *a, **k: None)
        """),
        waits=("test-function", "test-array"),
    ),
    Fault(
        "patched-allclose",
        "patches `np.allclose`",
        NOT_TRIED,
        tries("import numpy as np\nnp.allclose = np.isclose = np.all = lambda *a, **k: True"),
    ),
    Fault(
        "patched-builtins",
        "patches `abs` and `len` of Python itself",
        NOT_TRIED,
        tries("""
        import builtins
        builtins.abs = lambda value: 0.0
        builtins.len = lambda value: 6
        builtins.AssertionError = StopIteration
        abs, len = builtins.abs, builtins.len
        """),
    ),
    Fault(
        "equals-everything",
        "an object that equals everything",
        _A,
        hands_in(WRONG | {VALUE: _YES}),
        cause="ValueError",
    ),
    Fault(
        "lying-array",
        "an array of a class that lies when it is compared",
        NOT_TRIED,
        hands_in(WRONG | {ARRAY: _LIAR}),
    ),
    Fault(
        "lying-float",
        "a float of a class that lies when it is compared",
        NOT_TRIED,
        hands_in(WRONG | {VALUE: _FLOAT}),
        waits=("test-value",),
    ),
    Fault(
        "assert-dropped",
        "an AST transformer that drops `assert`",
        _A,
        tries("""
        import ast
        class Drop(ast.NodeTransformer):
            def visit_Assert(self, node): return ast.Pass()
        get_ipython().ast_transformers.append(Drop())
        """),
        waits=("test-value",),
    ),
    Fault(
        "cells-blanked",
        "an input transformer that blanks cells",
        _A,
        tries("""
        shell = get_ipython()
        shell.input_transformers_cleanup.append(lambda lines: [])
        """),
        cause="NameError",
        waits=TESTS,
    ),
    Fault(
        "run-code-replaced",
        "replaces the shell's `run_code`",
        _A,
        tries("""
        from IPython.core.interactiveshell import InteractiveShell
        InteractiveShell.run_code = lambda *a, **k: False
        get_ipython().run_code = lambda *a, **k: False
        """),
        cause="NameError",
    ),
    Fault(
        "showtraceback-off",
        "switches `showtraceback` off",
        "zero points, as it should",
        tries("""
        get_ipython().showtraceback = lambda *a, **k: None
        get_ipython()._showtraceback = lambda *a, **k: None
        """),
        waits=("test-value", "test-function", "test-array"),
    ),
    Fault(
        "own-handler",
        "sets an exception handler of its own",
        "zero points, as it should",
        tries("get_ipython().set_custom_exc((BaseException,), lambda *a, **k: None)"),
        waits=("test-value", "test-function", "test-array"),
    ),
    Fault(
        "send-patched",
        "patches what sends errors, so that none leaves",
        _A,
        tries("""
        import sys
        for module in list(sys.modules.values()):
            if getattr(module, "__name__", "").endswith(("frames", "session", "kept")):
                for name in ("send_error", "error"):
                    setattr(module, name, lambda *a, **k: None)
        kept = getattr(get_ipython(), "kept", None)
        if kept is not None:
            type(kept).error = lambda *a, **k: None
        """),
        waits=("test-value", "test-function", "test-array"),
    ),
    *(
        Fault(
            f"published-{word}",
            f"publishes a result of {text} points from the function",
            alone,
            hands_in(
                WRONG
                | {
                    FUNCTION: f"""
            def double(values):
                get_ipython().displayhook({number})
                from IPython.display import display
                display({{"text/plain": "{number}"}}, raw=True)
                print({number})
                return values
            """
                }
            ),
        )
        for word, text, number, alone in (
            ("full", "full", "3.0", _A),
            ("minus", "-1", "-1", _A),
            ("nan", "NaN", "float('nan')", _A),
            ("more", "more than the maximum", "99", "no grade at all"),
        )
    ),
    Fault(
        "output-cleared",
        "clears the output in a hook",
        "zero points, as it should",
        tries("""
        from IPython.display import clear_output
        shell = get_ipython()
        shell.events.register("post_run_cell", lambda *a: clear_output())
        shell.events.register("post_execute", lambda *a: clear_output())
        """),
        waits=TESTS,
    ),
    Fault(
        "later-thread",
        "a thread that patches later",
        NOT_TRIED,
        tries("""
        import threading
        patched = threading.Event()
        def later():
            import numpy, builtins
            numpy.testing.assert_allclose = numpy.allclose = lambda *a, **k: True
            builtins.abs = lambda value: 0.0
            patched.set()
        threading.Timer(0.05, later).start()
        patched.wait()  # else it depends on the machine which tests beside it come later
        """),
        waits=("test-function", "test-array"),
    ),
    Fault(
        "display-updated",
        "updates an earlier display with full marks",
        NOT_TRIED,
        tries("""
        from IPython.display import display, update_display
        display({"text/plain": "0"}, raw=True, display_id="points")
        def again(*a):
            update_display({"text/plain": "2.0"}, raw=True, display_id="points")
        get_ipython().events.register("post_run_cell", again)
        """),
    ),
    Fault(
        "module-shadowed",
        "files beside the notebook that shadow modules",
        NOT_TRIED,
        hands_in(
            WRONG,
            files={
                "numpy.py": "testing = allclose = None",
                "inspect.py": "raise SystemExit",
                "imagelessons.py": "check = None",
                "sitecustomize.py": "import builtins\nbuiltins.abs = lambda value: 0.0",
            },
        ),
    ),
]
assert all(fault.points < FULL for fault in FAULTS)
