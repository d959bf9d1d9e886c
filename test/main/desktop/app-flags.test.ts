import { describe, expect, it } from 'vitest';
import { readAppFlags } from '../../../main/desktop/app-flags';

describe('the app’s own switches', () => {
  it('are read from among Electron’s', () => {
    expect(readAppFlags(['/app/electron', '--no-sandbox', '.', '--user-data-dir=/x', '--demo'])).toEqual({
      isDemo: true,
      startsHidden: false,
      allowsRealAccountOnOldRuntime: false,
    });
    expect(readAppFlags(['--hidden', '--allow-real-account-on-old-runtime'])).toEqual({
      isDemo: false,
      startsHidden: true,
      allowsRealAccountOnOldRuntime: true,
    });
  });
});
