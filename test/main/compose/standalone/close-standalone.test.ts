import { expect, it } from 'vitest';
import { closeStandalone } from '../../../../main/compose/standalone/close-standalone';
import { ScriptedHandout } from '../../../support/fakes/handout/scripted-handout';
import { TestServices } from '../../../support/make-services';

async function running() {
  const services = await new TestServices().signedIn();
  const { registry, lifecycle, activity, clock, logger } = services;
  const told: string[] = [];
  const core = { registry, activity, dispose: () => void told.push('closed') };
  const handout = new ScriptedHandout(registry, lifecycle);
  const close = () =>
    closeStandalone({
      ...{ core, handout, clock, logger },
      stopLogging: () => undefined,
      warn: (line) => void told.push(line),
    });
  return { services, told, close, handout };
}

it('waits for a refresh that was sent until its answer is saved', async () => {
  const { services, told, close } = await running();
  const { step, release } = services.gateway.held();
  services.gateway.script.push(step);
  await services.clock.advance(60_000);
  void services.registry.get('default').refresher.refresh('person');
  await services.clock.advance(0);
  const closing = close();
  await services.clock.advance(1_000);
  expect(told).toEqual([]);
  const issued = services.gateway.issue();
  release(issued);
  await closing;
  expect(told).toEqual(['closed']);
  expect(services.keychain().kept?.tokens.refreshToken.equals(issued.tokens.refreshToken)).toBe(true);
});

it('says what could not be saved, after ten seconds at most', async () => {
  const { services, told, close } = await running();
  services.keychain().fail(['save'], 'STORAGE_LOCKED');
  await services.clock.advance(60_000);
  await services.registry.get('default').refresher.refresh('person');
  const closing = close();
  await services.clock.advance(10_000);
  await closing;
  expect(told).toEqual([
    'The newest tokens of main could not be saved in their place. The place where tokens are kept is locked or cannot be read. They are lost.',
    'closed',
  ]);
});

it('ends also where something cannot be closed', async () => {
  const { services, told, close, handout } = await running();
  handout.dispose = () => new Promise(() => undefined);
  const closing = close();
  await services.clock.advance(3_000);
  await closing;
  expect(told).toEqual(['closed']);
  expect(services.logger.lines.some((line) => JSON.stringify(line).includes('could not be closed'))).toBe(true);
});
