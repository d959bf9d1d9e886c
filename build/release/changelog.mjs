// Reads CHANGELOG.md and makes its "Unreleased" a release. Pure. Used by release.mjs, and by packages/metainfo.mjs for what software centres show.

const UNRELEASED = '## Unreleased';
const RELEASE = /^## (\d+\.\d+\.\d+) - (\d{4}-\d{2}-\d{2})$/;

/**
 * @typedef {object} Release
 * @property {string} version
 * @property {string} date as 2026-01-31
 * @property {{title: string, entries: string[]}[]} sections each entry in one line, in the words of the file; the title is empty where none stands above
 */

/**
 * The text under "Unreleased", without the empty lines around it; `undefined` where nothing is told there.
 * @param {string} text
 */
export function unreleasedIn(text) {
  const found = partsOf(text).find(({ heading }) => heading === UNRELEASED);
  return found?.lines.some((line) => line.startsWith('- ')) ? found.lines.join('\n').trim() : undefined;
}

/**
 * The file with what was under "Unreleased" as a release, and an empty "Unreleased" above it.
 * @param {string} text
 * @param {{version: string, date: string}} release
 */
export function withRelease(text, { version, date }) {
  const lines = text.split('\n');
  lines.splice(lines.indexOf(UNRELEASED), 1, UNRELEASED, '', `## ${version} - ${date}`);
  return lines.join('\n');
}

/**
 * The releases, in the order of the file.
 * @param {string} text
 * @returns {Release[]}
 */
export function releasesIn(text) {
  return partsOf(text).flatMap(({ heading, lines }) => {
    const [, version, date] = RELEASE.exec(heading) ?? [];
    return version === undefined || date === undefined ? [] : [{ version, date, sections: sectionsIn(lines) }];
  });
}

/** What stands under each heading of the second level. @param {string} text */
function partsOf(text) {
  /** @type {{heading: string, lines: string[]}[]} */
  const parts = [];
  for (const line of text.split('\n')) {
    if (line.startsWith('## ')) parts.push({ heading: line.trimEnd(), lines: [] });
    else parts.at(-1)?.lines.push(line);
  }
  return parts;
}

/** @param {readonly string[]} lines */
function sectionsIn(lines) {
  /** @type {Release['sections']} */
  const sections = [];
  for (const line of lines) {
    if (line.startsWith('### ')) {
      sections.push({ title: line.slice(4).trim(), entries: [] });
    } else if (line.startsWith('- ')) {
      if (sections.length === 0) sections.push({ title: '', entries: [] });
      sections.at(-1)?.entries.push(line.slice(2).trim());
    } else if (line.trim() !== '') {
      // The rest of an entry.
      const entries = sections.at(-1)?.entries;
      if (entries?.length) entries.push(`${String(entries.pop())} ${line.trim()}`);
    }
  }
  return sections;
}
