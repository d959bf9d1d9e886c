import { expect, it } from 'vitest';
import { openDesktopNotes } from '../../../main/desktop/desktop-notes';
import type { DesktopNote } from '../../../main/desktop/shell/messages/sign-in-reminder';
import { FakeClock } from '../../support/fakes/clock/fake-clock';
import { makeTrayProfile, makeTraySnapshot } from '../../support/make-tray-snapshot';

it('reports programs by the name that the account has now, and closes all at the end', () => {
  const shown: DesktopNote[] = [];
  const pages: unknown[] = [];
  let isDisposed = false;
  const notes = openDesktopNotes({
    notifier: {
      show: (_key, note) => void shown.push(note),
      renew: () => undefined,
      close: () => undefined,
      dispose: () => (isDisposed = true),
    },
    clock: new FakeClock(),
    locale: { locale: 'en-GB' },
    toldSignInEnds: { read: () => ({}), set: () => undefined },
    showPage: (...all) => void pages.push(all),
    block: async () => undefined,
    describeFailure: () => ({ code: 'INTERNAL', message: '', remedy: '' }),
  });
  const use = {
    profileId: 'default',
    consumer: { kind: 'program', programId: 'bot', sessionId: 's', name: 'bot' },
  } as const;
  notes.firstUse.notify(use);
  expect(shown).toEqual([]);
  notes.update(makeTraySnapshot([makeTrayProfile({ id: 'default', name: 'hedge' })]));
  notes.firstUse.notify(use);
  expect(shown[0]?.title).toBe('hedge: “bot” got an access token');
  shown[0]?.onClick();
  expect(pages).toEqual([['programs', 'default']]);
  notes.dispose();
  expect(isDisposed).toBe(true);
});
