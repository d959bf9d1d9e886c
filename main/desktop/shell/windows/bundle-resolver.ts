// Which file of the built window an `app://bundle/...` URL means, and the headers it is served with. Pure: app-protocol.ts reads the file.
// Every URL that is not clearly one of the window's own files is refused before a path is built from it.

/** Scheme and host of the window's pages. */
export const APP_SCHEME = 'app';
export const APP_HOST = 'bundle';
/** The window's one document. */
export const APP_URL = `${APP_SCHEME}://${APP_HOST}/index.html`;

/** A file of the renderer folder by path segments, or an HTTP error status. */
export type ResolvedFile =
  | { readonly kind: 'file'; readonly segments: readonly string[]; readonly mimeType: string }
  | { readonly kind: 'refused'; readonly status: 400 | 403 | 404 | 405 };

const MIME_TYPES: Readonly<Record<string, string>> = {
  html: 'text/html',
  js: 'text/javascript',
  css: 'text/css',
  txt: 'text/plain',
  svg: 'image/svg+xml',
  png: 'image/png',
  woff2: 'font/woff2',
};

/**
 * No fetch, frame, form post or eval. Scripts and styles come from the bundle only. Functions that turn text into code take Trusted Types only,
 * and no Trusted Types policy can be created.
 */
export const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-src 'none'",
  "frame-ancestors 'none'",
  "object-src 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
].join('; ');

/** Sent with every response, including errors. */
export const RESPONSE_HEADERS: Readonly<Record<string, string>> = {
  'Content-Security-Policy': CONTENT_SECURITY_POLICY,
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Cache-Control': 'no-cache',
};

const SEGMENT = /^[A-Za-z0-9_][A-Za-z0-9_-]*(?:\.[A-Za-z0-9_-]+)*$/;

/** The file for a URL. Checks the raw text, because a URL parser would already resolve `..` and `%2e`. */
export function resolveBundleUrl(url: string, method = 'GET'): ResolvedFile {
  if (method !== 'GET') return { kind: 'refused', status: 405 };
  const prefix = `${APP_SCHEME}://${APP_HOST}/`;
  if (!url.startsWith(prefix)) return { kind: 'refused', status: 403 };
  const rest = url.slice(prefix.length).split('#', 1)[0] ?? '';
  const segments = rest === '' ? ['index.html'] : rest.split('/');
  if (!segments.every((segment) => SEGMENT.test(segment))) return { kind: 'refused', status: 400 };
  const mimeType = MIME_TYPES[/\.([a-z0-9]+)$/.exec(segments.at(-1) ?? '')?.[1] ?? ''];
  return mimeType === undefined ? { kind: 'refused', status: 404 } : { kind: 'file', segments, mimeType };
}

/** Whether a URL is the window's own document, the only one it may navigate to. */
export function isAppDocument(url: string): boolean {
  const resolved = resolveBundleUrl(url);
  return resolved.kind === 'file' && resolved.segments.join('/') === 'index.html';
}
