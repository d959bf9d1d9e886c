// Whether the session has a bus that the variable does not name.
import { createServer } from 'node:net';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { unusedBus } from '../../../../main/adapters/d-bus/unused-bus';
import { temporaryFolder } from '../../../support/temporary-folder';

const FOUND = 'unix:path=/run/user/7/bus';

it.each([
  ['none is named', undefined, undefined],
  ['an empty one is named', '', undefined],
  ['Chromium has set its word', 'disabled:', undefined],
  ['the named one is there', 'unix:path=/here', undefined],
  ['one of the named ones is there', 'unix:abstract=gone;unix:path=/here', undefined],
  ['one over a network is named', 'unix:path=/gone;tcp:host=h,port=1', undefined],
  ['it is to be found', 'unix:path=/gone;autolaunch:', undefined],
  ['the named one is gone', 'unix:path=/gone', FOUND],
  ['all named ones are gone', 'unix:path=/gone;unix:abstract=gone', FOUND],
  ['no address is named', 'nonsense', FOUND],
])('where %s: %j leads past %j', (_what, named, unused) => {
  const env = named === undefined ? {} : { DBUS_SESSION_BUS_ADDRESS: named };
  expect(
    unusedBus(
      env,
      () => FOUND,
      (address) => 'path' in address && address.path === '/here',
    ),
  ).toBe(unused);
});

it('on this machine a socket counts, a file does not', async () => {
  const folder = await temporaryFolder();
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(join(folder, 'bus'), resolve));
  onTestFinished(() => void server.close());
  const find = (named: string) => unusedBus({ XDG_RUNTIME_DIR: folder, DBUS_SESSION_BUS_ADDRESS: named });
  expect(find(`unix:path=${join(folder, 'bus')}`)).toBeUndefined();
  for (const named of [`unix:path=${folder}`, 'unix:path=/no/bus', 'unix:abstract=/no/bus']) {
    expect(find(named)).toBe(`unix:path=${folder}/bus`);
  }
});
