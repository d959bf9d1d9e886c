// An account as messages name it: by the name that the window shows, and by its id where that is another text.
import { shownLine } from './shown-words';

/** "main (-p default)"; the name alone where both are one. `name`: absent from an app of an earlier version. */
export function accountWords(id: string, name = id): string {
  return name === id ? shownLine(name) : `${shownLine(name)} (-p ${id})`;
}
