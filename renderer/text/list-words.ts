// Joins several names for a sentence. Pure.

/** "main", "main and hedge", "main, hedge and test". */
export function listWords(names: readonly string[]): string {
  const last = names.at(-1);
  if (last === undefined) return '';
  return names.length === 1 ? last : `${names.slice(0, -1).join(', ')} and ${last}`;
}
