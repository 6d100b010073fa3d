/** Plays without a learning platform; this module is the start `page` of parts.json. */
import { start } from "./main.js";

start();
