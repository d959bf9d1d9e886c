// How messages name an account: by the name that the window shows, and by its id when it differs.
import { shownLine } from './shown-words';

/** "main (-p default)"; the name alone when both are the same. `name`: absent from an app of an earlier version. */
export function accountWords(id: string, name = id): string {
  return name === id ? shownLine(name) : `${shownLine(name)} (-p ${id})`;
}
