/* Which passages can be reached, as far as choices say where they lead. */

/** Returns the ids of the passages to which no path leads from the beginning, whatever conditions say. */
export function findUnreached({scene, passages}) {
  const byId = new Map(passages.map((passage) => [passage.id, passage]));
  const reached = new Set();
  const waiting = [scene.start ?? passages[0]?.id];
  while (waiting.length) {
    const id = waiting.pop();
    if (reached.has(id)) continue;
    reached.add(id);
    waiting.push(...(byId.get(id)?.choices ?? []).map((choice) => choice.goto));
  }
  return new Set(passages.map(({id}) => id).filter((id) => !reached.has(id)));
}
