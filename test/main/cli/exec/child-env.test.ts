import { describe, expect, it } from 'vitest';
import { childEnvironment, readEnvWish } from '../../../../main/cli/exec/child-env';
import { makeTokenAnswer } from '../../../support/make-token-answer';

const token = makeTokenAnswer({ expires_at: '2026-03-01T12:15:00.900Z' });
const plain = { inherited: {}, token, wishes: [], isOnlyOwn: false };

it.each(['PATH', 'Path', 'LD_PRELOAD', 'LD_LIBRARY_PATH', 'DYLD_INSERT_LIBRARIES', 'NODE_OPTIONS', 'AXIOM_TOKENS_KEY'])(
  '--env %s is refused: it cannot take a token',
  (name) => {
    expect(() => readEnvWish(name)).toThrow(expect.objectContaining({ code: 'INVALID_INPUT' }));
    expect(() => readEnvWish(`${name}=cookie`)).toThrow('cannot take a token');
    expect(readEnvWish(`MY_${name}`).field).toBe('access_token');
  },
);

describe('the environment of a child', () => {
  it('reports the token, its end in both ways, and the account, with a placeholder for the refresh token', () => {
    expect(childEnvironment(plain)).toEqual({
      AXIOM_ACCESS_TOKEN: 'access.token.1',
      AXIOM_REFRESH_TOKEN: 'placeholder',
      AXIOM_TOKEN_EXPIRES_AT: '2026-03-01T12:15:00.900Z',
      AXIOM_TOKEN_EXPIRES_AT_EPOCH: '1772367300',
      AXIOM_TOKENS_PROFILE: 'default',
    });
  });

  it('says nothing of an end that nobody knows', () => {
    const names = Object.keys(childEnvironment({ ...plain, token: makeTokenAnswer({ expires_at: null }) }));
    expect(names).toEqual(['AXIOM_ACCESS_TOKEN', 'AXIOM_REFRESH_TOKEN', 'AXIOM_TOKENS_PROFILE']);
  });

  it('names socket, key and file where there are some', () => {
    const child = { ...plain, broker: { socket: '/run/b.sock', key: 'axe_1' }, tokenFile: '/run/t' };
    expect(childEnvironment(child)).toMatchObject({
      AXIOM_TOKENS_SOCK: '/run/b.sock',
      AXIOM_TOKENS_KEY: 'axe_1',
      AXIOM_TOKEN_FILE: '/run/t',
    });
  });

  it('has no variables of an outer exec', () => {
    const outer = childEnvironment({
      ...plain,
      inherited: { PATH: '/bin', AXIOM_EMAIL: 'a@b.invalid', AXIOM_TOKENS_KEY_FILE: '/k', NOT_SET: undefined },
      broker: { socket: '/outer.sock', key: 'outer' },
      tokenFile: '/outer',
    });
    const inner = childEnvironment({
      ...plain,
      inherited: outer,
      token: makeTokenAnswer({ expires_at: null, generation: 2 }),
    });
    expect(inner).toEqual({
      PATH: '/bin',
      AXIOM_EMAIL: 'a@b.invalid',
      AXIOM_ACCESS_TOKEN: 'access.token.2',
      AXIOM_REFRESH_TOKEN: 'placeholder',
      AXIOM_TOKENS_PROFILE: 'default',
    });
  });

  it('removes other variables of Axiom on request, and no others', () => {
    const inherited = { AXIOM_PASSWORD: 'x', AXIOM_TOKENS_CONFIG_DIR: '/data', MY_AXIOM: 'y' };
    const names = Object.keys(childEnvironment({ ...plain, inherited, isOnlyOwn: true }));
    expect(names).toEqual(expect.arrayContaining(['AXIOM_TOKENS_CONFIG_DIR', 'MY_AXIOM', 'AXIOM_ACCESS_TOKEN']));
    expect(names).not.toContain('AXIOM_PASSWORD');
  });

  it('has the requested variables, also under names of its own', () => {
    const wishes = ['T', 'C=cookie', 'H=header', 'E=expires_at_epoch', 'AXIOM_ACCESS_TOKEN=account'].map(readEnvWish);
    expect(childEnvironment({ ...plain, inherited: { T: 'stale' }, wishes })).toMatchObject({
      T: 'access.token.1',
      C: 'auth-access-token=access.token.1',
      H: 'Cookie: auth-access-token=access.token.1',
      E: '1772367300',
      AXIOM_ACCESS_TOKEN: 'account-1',
    });
  });
});

describe('--env', () => {
  it.each([
    ['TOKEN', { name: 'TOKEN', field: 'access_token' }],
    ['_a1=refresh_token', { name: '_a1', field: 'refresh_token' }],
  ])('reads %s', (text, wish) => expect(readEnvWish(text)).toEqual(wish));

  it.each(['', '1A', 'A-B', '=cookie', 'A=', 'A=nothing', 'A=cookie=x', 'A=toString', 'Ä'])(
    'refuses %j and says what there is',
    (text) => {
      expect(() => readEnvWish(text)).toThrow(expect.objectContaining({ code: 'INVALID_INPUT' }));
    },
  );
});
