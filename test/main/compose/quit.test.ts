import { describe, expect, it } from 'vitest';
import { finishWrites } from '../../../main/compose/quit';
import { makeTokens } from '../../support/make-jwt';
import { TestServices } from '../../support/make-services';

describe('before the app ends', () => {
  it('unsaved tokens get one more try', async () => {
    const services = await new TestServices().signedIn();
    services.keychain().fail(['save'], 'STORAGE_UNAVAILABLE');
    await services.registry.get('default').manager.setTokens(makeTokens(services.clock.nowMs()));
    services.keychain().fail(['save']);
    await finishWrites(services.registry, services.clock);
    expect(services.registry.get('default').manager.hasUnsavedTokens).toBe(false);
  });

  it('a store that hangs is not waited for longer than three seconds', async () => {
    const services = await new TestServices().signedIn();
    services.keychain().hold('save');
    void services.registry.get('default').manager.setTokens(makeTokens(services.clock.nowMs()));
    let isOver = false;
    const over = finishWrites(services.registry, services.clock).then(() => {
      isOver = true;
    });
    await services.clock.advance(2_999);
    expect(isOver).toBe(false);
    await services.clock.advance(1);
    await over;
    expect(isOver).toBe(true);
  });

  it('nothing is done when everything is saved', async () => {
    const services = await new TestServices().signedIn();
    const calls = services.keychain().calls.length;
    await finishWrites(services.registry, services.clock);
    expect(services.keychain().calls).toHaveLength(calls);
  });
});
