// Light or dark: applies the person's choice to the whole app. The composition root calls it at start and when the preference changes.
import { nativeTheme } from 'electron';
import type { Preferences } from '../../../../preload/contract/preferences-schema';

/** Pages see it as `prefers-color-scheme`. */
export function applyTheme(theme: Preferences['theme']): void {
  nativeTheme.themeSource = theme;
}

/** The colour behind a page until it is drawn, so that a window does not flash. The same values as the window's style sheet. */
export function windowBackground(): string {
  return nativeTheme.shouldUseDarkColors ? '#101318' : '#f6f7f9';
}
