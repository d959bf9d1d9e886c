import { expect, it } from 'vitest';
import type { BrokerLink } from '../../../../main/cli/session/session';
import { called } from '../../../support/command-line/called';
import { makeStatus } from '../../../support/command-line/make-answers';

it('reports each setting with its source, and never a key', async () => {
  const env = { AXIOM_TOKENS_SOCK: '/s', AXIOM_TOKENS_KEY: 'very-secret' };
  const words = ['status', '--explain', '--json', '-p', 'main', '--timeout', '5s'];
  const { stdout } = await called(words, { answers: { status: () => makeStatus() }, env });
  expect(stdout).not.toContain('very-secret');
  const { settings } = JSON.parse(stdout) as { settings: unknown };
  expect(settings).toEqual([
    { name: 'profile', value: 'main', from: 'flag --profile' },
    { name: 'socket', value: '/s', from: 'environment AXIOM_TOKENS_SOCK' },
    { name: 'data folder', value: '/home/p/.config/Axiom Token Manager', from: 'default' },
    { name: 'timeout in ms', value: 5000, from: 'flag --timeout' },
    { name: 'color', value: false, from: 'default' },
    { name: 'app', value: 'auto', from: 'default' },
    { name: 'answered by', value: 'standalone', from: 'this call' },
    { name: 'key', value: 'given', from: 'environment AXIOM_TOKENS_KEY' },
  ]);
});

it('reports the socket that answered', async () => {
  const link = { socket: '/run/broker.sock' } as BrokerLink;
  const { stdout } = await called(['status', '--explain'], { answers: { status: () => makeStatus() }, link });
  expect(stdout).toContain('  socket: /run/broker.sock (default)\n');
  expect(stdout).toContain('  answered by: broker (this call)\n');
});
