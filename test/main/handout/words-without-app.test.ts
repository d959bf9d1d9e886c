import { describe, expect, it } from 'vitest';
import { AxiomTokenError } from '../../../main/core/base/errors';
import { RETRY_ADVICE } from '../../../main/core/base/retry-advice';
import { withoutApp } from '../../../main/handout/words-without-app';

const ENDS = 'Without the app, nothing tries again once this command has ended: run it again';

describe('the advice of a failure without the app', () => {
  const { remedy: limited } = new AxiomTokenError('RATE_LIMITED');
  it.each([
    [limited, 600_000, `${ENDS} in 10 min. Your tokens are untouched.`],
    [limited, 1_001, `${ENDS} in 2 s. Your tokens are untouched.`],
    [limited, 119_001, `${ENDS} in 2 min. Your tokens are untouched.`],
    [limited, undefined, `${ENDS} later. Your tokens are untouched.`],
    ['It is tried again automatically. Your tokens are untouched.', undefined, `${ENDS}. Your tokens are untouched.`],
    [new AxiomTokenError('TOKEN_EXPIRED').remedy, undefined, `${ENDS}. If this continues, sign in again.`],
    [
      'Is its disk connected? The app looks for it again automatically. Or choose another place, or sign in again.',
      undefined,
      `Is its disk connected? ${ENDS}. Or choose another place, or sign in again.`,
    ],
    ['The removal is tried again automatically.', undefined, 'The next command, or start of the app, tries it again.'],
    [
      'Free some space; it is tried again automatically. Until you quit, the change stays in effect.',
      undefined,
      'Free some space, then run the command again.',
    ],
    [
      'Unlock it: what is saved there is then removed automatically.',
      undefined,
      'Unlock it, or type the passphrase of a sealed file in a terminal, and run the command again: what is saved there is then removed.',
    ],
    [
      'Unlock it. The removal is tried again automatically until they are gone.',
      undefined,
      'Unlock it. Each command that can read the place tries the removal again until they are gone.',
    ],
    [
      'It is tried again automatically. Until it works the tokens are in memory only: leave the app running, or choose another place.',
      undefined,
      `${ENDS}. Or choose another place.`,
    ],
    [
      'Connect the drive or unlock the keychain: the removal then continues automatically.',
      undefined,
      'Connect the drive or unlock the keychain: the next command then continues the removal.',
    ],
    ['Check the network.', 5, 'Check the network.'],
  ])('%s (%s)', (remedy, waitMs, words) => {
    expect(withoutApp(remedy, 'failure', waitMs)).toBe(words);
  });

  it('of a state is to ask for a token again', () => {
    expect(withoutApp(limited, 'state', 28_138)).toBe(
      'Without the app, nothing tries again by itself: ask for a token again in 29 s. Your tokens are untouched.',
    );
  });

  it.each(Object.values(RETRY_ADVICE))('never promises what only the app does: %s', (advice) => {
    expect(withoutApp(`Free some space ${advice}`, 'failure')).not.toMatch(/automatically|quit|app running/);
  });
});
