import { describe, expect, it } from 'vitest';
import { createChunkedKeychain } from '../../../../main/adapters/keychain/chunked-keychain';
import { AxiomTokenError } from '../../../../main/core/base/errors';
import { Secret } from '../../../../main/core/base/secret';
import { textOf } from '../../../contracts/chunked-keychain.contract';
import { MemoryKeychain } from '../../../support/fakes/keychain/memory-keychain';
import { RecordingLogger } from '../../../support/fakes/logger/recording-logger';

const logger = new RecordingLogger();
const chunked = (keychain: MemoryKeychain) => createChunkedKeychain({ keychain, platform: 'win32', logger });

async function openWith(text: string): Promise<{ memory: MemoryKeychain; entries: Map<string, string> }> {
  const memory = new MemoryKeychain();
  await chunked(memory).set('default', new Secret(text));
  return { memory, entries: memory.entries };
}

const read = async (memory: MemoryKeychain) => (await chunked(memory).get('default'))?.expose();
const names = (memory: MemoryKeychain) => [...memory.entries.keys()].sort();

describe('createChunkedKeychain', () => {
  it('is on by default on Windows, off elsewhere, and on if forced', () => {
    const keychain = new MemoryKeychain();
    expect(createChunkedKeychain({ keychain, platform: 'linux', logger })).toBe(keychain);
    expect(createChunkedKeychain({ keychain, platform: 'darwin', logger })).toBe(keychain);
    expect(createChunkedKeychain({ keychain, platform: 'win32', logger })).not.toBe(keychain);
    expect(createChunkedKeychain({ keychain, platform: 'linux', logger, isForced: true })).not.toBe(keychain);
  });

  it('keeps a text that fits as it is, so that other tools can read it', async () => {
    const { entries } = await openWith(textOf(2_400));
    expect([...entries]).toEqual([['default', textOf(2_400)]]);
  });

  it('counts bytes, not characters', async () => {
    const { memory } = await openWith('\u00e9'.repeat(1_201));
    expect(names(memory)).toEqual(['default', 'default#a#0', 'default#a#1']);
  });

  it('alternates between two slots and leaves only the parts of the current one', async () => {
    const { memory } = await openWith(textOf(7_000));
    expect(names(memory)).toEqual(['default', 'default#a#0', 'default#a#1', 'default#a#2']);
    await chunked(memory).set('default', new Secret(textOf(2_401, 1)));
    expect(names(memory)).toEqual(['default', 'default#b#0', 'default#b#1']);
    await chunked(memory).set('default', new Secret(textOf(2_401, 2)));
    expect(names(memory)).toEqual(['default', 'default#a#0', 'default#a#1']);
    await chunked(memory).set('default', new Secret('short'));
    expect(names(memory)).toEqual(['default']);
  });

  it('does not mistake a text that looks like a head for one', async () => {
    const { memory: other } = await openWith(textOf(3_000));
    const forged = other.entries.get('default') ?? '';
    const { memory } = await openWith(forged);
    expect(names(memory)).toEqual(['default', 'default#a#0']);
    expect(await read(memory)).toBe(forged);
  });

  it('refuses more parts than any value has before anything is written', async () => {
    const { memory } = await openWith(textOf(6_000));
    const before = new Map(memory.entries);
    const write = chunked(memory).set('default', new Secret('x'.repeat(2_400 * 1_000 + 1)));
    await expect(write).rejects.toMatchObject({ code: 'SECRET_TOO_LARGE' });
    expect(memory.entries).toEqual(before);
  });
});

describe('what does not fit together', () => {
  const damages: readonly (readonly [string, (entries: Map<string, string>) => void])[] = [
    ['a part that is missing', (entries) => entries.delete('default#a#1')],
    ['a part that was changed', (entries) => entries.set('default#a#1', textOf(2_400, 9))],
    ['a head that was cut', (entries) => entries.set('default', (entries.get('default') ?? '').slice(0, 40))],
    [
      'a head that names a place that is none',
      (entries) => entries.set('default', (entries.get('default') ?? '').replace('"slot":"a"', '"slot":"c"')),
    ],
  ];
  it.each(damages)('(%s) is damage, and nothing of it is removed', async (_name, damage) => {
    const { memory } = await openWith(textOf(6_000));
    damage(memory.entries);
    const before = new Map(memory.entries);
    await expect(chunked(memory).get('default')).rejects.toMatchObject({ code: 'STORAGE_CORRUPT' });
    expect(memory.entries).toEqual(before);
  });

  it.each(damages)('(%s) is replaced by a new value, and then nothing of it is left', async (_name, damage) => {
    const { memory } = await openWith(textOf(6_000));
    damage(memory.entries);
    await chunked(memory).set('default', new Secret(textOf(5_000, 1)));
    expect(await read(memory)).toBe(textOf(5_000, 1));
    await chunked(memory).set('default', new Secret(textOf(5_000, 2)));
    expect(await read(memory)).toBe(textOf(5_000, 2));
  });
});

