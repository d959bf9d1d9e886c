import { describe, expect, it } from 'vitest';
import { AxiomTokenError } from '../../../../main/core/base/errors';
import { commonSettings } from '../../../../main/cli/session/common-settings';
import { type ParsedValues, ParsedOptions } from '../../../../main/cli/words/parsed-options';

function settings(flags: ParsedValues = {}, env: Record<string, string> = {}, isOutputTerminal = false) {
  const options = new ParsedOptions(flags);
  return commonSettings({ options, env, platform: 'linux', user: { home: '/h' }, patience: 'quick', isOutputTerminal });
}

describe('the shared settings', () => {
  it.each([
    [{ profile: 'f' }, { AXIOM_TOKENS_PROFILE: 'e' }, { value: 'f', source: 'flag', name: '--profile' }],
    [{}, { AXIOM_TOKENS_PROFILE: 'e' }, { value: 'e', source: 'environment', name: 'AXIOM_TOKENS_PROFILE' }],
    [{}, { AXIOM_TOKENS_PROFILE: '' }, { value: undefined, source: 'default' }],
    [{}, {}, { value: undefined, source: 'default' }],
  ])('take the account of flags %j and environment %j', (flags, env, profile) => {
    expect(settings(flags, env).profile).toEqual(profile);
  });

  it.each(['profile', 'socket'])('refuse an empty --%s with a message', (flag) => {
    const refusal = { code: 'INVALID_INPUT', message: `--${flag} is empty.` };
    expect(() => settings({ [flag]: '' })).toThrow(expect.objectContaining(refusal));
  });

  it('take socket and data folder likewise', () => {
    const env = { AXIOM_TOKENS_SOCK: '/e', AXIOM_TOKENS_CONFIG_DIR: '/d' };
    expect(settings({ socket: '/f' }, env).socket.value).toBe('/f');
    expect(settings({}, env).socket.value).toBe('/e');
    expect([settings({}, env).dataDirectory.value, settings().dataDirectory.value]).toEqual([
      '/d',
      '/h/.config/Axiom Token Manager',
    ]);
  });

  it.each(['data', './data', '../data', '~/data'])(
    'refuse the data folder %s, which would be another one in each place',
    (folder) => {
      const refusal = { code: 'INVALID_INPUT', message: expect.stringContaining('AXIOM_TOKENS_CONFIG_DIR') };
      expect(() => settings({}, { AXIOM_TOKENS_CONFIG_DIR: folder })).toThrow(expect.objectContaining(refusal));
    },
  );

  it.each([
    [{}, {}, false, false],
    [{}, {}, true, true],
    [{}, { NO_COLOR: '1' }, true, false],
    [{}, { NO_COLOR: '' }, true, true],
    [{}, { TERM: 'dumb' }, true, false],
    [{ color: 'always' }, { NO_COLOR: '1' }, false, true],
    [{ color: 'never' }, {}, true, false],
    [{ color: 'auto' }, {}, true, true],
  ])('colour with flags %j and environment %j in a terminal %s: %s', (flags, env, isTerminal, has) => {
    expect(settings(flags, env, isTerminal).color.value).toBe(has);
  });

  it.each([
    [{}, 'auto'],
    [{ standalone: true as const }, 'standalone'],
    [{ 'require-broker': true as const }, 'required'],
  ])('use the app with %j: %s', (flags, use) => {
    expect(settings(flags).brokerUse.value).toBe(use);
  });

  it('refuse contradictions and invalid times', () => {
    expect(() => settings({ standalone: true, 'require-broker': true })).toThrow('contradict each other');
    expect(() => settings({ timeout: 'x' })).toThrow('--timeout takes a duration');
  });
});

it('needs no home folder where the data folder is named, and says where one is not known', () => {
  const unknown = new AxiomTokenError('STORAGE_UNAVAILABLE');
  const user = {
    get home(): string {
      throw unknown;
    },
  };
  const of = (env: Readonly<Record<string, string>>) =>
    commonSettings({
      options: new ParsedOptions({}),
      env,
      platform: 'linux',
      user,
      patience: 'quick',
      isOutputTerminal: false,
    });
  expect(of({ AXIOM_TOKENS_CONFIG_DIR: '/data' }).dataDirectory.value).toBe('/data');
  expect(() => of({})).toThrow(unknown);
});
