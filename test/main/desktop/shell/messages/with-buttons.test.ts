import { describe, expect, it } from 'vitest';
import type { ShownNote } from '../../../../../main/desktop/shell/messages/button-notes';
import type { DesktopNote } from '../../../../../main/desktop/shell/messages/sign-in-reminder';
import { withButtons } from '../../../../../main/desktop/shell/messages/with-buttons';
import { settle } from '../../../../support/fakes/clock/fake-clock';

const PLAIN: DesktopNote = { title: 'plain', body: '', onClick: () => undefined };
const BUTTON: DesktopNote = { ...PLAIN, title: 'with a button', action: { label: 'Block', onPress: () => undefined } };

function setUp() {
  const done: string[] = [];
  const answers: ((shown: ShownNote | undefined) => void)[] = [];
  const notes = withButtons(
    {
      show: (key, { title }) => void done.push(`usual ${key} ${title}`),
      renew: (key, { title }) => void done.push(`renew ${key} ${title}`),
      close: () => undefined,
      dispose: () => void done.push('usual disposed'),
    },
    {
      show: ({ title }) => {
        done.push(`asked ${title}`);
        return new Promise((resolve) => answers.push(resolve));
      },
      dispose: () => void done.push('buttons disposed'),
    },
  );
  const made = (isShown = true): ShownNote => ({ isShown: () => isShown, close: () => void done.push('closed') });
  /** The actions since then. */
  const since = async () => {
    await settle();
    return done.splice(0);
  };
  return { notes, answer: (shown: ShownNote | undefined) => answers.shift()?.(shown), made, since };
}

describe('a note', () => {
  it('without a button is shown the usual way', async () => {
    const { notes, since } = setUp();
    notes.show('a', PLAIN);
    notes.renew('a', PLAIN);
    expect(await since()).toEqual(['usual a plain', 'renew a plain']);
  });

  it('with a button is shown once, and the usual way where there are none', async () => {
    const { notes, answer, made, since } = setUp();
    notes.show('a', BUTTON);
    answer(made());
    expect(await since()).toEqual(['asked with a button']);
    notes.show('b', BUTTON);
    answer(undefined);
    expect(await since()).toEqual(['asked with a button', 'usual b with a button']);
  });

  it.each([
    [
      'another one comes for its key',
      (notes: ReturnType<typeof withButtons>) => notes.show('a', PLAIN),
      ['usual a plain'],
    ],
    ['it is closed', (notes: ReturnType<typeof withButtons>) => notes.close('a'), []],
    [
      'the app ends',
      (notes: ReturnType<typeof withButtons>) => notes.dispose(),
      ['buttons disposed', 'usual disposed'],
    ],
  ])('that is not shown yet does not come any more once %s', async (_when, act, then) => {
    const { notes, answer, made, since } = setUp();
    notes.show('a', BUTTON);
    act(notes);
    expect(await since()).toEqual(['asked with a button', ...then]);
    answer(made());
    expect(await since()).toEqual(['closed']);
  });

  it('is not shown the usual way either in that case', async () => {
    const { notes, answer, since } = setUp();
    notes.show('a', BUTTON);
    notes.close('a');
    await since();
    answer(undefined);
    expect(await since()).toEqual([]);
  });

  it('is updated only while it is shown, and closed when another replaces it', async () => {
    const { notes, answer, made, since } = setUp();
    notes.show('a', BUTTON);
    answer(made());
    await since();
    notes.renew('a', BUTTON);
    expect(await since()).toEqual(['closed', 'asked with a button']);
    answer(made(false));
    await since();
    notes.renew('a', BUTTON);
    expect(await since()).toEqual([]);
  });
});
