import { describe, expect, it } from 'vitest';
import { packageConfig } from '../../../build/packages/electron-builder.config.mjs';
import { configFor } from '../../../build/packages/unpacked-package.mjs';

// How it packs is shown by package.test.ts, which runs it as a command.
describe('the package', () => {
  it('is made from the Electron at hand, without the fuses that an old one has not', () => {
    const runtime = { dir: '/somewhere', executable: '', version: '22.3.25', isDevelopmentRuntime: true };
    const old = configFor({ runtime });
    expect(old).toMatchObject({ electronDist: '/somewhere', electronVersion: '22.3.25' });
    expect(old.electronFuses).toMatchObject({ runAsNode: false, onlyLoadAppFromAsar: true });
    expect(old.electronFuses).not.toHaveProperty('enableEmbeddedAsarIntegrityValidation');
    const current = configFor({ runtime: { ...runtime, version: '45.4.1', isDevelopmentRuntime: false } });
    expect(current.electronFuses).toMatchObject({ enableEmbeddedAsarIntegrityValidation: true });
  });

  it('has another version and folder where those are asked for', () => {
    const runtime = { dir: '/somewhere', executable: '', version: '45.4.1', isDevelopmentRuntime: false };
    expect(configFor({ runtime })).not.toHaveProperty('extraMetadata');
    expect(configFor({ runtime, version: '0.0.9', output: '/elsewhere' })).toMatchObject({
      extraMetadata: { version: '0.0.9' },
      directories: { ...packageConfig.directories, output: '/elsewhere' },
    });
  });
});
