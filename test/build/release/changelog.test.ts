import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { refuseOtherNotes, releasesIn, unreleasedIn, withRelease } from '../../../build/release/changelog.mjs';
import { SetupError } from '../../../build/setup-error.mjs';

const HEAD = '# Changelog\n\nWritten by hand.\n\n';
const NEWS = '### Added\n\n- One thing,\n  told in two lines.\n- Another `thing`.\n\n### Fixed\n\n- A fault.';
const FORMER = '## 1.0.0 - 2026-01-31\n\n### Added\n\n- The first thing.\n';

/** The error that a function throws. */
function refusal(work: () => unknown) {
  try {
    work();
  } catch (error) {
    if (error instanceof SetupError) return `${error.message} Next: ${error.remedy}`;
    throw error;
  }
  throw new Error('it was not refused');
}

describe('what is not released yet', () => {
  it.each([
    ['news', `${HEAD}## Unreleased\n\n${NEWS}\n`],
    ['news above a former release', `${HEAD}## Unreleased\n\n${NEWS}\n\n${FORMER}`],
    ['a space after the heading', `${HEAD}## Unreleased \n\n${NEWS}\n`],
    ['the heading of Keep a Changelog', `${HEAD}## [Unreleased]\n\n${NEWS}\n\n${FORMER}`],
    ['other capitals', `${HEAD}## [unreleased]\n\n${NEWS}\n`],
    ['a mark of the byte order', `\uFEFF## Unreleased\n\n${NEWS}\n`],
    ['the line ends of Windows', `${HEAD}## Unreleased\n\n${NEWS}\n`.replaceAll('\n', '\r\n')],
    ['links at the end', `${HEAD}## [Unreleased]\n\n${NEWS}\n\n[Unreleased]: https://example.org/compare/v1...HEAD\n`],
    ['the heading in a comment above', `${HEAD}<!--\n## Unreleased\n\n- Like this.\n-->\n## Unreleased\n\n${NEWS}\n`],
    ['the heading in code above', `${HEAD}\`\`\`\n## Unreleased\n\n- Like this.\n\`\`\`\n## Unreleased\n\n${NEWS}\n`],
  ])('is found with %s, and read back when it is released', (_what, text) => {
    expect(unreleasedIn(text)).toBe(NEWS);
    const released = withRelease(text, { version: '1.1.0', date: '2026-02-28' });
    expect(() => refuseOtherNotes(released, { version: '1.1.0', notes: NEWS })).not.toThrow();
    // Two more lines, and nothing else.
    expect(released.replace(/(\r?\n)\r?\n## \[?1\.1\.0\]? - 2026-02-28\r?\n/, '$1')).toBe(text);
    expect(/[^\r]\n/.test(released)).toBe(/[^\r]\n/.test(text));
    expect(refusal(() => unreleasedIn(released))).toMatch(/^CHANGELOG\.md has no entry under "## \[?[uU]nreleased\]?"/);
  });

  it.each(['* Star.', '+ Plus.', '- Line.'])('may have the list %j', (entry) => {
    expect(unreleasedIn(`## Unreleased\n\nIn short:\n\n${entry}\n`)).toBe(`In short:\n\n${entry}`);
  });

  it.each([
    ['nothing', `## Unreleased\n\n${FORMER}`, 'CHANGELOG.md has no entry under "## Unreleased", so'],
    ['headings over nothing', '## Unreleased\n\n### Added\n\n### Fixed\n', 'CHANGELOG.md has no entry under'],
    ['an empty entry', '## Unreleased\n\n- \n', 'CHANGELOG.md has no entry under'],
    ['entries in a comment', '## Unreleased\n\n<!--\n- One.\n-->\n', 'CHANGELOG.md has no entry under'],
    [
      'no such heading',
      `${HEAD}${FORMER}`,
      'CHANGELOG.md has no heading "## Unreleased" or "## [Unreleased]". Next: Write it above the newest version',
    ],
    [
      'the words elsewhere',
      `${HEAD}## Unreleased things\n\n- No.\n`,
      'CHANGELOG.md has no heading "## Unreleased" or "## [Unreleased]". Next: Line 5 looks like it but is not right: "## Unreleased things". Correct that line',
    ],
    [
      'a heading of the first level',
      '# Unreleased\n\n- One.\n',
      /Line 1 looks like it but is not right: "# Unreleased"/,
    ],
    ['half brackets', '## [Unreleased\n\n- One.\n', /Line 1 looks like it but is not right/],
    ['a version beside it', '## Unreleased (1.1.0)\n\n- One.\n', /^Line 1 of CHANGELOG\.md is no heading of a release/],
    [
      'two such headings',
      '## Unreleased\n\n- One.\n\n## [Unreleased]\n\n- Two.\n',
      'CHANGELOG.md has "Unreleased" twice, in the lines 1 and 5. Next: Make one of both, commit it',
    ],
    [
      'a release above it',
      `${FORMER}\n## [Unreleased]\n\n- One.\n`,
      'CHANGELOG.md has "## [Unreleased]" in line 7, under version 1.0.0. Next: The newest comes first: put it, with its lines, above all versions, commit',
    ],
    ['bytes of another encoding', '## Unreleased\n\n- Caf\uFFFD.\n', 'CHANGELOG.md is not in UTF-8. Next: Save it in'],
  ])('is refused with %s', (_what, text, words) => {
    const refused = refusal(() => unreleasedIn(text));
    expect(refused).toEqual(typeof words === 'string' ? expect.stringContaining(words) : expect.stringMatching(words));
    expect(refusal(() => withRelease(text, { version: '1.1.0', date: '2026-02-28' }))).toBe(refused);
  });

  it('does not become a version that is there', () => {
    const text = `## Unreleased\n\n- One.\n\n${FORMER}`;
    expect(refusal(() => withRelease(text, { version: '1.0.0', date: '2026-02-28' }))).toBe(
      'CHANGELOG.md has version 1.0.0 already, in line 5. Next: Choose another version; or, if that one was never released, put its lines under "Unreleased", commit it, then run the command again.',
    );
  });

  it('becomes a release under an empty heading, and nothing else changes', () => {
    const text = `${HEAD}## Unreleased\n\n${NEWS}\n\n${FORMER}`;
    const released = withRelease(text, { version: '1.1.0', date: '2026-02-28' });
    expect(released).toBe(`${HEAD}## Unreleased\n\n## 1.1.0 - 2026-02-28\n\n${NEWS}\n\n${FORMER}`);
  });

  it('keeps the form of its heading and of each line end', () => {
    expect(withRelease('# C\n## [Unreleased] \r\n- One.\n', { version: '1.1.0', date: '2026-02-28' })).toBe(
      '# C\n## [Unreleased] \r\n\r\n## [1.1.0] - 2026-02-28\r\n- One.\n',
    );
  });

  it.each([
    ['other notes', '## Unreleased\n\n## 1.1.0 - 2026-02-28\n\n- Two.\n'],
    ['no such version', '## Unreleased\n\n## 1.2.0 - 2026-02-28\n\n- One.\n'],
    ['notes that stayed', '## Unreleased\n\n- One.\n\n## 1.1.0 - 2026-02-28\n\n- One.\n'],
    ['no place for the next', '## 1.1.0 - 2026-02-28\n\n- One.\n'],
  ])('is not released where the file, read back, has %s', (_what, text) => {
    expect(refusal(() => refuseOtherNotes(text, { version: '1.1.0', notes: '- One.' }))).toMatch(
      /^CHANGELOG\.md, with what is under "Unreleased" as version 1\.1\.0, cannot be read back/,
    );
  });
});

describe('the releases', () => {
  it('are read with their sections, each entry in one line', () => {
    const text = withRelease(`${HEAD}## Unreleased\n\n${NEWS}\n\n${FORMER}`, { version: '1.1.0', date: '2026-02-28' });
    expect(releasesIn(text)).toEqual([
      {
        version: '1.1.0',
        date: '2026-02-28',
        isYanked: false,
        sections: [
          { title: 'Added', texts: [], entries: ['One thing, told in two lines.', 'Another `thing`.'] },
          { title: 'Fixed', texts: [], entries: ['A fault.'] },
        ],
      },
      {
        version: '1.0.0',
        date: '2026-01-31',
        isYanked: false,
        sections: [{ title: 'Added', texts: [], entries: ['The first thing.'] }],
      },
    ]);
  });

  it.each([
    ['## [1.0.0] - 2026-01-31', '1.0.0', false],
    ['## 1.0.0 - 2026-01-31 [YANKED]', '1.0.0', true],
    ['## [1.0.0] - 2026-01-31 [YANKED] \r', '1.0.0', true],
    ['\uFEFF## 1.0.0 - 2026-01-31\r', '1.0.0', false],
    ['## 1.0.0-beta.1 - 2026-01-31', '1.0.0-beta.1', false],
  ])('may have the heading %j', (heading, version, isYanked) => {
    expect(releasesIn(`${heading}\n\n- One.\n`)).toEqual([
      { version, date: '2026-01-31', isYanked, sections: [{ title: '', texts: [], entries: ['One.'] }] },
    ]);
  });

  it.each([
    '## v1.0.0 - 2026-01-31',
    '## 1.0.0',
    '## 1.0.0 (2026-01-31)',
    '## 1.0.0 – 2026-01-31',
    '## [1.0.0 - 2026-01-31',
    '## [1.0.0](https://example.org) - 2026-01-31',
    '## 1.0 - 2026-01-31',
    '## 1.0.0 - 2026-02-31',
    '## 1.0.0 - 2026-13-01',
    '# 1.0.0 - 2026-01-31',
    '### [1.0.0] - 2026-01-31',
    '##1.0.0 - 2026-01-31',
    ' ## 1.0.0 - 2026-01-31',
    '## Version 1.0.0',
    '## 1.0.0 - 2026-01-31 [WITHDRAWN]',
  ])('are not passed over with the heading %j: it is refused', (heading) => {
    expect(refusal(() => releasesIn(`\n${heading}\n\n- One.\n`))).toBe(
      `Line 2 of CHANGELOG.md is no heading of a release: "${heading.trim()}". Next: Write it as "## 1.0.0 - 2026-01-31" or "## [1.0.0] - 2026-01-31", with " [YANKED]" after it if it was withdrawn, commit it, then run the command again.`,
    );
  });

  it('are each there once', () => {
    expect(refusal(() => releasesIn(`${FORMER}\n${FORMER}`))).toMatch(
      /has version 1\.0\.0 twice, in the lines 1 and 7\./,
    );
  });

  it('leave out other headings, comments, links and titles over nothing', () => {
    const text = `## Notes\n\n- No.\n\n${FORMER}\n<!--\n- No.\n-->\n\n### Fixed\n\n[1.0.0]: https://example.org\n`;
    expect(releasesIn(text).map(({ sections }) => sections)).toEqual([
      [{ title: 'Added', texts: [], entries: ['The first thing.'] }],
    ]);
  });

  it('may have entries without a title, and texts between them', () => {
    const text = '\n\nIn\nshort:\n- One\nthing.\n\n  Of it more.\n\nAnd then:\n\n* Two.\n\nSo\nit is.\n\nEnd.\n';
    expect(releasesIn(`## 1.0.0 - 2026-01-31${text}`)[0]?.sections).toEqual([
      { title: '', texts: ['In short:'], entries: ['One thing. Of it more.'] },
      { title: '', texts: ['And then:'], entries: ['Two.'] },
      { title: '', texts: ['So it is.', 'End.'], entries: [] },
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
