/** Plays without a learning platform; the bundle `player.js` is built from this module. */
import { start } from "./main.js";

start();
