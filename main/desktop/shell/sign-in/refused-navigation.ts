// Tells a person in the sign-in window that its page wanted to go where it may not: else a click there would do nothing, without a word. Knows no dialogs.

/** A page that tries more of them is no sign-in page. */
const MOST_HOSTS = 3;

/** Shows a message until the person has closed it. */
export type ShowNotice = (message: string, detail: string) => Promise<unknown>;

/** Tells of each host once, one at a time, and of three at most. */
export function createRefusalNotice(siteHost: string, show: ShowNotice): (host: string) => void {
  const told = new Set<string>();
  let isShown = false;
  return (host) => {
    if (isShown || told.has(host) || told.size >= MOST_HOSTS) return;
    told.add(host);
    isShown = true;
    const detail = `The sign-in window opens only ${siteHost} and the providers that it signs in with, so nothing was opened. Sign in another way, or close the window.`;
    const end = (): void => {
      isShown = false;
    };
    show(`This page wanted to open ${host}.`, detail).then(end, end);
  };
}
