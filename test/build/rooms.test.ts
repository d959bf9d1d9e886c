import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { allows, arrowsOf, findWrongArrows } from '../../build/room-arrows.mjs';
import { readSources } from '../../build/check-rooms.mjs';
import { ROOMS } from '../../build/rooms.mjs';

const PROJECT = join(import.meta.dirname, '../..');
const rows = Object.entries(ROOMS);

describe('sources', () => {
  it.each([
    ['an idea that knows its user', 'main/core/tokens/x.ts', "import { x } from '../storage/token-manager';"],
    ['a port that knows an adapter', 'main/core/ports/x.ts', "import '../../adapters/files/atomic-file';"],
    ['the core that knows the desktop', 'main/core/refresh/x.ts', "import '../../desktop/shell/tray/tray';"],
    ['a circle of types', 'main/core/storage/x.ts', "import type { X } from '../refresh/profile-refresher';"],
    ['the hand-out that knows an adapter', 'main/handout/x.ts', "import '../adapters/http/node-http-transport';"],
    ['a face that knows another', 'main/handout/broker/x.ts', "import { x } from '../gateway/x';"],
    ['an adapter that knows the desktop', 'main/adapters/stores/x.ts', "import '../../desktop/index';"],
    ['an adapter that knows another room', 'main/adapters/axiom/x.ts', "import '../keychain/keychain-client';"],
    ['the command line that knows the desktop', 'main/cli/x.ts', "import '../desktop/open-services';"],
    ['the demo server that runs the core', 'main/demo/x.ts', "import { x } from '../core/ports/clock';"],
    ['IPC that knows an adapter', 'main/desktop/ipc/x.ts', "import '../../adapters/files/atomic-file';"],
    ['the shell that runs the core', 'main/desktop/shell/menus/x.ts', "import '../../../core/storage/token-manager';"],
    ['the shell that knows an adapter', 'main/desktop/shell/tray/x.ts', "import '../../../adapters/files/x';"],
    ['the contract that knows main', 'preload/contract/x.ts', "import '../../main/core/base/errors';"],
    ['the window that knows main', 'renderer/view/x.tsx', "import '../../main/core/base/errors';"],
    ['the window that runs the contract', 'renderer/state/x.ts', "import { x } from '../../preload/contract/schemas';"],
    ['main that knows the window', 'main/desktop/x.ts', "import '../../renderer/main';"],
    ['main that knows the build', 'main/compose/x.ts', "export * from '../../build/setup.mjs';"],
    ['main that knows the tests', 'main/compose/x.ts', "const x = await import('../../test/support/make-jwt');"],
    ['a module that is required', 'main/core/base/x.ts', "const x = require('../storage/token-manager');"],
    ['a second import in a line', 'main/core/base/x.ts', "import './bytes';import{x}from'../tokens/auth-tokens'"],
    ['a comment between names', 'main/core/base/x.ts', "import {\n  A, // why\n} from '../tokens/auth-tokens';"],
    ['an import between what looks like a comment', 'main/core/base/x.ts', "f('/*'); import '../tokens/x'; f('*/');"],
    ['a name in quotes', 'main/core/base/x.ts', "import { 'A' as B } from '../tokens/auth-tokens';"],
    ['a path with an escape', 'main/core/base/x.ts', "import '\\u002e./tokens/auth-tokens';"],
    ['a path that is computed', 'main/core/base/x.ts', 'await import(`${place}/auth-tokens`);'],
    ['a path behind a comment', 'main/core/base/x.ts', "import(// why\n'../tokens/auth-tokens');"],
    ['a type by import()', 'main/core/base/x.ts', "export type T = import('../tokens/auth-tokens').AuthTokens;"],
    ['import =', 'main/core/base/x.ts', "import x = require('../tokens/auth-tokens');"],
    ['a module of another kind', 'main/core/base/x.mts', "import '../tokens/auth-tokens';"],
    ['a way around', 'main/core/base/x.ts', "import '../../core/base/../tokens/auth-tokens';"],
    ['an export with a value', 'main/demo/x.ts', "export { type A, b } from '../core/ports/clock';"],
  ])('would be refused: %s', (_what, path, text) => {
    expect(findWrongArrows([{ path, text }], ROOMS)).toHaveLength(1);
  });

  it('are refused by name, with the arrow', () => {
    const text = "import type { X } from '../storage/token-manager';";
    expect(findWrongArrows([{ path: 'main/core/base/x.ts', text }], ROOMS)).toEqual([
      'main/core/base/x.ts: main/core/base may not import types of main/core/storage',
    ]);
  });

  it('fail when one of them cannot be parsed', () => {
    expect(() => arrowsOf({ path: 'main/core/base/x.ts', text: 'import {' })).toThrow(
      'main/core/base/x.ts cannot be parsed',
    );
  });

  it('are refused in a room that the list does not name', () => {
    expect(findWrongArrows([{ path: 'main/core/utils/x.ts', text: '' }], ROOMS)).toEqual([
      'main/core/utils/x.ts: the room main/core/utils has no row in build/rooms.mjs',
    ]);
  });

  it.each([
    ['its own room', 'main/core/base/x.ts', "import { x } from './bytes';"],
    ['types where types are allowed', 'main/demo/x.ts', "import { type A, type B } from '../core/ports/clock';"],
    ['types exported again', 'main/demo/x.ts', "export type { A } from '../core/ports/clock';"],
    ['any room below one', 'main/compose/x.ts', "import '../adapters/files/atomic-file';"],
    ['a library', 'main/core/base/x.ts', "import * as z from 'zod';"],
    ['a comment', 'main/core/base/x.ts', "// import '../storage/token-manager';\n/* import '../tokens/x'; */"],
  ])('may have %s', (_what, path, text) => {
    expect(findWrongArrows([{ path, text }], ROOMS)).toEqual([]);
  });
});

describe('the list', () => {
  it('has one direction: no row names a room that is further down', () => {
    const names = rows.map(([room]) => room);
    const against = rows.flatMap(([room, row], at) =>
      names
        .slice(at + 1)
        .filter((later) => row.some((entry) => allows(entry, { from: room, to: later, isType: true })))
        .map((later) => `${room} -> ${later}`),
    );
    expect(against).toEqual([]);
  });

  it('allows no import that nothing uses', async () => {
    const arrows = new Map<string, ReturnType<typeof arrowsOf>>();
    for (const arrow of (await readSources(PROJECT)).flatMap((source) => arrowsOf(source))) {
      arrows.set(arrow.from, [...(arrows.get(arrow.from) ?? []), arrow]);
    }
    const unused = rows.flatMap(([room, row]) =>
      row
        .filter((entry) => !entry.endsWith('/*'))
        .filter((entry) => arrows.get(room)?.every((arrow) => !allows(entry, arrow)))
        .map((entry) => `${room} -> ${entry}`),
    );
    expect(unused).toEqual([]);
  });
});
