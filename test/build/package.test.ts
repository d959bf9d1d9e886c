import { describe, expect, it } from 'vitest';
import { configFor } from '../../build/package.mjs';

describe('the package', () => {
  it('is made from the Electron at hand, without the fuses that an old one has not', () => {
    const runtime = { dir: '/somewhere', executable: '', version: '22.3.25', isDevelopmentRuntime: true };
    const old = configFor(runtime);
    expect(old).toMatchObject({ electronDist: '/somewhere', electronVersion: '22.3.25' });
    expect(old.electronFuses).toMatchObject({ runAsNode: false, onlyLoadAppFromAsar: true });
    expect(old.electronFuses).not.toHaveProperty('enableEmbeddedAsarIntegrityValidation');
    const current = configFor({ ...runtime, version: '45.4.1', isDevelopmentRuntime: false });
    expect(current.electronFuses).toMatchObject({ enableEmbeddedAsarIntegrityValidation: true });
  });
});
