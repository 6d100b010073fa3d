"""Decodes located YAML nodes into models and diagnostics, driven by the models' annotations.

Invariant: every problem of a file is reported with its location, and a model is always built: a blank of the field's
type replaces a missing or wrong value, so that rules can go on and ignore blanks.
"""

from party_card.content.decode.context import DecodeContext
from party_card.content.decode.dispatch import decode_model, decoder_of

__all__ = ["DecodeContext", "decode_model", "decoder_of"]
