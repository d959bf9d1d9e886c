import { describe, expect, it } from 'vitest';
import { AxiomTokenError, toAxiomTokenError } from '../../../../../main/core/base/errors';
import { isTooEarly } from '../../../../../main/core/refresh/refresh-timing';
import { createActionRunner } from '../../../../../main/desktop/shell/menus/action-runner';
import { settle } from '../../../../support/fakes/clock/fake-clock';

/** A runner whose handlers record their calls, and fail when `failure` is set. */
async function runner(
  options: {
    readonly failure?: AxiomTokenError;
    readonly wasSent?: boolean;
    readonly isInFront?: boolean;
    readonly hasPage?: boolean;
  } = {},
) {
  const done: string[] = [];
  const note = async (what: string): Promise<void> => {
    done.push(what);
    if (options.failure) throw options.failure;
  };
  const actions = createActionRunner({
    handlers: {
      refreshNow: async ({ profileId }) => {
        await note(`refresh ${profileId}`);
        return { wasSent: options.wasSent ?? true };
      },
      retryStorage: ({ profileId }) => note(`retry ${profileId}`),
      copyAccessToken: async ({ profileId }) => {
        await note(`copy ${profileId}`);
        return { clearsAfterSeconds: 30 };
      },
      pauseAll: () => note('pause'),
      resumeAll: () => note('resume'),
      showLicences: () => note('licences'),
      showLogFolder: () => note('log folder'),
      restartApp: ({ losesWork }) => note(`restart ${losesWork}`),
      signOut: ({ profileId }) => note(`sign out ${profileId}`),
    },
    dialogs: {
      showFailure: async (message) => void done.push(`tell ${message}`),
    },
    openWindow: async () => void done.push('open'),
    requestPage: ({ page, profileId }) => void done.push(`page ${page} ${profileId ?? ''}`.trim()),
    hasPage: () => options.hasPage ?? false,
    isWindowInFront: () => options.isInFront ?? false,
    showResult: ({ profileId, result }) => void done.push(`window ${profileId} ${JSON.stringify(result)}`),
    quit: () => void done.push('quit'),
    isTooEarly: (error) => isTooEarly(toAxiomTokenError(error)),
    describeFailure: (error) => toAxiomTokenError(error),
  });
  return { actions, done };
}

describe('actions of tray and menus', () => {
  it('sign out by the handler, which asks, and say nothing when the person cancels there', async () => {
    const { actions, done } = await runner({ failure: new AxiomTokenError('CANCELLED') });
    actions.signOut('default');
    await settle();
    expect(done).toEqual(['sign out default']);
  });

  it.each([true, false])(
    'restart by the handler, which gets whether a page (%s) may hold something',
    async (hasPage) => {
      const { actions, done } = await runner({ hasPage });
      actions.restart();
      await settle();
      expect(done).toEqual([`restart ${hasPage}`]);
    },
  );

  it('open the window before its page is asked for', async () => {
    const { actions, done } = await runner();
    actions.showPage('back-up');
    actions.showPage('sign-in', 'default');
    await settle();
    expect(done).toEqual(['open', 'open', 'page back-up', 'page sign-in default']);
  });

  it('report the result of a copy or a refresh to the window', async () => {
    const { actions, done } = await runner();
    actions.copyAccessToken('default');
    actions.refreshNow('hedge');
    await settle();
    expect(done.slice(2)).toEqual([
      'window default {"kind":"copied","clearsAfterSeconds":30}',
      'window hedge {"kind":"refreshed","wasSent":true}',
    ]);
  });

  it('report a refresh that was not sent, since no state shows that', async () => {
    const budget = new AxiomTokenError('RATE_LIMITED', { message: 'These tokens are fresh.', unsent: true });
    const tooMany = await runner({ failure: budget });
    tooMany.actions.refreshNow('default');
    const tooSoon = await runner({ wasSent: false });
    tooSoon.actions.refreshNow('default');
    const byAxiom = await runner({ failure: new AxiomTokenError('RATE_LIMITED') });
    byAxiom.actions.refreshNow('default');
    const worked = await runner();
    worked.actions.refreshNow('default');
    await settle();
    expect(tooMany.done).toEqual(['refresh default', 'tell These tokens are fresh.']);
    expect(tooSoon.done).toEqual(['refresh default', 'tell Refreshed just now already.']);
    expect([byAxiom.done, worked.done]).toEqual([
      ['refresh default'],
      ['refresh default', 'window default {"kind":"refreshed","wasSent":true}'],
    ]);
    const seen = await runner({ wasSent: false, isInFront: true });
    seen.actions.refreshNow('default');
    await settle();
    expect(seen.done[1]).toBe('window default {"kind":"refreshed","wasSent":false}');
  });

  it.each([
    ['copyAccessToken', true, [expect.stringMatching(/^window default .*"failed".*Axiom cannot be reached\./)]],
    ['copyAccessToken', false, ['tell Axiom cannot be reached.']],
    ['refreshNow', true, [expect.stringMatching(/^window default .*"failed".*Axiom cannot be reached\./)]],
    // The account's state in the tray shows it.
    ['refreshNow', false, []],
  ] as const)('tell a failed %s where it is seen; window in front: %s', async (action, isInFront, told) => {
    const { actions, done } = await runner({ failure: new AxiomTokenError('NETWORK'), isInFront });
    actions[action]('default');
    await settle();
    expect(done.slice(1)).toEqual(told);
  });

  it('report a failed unlocking with its message', async () => {
    const { actions, done } = await runner({ failure: new AxiomTokenError('NETWORK'), isInFront: true });
    actions.retryStorage('other');
    await settle();
    expect(done).toEqual(['retry other', 'tell Axiom cannot be reached.']);
  });

  it('show the licences and the folder of the log by the handlers', async () => {
    const { actions, done } = await runner({ failure: new AxiomTokenError('STORAGE_UNAVAILABLE') });
    actions.showLicences();
    actions.showLogFolder();
    await settle();
    expect(done.slice(0, 2)).toEqual(['licences', 'log folder']);
    expect(done.slice(2).every((told) => told.startsWith('tell '))).toBe(true);
    expect(done).toHaveLength(4);
  });

  it('quit', async () => {
    const { actions, done } = await runner();
    actions.quit();
    expect(done).toEqual(['quit']);
  });
});
