import { cp, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CommandError, runCommand } from '../build/run-command.mjs';

const PROJECT = join(import.meta.dirname, '..');

/** Files that break a layer, by the rule that must refuse them. */
const REFUSED: readonly (readonly [what: string, file: string, text: string, rule: string])[] = [
  ['core imports Node', 'main/core/base/a.ts', "import 'node:fs';", 'no-restricted-imports'],
  ['core imports Electron', 'main/core/flow/a.ts', "import type { App } from 'electron';", 'no-restricted-imports'],
  ['core imports a library', 'main/core/tokens/a.ts', "import 'keytar';", 'no-restricted-imports'],
  ['core reads the wall clock', 'main/core/time/a.ts', 'export const now = Date.now();', 'no-restricted-properties'],
  ['core takes chance', 'main/core/time/b.ts', 'export const x = Math.random();', 'no-restricted-properties'],
  ['the hand-out imports Node', 'main/handout/a.ts', "import 'node:fs';", 'no-restricted-imports'],
  ['the hand-out imports Electron', 'main/handout/b.ts', "import 'electron';", 'no-restricted-imports'],
  ['the hand-out reads the wall clock', 'main/handout/c.ts', 'void Date.now();', 'no-restricted-properties'],
  [
    'a face of the hand-out imports Electron',
    'main/handout/broker/a.ts',
    "import 'electron';",
    'no-restricted-imports',
  ],
  ['an adapter imports Electron', 'main/adapters/files/a.ts', "import 'electron';", 'no-restricted-imports'],
  ['the composition imports Electron', 'main/compose/a.ts', "import 'electron';", 'no-restricted-imports'],
  ['the command line imports Electron', 'main/cli/a.ts', "import 'electron';", 'no-restricted-imports'],
  ['the demo server imports Electron', 'main/demo/a.ts', "import 'electron';", 'no-restricted-imports'],
  ['IPC imports Electron', 'main/desktop/ipc/handlers/a.ts', "import 'electron';", 'no-restricted-imports'],
  ['IPC uses ipcMain', 'main/desktop/ipc/b.ts', "import { ipcMain } from 'electron';", 'no-restricted-imports'],
  [
    'shell uses ipcMain',
    'main/desktop/shell/tray/a.ts',
    "import { ipcMain } from 'electron';",
    'no-restricted-imports',
  ],
  [
    'ipcMain by another way',
    'main/desktop/shell/tray/b.ts',
    'export const f = (e: X) => e.ipcMain;',
    'no-restricted-properties',
  ],
  ['shell imports keytar', 'main/desktop/shell/tray/c.ts', "import 'keytar';", 'no-restricted-imports'],
  [
    'shell knows secrets',
    'main/desktop/shell/sign-in/a.ts',
    "import type { Secret } from '../../../core/base/secret';",
    'no-restricted-imports',
  ],
  [
    'shell opens a secret',
    'main/desktop/shell/tray/f.ts',
    'export const f = (s: X) => s.expose();',
    'no-restricted-properties',
  ],
  [
    'the root opens a secret',
    'main/desktop/a.ts',
    'export const f = (s: X) => s.expose();',
    'no-restricted-properties',
  ],
  ['the contract imports Node', 'preload/contract/a.ts', "import 'node:fs';", 'no-restricted-imports'],
  ['the channels import zod', 'preload/contract/channels.ts', "import 'zod';", 'no-restricted-imports'],
  ['preload imports zod', 'preload/a.ts', "import 'zod';", 'no-restricted-imports'],
  ['preload runs the schemas', 'preload/b.ts', "import { x } from './contract/schemas'; x();", 'no-restricted-imports'],
  ['preload imports Node', 'preload/c.ts', "import 'node:fs';", 'no-restricted-imports'],
  ['the window imports Electron', 'renderer/d.ts', "import 'electron';", 'no-restricted-imports'],
  ['the window imports Node', 'renderer/e.ts', "import 'node:path';", 'no-restricted-imports'],
  ['the window imports zod', 'renderer/f.ts', "import 'zod';", 'no-restricted-imports'],
  ['a default export', 'main/b.ts', 'export default 1;', 'no-default-export'],
  ['console', 'main/c.ts', "console.log('x');", 'no-console'],
  [
    'what Electron has deprecated',
    'main/desktop/g.ts',
    "import { app, type Session } from 'electron'; export const f = (s: Session) => s.setPreloads([app.getName()]);",
    'no-deprecated',
  ],
  ['any', 'main/d.ts', 'export const x = (y: any): void => void y;', 'no-explicit-any'],
  ['a promise let go', 'main/e.ts', 'export function f(): void { Promise.resolve(1); }', 'no-floating-promises'],
  ['a file too long', 'main/f.ts', 'export {};\n'.repeat(201), 'max-lines'],
];

