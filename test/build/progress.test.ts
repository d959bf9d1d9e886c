import { describe, expect, it } from 'vitest';
import { createProgress, formatBytes } from '../../build/progress.mjs';

function recorded() {
  const written: string[] = [];
  let nowMs = 0;
  const progress = createProgress({ write: (text) => written.push(text), nowMs: () => nowMs });
  return { progress, text: () => written.join(''), advance: (ms: number) => (nowMs += ms) };
}

describe('the progress of a set-up', () => {
  it('is one line per step, with its name, size and duration', async () => {
    const { progress, text, advance } = recorded();
    await progress.step('npm packages', async () => {
      advance(2340);
      return '455 packages';
    });
    expect(text()).toBe('- npm packages ... 455 packages, 2.3 s\n');
  });

  it('closes the line of a step that failed, and passes the failure on', async () => {
    const { progress, text, advance } = recorded();
    const step = progress.step('Electron', async () => {
      advance(500);
      throw new Error('no network');
    });
    await expect(step).rejects.toThrow('no network');
    expect(text()).toBe('- Electron ... failed after 0.5 s\n');
  });

  it('writes sizes as people say them', () => {
    expect([formatBytes(102_360_040), formatBytes(84_900), formatBytes(12)]).toEqual(['102 MB', '85 kB', '12 bytes']);
  });
});
