// Makes calls to main through the bridge of the window's own page, as the page does. For calls without a button, or with many presses.
import type { Page } from 'playwright-core';
import { CALLS_BY_PRESS, type CallName } from '../../../preload/contract/channels';
import type { CallReply, CallRequest, Outcome, ProfileStatus } from '../../../preload/contract/schemas';
import type { AxiomSimulator } from '../../axiom-simulator/axiom-simulator';
import { headline } from './sign-in-by-form';

type Bridge = Record<string, (request: unknown) => Promise<unknown>>;

/** One call with a valid request, after pressing a key if the call needs one. */
export async function callFromPage<Name extends CallName>(
  page: Page,
  name: Name,
  request: CallRequest<Name>,
): Promise<Outcome<CallReply<Name>>> {
  if ((CALLS_BY_PRESS as readonly CallName[]).includes(name)) await page.keyboard.press('Shift');
  return (await callWithAnything(page, name, request)) as Outcome<CallReply<Name>>;
}

/** One call with any request that can be copied between processes. */
export function callWithAnything(page: Page, name: CallName, request: unknown): Promise<Outcome<unknown>> {
  return page.evaluate(
    ([call, payload]) =>
      (window as unknown as { tokenManager: Bridge }).tokenManager[call as string]?.(payload) as Promise<
        Outcome<unknown>
      >,
    [name, request] as const,
  );
}

/** A profile's state, asked from main. */
export async function profileFromMain(page: Page, profileId = 'default'): Promise<ProfileStatus> {
  const outcome = await callFromPage(page, 'getSnapshot', undefined);
  const profile = outcome.ok ? outcome.value.profiles.find(({ id }) => id === profileId) : undefined;
  if (!profile) throw new Error(`main knows no profile "${profileId}"`);
  return profile;
}

/** Signs `default` in by pasting a session of the simulator: quicker than the form. Resolves when the dashboard says "Healthy". */
export async function signInByPaste(page: Page, simulator: AxiomSimulator): Promise<void> {
  const text = JSON.stringify(simulator.openSession());
  const outcome = await callFromPage(page, 'signInWithTokens', { profileId: 'default', text });
  if (!outcome.ok) throw new Error(`the pasted tokens were refused: ${outcome.failure.message}`);
  await headline(page, 'Healthy');
}

/** The longest of `count` sequential round trips to main, in milliseconds: shows a frozen main process. */
export function longestRoundTripMs(page: Page, count = 20): Promise<number> {
  return page.evaluate(async (times) => {
    const bridge = (window as unknown as { tokenManager: Bridge }).tokenManager;
    let longestMs = 0;
    for (let trip = 0; trip < times; trip++) {
      const startedAtMs = performance.now();
      await bridge['getSnapshot']?.(undefined);
      longestMs = Math.max(longestMs, performance.now() - startedAtMs);
    }
    return longestMs;
  }, count);
}
