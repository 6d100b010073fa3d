"""The pygame-ce window.

From a page to the screen, one way: `layout` and its kin (`prose`, `record`, `title`, `panels`, `chrome`) turn a page
into boxes of marks and targets; `paint` draws marks, `view` moves focus and scroll over targets, `screens` say what a
target does, `stage` holds the open screens, `app` owns the window. One block model gives text, focus order and link
rectangles, and later the accessibility tree. Nothing slow to import may be reached from here: the first page must
come fast.
"""

import os

os.environ.setdefault("PYGAME_HIDE_SUPPORT_PROMPT", "1")  # who plays is told what the game says, and nothing else
