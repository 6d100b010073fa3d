/** The page alone: what `player.js` is built from. */
import { start } from "./main.js";

start();
