"""Reads authored content: YAML text to located nodes, frozen models, conditions and packs."""
