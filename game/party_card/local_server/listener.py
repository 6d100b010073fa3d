"""Opens the sockets that a local server listens on."""

from __future__ import annotations

import socket
import sys

_BACKLOG = 2048


def open_listener(host: str, port: int) -> socket.socket:
    """Returns a socket that listens; the system chooses the port if it is 0. Raises OSError."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family)
    try:
        if sys.platform != "win32":
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((host, port))
        listener.listen(_BACKLOG)  # so that a browser, which may be quicker than the server, waits
    except OSError:
        listener.close()
        raise
    return listener
