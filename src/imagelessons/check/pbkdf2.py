"""PBKDF2 with HMAC-SHA-256, also where Python was built without OpenSSL, as in a browser."""

import hashlib

_BLOCK = 64  # bytes that SHA-256 works on at a time


def pbkdf2(password: bytes, salt: bytes, rounds: int) -> bytes:
    """Return the key that `hashlib.pbkdf2_hmac` derives with SHA-256.

    Parameters
    ----------
    password, salt : bytes
    rounds : int
        How often HMAC is computed; more take longer to try out.

    Returns
    -------
    bytes
        32 of them.

    Examples
    --------
    >>> pbkdf2(b"passwd", b"salt", 1).hex()[:16]
    '55ac046e56e3089f'
    """
    if hasattr(hashlib, "pbkdf2_hmac"):
        return hashlib.pbkdf2_hmac("sha256", password, salt, rounds)
    return without_openssl(password, salt, rounds)


def without_openssl(password: bytes, salt: bytes, rounds: int) -> bytes:
    """Return the same key by SHA-256 alone: RFC 8018, section 5.2, with the HMAC of RFC 2104.

    Parameters
    ----------
    password, salt : bytes
    rounds : int

    Returns
    -------
    bytes
    """
    if len(password) > _BLOCK:
        password = hashlib.sha256(password).digest()
    padded = password.ljust(_BLOCK, b"\0")
    inner = hashlib.sha256(bytes(byte ^ 0x36 for byte in padded))
    outer = hashlib.sha256(bytes(byte ^ 0x5C for byte in padded))

    def hmac(message: bytes) -> bytes:
        first, second = inner.copy(), outer.copy()
        first.update(message)
        second.update(first.digest())
        return second.digest()

    last = hmac(salt + (1).to_bytes(4, "big"))
    key = int.from_bytes(last, "big")
    for _ in range(rounds - 1):
        last = hmac(last)
        key ^= int.from_bytes(last, "big")
    return key.to_bytes(32, "big")
