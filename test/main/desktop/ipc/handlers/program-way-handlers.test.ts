import { expect, it } from 'vitest';
import { createProgramWayHandlers } from '../../../../../main/desktop/ipc/handlers/program-way-handlers';
import { CALL_SCHEMAS } from '../../../../../preload/contract/schemas';
import { outcomeOf } from '../../../../support/core-graph';
import { TestServices } from '../../../../support/make-services';

it('has lines for an account, copies the one that is asked for, and never a token', async () => {
  const services = await new TestServices().signedIn();
  const { describeProgramWays, copyProgramWay } = createProgramWayHandlers(services);
  const told = CALL_SCHEMAS.describeProgramWays.reply.parse(await describeProgramWays({ profileId: 'default' }));
  expect(told.setUp).toBeUndefined();
  expect(told.ways.map(({ id }) => id)).toEqual(['shell', 'exec', 'curl', 'python', 'rust']);
  for (const { id, lines } of told.ways) {
    await copyProgramWay({ profileId: 'default', way: id });
    expect(services.copiedTexts.at(-1)).toBe(`${lines}\n`);
  }
  const token = services.registry.get('default').manager.getTokens()?.accessToken.expose() ?? '';
  expect(JSON.stringify([told, services.copiedTexts])).not.toContain(token);
});

it('copies the command that has to be run first, if there is one', async () => {
  const services = await new TestServices().signedIn();
  const { describeProgramWays, copyProgramWay } = createProgramWayHandlers(services);
  expect(await outcomeOf(copyProgramWay({ profileId: 'default', way: 'set-up' }))).toBe('INVALID_INPUT');
  services.commandLinePlace = { command: ['axiom-tokens'], setUp: { words: 'Once.', line: 'ln -s' } };
  expect((await describeProgramWays({ profileId: 'default' })).setUp).toEqual({ words: 'Once.', line: 'ln -s' });
  await copyProgramWay({ profileId: 'default', way: 'set-up' });
  expect(services.copiedTexts).toEqual(['ln -s\n']);
});

it('reports what keeps programs from the app', async () => {
  const services = await new TestServices().signedIn();
  services.socketTrouble.set({ message: 'Taken.', remedy: 'End it.' });
  const told = await createProgramWayHandlers(services).describeProgramWays({ profileId: 'default' });
  expect(CALL_SCHEMAS.describeProgramWays.reply.parse(told).socketTrouble).toEqual({
    message: 'Taken.',
    remedy: 'End it.',
  });
});

it('knows no other account', async () => {
  const { describeProgramWays } = createProgramWayHandlers(await new TestServices().signedIn());
  expect(await outcomeOf(describeProgramWays({ profileId: 'nobody' }))).toBe('TOKEN_NOT_FOUND');
});
