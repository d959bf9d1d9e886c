// Why the broker cannot be reached: the broken link is named, and another user's socket is never contacted.
import { describe, expect, it } from 'vitest';
import {
  connectFailure,
  isNobodyThere,
  type Link,
  type LinkEntry,
  refuseLink,
  unavailable,
} from '../../../../main/handout/broker/broker-link';

const ME = 1000;
const FOLDER: LinkEntry = { isSocket: false, isFolder: true, isLink: false, uid: ME, mode: 0o40700 };
const SOCKET: LinkEntry = { isSocket: true, isFolder: false, isLink: false, uid: ME, mode: 0o140600 };
const link = (socket: Partial<LinkEntry> | undefined, folder: Partial<LinkEntry> | undefined): Link => ({
  path: '/run/x/broker.sock',
  folderPath: '/run/x',
  socket: socket && { ...SOCKET, ...socket },
  folder: folder && { ...FOLDER, ...folder },
  ownUid: ME,
});

describe('a link that is refused', () => {
  it.each<[string, Link, string]>([
    ['no folder', link(undefined, undefined), 'The app does not run: there is no folder /run/x.'],
    ['a folder that is a link', link({}, { isFolder: false, isLink: true }), '/run/x is a link'],
    ['a folder of another user', link({}, { uid: 1001 }), 'The folder /run/x belongs to another user'],
    ['a folder that others write to', link({}, { mode: 0o40777 }), 'Other users can write to the folder /run/x.'],
    ['no socket', link(undefined, {}), 'The app does not run: there is no socket /run/x/broker.sock.'],
    ['a file', link({ isSocket: false }, {}), '/run/x/broker.sock is no socket'],
    ['a link', link({ isSocket: false, isLink: true }, {}), '/run/x/broker.sock is a link'],
    ['a socket of another user', link({ uid: 1001 }, {}), 'The socket /run/x/broker.sock belongs to another user'],
    ['a socket of root', link({ uid: 0 }, {}), 'The socket /run/x/broker.sock belongs to another user'],
  ])('%s', (_what, found, words) => {
    expect(refuseLink(found)).toMatchObject({ code: 'BROKER_UNAVAILABLE', message: expect.stringContaining(words) });
  });

  it.each<[string, Link]>([
    ['as the app makes it', link({}, {})],
    ['a forwarded one in a folder where each has his own', link({}, { uid: 0, mode: 0o41777 })],
  ])('not one %s', (_what, found) => {
    expect(refuseLink(found)).toBeUndefined();
  });
});

it.each([
  ['/run/x/broker.sock', 'Move /run/x/broker.sock away, or name the right socket with --socket.'],
  ['/run/x/broker-0123abcd.sock', 'Move /run/x/broker-0123abcd.sock away, or name the right socket with --socket.'],
  [
    '/etc/passwd',
    'Give the socket of the app with --socket or AXIOM_TOKENS_SOCK. Without them, the app is found automatically.',
  ],
])('what is not the app’s is not moved: %s', (path, remedy) => {
  expect(refuseLink({ ...link({ isSocket: false }, {}), path })?.remedy).toBe(remedy);
});

it.each([
  ['ECONNREFUSED', 'nobody listens at its socket /s any more'],
  ['ENOENT', 'there is no socket /s'],
  ['EACCES', 'You may not use the socket /s'],
  ['EAGAIN', 'Too many programs wait'],
  ['EIO', 'could not be used (EIO)'],
  [undefined, 'could not be used (unknown reason)'],
])('%s', (code, words) => {
  expect(connectFailure('/s', code)).toMatchObject({
    code: 'BROKER_UNAVAILABLE',
    message: expect.stringContaining(words),
  });
});

it.each([
  [true, refuseLink(link(undefined, undefined))],
  [true, refuseLink(link(undefined, {}))],
  [true, connectFailure('/s', 'ENOENT')],
  [true, connectFailure('/s', 'ECONNREFUSED')],
  [false, connectFailure('/s', 'EACCES')],
  [false, refuseLink(link({ isSocket: false }, {}))],
  [false, unavailable('It does not answer.', 'Restart it.')],
])('nobody is there: %s', (isNobody, failure) => {
  expect(failure && isNobodyThere(failure)).toBe(isNobody);
});
