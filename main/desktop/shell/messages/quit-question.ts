// The question before the app quits with something unsaved: its text, and which answer means yes. Asked by main/desktop/quitting.ts.
// Knows profile names, no tokens.
import type { MessageBoxOptions } from 'electron';

/** A profile that may lose its newest tokens. `isRefreshing`: they are in flight; otherwise they are not saved. `isSealed`: a sealed copy keeps them. */
export interface ProfileAtRisk {
  readonly name: string;
  readonly isRefreshing: boolean;
  readonly isSealed?: true;
}

/** The question for at least one profile. */
export function quitQuestion(profiles: readonly ProfileAtRisk[]): MessageBoxOptions {
  const names = (some: readonly ProfileAtRisk[]): string => listed(some.map(({ name }) => name));
  const coming = profiles.filter(({ isRefreshing }) => isRefreshing);
  const unsaved = profiles.filter(({ isRefreshing }) => !isRefreshing);
  const sealed = unsaved.filter(({ isSealed }) => isSealed);
  const lost = profiles.filter(({ isSealed }) => !isSealed);
  const lines = [
    ...(coming.length > 0 ? [`New tokens of ${names(coming)} were asked for and have not arrived yet.`] : []),
    ...(unsaved.length > 0 ? [`The newest tokens of ${names(unsaved)} could not be saved yet.`] : []),
    ...(sealed.length > 0 ? [`A sealed copy keeps those of ${names(sealed)}, and the next start saves them.`] : []),
    `If you stay, the app keeps trying.${lost.length > 0 ? ' If you quit now, you may have to sign in again.' : ''}`,
  ];
  return {
    type: 'warning',
    message:
      lost.length > 0
        ? `Quit and lose the new sign-in of ${names(lost)}?`
        : `Quit before the new sign-in of ${names(sealed)} is saved?`,
    detail: lines.join('\n'),
    // "Stay" is the default, and what closing the question means.
    buttons: ['Stay', lost.length > 0 ? 'Quit and lose it' : 'Quit'],
    defaultId: 0,
    cancelId: 0,
    noLink: true,
  };
}

/** Asks; true when the user wants to quit anyway. */
export async function askToQuit(
  profiles: readonly ProfileAtRisk[],
  show: (options: MessageBoxOptions) => Promise<{ readonly response: number }>,
): Promise<boolean> {
  const { response } = await show(quitQuestion(profiles));
  return response === 1;
}

/** "a", "a and b", "a, b and c". */
function listed(names: readonly string[]): string {
  const last = names.at(-1) ?? '';
  return names.length < 2 ? last : `${names.slice(0, -1).join(', ')} and ${last}`;
}
