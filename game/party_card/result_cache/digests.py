"""Digests of values: equal values have equal digests, and no two values that differ have the same."""

from __future__ import annotations

import hashlib
import json
from typing import Any

_DIGEST_BYTES = 24


def digest_bytes(data: bytes) -> str:
    """Returns the digest of some bytes in hexadecimal digits."""
    return hashlib.blake2b(data, digest_size=_DIGEST_BYTES).hexdigest()


def digest_value(value: Any) -> str:
    """Returns the digest of plain data. JSON keeps apart what joining texts would not: ["ab", "c"] and ["a", "bc"]."""
    return digest_bytes(json.dumps(value, ensure_ascii=True, separators=(",", ":")).encode("ascii"))
