"""Messages between two processes: a part that is JSON, and blobs of bytes beside it.

The sender may be a process that a student's code controls. So nothing here trusts a length, nothing
is unpickled, and memory is taken only for bytes that have arrived.

A message is ``<length of the JSON> <length of all blobs> <JSON> <blob> <blob> …``.
"""

import json
import select
import socket
import struct
import time
from collections.abc import Sequence

_HEAD = struct.Struct("<QQ")
_MOST_BLOBS = 100_000
_STEP = 1 << 22  # bytes that are sent at once
_ROOM = 1 << 25  # bytes that are made room for before they have arrived

DEFAULT_LIMIT = 1 << 30
# JSON takes about twenty times its length as Python's objects; arrays and numbers go as blobs.
TEXT_LIMIT = 1 << 25

Blob = bytes | bytearray | memoryview


class ChannelError(Exception):
    """The other side has ended, or sent what is no message."""


class TooLargeError(ChannelError):
    """A message is larger than any may be."""


class SilentError(ChannelError):
    """The other side has not answered in time."""


def pack(message: dict, blobs: Sequence[Blob] = ()) -> list[Blob]:
    """Return a message as the bytes to send, in parts: the blobs are not copied.

    Parameters
    ----------
    message : dict
        What JSON can hold.
    blobs : sequence of bytes-like, optional

    Returns
    -------
    list of bytes-like

    Raises
    ------
    TooLargeError
        If the JSON is too long, or there are too many blobs.

    Examples
    --------
    >>> [bytes(part) for part in pack({"do": "run"}, [b"abc"])][1:]
    [b'{"message":{"do":"run"},"blobs":[3]}', b'abc']
    """
    views = [memoryview(blob) for blob in blobs]
    head = {"message": message, "blobs": [view.nbytes for view in views]}
    text = json.dumps(head, separators=(",", ":")).encode("ascii")
    if len(text) > TEXT_LIMIT or len(views) > _MOST_BLOBS:
        raise TooLargeError(
            f"{len(text) / 1e6:,.0f} MB of text and {len(views):,} parts; at most "
            f"{TEXT_LIMIT / 1e6:,.0f} MB and {_MOST_BLOBS:,} are sent at once"
        )
    return [_HEAD.pack(len(text), sum(view.nbytes for view in views)), text, *views]


def send(
    channel: socket.socket,
    message: dict,
    blobs: Sequence[Blob] = (),
    *,
    until: float | None = None,
) -> None:
    """Send a message.

    Parameters
    ----------
    channel : socket.socket
        One end of a socket pair.
    message : dict
        What JSON can hold.
    blobs : sequence of bytes-like, optional
    until : float, optional
        A time of `time.monotonic` at which to give up.

    Raises
    ------
    SilentError
        If the other side doesn't take it in time.
    ChannelError
        If the other side has ended.
    TooLargeError
        If the message is too large.
    """
    send_packed(channel, pack(message, blobs), until=until)


def send_packed(
    channel: socket.socket, packed: Sequence[Blob], *, until: float | None = None
) -> None:
    """Send what `pack` returned; see `send`."""
    for part in packed:
        view = memoryview(part)
        if not view.nbytes:
            continue
        view = view.cast("B")
        while view:
            _wait(channel, select.POLLOUT, until, "The process does not take messages.")
            try:
                view = view[channel.send(view[:_STEP], socket.MSG_DONTWAIT) :]
            except BlockingIOError:
                continue
            except OSError as error:
                raise _ended(error) from None


def receive(
    channel: socket.socket, *, limit: int = DEFAULT_LIMIT, until: float | None = None
) -> tuple[dict, list[bytearray]]:
    """Receive a message.

    Parameters
    ----------
    channel : socket.socket
    limit : int, optional
        The most bytes of one message.
    until : float, optional
        A time of `time.monotonic` at which to give up.

    Returns
    -------
    message : dict
    blobs : list of bytearray

    Raises
    ------
    SilentError
        If there is no whole message in time. Later messages can't be told apart any more: end
        the other process.
    TooLargeError
        If the other side sends too much; the message says how much.
    ChannelError
        If it has ended, or sent something else.

    Examples
    --------
    >>> here, there = socket.socketpair()
    >>> send(here, {"do": "run"}, [b"abc"])
    >>> receive(there)
    ({'do': 'run'}, [bytearray(b'abc')])
    """
    text_length, blobs_length = _HEAD.unpack(_take(channel, _HEAD.size, until))
    size = text_length + blobs_length
    if size > limit or text_length > TEXT_LIMIT:
        of_text = text_length > TEXT_LIMIT
        sent, most = (text_length, TEXT_LIMIT) if of_text else (size, limit)
        what = " of text" if of_text else ""
        raise TooLargeError(
            f"a message of {sent / 1e6:,.0f} MB{what} (at most {most / 1e6:,.0f} MB)"
        )
    message, sizes = _read_text(_take(channel, text_length, until), blobs_length)
    return message, [_take(channel, size, until) for size in sizes]


def _read_text(text: bytearray, blobs_length: int) -> tuple[dict, list[int]]:
    try:
        head = json.loads(text)
        message, sizes = head["message"], head["blobs"]
        if type(message) is not dict or type(sizes) is not list or len(sizes) > _MOST_BLOBS:
            raise ValueError("its parts are of the wrong kind")
        if not all(type(size) is int and 0 <= size <= blobs_length for size in sizes):
            raise ValueError("a length is wrong")
        if sum(sizes) != blobs_length:
            raise ValueError("the lengths do not fit")
    except (ValueError, KeyError, TypeError, RecursionError, MemoryError) as error:
        why = str(error)[:200]
        raise ChannelError(f"The process sent something that is no message: {why}") from None
    return message, sizes


def _take(channel: socket.socket, size: int, until: float | None) -> bytearray:
    taken = bytearray(min(size, _ROOM))
    start = 0
    while start < size:
        if start == len(taken):
            taken.extend(bytes(min(size - start, max(_ROOM, start))))
        if until is not None:
            _wait(channel, select.POLLIN, until, "The process has not answered in time.")
        try:
            count = channel.recv_into(memoryview(taken)[start:])
        except BlockingIOError:
            _wait(channel, select.POLLIN, until, "The process has not answered in time.")
            continue
        except OSError as error:
            raise _ended(error) from None
        if not count:
            raise ChannelError("The process has ended.")
        start += count
    return taken


def _wait(channel: socket.socket, event: int, until: float | None, sentence: str) -> None:
    wait = None if until is None else max(0.0, until - time.monotonic()) * 1000
    poll = select.poll()
    try:
        poll.register(channel, event)
        ready = poll.poll(wait)
    except (OSError, ValueError) as error:
        raise _ended(error) from None
    if not ready:
        raise SilentError(sentence)


def _ended(error: Exception) -> ChannelError:
    return ChannelError(f"The process has ended ({getattr(error, 'strerror', None) or error}).")
