/* What people call the parts of a scene: words, never ids. */

/** Returns a text without citations. */
export const plain = (text) => (text ?? "").replace(/\s*\[@[^\]]*\]/g, "");

/** Returns True if something waits to be written in a text: it is `…`, or has words of a template in brackets. */
export const isOpenPlace = (text) => Boolean(text) && (plain(text) === "…" || /\[(?!@)[^[\]]+\]/.test(text));

/** Returns an id as words. */
export const inWords = (id) => id.replaceAll("-", " ").replaceAll("_", " ");

/** Returns what a passage is called: an ending by its own words, where it has some. */
export const nameOf = ({title, ending}) => (ending?.title && ending.title !== "…" ? ending.title : title);

/** Returns what a variable is called. */
export const nameOfVariable = ({id, label}) => label || inWords(id);
