/* What people call the parts of a scene: words, never ids. */

/** Returns a text without citations. */
export const plain = (text) => (text ?? "").replace(/\s*\[@[^\]]*\]/g, "");

/** Returns an id as words. */
export const inWords = (id) => id.replaceAll("-", " ").replaceAll("_", " ");

/** Returns what a passage is called: an ending by its own words, where it has some. */
export const nameOf = ({title, ending}) => (ending?.title && ending.title !== "…" ? ending.title : title);

/** Returns what a variable is called. */
export const nameOfVariable = ({id, label}) => label || inWords(id);
