// The commands of tray and menus as plain data, and the interface that runs them. action-runner.ts implements it; tray and menus only name
// commands.
import type { Page } from '../../../../preload/contract/page-schema';

/**
 * Everything that tray, menus and a second start can trigger. No method throws or waits: the implementation reports a failure itself
 * (in the window or in a dialog), because a menu has no place for it.
 */
export interface AppActions {
  /** Asks Axiom for a new access token now. */
  refreshNow(profileId: string): void;
  /** Reads or writes the place of the tokens again; the system may show an unlock prompt. */
  retryStorage(profileId: string): void;
  /** Copies the access token; it is removed from the clipboard later. */
  copyAccessToken(profileId: string): void;
  /** Shows the window and brings it to the front. */
  openWindow(): void;
  /** Shows the window at a page. */
  showPage(page: Page, profileId?: string): void;
  /** Removes the profile's tokens after a question. */
  signOut(profileId: string): void;
  /** Pauses everything, without a question: no token leaves the app and nothing is refreshed until {@link resumeAll}. */
  pauseAll(): void;
  resumeAll(): void;
  /** Shows the licences of third-party packages. */
  showLicences(): void;
  /** Shows the folder of the log in the desktop's file manager. */
  showLogFolder(): void;
  /** Restarts into the copy of the app that was installed while this one ran; asks first if the user would lose something. */
  restart(): void;
  /** Quits the app without a question. */
  quit(): void;
}

/** A menu command as data, so that menus can be compared. */
export type AppCommand =
  | { readonly kind: 'refresh-now'; readonly profileId: string }
  | { readonly kind: 'retry-storage'; readonly profileId: string }
  | { readonly kind: 'copy-access-token'; readonly profileId: string }
  | { readonly kind: 'open-window' }
  | { readonly kind: 'show-page'; readonly page: Page; readonly profileId?: string }
  | { readonly kind: 'sign-out'; readonly profileId: string }
  | { readonly kind: 'pause-all' }
  | { readonly kind: 'resume-all' }
  | { readonly kind: 'show-licences' }
  | { readonly kind: 'show-log-folder' }
  | { readonly kind: 'restart' }
  | { readonly kind: 'quit' };

/** Calls the method of `actions` for `command`. */
export function runAppCommand(command: AppCommand, actions: AppActions): void {
  switch (command.kind) {
    case 'refresh-now':
      return actions.refreshNow(command.profileId);
    case 'retry-storage':
      return actions.retryStorage(command.profileId);
    case 'copy-access-token':
      return actions.copyAccessToken(command.profileId);
    case 'open-window':
      return actions.openWindow();
    case 'show-page':
      return actions.showPage(command.page, command.profileId);
    case 'sign-out':
      return actions.signOut(command.profileId);
    case 'pause-all':
      return actions.pauseAll();
    case 'resume-all':
      return actions.resumeAll();
    case 'show-licences':
      return actions.showLicences();
    case 'show-log-folder':
      return actions.showLogFolder();
    case 'restart':
      return actions.restart();
    case 'quit':
      return actions.quit();
  }
}
