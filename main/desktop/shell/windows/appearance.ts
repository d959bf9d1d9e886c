// Light or dark: applies the user's choice to the whole app. Called at the start and when the preference changes.
import { nativeTheme } from 'electron';
import type { Preferences } from '../../../../preload/contract/preferences-schema';

/** Pages see it as `prefers-color-scheme`. */
export function applyTheme(theme: Preferences['theme']): void {
  nativeTheme.themeSource = theme;
}

/** The window's colour until its page is drawn, so that it does not flash. The same values as in the style sheet. */
export function windowBackground(): string {
  return nativeTheme.shouldUseDarkColors ? '#101318' : '#f6f7f9';
}
