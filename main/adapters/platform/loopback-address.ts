// Recognises addresses of this computer.
// Used where tokens must not be sent unencrypted or to another computer.

/** Whether a URL's host name (from `URL.hostname`) is `localhost`, 127.0.0.0/8 or `[::1]`. A name that only resolves to one does not count. */
export function isLoopbackHostname(hostname: string): boolean {
  if (hostname === 'localhost' || hostname === '[::1]') return true;
  const parts = hostname.split('.');
  return (
    parts.length === 4 && parts[0] === '127' && parts.every((part) => /^\d{1,3}$/.test(part) && Number(part) <= 255)
  );
}
