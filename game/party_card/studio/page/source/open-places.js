/* The fields of the page in which something waits to be written. */
/** A field in which something waits to be written. */
export const OPEN_FIELD = ".open-place .cm-content, .open-place input, .open-place textarea";
