// Whether a navigation takes a window away from its page. Pure; used by electron-endpoint.ts.

/** What newer versions of Electron put into the event; the oldest supported one passes the values as arguments. */
interface NavigationEvent {
  readonly isMainFrame?: boolean;
  readonly isSameDocument?: boolean;
}

/**
 * The arguments are those of `did-start-navigation`. False for a frame inside the page, and for a move to another
 * part of the same page.
 */
export function leavesPage(event: object, _url?: string, isInPlace?: boolean, isMainFrame?: boolean): boolean {
  const values: NavigationEvent = event;
  return (values.isMainFrame ?? isMainFrame ?? false) && !(values.isSameDocument ?? isInPlace);
}
