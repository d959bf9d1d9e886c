import { EventEmitter } from 'node:events';
import { describe, expect, it } from 'vitest';
import {
  enableSandboxWherePossible,
  hardenAllSessions,
} from '../../../../../main/desktop/shell/windows/harden-session';

describe('the sandbox of all processes', () => {
  it.each([
    [['electron', '.'], 1],
    [['electron', '--no-sandbox', '.'], 0],
  ])('with %j is asked for %d times', (argv, times) => {
    let asked = 0;
    enableSandboxWherePossible({ enableSandbox: () => void asked++ } as never, argv);
    expect(asked).toBe(times);
  });
});

it('no server gets a client certificate', () => {
  const app = new EventEmitter();
  hardenAllSessions(app as never);
  const said: unknown[] = [];
  const event = { preventDefault: () => said.push('prevented') };
  app.emit('select-client-certificate', event, null, 'https://axiom.trade', [{}], (...given: unknown[]) =>
    said.push(given),
  );
  expect(said).toEqual(['prevented', []]);
});

it('a session looks for no dictionary and grants nothing from the moment it is made', () => {
  const app = new EventEmitter();
  hardenAllSessions(app as never);
  const said: unknown[] = [];
  const answers: unknown[] = [];
  app.emit('session-created', {
    setSpellCheckerEnabled: (isOn: boolean) => said.push(['spell checker', isOn]),
    setSpellCheckerLanguages: (languages: string[]) => said.push(['languages', ...languages]),
    setPermissionRequestHandler: (ask: (contents: null, permission: string, respond: (may: boolean) => void) => void) =>
      ask(null, 'notifications', (may) => answers.push(may)),
    setPermissionCheckHandler: (ask: () => boolean) => answers.push(ask()),
    setDevicePermissionHandler: (ask: () => boolean) => answers.push(ask()),
    on: (event: string, listen: (event: { preventDefault(): void }) => void) =>
      listen({ preventDefault: () => said.push([event, 'prevented']) }),
  });
  expect(answers).toEqual([false, false, false]);
  expect(said).toEqual([['will-download', 'prevented'], ['spell checker', false], ['languages']]);
});
