"""Shows a scene while it is being written: after every save the window has its new text.

Invariant: the watcher finds the changes; this module only passes them to the screens.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from party_card.frontends.window.navigation import Replace, Route
from party_card.frontends.window.shell.navigator import Navigator

if TYPE_CHECKING:
    from party_card.services.watch import SceneWatcher


class LiveReload:
    """Brings the changes of a watched scene into a window."""

    def __init__(self, watcher: SceneWatcher) -> None:
        self._watcher = watcher
        self._shows_scene = False

    def choose_route(self) -> Route:
        """Returns the route to the scene, or to its diagnostics while it cannot be played."""
        if self._watcher.scene is None:
            return Route("diagnostics", self._watcher.name)
        self._shows_scene = True
        return Route("scene", self._watcher.scene)

    def poll(self, navigator: Navigator) -> bool:
        """Shows a changed scene. Returns True if it has changed."""
        if not self._watcher.poll():
            return False
        if not self._shows_scene and self._watcher.scene is not None:
            navigator.navigate(Replace(self.choose_route()))
        else:
            navigator.reload()
        return True
