import { describe, expect, it } from 'vitest';
import { allows, arrowsOf, findWrongArrows } from '../../build/room-arrows.mjs';

const ROOMS = {
  house: [],
  'house/attic': ['house/cellar', 'type house/hall'],
  'house/cellar': [],
  'house/hall': ['house/*'],
};

describe('the arrows of a file', () => {
  const arrows = (text: string) =>
    arrowsOf({ path: 'house/attic/a.ts', text }).map(({ from, to, isType }) => [from, to, isType]);
  const CELLAR = ['house/attic', 'house/cellar', false];
  const TYPES = ['house/attic', 'house/cellar', true];

  it.each([
    ['an import', "import { x } from '../cellar/b';", [CELLAR]],
    ['an import in several lines', "import {\n  x,\n  y,\n} from '../cellar/b';", [CELLAR]],
    ['an import for what it does', "import '../cellar/b';", [CELLAR]],
    ['an import of everything', "import * as b from '../cellar/b';", [CELLAR]],
    ['an export of another file', "export { x } from '../cellar/b';", [CELLAR]],
    ['an export of all of another file', "export * from '../cellar/b';", [CELLAR]],
    ['an import at run time', "await import('../cellar/b')", [CELLAR]],
    ['an import at run time, as a template', 'await import(`../cellar/b`)', [CELLAR]],
    ['a require', "require('../cellar/b')", [CELLAR]],
    ['types', "import type { X } from '../cellar/b';", [TYPES]],
    ['nothing but types', "import { type X, type Y } from '../cellar/b';", [TYPES]],
    ['types and a value', "import { type X, y } from '../cellar/b';", [CELLAR]],
    ['two imports', "import './c';\nimport '../cellar/b';\nimport type { X } from '../cellar/d';", [CELLAR, TYPES]],
    ['its own room', "import { x } from './b';", []],
    ['a library', "import { x } from 'zod';", []],
    ['a comment', "/* import '../cellar/b'; */\n  // import '../cellar/b';", []],
  ])('with %s', (_what, text, expected) => expect(arrows(text)).toEqual(expected));
});

describe('an entry', () => {
  const arrow = (to: string, isType = false) => ({ from: 'x', to, isType });

  it.each([
    ['house/hall', arrow('house/hall'), true],
    ['house/hall', arrow('house/hall', true), true],
    ['house/hall', arrow('house/hall/nook'), false],
    ['house/hall', arrow('house'), false],
    ['type house/hall', arrow('house/hall', true), true],
    ['type house/hall', arrow('house/hall'), false],
    ['house/*', arrow('house/hall/nook'), true],
    ['house/*', arrow('house'), false],
    ['house/*', arrow('household'), false],
    ['type house/*', arrow('house/hall', true), true],
    ['type house/*', arrow('house/hall'), false],
  ])('%s allows %j: %s', (entry, to, isAllowed) => expect(allows(entry, to)).toBe(isAllowed));
});

describe('wrong arrows', () => {
  it('are reported for every file, in its order', () => {
    const files = [
      { path: 'house/attic/a.ts', text: "import '../cellar/b'; import type { X } from '../hall/c';" },
      { path: 'house/attic/b.ts', text: "import '../hall/c';" },
      { path: 'house/cellar/c.ts', text: "import type { X } from '../attic/a';" },
      { path: 'house/shed/d.ts', text: "import '../attic/a';" },
    ];
    expect(findWrongArrows(files, ROOMS)).toEqual([
      'house/attic/b.ts: house/attic may not import house/hall',
      'house/cellar/c.ts: house/cellar may not import types of house/attic',
      'house/shed/d.ts: the room house/shed has no row in build/rooms.mjs',
    ]);
  });

  it('are none in files that follow the list', () => {
    expect(findWrongArrows([{ path: 'house/hall/a.ts', text: "import '../attic/a';" }], ROOMS)).toEqual([]);
  });
});
