import { describe, expect, it } from 'vitest';
import { createHandlers } from '../../../../../main/desktop/ipc/handlers/handlers';
import { TestServices } from '../../../../support/make-services';

const REPLACED = { message: 'Version 2.0.0 was installed.', remedy: 'Restart it.', canRestart: true };
const GONE = { message: 'This app was removed.', remedy: 'It goes on.', canRestart: false };

async function replaced() {
  const services = await new TestServices().signedIn();
  services.copyWords = REPLACED;
  return { services, ...createHandlers(services) };
}

describe('the restart', () => {
  it('is at once where it costs nothing', async () => {
    const { services, restartApp } = await replaced();
    await restartApp({ losesWork: false });
    expect([services.restarts, services.questions]).toEqual([1, []]);
  });

  it('asks first where the window holds something, and is not made when the person cancels', async () => {
    const { services, restartApp } = await replaced();
    services.agrees = false;
    await expect(restartApp({ losesWork: true })).rejects.toMatchObject({ code: 'CANCELLED' });
    expect(services.restarts).toBe(0);
    expect(services.questions).toEqual(['Restart Axiom Token Manager now?']);
    services.agrees = true;
    await restartApp({ losesWork: true });
    expect(services.restarts).toBe(1);
  });

  it('asks where tokens are kept for this run only, with their account', async () => {
    const { services, restartApp } = await replaced();
    await services.registry.moveTokens('default', { kind: 'memory' });
    await restartApp({ losesWork: false });
    expect(services.details).toEqual([
      'The tokens of main are kept for this run only and are gone then: you sign in again.',
    ]);
  });

  it('does not ask about the demo account, which is not lost', async () => {
    const { services, restartApp } = await replaced();
    services.registry.addForThisRun('demo', 'demo', services.gateway);
    await services.registry.get('demo').manager.setTokens(services.gateway.issue().tokens);
    await restartApp({ losesWork: false });
    expect([services.restarts, services.questions]).toEqual([1, []]);
  });

  it('is refused while another dialog is open', async () => {
    const { services, restartApp } = await replaced();
    services.isDialogOpen = true;
    await expect(restartApp({ losesWork: false })).rejects.toMatchObject({ code: 'INVALID_INPUT' });
    expect(services.restarts).toBe(0);
  });

  it.each([
    ['of a removed copy', GONE, 'This app was removed.'],
    ['without another copy', undefined, 'This app was not updated or replaced while it ran.'],
  ])('%s is refused, also where that came while the person thought', async (_what, words, message) => {
    const { services, restartApp } = await replaced();
    services.onQuestion = async () => void (services.copyWords = words);
    await expect(restartApp({ losesWork: true })).rejects.toMatchObject({ code: 'INVALID_INPUT', message });
    await expect(restartApp({ losesWork: false })).rejects.toMatchObject({ code: 'INVALID_INPUT', message });
    expect(services.restarts).toBe(0);
  });
});
