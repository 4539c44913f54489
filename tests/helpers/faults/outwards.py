"""Outwards: code that writes to the gradebook, to the pages of others, or to the network."""

from faults.course import (
    FULL,
    NOT_TRIED,
    VALUE,
    WRONG,
    Fault,
    hands_in,
)

SCRIPT = "<script>evil()</script><img src=x onerror=evil()>"
FORMULA = "=HYPERLINK(A1,B1)"

FAULTS = [
    Fault("gradebook-written", "one line of SQL sets every student's points", "full marks",
        hands_in(WRONG | {VALUE: """
            answer = 41.0
            import sqlite3
            base = sqlite3.connect("{gradebook}")
            base.execute("update grade set manual_score = 100")
            base.commit()
            """}), cause="unable to open database file"),
    Fault("file-written", "writes files beside its own folder", "they are written",
        hands_in(WRONG | {VALUE: """
            answer = 41.0
            for path in ("{outside}/new", "../new", "/tmp/imagelessons-new"):
                try:
                    open(path, "w").write("here")
                    print("written")
                except OSError as error:
                    print(type(error).__name__)
            """}), cause="Error"),
    Fault("script-in-html", "a script in an HTML output", "it reaches the feedback page",
        hands_in(first=f"""
            from IPython.display import HTML, Javascript, display
            display(HTML("<b>bold</b>{SCRIPT}"))
            display(Javascript("evil()"))
            print("{SCRIPT}")
            display({{"text/markdown": "{SCRIPT}"}}, raw=True)
            display({{"image/svg+xml": "<svg onload='evil()'></svg>"}}, raw=True)
            raise ValueError("{SCRIPT}")
            """), FULL, cause="bold"),
    Fault("network", "a network connection", NOT_TRIED, hands_in(WRONG | {VALUE: """
            answer = 41.0
            import socket
            socket.create_connection(("127.0.0.1", 9), timeout=1)
            """}), cause="PermissionError"),
    Fault(FORMULA, "a spreadsheet's formula as a name, which reaches the CSV", NOT_TRIED,
        hands_in(), FULL, cause=""),
]  # fmt: skip
