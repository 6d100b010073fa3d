"""The commands of `party-card`, a module each: `add` names its arguments, a function runs it and returns the status.

Law: here and in `party_card.cli` alone something is printed. A command asks others for what it shows; what is heavy is
imported inside the function that needs it, so that `--version` and `--help` stay quick.
"""
