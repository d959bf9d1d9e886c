// Explains in the sign-in window what its page was not allowed to do; otherwise a click would do nothing, or a sign-in would fail, without a message.
// Knows no dialogs.

/** A page that causes more refusals is no sign-in page. */
const MOST_NOTICES = 3;

/** What was refused. */
export type Refusal =
  /** A page at a forbidden address. */
  | { readonly kind: 'page'; readonly url: string }
  /** A second popup window. */
  | { readonly kind: 'second-window' }
  /** Token cookies that no server of the site has set. */
  | { readonly kind: 'foreign-tokens' };

/** Shows a message until the user closes it. */
export type ShowNotice = (message: string, detail: string) => Promise<unknown>;

/** Reports each refusal once, one at a time, and three at most; the third says that it is the last. */
export function createRefusalNotice(siteHost: string, show: ShowNotice): (refusal: Refusal) => void {
  const noticed = new Set<string>();
  let isShown = false;
  return (refusal) => {
    const { message, detail } = wordsOf(refusal, siteHost);
    if (isShown || noticed.has(message) || noticed.size >= MOST_NOTICES) return;
    noticed.add(message);
    isShown = true;
    const last =
      noticed.size === MOST_NOTICES ? ' This page keeps trying. Further attempts are refused without a message.' : '';
    const end = (): void => {
      isShown = false;
    };
    show(message, `${detail}${last}`).then(end, end);
  };
}

/** The host of an address, without user name and password; without a host, its scheme. For messages and the log. */
export function hostInWords(url: string): string {
  const host = /^[a-z+.-]+:\/\/(?:[^/?#]*@)?([^/?#]*)/i.exec(url)?.[1];
  return host || `a "${/^[a-z+.-]{1,20}:/i.exec(url)?.[0] ?? ''}" address`;
}

function wordsOf(refusal: Refusal, siteHost: string): { readonly message: string; readonly detail: string } {
  switch (refusal.kind) {
    case 'page':
      return {
        message: `This page wanted to open ${hostInWords(refusal.url)}.`,
        detail: `The sign-in window opens only ${siteHost} and the providers that it signs in with, so nothing was opened. Sign in another way, or close the window.`,
      };
    case 'second-window':
      return {
        message: 'This page wanted to open a second window.',
        detail: 'One is open already. Use that one, or close it first.',
      };
    case 'foreign-tokens':
      return {
        message: `The tokens in this page were not set by the servers of ${siteHost}.`,
        detail:
          'They are not taken, because anybody could have made them. If you have just signed in here, close this window and sign in with e-mail and password, and please report it.',
      };
  }
}
