// Finds imports that the room list (rooms.mjs) does not allow, by parsing each source. Gets the sources and the list as parameters.
import { posix } from 'node:path';
import { parseSync } from 'oxc-parser';

/** @typedef {Readonly<Record<string, readonly string[]>>} Rooms one row per room: what it may import */
/** @typedef {{path: string, text: string}} SourceFile path from the project's root, with slashes */
/** @typedef {{from: string, to: string, isType: boolean}} Arrow one import of one file: the rooms at its ends */
/** @typedef {{type: string, [key: string]: any}} SyntaxNode */

/** The target of an import with a computed path: it is no room, so no row allows it. */
const COMPUTED = 'a path that is computed';

/**
 * One sentence for each import that is not allowed, and for each room without a row.
 * @param {readonly SourceFile[]} files
 * @param {Rooms} rooms
 * @returns {string[]}
 */
export function findWrongArrows(files, rooms) {
  return files.flatMap((file) => {
    const room = posix.dirname(file.path);
    if (!Object.hasOwn(rooms, room)) return [`${file.path}: the room ${room} has no row in build/rooms.mjs`];
    const row = rooms[room] ?? [];
    return arrowsOf(file)
      .filter((arrow) => !row.some((entry) => allows(entry, arrow)))
      .map(({ to, isType }) => `${file.path}: ${room} may not import ${isType ? 'types of ' : ''}${to}`);
  });
}

/**
 * A file's imports from other rooms: import and export declarations, `import()`, `require()` and types. Fails for a file that cannot be parsed.
 * @param {SourceFile} file
 * @returns {Arrow[]}
 */
export function arrowsOf({ path, text }) {
  const { program, errors } = parseSync(path, text);
  if (errors.length > 0) throw new Error(`${path} cannot be parsed: ${errors[0]?.message}`);
  const from = posix.dirname(path);
  return nodesOf(program)
    .flatMap((node) => importOf(node) ?? [])
    .filter(({ specifier }) => specifier === COMPUTED || specifier.startsWith('.'))
    .map(({ specifier, isType }) => ({
      from,
      to: specifier === COMPUTED ? COMPUTED : posix.dirname(posix.join(from, specifier)),
      isType,
    }))
    .filter(({ to }) => to !== from);
}

/** Whether an entry of a row allows the import. */
export function allows(/** @type {string} */ entry, /** @type {Arrow} */ { to, isType }) {
  const forTypes = entry.startsWith('type ');
  if (forTypes && !isType) return false;
  const room = forTypes ? entry.slice('type '.length) : entry;
  return room.endsWith('/*') ? to.startsWith(room.slice(0, -1)) : to === room;
}

/**
 * The import of a syntax node, if it has one.
 * @param {SyntaxNode} node
 * @returns {{specifier: string, isType: boolean} | undefined}
 */
function importOf(node) {
  switch (node.type) {
    case 'ImportDeclaration':
    case 'ExportNamedDeclaration':
    case 'ExportAllDeclaration':
      return node['source'] ? { specifier: node['source'].value, isType: isTypeOnly(node) } : undefined;
    case 'ImportExpression':
      return { specifier: literal(node['source']), isType: false };
    case 'CallExpression':
      return node['callee'].name === 'require'
        ? { specifier: literal(node['arguments'][0]), isType: false }
        : undefined;
    case 'TSExternalModuleReference':
      return { specifier: literal(node['expression']), isType: false };
    case 'TSImportType':
      return { specifier: literal(node['source'] ?? node['argument']), isType: true };
    default:
      return undefined;
  }
}

/** Whether it is `import type ...`, or has only `type` names between the braces. */
function isTypeOnly(/** @type {SyntaxNode} */ node) {
  if ((node['importKind'] ?? node['exportKind']) === 'type') return true;
  const names = node['specifiers'] ?? [];
  return (
    names.length > 0 &&
    names.every((/** @type {SyntaxNode} */ name) => (name['importKind'] ?? name['exportKind']) === 'type')
  );
}

/** @param {SyntaxNode | undefined} node @returns {string} */
function literal(node) {
  if (node?.type === 'TSLiteralType') return literal(node['literal']);
  if (node?.type === 'TemplateLiteral' && node['quasis'].length === 1) return node['quasis'][0].value.cooked;
  return node?.type === 'Literal' && typeof node['value'] === 'string' ? node['value'] : COMPUTED;
}

/**
 * The node and all nodes below it, in order.
 * @param {unknown} root
 * @returns {SyntaxNode[]}
 */
function nodesOf(root) {
  /** @type {SyntaxNode[]} */
  const found = [];
  const open = [root];
  while (open.length > 0) {
    const node = open.pop();
    if (typeof node !== 'object' || node === null) continue;
    if ('type' in node) found.push(/** @type {SyntaxNode} */ (node));
    open.push(...Object.values(node).reverse());
  }
  return found;
}
