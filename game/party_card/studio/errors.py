"""What a request of the page is answered with if it cannot be carried out."""

from __future__ import annotations

from pygls.exceptions import JsonRpcException


class StudioError(JsonRpcException):
    """The request cannot be carried out; the message is a whole sentence for the teacher."""

    CODE = -32803  # RequestFailed in the Language Server Protocol
