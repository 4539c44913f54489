"""What a third attacker tried: against graders who are ordinary users, and against neighbours."""

from faults.course import FULL, NOT_TRIED, RIGHT, SHORT, VALUE, WRONG, Fault, hands_in, tries

_VALUE_LOST = FULL - 2

FAULTS = [
    Fault("closed-folder", "fills a folder that its owner, who grades, may not look into",
        NOT_TRIED, hands_in(RIGHT | {VALUE: """
            import os, time
            os.mkdir("closed", 0o300)
            for number in range(12):
                with open(f"closed/{number}", "wb") as file:
                    file.write(bytes(20_000_000))
                time.sleep(0.2)
            time.sleep(10)
            answer = 42.0
            """}), _VALUE_LOST, cause="more than 100 MB of files", slow=True),
    Fault("crowd", "250 threads that take the processors from the cells of others", NOT_TRIED,
        hands_in(RIGHT | {VALUE: """
            import hashlib, threading, time
            def spin():
                while True:
                    hashlib.sha256(bytes(20_000_000))
            threading.stack_size(1 << 16)
            for _ in range(240):
                threading.Thread(target=spin, daemon=True).start()
            time.sleep(60)
            answer = 42.0
            """}), _VALUE_LOST, cause=f"took longer than {SHORT} seconds", slow=True),
    Fault("no-number", "NaN, in the hope that a test asks only what is larger", NOT_TRIED,
        hands_in(WRONG | {VALUE: "answer = float('nan')"})),
    Fault("flags-and-attributes", "sets flags of a picture that it may only read, and asks for "
        "attributes of others' files", NOT_TRIED, tries("""
            import ctypes, os
            from imagelessons.data import data
            libc = ctypes.CDLL(None, use_errno=True)
            flags = ctypes.c_int(0x80)
            picture = os.open(data("axon_slice.jpg"), os.O_RDONLY)
            if libc.ioctl(picture, ctypes.c_ulong(0x40086602), ctypes.byref(flags)):
                print("flags:", os.strerror(ctypes.get_errno()))
            try:
                print(os.listxattr("{other}"))
            except OSError as error:
                print(error.strerror)
            """), cause="flags: Operation not permitted"),
]  # fmt: skip
