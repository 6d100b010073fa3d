"""What went wrong, as data: places, diagnostics, nearest names, renderings. Imports nothing of the game."""
