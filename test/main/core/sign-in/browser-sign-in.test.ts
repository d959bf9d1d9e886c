import { describe, expect, it } from 'vitest';
import { AxiomTokenError } from '../../../../main/core/base/errors';
import { BrowserSignIn, type TokenWindow } from '../../../../main/core/sign-in/browser-sign-in';
import type { AuthTokens } from '../../../../main/core/tokens/auth-tokens';
import { outcomeOf } from '../../../support/core-graph';
import { FAKE_START_MS, settle } from '../../../support/fakes/clock/fake-clock';
import { makeTokens } from '../../../support/make-jwt';

const A = { id: 'a', name: 'Main' };
const B = { id: 'b', name: 'Hedge' };

/** A window that closes at once and ends only when the test says that its session is wiped. */
class FakeWindow implements TokenWindow {
  readonly tokens: Promise<AuthTokens>;
  isGone = false;
  focused = 0;
  #end: (tokens: AuthTokens | undefined) => void = () => undefined;

  constructor() {
    this.tokens = new Promise((resolve, reject) => {
      this.#end = (tokens) => (tokens ? resolve(tokens) : reject(new AxiomTokenError('CANCELLED')));
    });
  }

  isClosed(): boolean {
    return this.isGone;
  }

  focus(): void {
    this.focused++;
  }

  close(): void {
    this.isGone = true;
  }

  /** Finishes the wipe: with the tokens that the site has set, or without any. */
  async end(tokens?: AuthTokens): Promise<void> {
    this.isGone = true;
    this.#end(tokens);
    await settle();
  }
}

function setUp() {
  const windows: FakeWindow[] = [];
  const signIn = new BrowserSignIn(() => {
    const window = new FakeWindow();
    windows.push(window);
    return window;
  });
  const tokens = makeTokens(FAKE_START_MS);
  const window = (index: number): FakeWindow => {
    const found = windows[index];
    if (!found) throw new Error(`window ${index} was not opened`);
    return found;
  };
  /** Asks, and lets the window open. */
  const run = async (asker: typeof A): Promise<{ readonly result: Promise<AuthTokens> }> => {
    const result = signIn.run(asker);
    result.catch(() => undefined);
    await settle();
    return { result };
  };
  return { signIn, windows, window, tokens, run };
}

describe('two profiles that want the window', () => {
  it('do not share it: the first one gets the tokens, the other gets the name of the first', async () => {
    const { run, windows, window, tokens } = setUp();
    const a = await run(A);
    const b = await run(B);
    await expect(b.result).rejects.toMatchObject({
      code: 'INVALID_INPUT',
      message: 'The sign-in window that is open is for Main.',
      remedy: 'Finish the sign-in there or close that window, then try again. Nothing was changed.',
    });
    expect([windows.length, window(0).focused]).toEqual([1, 1]);
    await window(0).end(tokens);
    expect(await a.result).toBe(tokens);
  });

  it('have it one after the other', async () => {
    const { run, window, tokens } = setUp();
    const a = await run(A);
    await window(0).end();
    expect(await outcomeOf(a.result)).toBe('CANCELLED');
    const b = await run(B);
    await window(1).end(tokens);
    expect(await b.result).toBe(tokens);
  });
});

it('joins a second request for the same profile', async () => {
  const { run, windows, window, tokens } = setUp();
  const first = await run(A);
  const second = await run(A);
  expect([windows.length, window(0).focused]).toEqual([1, 1]);
  await window(0).end(tokens);
  expect([await first.result, await second.result]).toEqual([tokens, tokens]);
});

describe.each([
  ['the same profile', A],
  ['another profile', B],
])('a window that is just ending, then a quick press for %s', (_who, next) => {
  it.each([
    ['cancelled', (signIn: BrowserSignIn) => signIn.cancel()],
    ['closed by the person', (_signIn: BrowserSignIn, window: FakeWindow) => window.close()],
  ])('after it was %s gets a window of its own, once the old one is gone', async (_how, end) => {
    const { signIn, run, windows, window, tokens } = setUp();
    const first = await run(A);
    end(signIn, window(0));
    const second = await run(next);
    expect(windows).toHaveLength(1);
    await window(0).end();
    expect(await outcomeOf(first.result)).toBe('CANCELLED');
    expect(windows).toHaveLength(2);
    await window(1).end(tokens);
    expect(await second.result).toBe(tokens);
  });
});

it('opens no window for a request that was cancelled while it waited for the old one', async () => {
  const { signIn, run, windows, window } = setUp();
  await run(A);
  signIn.cancel();
  const second = await run(B);
  signIn.cancel();
  await window(0).end();
  expect([await outcomeOf(second.result), windows.length]).toEqual(['CANCELLED', 1]);
});

it('refuses other requests while another profile waits for the old window', async () => {
  const { signIn, run, window } = setUp();
  await run(A);
  signIn.cancel();
  await run(B);
  await expect((await run(A)).result).rejects.toMatchObject({ message: expect.stringContaining('Hedge') });
  await window(0).end();
});

it('whoever waits gets the reason of the first cancel, not what the closing window says', async () => {
  const { run, signIn, window } = setUp();
  const { result } = await run(A);
  signIn.cancel('a', new AxiomTokenError('INVALID_INPUT', { message: 'Signed out.' }));
  signIn.cancel();
  await window(0).end();
  await expect(result).rejects.toMatchObject({ code: 'INVALID_INPUT', message: 'Signed out.' });
});

it('drops tokens that come after the cancel', async () => {
  const { signIn, run, window, tokens } = setUp();
  const { result } = await run(A);
  signIn.cancel();
  await window(0).end(tokens);
  expect(await outcomeOf(result)).toBe('CANCELLED');
});

it.each([
  ['its own profile', 'a', true],
  ['another profile', 'b', false],
])('closes when %s is cancelled: %s, %s', async (_whose, profileId, isClosed) => {
  const { signIn, run, window, tokens } = setUp();
  const { result } = await run(A);
  signIn.cancel(profileId);
  expect(window(0).isGone).toBe(isClosed);
  await window(0).end(tokens);
  expect(await outcomeOf(result)).toBe(isClosed ? 'CANCELLED' : tokens);
});

it('can be tried again when the window could not be opened', async () => {
  let opened = 0;
  const signIn = new BrowserSignIn(() => {
    opened++;
    throw new AxiomTokenError('INTERNAL');
  });
  expect([await outcomeOf(signIn.run(A)), await outcomeOf(signIn.run(B)), opened]).toEqual(['INTERNAL', 'INTERNAL', 2]);
});

it('is under way from the request until its window is gone', async () => {
  const { signIn, run, window } = setUp();
  expect(signIn.isUnderWay).toBe(false);
  const { result } = await run(A);
  expect(signIn.isUnderWay).toBe(true);
  await window(0).end();
  await outcomeOf(result);
  expect(signIn.isUnderWay).toBe(false);
});
