import { describe, expect, it } from 'vitest';
import { realAccountRefusal } from '../../../main/desktop/real-account';

describe('a real account', () => {
  const old = { isSimulator: false, hasCurrentRuntime: false, isAllowedByFlag: false };

  it('is refused on an old runtime, with a message', () => {
    expect(realAccountRefusal(old)).toContain('no security updates');
  });

  it('is allowed on a current runtime or by the person’s own decision, and does not matter with a simulator', () => {
    expect(realAccountRefusal({ ...old, hasCurrentRuntime: true })).toBeUndefined();
    expect(realAccountRefusal({ ...old, isAllowedByFlag: true })).toBeUndefined();
    expect(realAccountRefusal({ ...old, isSimulator: true })).toBeUndefined();
  });
});
