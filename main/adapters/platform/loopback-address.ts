// Tells addresses of this machine from all others. Used where a plain or foreign address would carry tokens away.

/** Whether a URL's host name (as `URL.hostname` gives it) is `localhost`, 127.0.0.0/8 or `[::1]`. Names that merely resolve there do not count. */
export function isLoopbackHostname(hostname: string): boolean {
  if (hostname === 'localhost' || hostname === '[::1]') return true;
  const parts = hostname.split('.');
  return (
    parts.length === 4 && parts[0] === '127' && parts.every((part) => /^\d{1,3}$/.test(part) && Number(part) <= 255)
  );
}