/** Files that keep to their layer and must pass: bans that refuse everything would prove nothing. */
const ALLOWED: readonly (readonly [file: string, text: string])[] = [
  [
    'main/core/base/ok.ts',
    "import * as z from 'zod'; import { x } from '../ports/x'; export const y = z.string(); x();",
  ],
  ['main/handout/ok.ts', "import { x } from '../core/base/errors'; x();"],
  ['main/handout/broker/ok.ts', "import 'node:net';"],
  ['main/adapters/files/ok.ts', "import 'node:fs'; import 'keytar'; export const f = (s: X) => s.expose();"],
  ['main/adapters/http/electron-ok.ts', "import { net } from 'electron'; void net;"],
  ['main/demo/ok.ts', "import 'node:http';"],
  ['main/desktop/ipc/electron-endpoint.ts', "import { ipcMain } from 'electron'; ipcMain.removeHandler('x');"],
  ['main/desktop/ipc/handlers/reveal-ok.ts', 'export const f = (s: X) => s.expose();'],
  ['main/desktop/shell/tray/ok.ts', "import { Tray } from 'electron'; void Tray;"],
  ['main/desktop/index.ts', "import 'electron'; import 'node:path';"],
  ['preload/contract/schemas.ts', "import * as z from 'zod'; import './channels'; export const x = z.string();"],
  ['preload/ok.ts', "import { contextBridge } from 'electron'; import './contract/channels'; void contextBridge;"],
  ['renderer/ok.tsx', "import { h } from 'preact'; void h;"],
];

let root: string;
const write = async (file: string, text: string): Promise<void> => {
  await mkdir(dirname(join(root, file)), { recursive: true });
  await writeFile(join(root, file), text);
};

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'axiom-layers-'));
  await symlink(join(PROJECT, 'node_modules'), join(root, 'node_modules'));
  for (const name of ['.oxlintrc.json', 'tsconfig.base.json']) await cp(join(PROJECT, name), join(root, name));
  for (const dir of ['main', 'main/core', 'preload', 'preload/contract', 'renderer']) {
    await mkdir(join(root, dir), { recursive: true });
    await cp(join(PROJECT, dir, 'tsconfig.json'), join(root, dir, 'tsconfig.json'));
  }
});
afterAll(() => rm(root, { recursive: true, force: true }));

describe('lint', () => {
  /** Rules that refused each file. */
  let refusals: Map<string, string[]>;

  beforeAll(async () => {
    for (const [, file, text] of REFUSED) await write(file, text);
    for (const [file, text] of ALLOWED) {
      if (!REFUSED.some(([, refused]) => refused === file)) await write(file, text);
    }
    const oxlint = join(PROJECT, 'node_modules/oxlint/bin/oxlint');
    const output = await runCommand(process.execPath, [oxlint, '--type-aware', '-f', 'json'], { cwd: root }).catch(
      (error: unknown) => {
        if (error instanceof CommandError) return error.stdout;
        throw error;
      },
    );
    refusals = new Map();
    for (const { filename, code } of (JSON.parse(output) as { diagnostics: { filename: string; code: string }[] })
      .diagnostics) {
      refusals.set(filename, [...(refusals.get(filename) ?? []), code]);
    }
  });

  it.each(REFUSED)('refuses it when %s', (_what, file, _text, rule) => {
    expect(refusals.get(file) ?? []).toContainEqual(expect.stringContaining(rule));
  });

  it.each(ALLOWED)('allows %s what its layer may use', (file) => {
    const layerRules = (refusals.get(file) ?? []).filter((code) => /restricted|default-export/.test(code));
    expect(layerRules).toEqual([]);
  });
});

describe('the compiler', () => {
  async function errorsOf(project: string, text: string): Promise<string> {
    await rm(join(root, project), { recursive: true, force: true });
    await mkdir(join(root, project), { recursive: true });
    await cp(join(PROJECT, project, 'tsconfig.json'), join(root, project, 'tsconfig.json'));
    await write(join(project, 'probe.ts'), `export {};\n${text}`);
    const tsc = join(PROJECT, 'node_modules/typescript/bin/tsc');
    return runCommand(process.execPath, [tsc, '-p', project], { cwd: root }).catch((error: unknown) => {
      if (error instanceof CommandError) return error.output;
      throw error;
    });
  }

  it.each([
    ['main/core', "import { readFile } from 'node:fs'; void readFile;", 'node:fs'],
    ['main/core', 'process.exit();', 'process'],
    ['main/core', 'document.title;', 'document'],
    ['main/core', 'setTimeout(() => undefined, 1);', 'setTimeout'],
    ['main/core', "void fetch('x');", 'fetch'],
    ['preload/contract', 'process.exit();', 'process'],
    ['preload/contract', 'document.title;', 'document'],
    ['renderer', 'process.exit();', 'process'],
    ['renderer', "import { readFile } from 'node:fs'; void readFile;", 'node:fs'],
  ])('knows in %s nothing of: %s', async (project, text, name) => {
    expect(await errorsOf(project, text)).toMatch(new RegExp(`Cannot find (name|module).*'${name}'`));
  });

  it.each([
    ['main/core', "export const texts = ['a', new Map([['b', 1]])];"],
    ['renderer', 'document.title;'],
  ])('accepts in %s what belongs there: %s', async (project, text) => {
    expect(await errorsOf(project, text)).toBe('');
  });
});
