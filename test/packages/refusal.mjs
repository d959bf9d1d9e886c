// @ts-check
// The app where it must not run: it explains why, and starts nothing.
import { startApp } from './app.mjs';
import { demand } from './trial.mjs';

/** Chromium's own fatal messages. */
const OF_CHROMIUM = /No usable sandbox|SUID sandbox helper|setuid sandbox|FATAL|failed to execvp/;

/**
 * Starts the app and expects a refusal.
 * @param {{trial: import('./trial.mjs').Trial, scratch: import('./scratch.mjs').Scratch, stage: import('./stage.mjs').Stage,
 *   world: import('./world.mjs').World, command: readonly string[], words: readonly RegExp[]}} options `words`: each must be said
 */
export async function demandRefusal({ trial, scratch, stage, world, command, words }) {
  const app = await startApp({ scratch, stage, world, command });
  trial.defer(() => app.stop());
  await stage.closeMessages(app.isRunning);
  await app.ended();
  const wrong = findWrongInRefusal({
    exitCode: app.exitCode(),
    said: await app.said(),
    hasTray: stage.trayHost.hasItem(),
    words,
  });
  demand(wrong.length === 0, wrong.join('; '));
  await app.allGone();
}

/**
 * @param {{exitCode: number | null, said: string, hasTray: boolean, words: readonly RegExp[]}} end
 * @returns {string[]} in words
 */
export function findWrongInRefusal({ exitCode, said, hasTray, words }) {
  // Ignores line breaks, which depend on the window's width.
  const text = said.replaceAll(/\s+/g, ' ');
  const wrong = [];
  if (hasTray) wrong.push('it runs all the same');
  if (exitCode === 0) wrong.push('it ended as if all were well');
  if (exitCode === null) wrong.push('it died');
  if (OF_CHROMIUM.test(text)) wrong.push('it leaves the words to Chromium');
  for (const each of words) if (!each.test(text)) wrong.push(`it does not say ${each}`);
  return wrong.length === 0 ? [] : [...wrong, `it said: ${said.trim()}`];
}
