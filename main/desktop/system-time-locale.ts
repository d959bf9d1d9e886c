// The system's time format as one English locale for window, tray and notifications: the texts are English, so month names and digits are, too; the
// system decides between 12 and 24 hours. Called once by main/desktop/open-app.ts.
import type { App, SystemPreferences } from 'electron';

/** The settings that decide the format. */
export interface TimeSettings {
  readonly platform: NodeJS.Platform;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Electron's locale; on Linux it is the one for messages, not for times. */
  readonly systemLocale: string;
  /** The 12 or 24 hours chosen in macOS's settings; absent when not chosen. */
  readonly forcedHours?: 12 | 24 | undefined;
}

/** The settings of this process; the app must be ready. */
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
 * An English locale with the system's hours. An English system locale is kept, with its order of day and month; any other language gives
 * "en-GB", or "en-AU" with 12 hours. On Linux `LC_ALL`, `LC_TIME` and `LANG` count, in this order; without a language, as in "C", a day has 24 hours.
 */
export function systemTimeLocale({ platform, env, systemLocale, forcedHours }: TimeSettings): string {
  const name = platform === 'linux' ? env['LC_ALL'] || env['LC_TIME'] || env['LANG'] || '' : systemLocale;
  const tag = languageTag(name);
  const has12Hours = tag !== undefined && new Intl.DateTimeFormat(tag, { hour: 'numeric' }).resolvedOptions().hour12;
  const wants12Hours = forcedHours === undefined ? has12Hours : forcedHours === 12;
  if (tag !== undefined && /^en(-|$)/.test(tag) && wants12Hours === has12Hours) return tag;
  return wants12Hours ? 'en-AU' : 'en-GB';
}

/** Language and region: "de-DE" for "de_DE.UTF-8@euro". `undefined` for an unknown language. */
function languageTag(name: string): string | undefined {
  const parts = /^([a-z]{2,3})(?:[_-][A-Za-z]{4})?(?:[_-]([A-Z]{2}))?(?![A-Za-z])/.exec(name);
  if (!parts) return undefined;
  const [, language = '', region] = parts;
  const tag = region === undefined ? language : `${language}-${region}`;
  return Intl.DateTimeFormat.supportedLocalesOf(tag).at(0);
}
