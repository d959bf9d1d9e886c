import { describe, expect, it } from 'vitest';
import { systemTimeLocale, timeSettingsOf } from '../../../main/desktop/system-time-locale';

const linux = (env: Record<string, string>) => systemTimeLocale({ platform: 'linux', env, systemLocale: 'en-US' });

describe('on Linux', () => {
  it.each<[Record<string, string>, string]>([
    [{ LC_TIME: 'de_DE.UTF-8', LANG: 'en_US.UTF-8' }, 'en-GB'],
    [{ LC_TIME: 'en_US.UTF-8', LANG: 'de_DE.UTF-8' }, 'en-US'],
    [{ LC_ALL: 'fr_FR.UTF-8', LC_TIME: 'en_US.UTF-8', LANG: 'en_US.UTF-8' }, 'en-GB'],
    [{ LC_ALL: '', LC_TIME: '', LANG: 'en_US.UTF-8' }, 'en-US'],
    [{ LANG: 'en_US.UTF-8', LANGUAGE: 'de' }, 'en-US'],
    [{ LC_TIME: 'en_GB.UTF-8' }, 'en-GB'],
    [{ LC_TIME: 'en_AU.UTF-8' }, 'en-AU'],
    [{ LC_TIME: 'en_DK.UTF-8' }, 'en-DK'],
    [{ LC_TIME: 'en' }, 'en'],
    [{ LC_TIME: 'de_DE@euro' }, 'en-GB'],
    [{ LC_TIME: 'sr_RS@latin' }, 'en-GB'],
    [{ LC_TIME: 'hi_IN' }, 'en-AU'],
    [{ LC_TIME: 'ar_EG.UTF-8' }, 'en-AU'],
    [{ LC_TIME: 'ja_JP.UTF-8' }, 'en-GB'],
    [{ LC_TIME: 'C.UTF-8', LANG: 'en_US.UTF-8' }, 'en-GB'],
    [{ LANG: 'POSIX' }, 'en-GB'],
    [{}, 'en-GB'],
    [{ LC_TIME: 'english' }, 'en-GB'],
    [{ LC_TIME: '../../etc' }, 'en-GB'],
    [{ LC_TIME: 'xx_XX' }, 'en-GB'],
  ])('%j is written as in %s', (env, locale) => {
    expect(linux(env)).toBe(locale);
  });
});

describe('elsewhere', () => {
  it.each([
    ['win32', 'de-DE', undefined, 'en-GB'],
    ['win32', 'en-US', undefined, 'en-US'],
    ['darwin', 'en_US', undefined, 'en-US'],
    ['darwin', 'zh-Hans-CN', undefined, 'en-GB'],
    ['darwin', 'en-US', 24, 'en-GB'],
    ['darwin', 'de-DE', 12, 'en-AU'],
    ['darwin', 'en-GB', 24, 'en-GB'],
    ['darwin', '', undefined, 'en-GB'],
  ] as const)('on %s with %s and the hours %s it is %s', (platform, systemLocale, forcedHours, locale) => {
    expect(systemTimeLocale({ platform, env: { LC_TIME: 'fr_FR' }, systemLocale, forcedHours })).toBe(locale);
  });
});

it.each([
  ['darwin', ['AppleICUForce24HourTime'], 24],
  ['darwin', ['AppleICUForce12HourTime'], 12],
  ['darwin', [], undefined],
  ['win32', ['AppleICUForce24HourTime'], undefined],
] as const)('asks macOS alone for the hours that were forced (%s, %j)', (platform, set, forcedHours) => {
  const preferences = { getUserDefault: (name: string) => (set as readonly string[]).includes(name) };
  const settings = timeSettingsOf({ getSystemLocale: () => 'en-US' }, preferences as never, { platform, env: {} });
  expect(settings).toEqual({ platform, env: {}, systemLocale: 'en-US', forcedHours });
});
