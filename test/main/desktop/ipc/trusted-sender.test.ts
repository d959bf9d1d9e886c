import { describe, expect, it } from 'vitest';
import { isTrustedSender } from '../../../../main/desktop/ipc/trusted-sender';

const OWN = { webContentsId: 7, isTopFrame: true, url: 'app://bundle/index.html' };
const isOwnWindow = (id: number): boolean => id === 7;

describe('isTrustedSender', () => {
  it('trusts the top frame of the own page in an own window', () => {
    expect(isTrustedSender(OWN, isOwnWindow)).toBe(true);
    expect(isTrustedSender({ ...OWN, url: 'app://bundle/index.html#settings' }, isOwnWindow)).toBe(true);
  });

  it.each([
    ['a frame inside the page', { isTopFrame: false }],
    ['another window', { webContentsId: 8 }],
    ['a frame that is gone', { url: '' }],
    ['another host of the scheme', { url: 'app://evil/index.html' }],
    ['a host that begins alike', { url: 'app://bundle.evil/index.html' }],
    ['a port', { url: 'app://bundle:1/index.html' }],
    ['a user', { url: 'app://bundle@evil/index.html' }],
    ['a user before the right host', { url: 'app://x@bundle/index.html' }],
    ['the web', { url: 'https://bundle/index.html' }],
    ['a file', { url: 'file:///app://bundle/index.html' }],
    ['an empty page', { url: 'about:blank' }],
    ['a text page', { url: 'data:text/html,app://bundle/' }],
    ['no address', { url: 'bundle' }],
  ])('does not trust %s', (_what, change) => {
    expect(isTrustedSender({ ...OWN, ...change }, isOwnWindow)).toBe(false);
  });
});
