/**
 * The document that a learning platform keeps of a player (cmi5): playthroughs, answers, and what has been told in statements.
 * Invariant: it is plain data; of two documents that two devices have written, nothing is lost but the older of two answers.
 */

/** Returns a document of nothing. `decisions` and `answered` count what was told; `answered` has the text that was told last, too. */
export const emptyDocument = () => ({ walks: [], last: "", answers: {}, decisions: {}, answered: {}, seconds: 0, isCompleted: false, saved: "" });

/** Returns a document that was read, if it has the form of one; null otherwise. */
export function checkDocument(value) {
  const isObject = (part) => Boolean(part) && typeof part === "object" && !Array.isArray(part);
  if (!isObject(value) || !Array.isArray(value.walks) || !value.walks.every((walk) => typeof walk === "string")) return null;
  return isObject(value.answers) && isObject(value.decisions) && isObject(value.answered) ? { ...emptyDocument(), ...value } : null;
}

/** Returns one document of two; where both have something else, the one that was saved later counts. */
export function mergeDocuments(one, other) {
  const [older, newer] = one.saved <= other.saved ? [one, other] : [other, one];
  const walks = [...older.walks, ...newer.walks];
  const isContained = (walk, index) => walks.some((longer, place) => place !== index && longer.startsWith(walk) && (longer.length > walk.length || place > index));
  const join = (part, pick) => Object.fromEntries(Object.keys({ ...older[part], ...newer[part] }).map((key) => [key, pick(older[part][key], newer[part][key])]));
  return {
    ...newer,
    walks: walks.filter((walk, index) => !isContained(walk, index)),
    answers: join("answers", (earlier, later) => ({ ...earlier, ...later })),
    decisions: join("decisions", (earlier = 0, later = 0) => Math.max(earlier, later)),
    answered: join("answered", (earlier = [0], later = [0]) => (earlier[0] > later[0] ? earlier : later)),
    seconds: Math.max(older.seconds, newer.seconds),
    isCompleted: older.isCompleted || newer.isCompleted,
  };
}
