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

  it('name the state folder, from the root on', () => {
    expect(readAppFlags(['.', '--state-directory=/tmp/state=1', '--demo'])).toMatchObject({
      isDemo: true,
      stateDirectory: '/tmp/state=1',
    });
    expect(readAppFlags(['--demo'])).not.toHaveProperty('stateDirectory');
  });

  it.each(['state', './state', '~/state'])(
    'do not take the state folder "%s", which depends on where the app was started',
    (given) => {
      expect(() => readAppFlags([`--state-directory=${given}`])).toThrow(
        expect.objectContaining({
          code: 'INVALID_INPUT',
          message: expect.stringContaining(`--state-directory=${given}`),
        }),
      );
    },
  );

  it.each([[['--state-directory=']], [['--state-directory', '/state']]])(
    'do not take a switch without a folder: %j',
    (argv) => {
      expect(() => readAppFlags(argv)).toThrow('--state-directory is given without a folder.');
    },
  );
});
