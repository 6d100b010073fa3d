"""The browser page: scenes exported as one HTML file that needs no engine and no network.

Invariant: Python decides, the page only looks up. `encode` writes scenes as tables, the JavaScript in `player/` reads
them, and nothing is exported unless `verify` has found that the tables agree with the engine.
"""
