// What a person can ask for from tray and menus, as plain data, and the interface that carries it out. The composition root implements it;
// tray and menus only name commands. Nothing here knows how an action is done.
import type { Page } from '../../../../preload/contract/schemas';

/**
 * Everything that tray, menus and the second instance can start. No method throws or waits: whoever implements it reports a failure itself
 * (in the window or by a dialog), because a menu has no place for it.
 */
export interface AppActions {
  /** Asks Axiom for a new access token now. */
  refreshNow(profileId: string): void;
  /** Puts the access token on the clipboard and takes it off again later. */
  copyAccessToken(profileId: string): void;
  /** Shows the window and brings it to the front. */
  openWindow(): void;
  /** Shows the window at a page. */
  showPage(page: Page, profileId?: string): void;
  /** Asks the person to confirm, then removes the profile's tokens. */
  signOut(profileId: string): void;
  /** The panic switch: no token leaves and nothing is refreshed until {@link resumeAll}. Nothing is asked. */
  pauseAll(): void;
  resumeAll(): void;
  /** Ends the app; nothing is asked. */
  quit(): void;
}

/** One command of a menu, as data, so that two menus can be compared. */
export type AppCommand =
  | { readonly kind: 'refresh-now'; readonly profileId: string }
  | { readonly kind: 'copy-access-token'; readonly profileId: string }
  | { readonly kind: 'open-window' }
  | { readonly kind: 'show-page'; readonly page: Page; readonly profileId?: string }
  | { readonly kind: 'sign-out'; readonly profileId: string }
  | { readonly kind: 'pause-all' }
  | { readonly kind: 'resume-all' }
  | { readonly kind: 'quit' };

/** Carries a command out. */
export function runAppCommand(command: AppCommand, actions: AppActions): void {
  switch (command.kind) {
    case 'refresh-now':
      return actions.refreshNow(command.profileId);
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
    case 'quit':
      return actions.quit();
  }
}
