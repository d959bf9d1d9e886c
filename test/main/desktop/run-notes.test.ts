import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { PasswordSignIn } from '../../../main/core/sign-in/password-sign-in';
import { type LostState, noteLostSignIn, noteStart } from '../../../main/desktop/run-notes';
import { TestServices } from '../../support/make-services';
import { temporaryFolder } from '../../support/temporary-folder';
import { waitUntil } from '../../support/wait-until';

const paused = { isPaused: true } as const;
const lost = { isPaused: true, isLost: true } as const;

it.each<[LostState, string[]]>([
  [
    { wereSettingsLost: true, pause: paused },
    ['The settings could not be read, so everything is paused until you resume'],
  ],
  [
    { wereSettingsLost: true, pause: { isPaused: false } },
    ['The settings could not be read, so the defaults are used'],
  ],
  [
    { wereSettingsLost: false, pause: lost },
    ['The record of the pause could not be read, so everything is paused until you resume'],
  ],
  [{ wereSettingsLost: false, pause: paused }, []],
])('reports what was corrected and lost, each as a problem: %o', async (state, words) => {
  const { activity, logger } = new TestServices();
  noteStart(activity, { notes: ['One', 'Two'], stateDirectory: await temporaryFolder() }, state, logger);
  expect(activity.list().map(({ text, isProblem }) => [text, isProblem])).toEqual(
    ['Two', 'One', ...words].map((text) => [text, true]),
  );
});

it('reports a state folder that cannot be used as soon as that is known', async () => {
  const { activity, logger } = new TestServices();
  const path = join(await temporaryFolder(), 'file');
  await writeFile(path, '');
  noteStart(activity, { notes: [], stateDirectory: path }, { wereSettingsLost: false, pause: paused }, logger);
  await waitUntil('the note', () => activity.list().length === 1);
  expect(activity.list()[0]?.text).toContain(path);
});

it.each([
  [true, ['Not signed in: the app ended before you chose the account for the new tokens']],
  [false, []],
])('reports at the end the tokens that nobody has decided about: %s', (isUndecided, lines) => {
  const { activity } = new TestServices();
  noteLostSignIn({ activity, passwordSignIn: { isUndecided } as PasswordSignIn });
  expect(activity.list().map(({ text }) => text)).toEqual(lines);
});
