import { expect, it } from 'vitest';
import { called } from '../../../support/command-line/called';

const link = {
  socket: '/s',
  hello: { protocol: 1, server: { kind: 'app', version: '0.9.0', pid: 7 }, capabilities: [] },
  request: () => Promise.reject(new Error('asked')),
  onNotification: () => () => undefined,
  onClose: () => () => undefined,
  close: () => undefined,
} as const;

it('prints its own version, and that of the app if it runs', async () => {
  expect((await called(['version'])).stdout).toBe('axiom-tokens 1.2.3\n');
  expect((await called(['version'], { link })).stdout).toBe('axiom-tokens 1.2.3\nAxiom Token Manager 0.9.0\n');
  expect(JSON.parse((await called(['version', '--json'], { link })).stdout)).toEqual({
    schema: 'axiom-tokens.version.v1',
    version: '1.2.3',
    node: process.version,
    app: { version: '0.9.0', pid: 7 },
  });
  expect((await called(['version', '--standalone'], { link })).stdout).toBe('axiom-tokens 1.2.3\n');
});
