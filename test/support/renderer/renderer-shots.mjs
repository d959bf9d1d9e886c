// Screenshots of every view of the window, for review by a person: `npm run screenshots [-- VIEW or WIDTH ...]`. Not part of `npm test`.
// Each file is screenshots/VIEW-WIDTH-light.png or -dark.png; those that README shows go to build/pictures as well.
import { copyFile, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openRendererHarness } from './renderer-harness.mjs';
import { showView, VIEWS } from './renderer-views.mjs';

const SIZES = /** @type {const} */ ([
  [320, 640],
  [640, 760],
  [960, 680],
  [1280, 800],
  [1600, 900],
]);

/** The pictures in README, by file name. */
const SHOWN = {
  window: 'good-960-light',
  unsaved: 'unsaved-960-dark',
  'find-tokens': 'find-found-960-light',
};

const root = fileURLToPath(new URL('../../..', import.meta.url));
const dir = join(root, 'screenshots');
const names = process.argv.slice(2);
const wanted = names.filter((name) => !/^\d+$/.test(name));
const widths = names.filter((name) => /^\d+$/.test(name)).map(Number);
await mkdir(dir, { recursive: true });
const harness = await openRendererHarness();
try {
  for (const name of wanted.length === 0 ? VIEWS : wanted) {
    await showView(harness, name);
    for (const [width, height] of SIZES) {
      if (widths.length > 0 && !widths.includes(width)) continue;
      await harness.resize(width, height);
      // As high as the page, so that nothing is cut off and there is no scroll bar.
      const whole = await harness.page.evaluate(() => document.documentElement.scrollHeight);
      await harness.resize(width, Math.max(height, whole));
      await harness.page.evaluate(
        () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))),
      );
      for (const colorScheme of /** @type {const} */ (['light', 'dark'])) {
        await harness.page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
        const picture = `${name}-${width}-${colorScheme}`;
        const path = join(dir, `${picture}.png`);
        await harness.page.screenshot({ path });
        for (const [shown, source] of Object.entries(SHOWN)) {
          if (source === picture) await copyFile(path, join(root, 'build/pictures', `${shown}.png`));
        }
      }
    }
  }
  for (const complaint of new Set(harness.complaints)) process.stderr.write(`${complaint}\n`);
} finally {
  await harness.dispose();
}
