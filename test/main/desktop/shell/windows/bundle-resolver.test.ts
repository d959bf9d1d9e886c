import fc from 'fast-check';
import * as path from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  APP_URL,
  CONTENT_SECURITY_POLICY,
  isAppDocument,
  RESPONSE_HEADERS,
  resolveBundleUrl,
} from '../../../../../main/desktop/shell/windows/bundle-resolver';

describe('resolveBundleUrl', () => {
  it.each([
    ['app://bundle/', ['index.html'], 'text/html'],
    ['app://bundle/index.html', ['index.html'], 'text/html'],
    ['app://bundle/index.html#settings', ['index.html'], 'text/html'],
    ['app://bundle/main-AB12_c.js', ['main-AB12_c.js'], 'text/javascript'],
    ['app://bundle/assets/style.min.css', ['assets', 'style.min.css'], 'text/css'],
  ])('finds %s', (url, segments, mimeType) => {
    expect(resolveBundleUrl(url)).toEqual({ kind: 'file', segments, mimeType });
  });

  it.each([
    'app://bundle/../main.cjs',
    'app://bundle/..%2fmain.js',
    'app://bundle/%2e%2e/main.js',
    'app://bundle/..\\main.js',
    'app://bundle/a/./b.js',
    'app://bundle//etc/passwd.js',
    'app://bundle/C:/windows.js',
    'app://bundle/.hidden.js',
    'app://bundle/index.html?x=1',
    'app://bundle/a\0.js',
    'app://bundle/main.js/',
    'app://bundle/main.cjs',
    'app://bundle/main.js.map',
    'app://bundle/noextension',
    'app://Bundle/index.html',
    'app://bundle.evil/index.html',
    'app://bundle:1/index.html',
    'app://user@bundle/index.html',
    'app://evil/index.html',
    'app:bundle/index.html',
    'file:///etc/passwd',
    'https://bundle/index.html',
    '',
  ])('refuses %j', (url) => {
    expect(resolveBundleUrl(url).kind).toBe('refused');
  });

  it('answers nothing but GET', () => {
    expect(resolveBundleUrl(APP_URL, 'POST')).toEqual({ kind: 'refused', status: 405 });
  });

  it('never leaves the folder, whatever is asked', () => {
    const pieces = fc.constantFrom(
      '..',
      '.',
      '%2e',
      '%2f',
      '%5c',
      '/',
      '\\',
      '//',
      'a',
      'index.html',
      'x.js',
      '\0',
      ':',
      '?',
      '#',
      '~',
      'C:',
      ' ',
    );
    const rest = fc.oneof(
      fc.array(pieces, { maxLength: 12 }).map((parts) => parts.join('')),
      fc.string(),
    );
    fc.assert(
      fc.property(rest, (text) => {
        const resolved = resolveBundleUrl(`app://bundle/${text}`);
        if (resolved.kind === 'refused') return;
        const joined = path.join('/srv/bundle', ...resolved.segments);
        expect(joined.startsWith('/srv/bundle/')).toBe(true);
        expect(joined).toBe(`/srv/bundle/${resolved.segments.join('/')}`);
        expect(resolved.segments.join('')).not.toMatch(/[%\\:?#\0]/);
      }),
      { numRuns: 2000 },
    );
    expect(resolveBundleUrl('app://bundle/x.js').kind).toBe('file');
  });
});

describe('isAppDocument', () => {
  it('distinguishes the document from its parts and from everything else', () => {
    expect(isAppDocument(APP_URL)).toBe(true);
    for (const url of [
      'app://bundle/main.js',
      'app://bundle/consent-prompt.html',
      'app://evil/index.html',
      'https://example.com/',
      'about:blank',
      'javascript:1',
    ]) {
      expect(isAppDocument(url)).toBe(false);
    }
  });
});

describe('the headers', () => {
  it('allow code from the bundle only and run no text as code', () => {
    const directives = Object.fromEntries(
      CONTENT_SECURITY_POLICY.split('; ').map((line) => [line.split(' ')[0], line.split(' ').slice(1).join(' ')]),
    );
    expect(directives).toMatchObject({
      'default-src': "'none'",
      'script-src': "'self'",
      'style-src': "'self'",
      'connect-src': "'none'",
      'frame-ancestors': "'none'",
      'form-action': "'none'",
      'base-uri': "'none'",
      'object-src': "'none'",
      'require-trusted-types-for': "'script'",
      'trusted-types': "'none'",
    });
    expect(CONTENT_SECURITY_POLICY).not.toMatch(/unsafe|\*|https?:/);
    expect(RESPONSE_HEADERS['X-Content-Type-Options']).toBe('nosniff');
  });
});
