/* Waits with what would move things under the pointer until it has been released: else a press would end somewhere else
   than it began, and be no click. */
const LONGEST_PRESS_MS = 1500;
let isPressed = false;
let waiting = [];
let timer = 0;

function release() {
  clearTimeout(timer);
  isPressed = false;
  const actions = waiting;
  waiting = [];
  actions.forEach((action) => action());
}

addEventListener("pointerdown", () => {
  isPressed = true;
  clearTimeout(timer);
  timer = setTimeout(release, LONGEST_PRESS_MS);
}, true);
["pointerup", "pointercancel"].forEach((type) => addEventListener(type, () => setTimeout(release), true)); // the click comes first

/** Does something at once, or, while a button of the mouse is held down, when it has been released. */
export function afterPress(action) {
  if (isPressed) waiting.push(action);
  else action();
}
