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

it.each([
  ['/elsewhere', {}, '/elsewhere (the app that answered)'],
  ['/elsewhere', { AXIOM_TOKENS_SOCK: '/s' }, '/elsewhere (the app that answered)'],
  ['/home/p/.config/Axiom Token Manager', { AXIOM_TOKENS_SOCK: '/s' }, '/home/p/.config/Axiom Token Manager (default)'],
  [undefined, { AXIOM_TOKENS_SOCK: '/s' }, 'none (the app that answered)'],
  [undefined, {}, '/home/p/.config/Axiom Token Manager (default)'],
])('names the data folder of the app that answered: %j, with %j', async (data_folder, env, words) => {
  const link = { socket: '/s' } as BrokerLink;
  const { broker } = makeStatus();
  const status = () => makeStatus({ broker: { ...broker, ...(data_folder === undefined ? {} : { data_folder }) } });
  const { stdout } = await called(['status', '--explain'], { answers: { status }, link, env });
  expect(stdout).toContain(`  data folder: ${words}\n`);
});
