import { mkdir, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { CachedJson } from '../../../../main/adapters/handout/cached-json';
import { temporaryFolder } from '../../../support/temporary-folder';
import { waitUntil } from '../../../support/wait-until';

async function setUp() {
  const path = join(await temporaryFolder(), 'a.json');
  let checks = 0;
  const file = new CachedJson<unknown>(path, (json) => {
    checks++;
    return json === 'later' ? { kind: 'later', version: 2 } : { kind: 'value', value: json };
  });
  const write = async (text: string) => {
    await writeFile(`${path}.new`, text);
    await rename(`${path}.new`, path);
  };
  return { path, file, write, checks: () => checks };
}

it('reads a file again only when it has become another one', async () => {
  const { file, write, checks } = await setUp();
  expect(file.read()).toEqual({ kind: 'missing' });
  await write('1');
  expect([file.read(), file.read(), checks()]).toEqual([{ kind: 'value', value: 1 }, { kind: 'value', value: 1 }, 1]);
  await write('2');
  expect([file.read(), checks()]).toEqual([{ kind: 'value', value: 2 }, 2]);
  await write('"later"');
  expect(file.read()).toEqual({ kind: 'later', version: 2 });
  await write('{');
  expect(file.read()).toEqual({ kind: 'damaged' });
});

it('distinguishes a missing file from one that cannot be read', async () => {
  const { file, path, write } = await setUp();
  await write('1');
  file.read();
  await rm(path);
  expect(file.read()).toEqual({ kind: 'missing' });
  await mkdir(path);
  expect(file.read().kind).toBe('unreadable');
  await rm(path, { recursive: true });
  await symlink('nowhere', path);
  expect(file.read()).toMatchObject({ kind: 'unreadable', error: { code: 'ELOOP' } });
});

it('reports changes by others, and not its own', async () => {
  const { file, write } = await setUp();
  let told = 0;
  const stop = file.watch(() => void told++);
  await write('1');
  await waitUntil('the change is told', () => told > 0);
  stop?.();
  await write('2');
  file.noteOwn();
  let own = 0;
  const stopOwn = file.watch(() => void own++);
  await write('3');
  await waitUntil('the change of another one is told', () => own > 0);
  stopOwn?.();
  expect(
    new CachedJson(join('/none', 'x', 'a.json'), () => ({ kind: 'damaged' })).watch(() => undefined),
  ).toBeUndefined();
});
