// How the person's system writes times, as one English locale for window, tray and notifications: the words are English, so months and digits are too, and the
// system decides between 12 and 24 hours. Called once by main/desktop/index.ts.
import type { App, SystemPreferences } from 'electron';

/** What says how times are written. */
export interface TimeSettings {
  readonly platform: NodeJS.Platform;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** As Electron has it; on Linux it is that of the messages, not that of the times. */
  readonly systemLocale: string;
  /** What macOS was told besides its region; absent when nothing. */
  readonly forcedHours?: 12 | 24 | undefined;
}

/** Those of this program; the app must be ready. */
export function timeSettingsOf(
  app: Pick<App, 'getSystemLocale'>,
  preferences: Pick<SystemPreferences, 'getUserDefault'>,
  { platform, env }: Pick<NodeJS.Process, 'platform' | 'env'>,
): TimeSettings {
  const isForced = (hours: 12 | 24) =>
    platform === 'darwin' && preferences.getUserDefault(`AppleICUForce${hours}HourTime`, 'boolean');
  return {
    platform,
    env,
    systemLocale: app.getSystemLocale(),
    forcedHours: isForced(24) ? 24 : isForced(12) ? 12 : undefined,
  };
}

/**
 * An English locale of the system's hours. An English one of the system's is taken as it is, with its order of day and month; for any other language it is
 * "en-GB", or with 12 hours "en-AU". On Linux `LC_ALL`, `LC_TIME` and `LANG` count, in this order; without a language, as in "C", a day has 24 hours.
 */
export function systemTimeLocale({ platform, env, systemLocale, forcedHours }: TimeSettings): string {
  const name = platform === 'linux' ? env['LC_ALL'] || env['LC_TIME'] || env['LANG'] || '' : systemLocale;
  const tag = languageTag(name);
  const has12Hours = tag !== undefined && new Intl.DateTimeFormat(tag, { hour: 'numeric' }).resolvedOptions().hour12;
  const wants12Hours = forcedHours === undefined ? has12Hours : forcedHours === 12;
  if (tag !== undefined && /^en(-|$)/.test(tag) && wants12Hours === has12Hours) return tag;
  return wants12Hours ? 'en-AU' : 'en-GB';
}

/** Language and region: of "de_DE.UTF-8@euro" it is "de-DE". `undefined` for what names no language that is known. */
function languageTag(name: string): string | undefined {
  const parts = /^([a-z]{2,3})(?:[_-][A-Za-z]{4})?(?:[_-]([A-Z]{2}))?(?![A-Za-z])/.exec(name);
  if (!parts) return undefined;
  const [, language = '', region] = parts;
  const tag = region === undefined ? language : `${language}-${region}`;
  return Intl.DateTimeFormat.supportedLocalesOf(tag).at(0);
}
