"""The commands of `party-card`, one module each, with the interface that `party_card.cli.CommandModule` describes.

Invariant: only this package and `party_card.cli` print or exit. Heavy modules are imported inside the functions that
need them, so that `--version` and `--help` stay quick.
"""
