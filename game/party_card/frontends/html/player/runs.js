/** Reads lines of runs. A run is a text, the number of a note, or `[style, text]`. */

/** Returns the style and the text of a run. */
export const told = (run) => (Array.isArray(run) ? run : [0, typeof run === "string" ? run : ""]);

/** Returns the runs of a line of a row, which is the number of a line or, if it is plain, its text. */
export const runsOf = (data, line) => [typeof line === "number" ? data.lines[line] : line].flat();

/** Returns the text of a line. */
export const plain = (runs) => runs.map((run) => told(run)[1]).join("");
