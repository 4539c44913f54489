"""Messages between processes: a JSON part and some blobs of bytes, with limits on their size.

The sender may be a process that a student's code controls, so nothing here trusts a length, and
nothing is ever unpickled.
"""

import json
import select
import socket
import struct
import time

_HEAD = struct.Struct("<QI")
_MOST_BLOBS = 100_000
DEFAULT_LIMIT = 1 << 30

Message = tuple[dict, list[bytes]]


class ChannelError(Exception):
    """The other side has ended, or sent what is no message."""


class SilentError(ChannelError):
    """The other side has not answered in time."""


def pack(message: dict, blobs: list[bytes] | None = None) -> bytes:
    """Return a message as bytes.

    Parameters
    ----------
    message : dict
        JSON.
    blobs : list of bytes, optional

    Examples
    --------
    >>> unpack(pack({"do": "run"}, [b"abc"])[12:], 1)
    ({'do': 'run'}, [b'abc'])
    """
    blobs = blobs or []
    head = {"message": message, "blobs": [len(blob) for blob in blobs]}
    text = json.dumps(head, ensure_ascii=True, separators=(",", ":")).encode()
    body = b"".join([struct.pack("<Q", len(text)), text, *blobs])
    return _HEAD.pack(len(body), len(blobs)) + body


def unpack(body: bytes, blob_count: int) -> Message:
    """Return what `pack` packed, from its bytes without the head.

    Raises
    ------
    ChannelError
        If the bytes are no message.
    """
    try:
        (length,) = struct.unpack_from("<Q", body)
        head = json.loads(body[8 : 8 + length])
        message, sizes = head["message"], head["blobs"]
        if not isinstance(message, dict) or len(sizes) != blob_count:
            raise ValueError("the head does not fit")
        blobs, start = [], 8 + length
        for size in sizes:
            if type(size) is not int or size < 0 or start + size > len(body):
                raise ValueError("a blob is longer than the message")
            blobs.append(bytes(memoryview(body)[start : start + size]))
            start += size
    except (ValueError, KeyError, TypeError, struct.error, RecursionError) as error:
        raise ChannelError(f"The process sent something that is no message: {error}") from None
    return message, blobs


def send(channel: socket.socket, message: dict, blobs: list[bytes] | None = None) -> None:
    """Send a message.

    Raises
    ------
    ChannelError
        If the other side has ended.
    """
    send_packed(channel, pack(message, blobs))


def send_packed(channel: socket.socket, packed: bytes, *, until: float | None = None) -> None:
    """Send bytes that `pack` made, until a time of `time.monotonic` at the latest."""
    view = memoryview(packed)
    try:
        while view:
            if until is not None:
                _, ready, _ = select.select([], [channel], [], max(0.0, until - time.monotonic()))
                if not ready:
                    raise SilentError("The process does not take messages.")
            view = view[channel.send(view[: 1 << 20]) :]
    except OSError as error:
        raise ChannelError(f"The process has ended ({error.strerror}).") from None


def receive(
    channel: socket.socket, *, limit: int = DEFAULT_LIMIT, until: float | None = None
) -> Message:
    """Receive a message.

    Parameters
    ----------
    channel : socket.socket
    limit : int, optional
        The most bytes of one message.
    until : float, optional
        A time of `time.monotonic` at which to give up.

    Raises
    ------
    SilentError
        If there is no whole message in time.
    ChannelError
        If the other side has ended, or sent too much or something else.
    """
    size, count = _HEAD.unpack(_take(channel, _HEAD.size, until))
    if size > limit:
        raise ChannelError(
            f"The process sent {size / 1e6:,.0f} MB at once; {limit / 1e6:,.0f} MB are allowed."
        )
    if count > _MOST_BLOBS:
        raise ChannelError("The process sent a message of too many parts.")
    return unpack(_take(channel, size, until), count)


def _take(channel: socket.socket, size: int, until: float | None) -> bytes:
    taken = bytearray()
    while len(taken) < size:
        if until is not None:
            ready, _, _ = select.select([channel], [], [], max(0.0, until - time.monotonic()))
            if not ready:
                raise SilentError("The process has not answered in time.")
        try:
            part = channel.recv(min(size - len(taken), 1 << 20))
        except OSError as error:
            raise ChannelError(f"The process has ended ({error.strerror}).") from None
        if not part:
            raise ChannelError("The process has ended.")
        taken += part
    return bytes(taken)
