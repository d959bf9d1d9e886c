import { expect, it } from 'vitest';
import { failureForAccount, remedyForAccount } from '../../../../main/compose/operations/place-words';
import { AxiomTokenError } from '../../../../main/core/base/errors';
import { TestOperations } from '../../../support/make-operations';

const REMEDY = 'Start it, or choose another place in Settings.';

it.each([
  ['standalone', 'main', 'axiom-tokens migrate sealed-file PATH -p main.'],
  [
    'standalone',
    'my bot',
    "axiom-tokens profiles add 'my bot', then axiom-tokens migrate sealed-file PATH -p 'my bot'.",
  ],
  ['broker', 'main', 'axiom-tokens migrate sealed-file PATH -p main, or in the window under Settings.'],
] as const)('%s: names the commands for %s', async (source, name, commands) => {
  const world = await new TestOperations().signedIn();
  const { registry, index } = world.services;
  const core = { registry, index } as never;
  const defaultAccount = { read: () => undefined, write: async () => undefined };
  const remedy = remedyForAccount({ core, source, defaultAccount }, name, REMEDY);
  expect(remedy).toBe(`Start it, or choose another place with: ${commands}`);
});

it('changes the remedy alone, and only where it is about another place', async () => {
  const world = await new TestOperations().signedIn();
  const { registry, index } = world.services;
  const parts = { core: { registry, index } as never, source: 'broker', defaultAccount: {} as never } as const;
  const other = new AxiomTokenError('NETWORK', { message: 'Offline.', remedy: 'Wait.' });
  expect(failureForAccount(parts, 'main', other)).toBe(other);
  const failure = new AxiomTokenError('STORAGE_UNAVAILABLE', { message: 'Gone.', remedy: REMEDY });
  expect(failureForAccount(parts, 'main', failure)).toMatchObject({
    code: 'STORAGE_UNAVAILABLE',
    message: 'Gone.',
    remedy: expect.stringContaining('-p main') as unknown,
    cause: failure,
  });
});
