import { describe, expect, it } from 'vitest';
import type { ShownNote } from '../../../../../main/desktop/shell/messages/bus-notes';
import { keyedNotes } from '../../../../../main/desktop/shell/messages/keyed-notes';
import type { DesktopNote } from '../../../../../main/desktop/shell/messages/sign-in-reminder';
import { settle } from '../../../../support/fakes/clock/fake-clock';

const note = (title: string): DesktopNote => ({ title, body: '', onClick: () => undefined });

function setUp() {
  const done: string[] = [];
  const asked: { readonly isWanted: () => boolean; answer(shown: ShownNote | undefined): void }[] = [];
  const notes = keyedNotes({
    show: ({ title }, isWanted) => {
      done.push(`asked ${title}`);
      return new Promise((answer) => asked.push({ isWanted, answer }));
    },
    dispose: () => void done.push('disposed'),
  });
  const made = (title: string, isShown = true): ShownNote => ({
    isShown: () => isShown,
    close: () => void done.push(`closed ${title}`),
  });
  /** The actions since then. */
  const since = async () => {
    await settle();
    return done.splice(0);
  };
  return { notes, asked, made, since };
}
type Notes = ReturnType<typeof keyedNotes>;

describe('a note', () => {
  it('is asked for at once, and closed when another one replaces it', async () => {
    const { notes, asked, made, since } = setUp();
    notes.show('a', note('one'));
    asked[0]?.answer(made('one'));
    expect(await since()).toEqual(['asked one']);
    notes.show('b', note('other'));
    notes.show('a', note('two'));
    expect(await since()).toEqual(['asked other', 'closed one', 'asked two']);
  });

  it.each([
    ['another one comes for its key', (notes: Notes) => notes.show('a', note('two')), ['asked two']],
    ['it is renewed', (notes: Notes) => notes.renew('a', note('two')), ['asked two']],
    ['it is closed', (notes: Notes) => notes.close('a'), []],
    ['the app ends', (notes: Notes) => notes.dispose(), ['disposed']],
  ] as const)(
    'that is not shown yet is not wanted once %s, and closed if it comes all the same',
    async (_when, act, then) => {
      const { notes, asked, made, since } = setUp();
      notes.show('a', note('one'));
      expect(asked[0]?.isWanted()).toBe(true);
      act(notes);
      expect(asked[0]?.isWanted()).toBe(false);
      asked[0]?.answer(made('one'));
      expect(await since()).toEqual(['asked one', ...then, 'closed one']);
    },
  );

  it.each([
    ['shown', [0, 1]],
    ['answered in the other order', [1, 0]],
  ])('is the last one for its key when both are %s', async (_how, order) => {
    const { notes, asked, made, since } = setUp();
    notes.show('a', note('one'));
    notes.show('a', note('two'));
    for (const at of order) asked[at]?.answer(made(at === 0 ? 'one' : 'two'));
    expect(await since()).toEqual(['asked one', 'asked two', 'closed one']);
    notes.close('a');
    expect(await since()).toEqual(['closed two']);
  });

  it('that nobody showed is neither renewed nor closed; the next one is asked for', async () => {
    const { notes, asked, since } = setUp();
    notes.show('a', note('one'));
    asked[0]?.answer(undefined);
    await since();
    notes.renew('a', note('one'));
    notes.close('a');
    expect(await since()).toEqual([]);
    notes.show('a', note('two'));
    expect(await since()).toEqual(['asked two']);
  });

  it('is renewed only while it is shown', async () => {
    const { notes, asked, made, since } = setUp();
    notes.renew('a', note('one'));
    expect(await since()).toEqual([]);
    notes.show('a', note('one'));
    asked[0]?.answer(made('one', false));
    await since();
    notes.renew('a', note('one'));
    expect(await since()).toEqual([]);
  });
});