describe('a keychain that does not keep what it is given', () => {
  it.each([
    ['a part', (account: string) => account.includes('#')],
    ['the head', (account: string) => account === 'default'],
  ])('leaves the former value readable: %s is not kept', async (_name, isLost) => {
    for (const former of [textOf(6_000), textOf(100)]) {
      const { memory } = await openWith(former);
      memory.keeps = (account, text) => (isLost(account) ? undefined : text);
      const write = chunked(memory).set('default', new Secret(textOf(5_000, 1)));
      await expect(write).rejects.toMatchObject({ code: 'STORAGE_UNAVAILABLE' });
      expect(await read(memory)).toBe(former);
    }
  });

  it('leaves the former value readable when it cuts parts short', async () => {
    const { memory } = await openWith(textOf(6_000));
    memory.keeps = (_account, text) => text.slice(0, 1_000);
    const write = chunked(memory).set('default', new Secret(textOf(5_000, 1)));
    await expect(write).rejects.toMatchObject({ code: 'STORAGE_UNAVAILABLE' });
    expect(await read(memory)).toBe(textOf(6_000));
  });

  it('leaves the former value readable when a short text is not kept', async () => {
    const { memory } = await openWith(textOf(6_000));
    memory.keeps = () => undefined;
    await expect(chunked(memory).set('default', new Secret('short'))).rejects.toMatchObject({
      code: 'STORAGE_UNAVAILABLE',
    });
    expect(await read(memory)).toBe(textOf(6_000));
  });
});

describe('a reader while another process writes', () => {
  it('sees the new value when the parts that it was reading are taken away', async () => {
    for (const next of [textOf(5_000, 1), 'short']) {
      const { memory, entries } = await openWith(textOf(6_000));
      let isWritten = false;
      memory.onGet = async (account) => {
        if (account !== 'default#a#1' || isWritten) return;
        isWritten = true;
        await chunked(new MemoryKeychain(entries)).set('default', new Secret(next));
      };
      expect(await read(memory)).toBe(next);
      expect(isWritten).toBe(true);
    }
  });

  it('sees nothing when everything is deleted meanwhile', async () => {
    const { memory, entries } = await openWith(textOf(6_000));
    memory.onGet = async (account) => {
      if (account === 'default#a#1') await chunked(new MemoryKeychain(entries)).delete('default');
    };
    expect(await read(memory)).toBeUndefined();
    expect(entries.size).toBe(0);
  });
});

describe('parts that cannot be removed', () => {
  const denied = async () => {
    throw new AxiomTokenError('STORAGE_DENIED');
  };

  it('do not make a saved value look unsaved, and go with the next write', async () => {
    const { memory } = await openWith(textOf(9_000));
    const remove = memory.delete.bind(memory);
    memory.delete = denied;
    await chunked(memory).set('default', new Secret(textOf(3_000, 1)));
    expect(await read(memory)).toBe(textOf(3_000, 1));
    expect(names(memory)).toContain('default#a#3');
    expect(logger.lines.at(-1)).toMatchObject({ level: 'error', fields: { account: 'default' } });
    memory.delete = remove;
    await chunked(memory).set('default', new Secret(textOf(3_000, 2)));
    expect(names(memory)).toEqual(['default', 'default#a#0', 'default#a#1']);
  });

  it('make a delete fail with a message; the value itself is deleted', async () => {
    const { memory } = await openWith(textOf(6_000));
    const remove = memory.delete.bind(memory);
    memory.delete = async (account) => (account === 'default' ? remove(account) : denied());
    await expect(chunked(memory).delete('default')).rejects.toMatchObject({ code: 'STORAGE_DENIED' });
    expect(await read(memory)).toBeUndefined();
    memory.delete = remove;
    expect(await chunked(memory).delete('default')).toBe(false);
    expect(memory.entries.size).toBe(0);
  });

  it('stay if the head could not be deleted', async () => {
    const { memory } = await openWith(textOf(6_000));
    memory.delete = async () => false;
    expect(await chunked(memory).delete('default')).toBe(false);
    expect(await read(memory)).toBe(textOf(6_000));
  });
});
