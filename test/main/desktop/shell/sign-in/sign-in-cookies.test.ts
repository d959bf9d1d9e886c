import type { Cookie } from 'electron';
import { EventEmitter } from 'node:events';
import { describe, expect, it } from 'vitest';
import {
  type CookieJar,
  type SignInTokens,
  watchTokenCookies,
} from '../../../../../main/desktop/shell/sign-in/sign-in-cookies';
import { settle } from '../../../../support/fakes/clock/fake-clock';
import { makeJwt } from '../../../../support/make-jwt';

class FakeJar extends EventEmitter {
  cookies: Cookie[] = [];
  failure: Error | undefined;

  get(): Promise<Cookie[]> {
    return this.failure ? Promise.reject(this.failure) : Promise.resolve([...this.cookies]);
  }

  async put(name: string, value: string, expirationDate?: number, domain = '.axiom.trade'): Promise<void> {
    this.cookies.push({
      name,
      value,
      domain,
      sameSite: 'lax',
      ...(expirationDate === undefined ? {} : { expirationDate }),
    });
    this.emit('changed');
    await settle();
  }
}

function watch(jar: FakeJar, isFromServer: (cookie: Cookie) => boolean = () => true) {
  const found: SignInTokens[] = [];
  const errors: unknown[] = [];
  const seen = { foreign: 0 };
  const stop = watchTokenCookies({
    jar: jar as CookieJar,
    siteHost: 'axiom.trade',
    isFromServer,
    onTokens: (tokens) => found.push(tokens),
    onForeign: () => seen.foreign++,
    onError: (error) => errors.push(error),
  });
  return { found, errors, seen, stop };
}

describe('watchTokenCookies', () => {
  it('waits for both cookies and uses the time of the access token’s', async () => {
    const jar = new FakeJar();
    const { found } = watch(jar);
    const [access, refresh] = [makeJwt().expose(), makeJwt().expose()];
    await jar.put('auth-refresh-token', refresh);
    expect(found).toEqual([]);
    await jar.put('auth-access-token', access, 1_800_000_000.5);
    expect(found).toHaveLength(1);
    expect(found[0]?.access.expose()).toBe(access);
    expect(found[0]?.refresh.expose()).toBe(refresh);
    expect(found[0]).toMatchObject({ expiresAtMs: 1_800_000_000_500 });
  });

  it('uses cookies that exist already', async () => {
    const jar = new FakeJar();
    await jar.put('auth-refresh-token', 'r');
    await jar.put('auth-access-token', 'a');
    const { found } = watch(jar);
    await settle();
    expect(found).toHaveLength(1);
    expect(found[0]).not.toHaveProperty('expiresAtMs');
  });

  it('ignores cookies of other sites', async () => {
    const jar = new FakeJar();
    const { found } = watch(jar);
    await jar.put('auth-refresh-token', 'r', undefined, 'evil.com');
    await jar.put('auth-access-token', 'a');
    expect(found).toEqual([]);
  });

  it('ignores cookies that no server of the site has set, also one that would last longer', async () => {
    const jar = new FakeJar();
    const { found, seen } = watch(jar, ({ value }) => value.startsWith('server'));
    await jar.put('auth-refresh-token', 'script', 2_000_000_000);
    expect(seen.foreign).toBe(0);
    await jar.put('auth-access-token', 'script', 2_000_000_000);
    expect([found, seen.foreign]).toEqual([[], 1]);
    await jar.put('auth-refresh-token', 'server-r', 1_900_000_000);
    expect(found).toEqual([]);
    await jar.put('auth-access-token', 'server-a', 1_900_000_000);
    expect([found[0]?.access.expose(), found[0]?.refresh.expose()]).toEqual(['server-a', 'server-r']);
  });

  it('answers once, and then stops listening', async () => {
    const jar = new FakeJar();
    const { found } = watch(jar);
    for (const name of ['auth-refresh-token', 'auth-access-token', 'auth-access-token']) await jar.put(name, 'v');
    expect(found).toHaveLength(1);
    expect(jar.listenerCount('changed')).toBe(0);
  });

  it('reports nothing after it was stopped, also not an open question', async () => {
    const jar = new FakeJar();
    jar.cookies = [];
    const { found, errors, stop } = watch(jar);
    stop();
    await jar.put('auth-refresh-token', 'r');
    await jar.put('auth-access-token', 'a');
    expect([found, errors]).toEqual([[], []]);
    expect(jar.listenerCount('changed')).toBe(0);
  });

  it('reports a session that cannot be asked', async () => {
    const jar = new FakeJar();
    jar.failure = new Error('gone');
    const { errors } = watch(jar);
    await settle();
    expect(errors).toEqual([jar.failure]);
    expect(jar.listenerCount('changed')).toBe(0);
  });
});
