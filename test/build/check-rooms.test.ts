import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readSources } from '../../build/check-rooms.mjs';
import { findWrongArrows } from '../../build/room-arrows.mjs';
import { ROOMS } from '../../build/rooms.mjs';

const PROJECT = join(import.meta.dirname, '../..');

describe('the sources', () => {
  it('are those of main, preload and window, with their texts', async () => {
    const sources = await readSources(PROJECT);
    const places = new Set(sources.map(({ path }) => path.replace(/[/].*/, '')));
    expect(places).toEqual(new Set(['main', 'preload', 'renderer']));
    expect(sources.find(({ path }) => path === 'main/desktop/index.ts')?.text).toContain("from 'electron'");
  });

  it('import only what rooms.mjs allows', async () => {
    const sources = await readSources(PROJECT);
    expect(sources.length).toBeGreaterThan(250);
    expect(findWrongArrows(sources, ROOMS)).toEqual([]);
  });
});
