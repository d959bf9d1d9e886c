import { describe, expect, it } from 'vitest';
import { connectEarly, earlyPlace, type EarlySurroundings } from '../../../main/cli/early-connection';
import { AxiomTokenError } from '../../../main/core/base/errors';
import type { BrokerClient } from '../../../main/handout/broker/client';

const SOCKET = '/run/broker.sock';

function placeOf(words: readonly string[], over: Partial<EarlySurroundings> = {}) {
  const asked: string[] = [];
  const found = earlyPlace({ words, env: {}, execArgv: [], platform: 'linux', home: '/home/a', ...over }, (folder) => {
    asked.push(folder);
    return SOCKET;
  });
  return { found, asked };
}

describe('the socket at which a token will be requested', () => {
  it('is the socket of the data folder', () => {
    expect(placeOf(['token'])).toEqual({
      found: { path: SOCKET, key: undefined },
      asked: ['/home/a/.config/Axiom Token Manager'],
    });
    expect(placeOf(['token', '-p', 'b', '--json'], { env: { AXIOM_TOKENS_CONFIG_DIR: '/data' } }).asked).toEqual([
      '/data',
    ]);
  });

  it('is the socket that the environment names, with the key of exec', () => {
    const env = { AXIOM_TOKENS_SOCK: '/a.sock', AXIOM_TOKENS_KEY: 'k', AXIOM_TOKENS_KEY_FILE: '/key' };
    expect(placeOf(['token'], { env })).toEqual({ found: { path: '/a.sock', key: 'k' }, asked: [] });
  });

  it.each([
    [[]],
    [['status']],
    [['-p', 'a', 'token']],
    [['token', '--socket', '/b.sock']],
    [['token', '--socket=/b.sock']],
    [['token', '--standalone']],
    [['token', '--help']],
    [['token', '-h']],
    [['token', '-nh']],
    [['token', '--version']],
  ])('is not looked for with %j', (words) => {
    expect(placeOf(words)).toEqual({ found: undefined, asked: [] });
  });

  it.each<[why: string, over: Partial<EarlySurroundings>]>([
    ['nothing may be sent', { env: { NODE_DEBUG: 'net' } }],
    ['Node was started with a debugger', { execArgv: ['--inspect'] }],
    ['the key has to be read', { env: { AXIOM_TOKENS_KEY_FILE: '/key' } }],
    ['the data folder is refused', { env: { AXIOM_TOKENS_CONFIG_DIR: 'data' } }],
  ])('is not looked for where %s', (_why, over) => {
    expect(placeOf(['token'], over)).toEqual({ found: undefined, asked: [] });
  });

  it('is left to the run where there can be no socket', () => {
    const fails = (): never => {
      throw new AxiomTokenError('BROKER_UNAVAILABLE');
    };
    const around = { words: ['token'], env: {}, execArgv: [], platform: 'linux', home: '/home/a' } as const;
    expect(earlyPlace(around, fails)).toBeUndefined();
  });
});

describe('an early connection', () => {
  const PLACE = { path: SOCKET, key: 'k' };

  function begin(fails?: AxiomTokenError) {
    const closed: string[] = [];
    const client = { close: () => closed.push('closed') } as unknown as BrokerClient;
    const begun: unknown[] = [];
    const early = connectEarly(PLACE, '1.2.3', async (place, version) => {
      begun.push([place, version]);
      if (fails) throw fails;
      return client;
    });
    return { early, client, begun, closed };
  }

  it('is not begun without a place', () => {
    const never = (): never => expect.unreachable();
    expect(connectEarly(undefined, '1.2.3', never)).toBeUndefined();
  });

  it('is begun at once, and taken once', async () => {
    const { early, client, begun, closed } = begin();
    expect(begun).toEqual([[PLACE, '1.2.3']]);
    expect(await early?.take({ ...PLACE })).toBe(client);
    expect(early?.take({ ...PLACE })).toBeUndefined();
    expect(closed).toEqual([]);
  });

  it.each([{ path: '/other.sock' }, { key: undefined }])('is closed if %j is wanted', async (other) => {
    const { early, closed } = begin();
    expect(early?.take({ ...PLACE, ...other })).toBeUndefined();
    await expect.poll(() => closed).toEqual(['closed']);
    expect(early?.take(PLACE)).toBeUndefined();
  });

  it('fails when it is taken, and not before', async () => {
    const failure = new AxiomTokenError('RATE_LIMITED');
    const { early } = begin(failure);
    await new Promise((resolve) => setImmediate(resolve));
    await expect(early?.take(PLACE)).rejects.toBe(failure);
    expect(begin(failure).early?.take({ ...PLACE, path: '/other.sock' })).toBeUndefined();
    await new Promise((resolve) => setImmediate(resolve));
  });
});
