// A program that dies at any change of the keychain: afterwards the old or the new value is there, complete, and later writes clean up.
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createChunkedKeychain } from '../../../../main/adapters/keychain/chunked-keychain';
import { Secret } from '../../../../main/core/base/secret';
import { textOf } from '../../../contracts/chunked-keychain.contract';
import { type Death, MemoryKeychain } from '../../../support/fakes/keychain/memory-keychain';
import { RecordingLogger } from '../../../support/fakes/logger/recording-logger';
import { anyCharacter } from '../../../support/any-character';

type Entries = Map<string, string>;

const logger = new RecordingLogger();
const open = (entries: Entries, death?: Death) =>
  createChunkedKeychain({ keychain: new MemoryKeychain(entries, death), platform: 'win32', logger });
const read = async (entries: Entries) => (await open(entries).get('default'))?.expose();

/** Runs it and ignores that it dies. */
async function change(entries: Entries, text: string | undefined, death?: Death): Promise<void> {
  const keychain = open(entries, death);
  const done = text === undefined ? keychain.delete('default') : keychain.set('default', new Secret(text));
  await done.catch((error: unknown) => {
    if (!(error instanceof Error && error.message === 'dead')) throw error;
  });
}

/** Number of entries for a value when nothing else is left. */
const entryCount = (length: number) => (length <= 2_400 ? 1 : 1 + Math.ceil(length / 2_400));

/** Every possible death during one change, with the value read afterwards. */
async function outcomesOf(former: string | undefined, next: string | undefined): Promise<(string | undefined)[]> {
  const start: Entries = new Map();
  if (former !== undefined) await change(start, former);
  const counted = new MemoryKeychain(new Map(start));
  const whole = createChunkedKeychain({ keychain: counted, platform: 'win32', logger });
  await (next === undefined ? whole.delete('default') : whole.set('default', new Secret(next)));
  const outcomes: (string | undefined)[] = [];
  for (let at = 0; at < counted.changes; at++) {
    for (const isAfter of [false, true]) {
      const entries = new Map(start);
      await change(entries, next, { at, isAfter });
      outcomes.push(await read(entries));
      const last = textOf(5_000, 3);
      await change(entries, last);
      if ((await read(entries)) !== last || entries.size !== entryCount(last.length)) {
        throw new Error(`not tidied after a death at change ${at}`);
      }
    }
  }
  return outcomes;
}

/** The old value up to some change, and from then on the new one. */
function expectOneTurn(outcomes: readonly unknown[], former: unknown, next: unknown): void {
  const turn = outcomes.indexOf(next);
  expect(turn).toBeGreaterThan(0);
  expect(outcomes.slice(0, turn).every((outcome) => outcome === former)).toBe(true);
  expect(outcomes.slice(turn).every((outcome) => outcome === next)).toBe(true);
}

const KILOBYTES = Array.from({ length: 12 }, (_, index) => (index + 1) * 1_024);
const EDGES = [1, 2_400, 2_401, 4_800, 4_801];

describe('a write that dies at any change', () => {
  it.each([...KILOBYTES, ...EDGES])('over a value of %i bytes leaves that one or the new one', async (length) => {
    const former = textOf(length, 1);
    for (const nextLength of [...KILOBYTES, ...EDGES]) {
      const next = textOf(nextLength, 2);
      expectOneTurn(await outcomesOf(former, next), former, next);
    }
  });

  it('over nothing leaves nothing or the new value', async () => {
    for (const length of [...KILOBYTES, ...EDGES]) {
      const next = textOf(length, 2);
      expectOneTurn(await outcomesOf(undefined, next), undefined, next);
    }
  });
});

describe('a delete that dies at any change', () => {
  it.each([...KILOBYTES, ...EDGES])('of a value of %i bytes leaves it or nothing', async (length) => {
    const former = textOf(length, 1);
    expectOneTurn(await outcomesOf(former, undefined), former, undefined);
  });
});

describe('any sequence of writes, deletes and deaths', () => {
  const death = fc.option(fc.record({ at: fc.nat(30), isAfter: fc.boolean() }), { nil: undefined });
  const step = fc.record({
    text: fc.option(
      fc.oneof(
        fc.tuple(fc.integer({ min: 1, max: 12_288 }), fc.nat(9)).map(([length, seed]) => textOf(length, seed)),
        fc.string({ unit: anyCharacter, minLength: 1, maxLength: 3_000 }),
        fc.constantFrom('{"axiom_token_parts":1', '{"axiom_token_parts":1,"slot":"a"}'),
      ),
      { nil: undefined },
    ),
    death,
  });

  it('shows after each step what was there before it or what it brought, and ends without leftovers', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 12 }), async (steps) => {
        const entries: Entries = new Map();
        let present: string | undefined;
        for (const { text, death: dying } of steps) {
          await change(entries, text, dying);
          const found = await read(entries);
          expect(dying ? [present, text] : [text]).toContain(found);
          present = found;
        }
        await change(entries, 'short');
        expect([...entries]).toEqual([['default', 'short']]);
        await change(entries, undefined);
        expect(entries.size).toBe(0);
      }),
      { numRuns: 500 },
    );
  });
});
