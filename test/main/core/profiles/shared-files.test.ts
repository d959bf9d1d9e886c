// Files that two profiles name: which one may use them, and the effect of a drive that does not answer. Whole profiles: profile-registry.places.test.ts.
import { describe, expect, it } from 'vitest';
import { AxiomTokenError } from '../../../../main/core/base/errors';
import { placeKey } from '../../../../main/core/ports/place-key';
import type { StoreChoice } from '../../../../main/core/ports/token-places';
import type { Profile } from '../../../../main/core/profiles/profile';
import { SharedFiles } from '../../../../main/core/profiles/shared-files';
import { FakeClock } from '../../../support/fakes/clock/fake-clock';

const file = (path: string): StoreChoice => ({ kind: 'file', path });

/** Profiles `a`, `b` ... with these files; a test decides when their real paths are found. */
function setUp(...paths: readonly string[]) {
  const clock = new FakeClock();
  const answers = new Map<string, (real: string | undefined) => void>();
  const asked: string[] = [];
  const files = new SharedFiles(clock, (choice) => {
    const path = 'path' in choice ? choice.path : '';
    asked.push(path);
    return new Promise((resolve, reject) =>
      answers.set(path, (real) =>
        real === undefined ? reject(new AxiomTokenError('STORAGE_UNAVAILABLE')) : resolve(file(real)),
      ),
    );
  });
  const retried: string[] = [];
  const profiles = paths.map((path, at): Profile => {
    const id = String.fromCodePoint(97 + at);
    const store: StoreChoice = path === '' ? { kind: 'keychain' } : file(path);
    const manager = {
      place: { key: placeKey(id, store), store: { place: path } },
      retryStorage: () => retried.push(id),
    };
    return { id, name: `name of ${id}`, store, manager } as unknown as Profile;
  });
  const found = files.find(profiles);
  const known = new Set<string>();
  for (const [{ id }, whenFound] of found) void whenFound.then(() => known.add(id));
  return {
    clock,
    asked,
    retried,
    files,
    realOf: (at: number) => files.realOf(profiles[at] as Profile),
    answer: async (path: string, real?: string) => {
      answers.get(path)?.(real);
      await clock.advance(0);
    },
    /** The ids of the profiles for which it is decided whether they may be read. */
    known: () => [...known].sort(),
    refusal: (id: string) => {
      const profile = profiles.find((one) => one.id === id);
      return files.refusal(id, profile?.manager.place.key ?? '');
    },
  };
}

describe('one file by two names', () => {
  it('is used by the first of the list, also when the second was found first', async () => {
    const { answer, known, refusal } = setUp('/one', '/two');
    await answer('/two', '/real');
    expect(known()).toEqual([]);
    await answer('/one', '/real');
    expect(known()).toEqual(['a', 'b']);
    expect(refusal('a')).toBeUndefined();
    expect(refusal('b')).toMatchObject({ code: 'INVALID_INPUT', message: 'name of a keeps its tokens there already.' });
  });

  it('counts as two if the drive is missing and the noted paths differ', async () => {
    const { answer, refusal } = setUp('/one', '/two');
    await answer('/one');
    await answer('/two');
    expect([refusal('a'), refusal('b')]).toEqual([undefined, undefined]);
  });

  it('is not looked for where at most one profile has a file', () => {
    expect(setUp('/one', '', '').asked).toEqual([]);
  });
});

describe('a drive that does not answer', () => {
  it('delays the others for a second, and is given up for now after ten', async () => {
    const { clock, answer, known, refusal } = setUp('/hung', '/two', '/three');
    await answer('/two', '/two');
    await answer('/three', '/three');
    await clock.advance(999);
    expect(known()).toEqual([]);
    await clock.advance(1);
    expect(known()).toEqual(['b', 'c']);
    await clock.advance(8_999);
    expect(known()).toEqual(['b', 'c']);
    await clock.advance(1);
    expect(known()).toEqual(['a', 'b', 'c']);
    expect([refusal('a')?.code, refusal('b'), refusal('c')]).toEqual(['TIMEOUT', undefined, undefined]);
  });

  it('is asked for all its files at once', async () => {
    const { clock, asked, known } = setUp('/hung/1', '/hung/2', '/hung/3');
    expect(asked).toEqual(['/hung/1', '/hung/2', '/hung/3']);
    await clock.advance(10_000);
    expect(known()).toEqual(['a', 'b', 'c']);
  });

  it('keeps its file from being used until it is known whose it is, then it is tried again', async () => {
    const { clock, answer, refusal, retried } = setUp('/hung', '/two');
    expect([refusal('a')?.code, refusal('b')?.code]).toEqual(['TIMEOUT', 'TIMEOUT']);
    await answer('/two', '/two');
    await clock.advance(60_000);
    expect([refusal('a')?.code, retried]).toEqual(['TIMEOUT', []]);
    await answer('/hung', '/hung');
    expect([refusal('a'), retried]).toEqual([undefined, ['a']]);
  });

  it('that answers late is refused if another account uses its file by then', async () => {
    const { clock, answer, refusal } = setUp('/hung', '/two');
    await answer('/two', '/real');
    await clock.advance(10_000);
    await answer('/hung', '/real');
    expect([refusal('a')?.message, refusal('b')]).toEqual(['name of b keeps its tokens there already.', undefined]);
  });

  it('leaves no timer', async () => {
    const { clock, answer } = setUp('/one', '/two');
    await answer('/one', '/one');
    await answer('/two', '/two');
    expect(clock.timerCount).toBe(0);
  });
});

describe('the real place of a profile', () => {
  it('is found by its path', async () => {
    const { answer, realOf } = setUp('/one');
    const found = realOf(0);
    await answer('/one', '/real');
    expect(await found).toEqual(file('/real'));
  });

  it('is the noted one if its drive does not answer, or cannot resolve it', async () => {
    const { answer, clock, realOf } = setUp('/one');
    const silent = realOf(0);
    await clock.advance(1_000);
    expect(await silent).toEqual(file('/one'));
    const failed = realOf(0);
    await answer('/one');
    expect(await failed).toEqual(file('/one'));
  });

  it('that is not a file needs no access to a drive', async () => {
    const { asked, realOf } = setUp('');
    expect([await realOf(0), asked]).toEqual([{ kind: 'keychain' }, []]);
  });
});
