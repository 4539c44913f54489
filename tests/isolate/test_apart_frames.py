"""Messages between two processes: whole, in time, within limits, whatever the other side sends."""

import json
import random
import socket
import struct
import subprocess
import sys
import threading
import time

import pytest

from nbisolate.session.messages import (
    TEXT_LIMIT,
    ChannelError,
    SilentError,
    TooLargeError,
    pack,
    receive,
    send,
)


@pytest.fixture
def channels():
    here, there = socket.socketpair()
    with here, there:
        yield here, there


def soon() -> float:
    return time.monotonic() + 120


def framed(text: bytes, blobs: bytes = b"", *, length: int | None = None) -> bytes:
    return struct.pack("<QQ", len(text) if length is None else length, len(blobs)) + text + blobs


@pytest.mark.parametrize(
    ("message", "blobs"),
    [
        ({}, []),
        ({"do": "run", "n": ["ü\ud800", 1, 2.5, None, True, 2**70]}, [b"abc", b""]),
        ({"a": "x" * 1_000_000}, [bytes(range(256)) * 40_000, bytearray(b"1"), memoryview(b"23")]),
        ({}, [b"a"] * 5000),
    ],
)  # fmt: skip
def test_a_message_arrives_as_it_was_sent(channels, message, blobs):
    here, there = channels
    sender = threading.Thread(target=send, args=(here, message, blobs))
    sender.start()
    assert receive(there, until=soon()) == (message, [bytearray(blob) for blob in blobs])
    sender.join()
    send(there, {"next": 1})
    assert receive(here, until=soon()) == ({"next": 1}, [])


def test_a_message_in_many_small_parts(channels):
    here, there = channels
    whole = b"".join(bytes(part) for part in pack({"a": [1]}, [b"abc", b"de"]))

    def drip():
        for value in whole:
            here.send(bytes([value]))

    sender = threading.Thread(target=drip)
    sender.start()
    assert receive(there, until=soon()) == ({"a": [1]}, [b"abc", b"de"])
    sender.join()


def test_blobs_are_not_copied_to_be_sent():
    blob = bytes(1000)
    assert pack({}, [blob])[-1].obj is blob


def test_who_says_nothing_or_half_of_it_is_not_waited_for(channels):
    here, there = channels
    with pytest.raises(SilentError):
        receive(there, until=time.monotonic() + 0.1)
    here.sendall(framed(b'{"message":{},"blobs":[]}')[:-3])
    with pytest.raises(SilentError):
        receive(there, until=time.monotonic() + 0.1)


def test_who_sends_drop_by_drop_is_not_waited_for_either(channels):
    here, there = channels
    stop = threading.Event()

    def drip():
        here.sendall(struct.pack("<QQ", 1000, 0))
        while not stop.wait(0.02):
            here.send(b" ")

    sender = threading.Thread(target=drip)
    sender.start()
    with pytest.raises(SilentError):
        receive(there, until=time.monotonic() + 0.3)
    stop.set()
    sender.join()


def test_who_does_not_read_is_not_waited_for(channels):
    here, _ = channels
    with pytest.raises(SilentError):
        send(here, {}, [bytes(50_000_000)], until=time.monotonic() + 0.2)


def test_the_other_side_has_ended(channels):
    here, there = channels
    there.close()
    with pytest.raises(ChannelError, match="ended"):
        receive(here)
    with pytest.raises(ChannelError, match="ended"):
        send(here, {}, [bytes(10_000_000)])
    here.close()
    with pytest.raises(ChannelError, match="ended"):
        receive(here, until=soon())


def test_the_other_side_ends_in_a_message(channels):
    here, there = channels
    here.sendall(framed(b'{"message":{},"blobs":[3]}', b"abc")[:-2])
    here.close()
    with pytest.raises(ChannelError, match="ended"):
        receive(there, until=soon())


WRONG = {
    "much": struct.pack("<QQ", 10, 1 << 40),
    "very much": struct.pack("<QQ", 2**64 - 1, 2**64 - 1),
    "much text": struct.pack("<QQ", TEXT_LIMIT + 1, 0),
    "no JSON": framed(b"\xff\xfe"),
    "a list": framed(b"[]"),
    "a number": framed(b"3"),
    "no message": framed(b'{"blobs":[]}'),
    "no blobs": framed(b'{"message":{}}'),
    "a message that is none": framed(b'{"message":[],"blobs":[]}'),
    "negative": framed(b'{"message":{},"blobs":[-1,1]}'),
    "half a byte": framed(b'{"message":{},"blobs":[0.5]}', b"a"),
    "true": framed(b'{"message":{},"blobs":[true]}', b"a"),
    "too few": framed(b'{"message":{},"blobs":[1]}', b"abc"),
    "too many": framed(b'{"message":{},"blobs":[3,1]}', b"abc"),
    "huge": framed(b'{"message":{},"blobs":[100000000000000000000]}', b"abc"),
    "deep": framed(b"[" * 100_000),
    "a long number": framed(b'{"message":{},"blobs":[' + b"9" * 100_000 + b"]}"),
    "many blobs": framed(
        json.dumps({"message": {}, "blobs": [0] * 200_000}).encode(),
    ),
    "nothing": framed(b""),
}


@pytest.mark.parametrize("sent", WRONG.values(), ids=WRONG)
def test_what_is_no_message_is_refused(channels, sent):
    here, there = channels
    sender = threading.Thread(target=here.sendall, args=(sent,))
    sender.start()
    with pytest.raises(ChannelError) as caught:
        receive(there, until=soon())
    assert not isinstance(caught.value, SilentError)
    assert len(str(caught.value)) < 400
    there.close()
    sender.join()


def test_a_message_beyond_the_limit_is_refused(channels):
    here, there = channels
    send(here, {}, [b"12345678"])
    assert receive(there, limit=100)[1] == [b"12345678"]
    send(here, {}, [bytes(101)])
    with pytest.raises(TooLargeError, match="a message of 0 MB"):
        receive(there, limit=100)
    with pytest.raises(TooLargeError, match="34 MB of text"):
        pack({"a": "x" * TEXT_LIMIT})
    with pytest.raises(TooLargeError, match="200,000 parts"):
        pack({}, [b""] * 200_000)


def test_a_promise_of_bytes_takes_no_memory():
    code = """
import resource, socket, struct, time
from nbisolate.session.messages import ChannelError, receive
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
here, there = socket.socketpair()
text = b'{"message":{},"blobs":[900000000]}'
here.sendall(struct.pack("<QQ", len(text), 900_000_000) + text + b"abc")
try:
    receive(there, until=time.monotonic() + 0.2)
except ChannelError as error:
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before)
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    grown = int(done.stdout) / (1e6 if sys.platform == "darwin" else 1e3)
    assert grown < 50  # MB


def test_bytes_at_random_are_refused_or_a_message():
    rng = random.Random(3)
    whole = b"".join(bytes(part) for part in pack({"a": [1, "b"]}, [b"abc", b"de"]))
    messages = 0
    for _ in range(500):
        sent = bytearray(whole)
        for _ in range(rng.randrange(4)):
            sent[rng.randrange(len(sent))] = rng.randrange(256)
        del sent[rng.choice((len(sent), len(sent), rng.randrange(len(sent)))) :]
        here, there = socket.socketpair()
        with there:
            with here:
                here.sendall(sent)
            try:
                message, blobs = receive(there, limit=10_000, until=soon())
            except ChannelError:
                continue
            messages += 1
            assert type(message) is dict
            assert sum(map(len, blobs)) == 5
    assert messages > 50
