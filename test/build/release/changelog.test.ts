import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { releasesIn, unreleasedIn, withRelease } from '../../../build/release/changelog.mjs';

const HEAD = '# Changelog\n\nWritten by hand.\n\n';
const NEWS = '### Added\n\n- One thing,\n  told in two lines.\n- Another `thing`.\n\n### Fixed\n\n- A fault.';
const FORMER = '## 1.0.0 - 2026-01-31\n\n### Added\n\n- The first thing.\n';

describe('what is not released yet', () => {
  it.each([
    ['news', `${HEAD}## Unreleased\n\n${NEWS}\n`, NEWS],
    ['news above a former release', `${HEAD}## Unreleased\n\n${NEWS}\n\n${FORMER}`, NEWS],
    ['nothing', `${HEAD}## Unreleased\n\n${FORMER}`, undefined],
    ['headings over nothing', `${HEAD}## Unreleased\n\n### Added\n\n### Fixed\n`, undefined],
    ['no such heading', `${HEAD}${FORMER}`, undefined],
    ['the words elsewhere', `${HEAD}## Unreleased things\n\n- No.\n`, undefined],
  ])('with %s', (_what, text, expected) => {
    expect(unreleasedIn(text)).toBe(expected);
  });

  it('becomes a release under an empty heading, and nothing else changes', () => {
    const text = `${HEAD}## Unreleased\n\n${NEWS}\n\n${FORMER}`;
    const released = withRelease(text, { version: '1.1.0', date: '2026-02-28' });
    expect(released).toBe(`${HEAD}## Unreleased\n\n## 1.1.0 - 2026-02-28\n\n${NEWS}\n\n${FORMER}`);
    expect(unreleasedIn(released)).toBeUndefined();
  });
});

describe('the releases', () => {
  it('are read with their sections, each entry in one line', () => {
    const text = withRelease(`${HEAD}## Unreleased\n\n${NEWS}\n\n${FORMER}`, { version: '1.1.0', date: '2026-02-28' });
    expect(releasesIn(text)).toEqual([
      {
        version: '1.1.0',
        date: '2026-02-28',
        sections: [
          { title: 'Added', entries: ['One thing, told in two lines.', 'Another `thing`.'] },
          { title: 'Fixed', entries: ['A fault.'] },
        ],
      },
      { version: '1.0.0', date: '2026-01-31', sections: [{ title: 'Added', entries: ['The first thing.'] }] },
    ]);
  });

  it('may have entries without a heading', () => {
    expect(releasesIn('## 1.0.0 - 2026-01-31\n\nIn short:\n- One\n  thing.\n')[0]?.sections).toEqual([
      { title: '', entries: ['One thing.'] },
    ]);
  });

  it('are none where everything is unreleased', () => {
    expect(releasesIn(`${HEAD}## Unreleased\n\n${NEWS}\n`)).toEqual([]);
  });
});

it("this project's own file can be read, and every line under a heading belongs to an entry", async () => {
  const text = await readFile(join(import.meta.dirname, '../../../CHANGELOG.md'), 'utf8');
  const released = releasesIn(withRelease(text, { version: '999.0.0', date: '2026-01-31' }));
  const entries = released.flatMap(({ sections }) => sections.flatMap((section) => section.entries));
  expect(entries.length).toBeGreaterThan(0);
  expect(entries).toHaveLength(text.split('\n').filter((line) => line.startsWith('- ')).length);
});
