"""What authors wrote, as written: YAML text to located tree to frozen models, conditions, packs."""
