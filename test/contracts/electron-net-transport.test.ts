import { afterAll, beforeAll, expect, it } from 'vitest';
import { Secret } from '../../main/core/base/secret';
import { type ElectronHttp, openElectronHttp } from '../support/http/http-electron-transport';
import { openProbeServer } from '../support/http/http-probe-server';
import { describeHttpTransportContract } from './http-transport.contract';

let electron: ElectronHttp;
beforeAll(async () => {
  electron = await openElectronHttp();
});
afterAll(() => electron.dispose());

describeHttpTransportContract('net of a real Electron', () => electron.transport);

it('sends clearance cookies of the session along, but never a sign-in of it', async () => {
  const server = await openProbeServer((response) => response.end());
  await electron.setSessionCookie(server.origin, 'cf_clearance', 'passed');
  await electron.setSessionCookie(server.origin, 'auth-access-token', 'of-the-window');
  const send = (cookies: Record<string, Secret>) =>
    electron.transport.send({
      method: 'GET',
      url: server.origin,
      headers: {},
      cookies,
      timeoutMs: 5000,
      maxBodyBytes: 1000,
    });
  await send({ 'auth-access-token': new Secret('ours') });
  await send({});
  await server.dispose();
  expect(server.requests.map(({ headers }) => headers.cookie)).toEqual([
    'cf_clearance=passed; auth-access-token=ours',
    'cf_clearance=passed',
  ]);
});

it('keeps the tokens of an answer out of the session', async () => {
  const headers = {
    'set-cookie': ['auth-access-token=new; HttpOnly', 'auth-refresh-token=new; HttpOnly', 'other=1'],
  };
  const server = await openProbeServer((response) => response.writeHead(200, headers).end());
  const before = await electron.listSessionCookies();
  const response = await electron.transport.send({
    method: 'POST',
    url: server.origin,
    headers: {},
    timeoutMs: 5000,
    maxBodyBytes: 1000,
  });
  await server.dispose();
  expect(response.setCookies).toHaveLength(3);
  expect(await electron.listSessionCookies()).toEqual(before);
});
