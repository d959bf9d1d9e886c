// A data folder that was never set up hands out nothing, and reading commands create nothing there.
import { mkdir, readdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { DataFolder, isSetUp } from '../../../../main/compose/standalone/data-folder';
import type { CallContext, CallName, Operations } from '../../../../main/handout/operations';
import { temporaryFolder } from '../../../support/temporary-folder';

const HANDING_OUT: readonly CallName[] = [
  ...(['token.get', 'refresh', 'backup', 'logout', 'clear', 'profiles.rename', 'profiles.remove'] as const),
  ...(['profiles.default', 'trail.query', 'consumers.list', 'consumers.allow', 'consumers.block'] as const),
  ...(['consumers.forget', 'consumers.policy', 'pause', 'resume'] as const),
];
const SETTING_UP: readonly CallName[] = ['login.start', 'import', 'restore', 'profiles.add', 'migrate'];
const HARMLESS: readonly CallName[] = ['ping', 'status', 'profiles.list', 'doctor', 'login.answer', 'login.cancel'];

function folderOf(dataDirectory: string) {
  let opened = 0;
  const folder = new DataFolder(dataDirectory);
  folder.openWith(() => void opened++);
  return { folder, opened: () => opened > 0 };
}

function callsOn(path: string, { folder } = folderOf(path)) {
  const names = [...HANDING_OUT, ...SETTING_UP, ...HARMLESS];
  const made = Object.fromEntries(names.map((name) => [name, async () => name])) as unknown as Operations;
  const operations = folder.around(made);
  return (name: CallName, params: object = {}): Promise<unknown> =>
    (operations[name] as (given: object, context: CallContext) => Promise<unknown>)(params, {} as CallContext);
}

describe('in a folder that is not there', () => {
  it.each(HANDING_OUT)('%s is refused, with the folder and what helps, and makes nothing', async (name) => {
    const folder = await temporaryFolder();
    const data = join(folder, 'data');
    await expect(callsOn(data)(name)).rejects.toMatchObject({
      code: 'TOKEN_NOT_FOUND',
      message: expect.stringContaining(data),
      remedy: expect.stringMatching(/axiom-tokens login.*AXIOM_TOKENS_CONFIG_DIR/),
    });
    expect(await readdir(folder)).toEqual([]);
  });

  it.each([
    ...HARMLESS.map((name) => [name, {}] as const),
    ['import', { dryRun: true }] as const,
    ['restore', { dryRun: true }] as const,
  ])('%s with %j is carried out, and makes nothing', async (name, params) => {
    const folder = await temporaryFolder();
    expect(await callsOn(join(folder, 'data'))(name, params)).toBe(name);
    expect(await readdir(folder)).toEqual([]);
  });

  it.each(HARMLESS)('%s finds no account, and allows neither reading a place nor writing the list', async (name) => {
    const data = join(await temporaryFolder(), 'data');
    const of = folderOf(data);
    await callsOn(data, of)(name);
    expect([of.opened(), of.folder.mayList]).toEqual([false, false]);
  });

  it('a dry run of an import reads the places but does not write the list', async () => {
    const data = join(await temporaryFolder(), 'data');
    const of = folderOf(data);
    await callsOn(data, of)('import', { dryRun: true });
    expect([of.opened(), of.folder.mayList]).toEqual([true, false]);
    await callsOn(data, of)('import');
    expect(of.folder.mayList).toBe(true);
  });

  it.each(SETTING_UP)('%s makes it', async (name) => {
    const folder = await temporaryFolder();
    expect(await callsOn(join(folder, 'data'))(name)).toBe(name);
    expect(await readdir(folder)).toEqual(['data']);
  });

  it('a status that asks Axiom is refused', async () => {
    const folder = await temporaryFolder();
    await expect(callsOn(join(folder, 'data'))('status', { check: true })).rejects.toMatchObject({
      code: 'TOKEN_NOT_FOUND',
    });
  });
});

it.each(['profiles.json', 'profiles.last-good.json', 'profiles.damaged-2026-03-01T12-00-00Z-1a2b.json'])(
  'with %s the folder is set up',
  async (name) => {
    const folder = await temporaryFolder();
    await writeFile(join(folder, 'pause.json'), '{}');
    await expect(callsOn(folder)('token.get')).rejects.toMatchObject({ code: 'TOKEN_NOT_FOUND' });
    const of = folderOf(folder);
    expect(of.opened()).toBe(false);
    await writeFile(join(folder, name), '{}');
    await callsOn(folder, of)('status');
    expect([of.opened(), folderOf(folder).opened()]).toEqual([true, true]);
    expect(await callsOn(folder)('token.get')).toBe('token.get');
  },
);

it('a list that is a dangling or circular link counts as a list; reading it reports the problem', async () => {
  const folder = await temporaryFolder();
  await mkdir(join(folder, 'data'));
  await symlink('nowhere', join(folder, 'data', 'profiles.json'));
  expect(isSetUp(join(folder, 'data'))).toBe(true);
  await writeFile(join(folder, 'file'), '');
  await symlink('circle', join(folder, 'circle'));
  expect(isSetUp(join(folder, 'circle'))).toBe(true);
});
