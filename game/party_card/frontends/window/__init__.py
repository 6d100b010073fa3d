"""The game in a window (pygame-ce).

Imports go one way: `input` (events to actions) <- `toolkit` (text, boxes, widgets, drawing) <- `navigation` (the screen
interface) <- `views` (layout of pages) <- `screens` (handling of commands) <- `shell` (the open screens) <-
`audio`, `accessibility` <- `feedback`, `live_reload` <- `app` (the window).

Invariant: one block model gives text, focus order, link rectangles and the accessibility tree. Nothing slow to import
is imported before the first page is shown.
"""

import os

os.environ.setdefault("PYGAME_HIDE_SUPPORT_PROMPT", "1")
