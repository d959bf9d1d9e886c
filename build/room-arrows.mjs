// Finds imports that go against the arrows between rooms. Pure: it is given the sources and the list, which is in rooms.mjs.
import { posix } from 'node:path';

/** @typedef {Readonly<Record<string, readonly string[]>>} Rooms a row a room: what it may import */
/** @typedef {{path: string, text: string}} SourceFile path from the project's root, with slashes */
/** @typedef {{from: string, to: string, isType: boolean}} Arrow one import of one file: the rooms at its ends */

/**
 * A sentence for each import that the list does not allow, and for each room that has no row.
 * @param {readonly SourceFile[]} files
 * @param {Rooms} rooms
 * @returns {string[]}
 */
export function findWrongArrows(files, rooms) {
  return files.flatMap((file) => {
    const room = posix.dirname(file.path);
    const row = rooms[room];
    if (row === undefined) return [`${file.path}: the room ${room} has no row in build/rooms.mjs`];
    return arrowsOf(file)
      .filter((arrow) => !row.some((entry) => allows(entry, arrow)))
      .map(({ to, isType }) => `${file.path}: ${room} may not import ${isType ? 'types of ' : ''}${to}`);
  });
}

/**
 * What a file imports from other rooms, also for its types alone, and at run time only (`import('...')`, `require('...')`).
 * @param {SourceFile} file
 * @returns {Arrow[]}
 */
export function arrowsOf({ path, text }) {
  const from = posix.dirname(path);
  const code = text.replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '');
  const found = [
    ...[...code.matchAll(/\b(?:import|export)\s*(type\s)?([\w$*\s{},]*?)\bfrom\s*(['"])(\..*?)\3/g)].map(
      ([, type, names = '', , specifier = '']) => ({ specifier, isType: type !== undefined || hasTypesOnly(names) }),
    ),
    ...[...code.matchAll(/\b(?:import|require)\s*\(?\s*(['"`])(\..*?)\1/g)].map(([, , specifier = '']) => ({
      specifier,
      isType: false,
    })),
  ];
  return found
    .map(({ specifier, isType }) => ({ from, to: posix.dirname(posix.join(from, specifier)), isType }))
    .filter(({ to }) => to !== from);
}

/** Whether an entry of a row allows an arrow. */
export function allows(/** @type {string} */ entry, /** @type {Arrow} */ { to, isType }) {
  const forTypes = entry.startsWith('type ');
  if (forTypes && !isType) return false;
  const room = forTypes ? entry.slice('type '.length) : entry;
  return room.endsWith('/*') ? to.startsWith(room.slice(0, -1)) : to === room;
}

/** `{ type A, type B }`: nothing of it is there at run time. */
function hasTypesOnly(/** @type {string} */ names) {
  const list = /^\s*\{([^}]*)\}\s*$/.exec(names)?.[1]?.split(',') ?? [];
  const named = list.map((name) => name.trim()).filter((name) => name !== '');
  return named.length > 0 && named.every((name) => name.startsWith('type '));
}
