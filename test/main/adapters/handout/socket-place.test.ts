// The socket's path is the same for app and command line, on each system.
import { describe, expect, it } from 'vitest';
import { socketPlace, type SocketPlaceParts } from '../../../../main/adapters/handout/socket-place';

const DATA = '/home/me/.config/Axiom Token Manager';
const STATE = '/home/me/.local/state/axiom-token-manager';
const place = (own: Partial<SocketPlaceParts> = {}, ownFolders: readonly string[] = ['/run/user/1000']) =>
  socketPlace({
    dataDirectory: DATA,
    defaultDataDirectory: DATA,
    stateDirectory: STATE,
    env: { XDG_RUNTIME_DIR: '/run/user/1000' },
    platform: 'linux',
    uid: 1000,
    isOwnFolder: (path, uid) => uid === 1000 && ownFolders.includes(path),
    ...own,
  });

describe('on Linux', () => {
  it.each<[string, Partial<SocketPlaceParts>, string[], string]>([
    ['in the folder of the session', {}, ['/run/user/1000'], '/run/user/1000/axiom-token-manager/broker.sock'],
    [
      'there also for a job without variables',
      { env: {} },
      ['/run/user/1000'],
      '/run/user/1000/axiom-token-manager/broker.sock',
    ],
    [
      'not in another user\u2019s, left over from sudo',
      { env: { XDG_RUNTIME_DIR: '/run/user/1001' } },
      ['/run/user/1000'],
      '/run/user/1000/axiom-token-manager/broker.sock',
    ],
    ['not in one named from here on', { env: { XDG_RUNTIME_DIR: 'run' } }, ['run'], `${STATE}/broker.sock`],
    ['without a session, in the person\u2019s folder', { env: {} }, [], `${STATE}/broker.sock`],
  ])('%s', (_what, own, folders, path) => {
    expect(place(own, folders)).toEqual({ path, folder: path.replace('/broker.sock', '') });
  });

  it('another data folder has another name, the same for all ways to write it', () => {
    const [one, same, other] = ['/x/data', '/x/y/../data/', '/x/other'].map(
      (dataDirectory) => place({ dataDirectory }).path,
    );
    expect(one).toMatch(/\/broker-[0-9a-f]{8}\.sock$/);
    expect([same, one === other]).toEqual([one, false]);
  });

  it.each([
    [107, true],
    [108, false],
  ])('a path of %d bytes can be used: %s', (bytes, isFine) => {
    const folder = `/${'x'.repeat(bytes - 1 - '/axiom-token-manager/broker.sock'.length)}`;
    const make = () => place({ env: { XDG_RUNTIME_DIR: folder } }, [folder]);
    if (isFine) expect(Buffer.byteLength(make().path)).toBe(bytes);
    else expect(make).toThrow('is longer than the system allows');
  });
});

describe('elsewhere', () => {
  it('macOS: in the user\u2019s own temporary folder, below 104 bytes', () => {
    const TMPDIR = `/var/folders/zz/${'z'.repeat(30)}/T`;
    const { path } = place({ platform: 'darwin', env: { TMPDIR }, dataDirectory: '/other' }, [TMPDIR]);
    expect(path).toMatch(/^\/var\/folders\/.*\/T\/axiom-token-manager\/broker-[0-9a-f]{8}\.sock$/);
    expect(Buffer.byteLength(path)).toBeLessThan(104);
  });

  it('Windows: a pipe with the user in its name', () => {
    const of = (stateDirectory: string) => place({ platform: 'win32', uid: undefined, stateDirectory });
    const [one, same, other] = ['C:\\Users\\Me\\x', 'c:\\users\\me\\X', 'C:\\Users\\You\\x'].map(of);
    expect(one?.path).toMatch(/^\\\\\.\\pipe\\axiom-token-manager-[0-9a-f]{16}$/);
    expect(one?.folder).toBeUndefined();
    expect([same, one?.path === other?.path]).toEqual([one, false]);
  });
});
