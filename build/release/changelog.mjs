// Reads CHANGELOG.md and turns its "Unreleased" section into a release, in the format of Keep a Changelog; a malformed heading is refused with its line number.
// Pure. Used by release.mjs, and by packages/metainfo.mjs for software centres.
import { SetupError } from '../setup-error.mjs';

const SECOND_LEVEL = /^##[ \t]+\S/;
const UNRELEASED = /^##[ \t]+(Unreleased|\[Unreleased\])$/i;
const RELEASE = /^##[ \t]+(\[?)(\d+\.\d+\.\d+(?:[-+][\w.+-]+)?)(\]?) - (\d{4}-\d{2}-\d{2})( \[YANKED\])?$/i;
/** A line that is probably meant as the heading of a release or of "Unreleased". */
const LIKE_RELEASE = /^ {0,3}(#{1,6}[ \t]*\[?v?\d+\.\d+\.\d+|##[^#].*\d\.\d)/i;
const LIKE_UNRELEASED = /^ {0,3}#{1,6}.*\bunreleased\b/i;

const FENCE = /^ {0,3}(```|~~~)/;
const COMMENT = /^ {0,3}<!--[^]*?-->/gm;
const TITLE = /^#{3,6}[ \t]+(.*)$/;
const ENTRY = /^[-*+][ \t]+(\S.*)$/;
/** A link definition at the end of the file. */
const LINK = /^\[[^\]]+\]:\s/;

const FORMS =
  'Write it as "## 1.0.0 - 2026-01-31" or "## [1.0.0] - 2026-01-31", with " [YANKED]" after it if it was withdrawn';
const AGAIN = 'commit it, then run the command again.';

/**
 * @typedef {object} Section
 * @property {string} title empty for entries without a title above them
 * @property {string[]} texts paragraphs before the entries, each on one line
 * @property {string[]} entries each on one line
 */

/**
 * @typedef {object} Release
 * @property {string} version
 * @property {string} date as 2026-01-31
 * @property {boolean} isYanked whether it was withdrawn
 * @property {Section[]} sections those that are not empty
 */

/**
 * The text under "Unreleased", without empty lines around it. Throws a `SetupError` when there is none.
 * @param {string} text
 */
export function unreleasedIn(text) {
  const { unreleased, releases } = read(text);
  if (unreleased === undefined) {
    const lines = linesOf(text);
    const at = lines.findIndex((line) => LIKE_UNRELEASED.test(line));
    throw new SetupError(
      'CHANGELOG.md has no heading "## Unreleased" or "## [Unreleased]".',
      at === -1
        ? `Write it above the newest version, under it one "- " line for each change since; ${AGAIN}`
        : `Line ${at + 1} looks like it but is not right: "${lines[at]}". Correct that line, ${AGAIN}`,
    );
  }
  const older = releases.find(({ at }) => at < unreleased.at);
  if (older !== undefined) {
    throw new SetupError(
      `CHANGELOG.md has "${unreleased.heading}" in line ${unreleased.at + 1}, under version ${older.version}.`,
      `The newest comes first: put it, with its lines, above all versions, ${AGAIN}`,
    );
  }
  if (!unreleased.seen.some((line) => ENTRY.test(line))) {
    throw new SetupError(
      `CHANGELOG.md has no entry under "${unreleased.heading}", so nobody would know what is new.`,
      `Write there what has changed since the last version, one "- " line each, ${AGAIN}`,
    );
  }
  return notesOf(unreleased);
}

/**
 * The file with the "Unreleased" text as a release, and an empty "Unreleased" section above it; line ends and heading style are kept.
 * Throws a `SetupError` when that is not possible.
 * @param {string} text
 * @param {{version: string, date: string}} release
 */
export function withRelease(text, { version, date }) {
  const notes = unreleasedIn(text);
  const { unreleased, releases } = read(text);
  const former = releases.find((release) => release.version === version);
  if (former !== undefined) {
    throw new SetupError(
      `CHANGELOG.md has version ${version} already, in line ${former.at + 1}.`,
      `Choose another version; or, if that one was never released, put its lines under "Unreleased", ${AGAIN}`,
    );
  }
  const lines = text.split('\n');
  const at = Number(unreleased?.at);
  const end = lines[at]?.endsWith('\r') ? '\r' : '';
  const name = unreleased?.heading.endsWith(']') ? `[${version}]` : version;
  lines.splice(at + 1, 0, end, `## ${name} - ${date}${end}`);
  const released = lines.join('\n');
  refuseOtherNotes(released, { version, notes });
  return released;
}

/**
 * Throws a `SetupError` unless the file contains exactly these notes for a version, and nothing under "Unreleased".
 * @param {string} text
 * @param {{version: string, notes: string}} release
 */
export function refuseOtherNotes(text, { version, notes }) {
  const { unreleased, releases } = read(text);
  const release = releases.find((found) => found.version === version);
  if (release !== undefined && notesOf(release) === notes && unreleased !== undefined && notesOf(unreleased) === '') {
    return;
  }
  throw new SetupError(
    `CHANGELOG.md, with what is under "Unreleased" as version ${version}, cannot be read back as it should be.`,
    `Make the lines around its headings simpler (no code, no comments), ${AGAIN}`,
  );
}

/**
 * The releases, in the order of the file. Throws a `SetupError` for a malformed release heading.
 * @param {string} text
 * @returns {Release[]}
 */
export function releasesIn(text) {
  return read(text).releases.map(({ version, date, isYanked, seen }) => ({
    version,
    date,
    isYanked,
    sections: sectionsIn(seen),
  }));
}

/**
 * @typedef {object} Part a section with a second-level heading
 * @property {string} heading
 * @property {number} at the index of its first line
 * @property {string[]} lines as in the file
 * @property {string[]} seen the same without comments
 */

/** @param {string} text */
function read(text) {
  if (/[\0\uFFFD]/.test(text)) throw new SetupError('CHANGELOG.md is not in UTF-8.', `Save it in UTF-8, ${AGAIN}`);
  /** @type {Part | undefined} */
  let unreleased;
  /** @type {(Part & {version: string, date: string, isYanked: boolean})[]} */
  const releases = [];
  for (const part of partsOf(text)) {
    if (UNRELEASED.test(part.heading)) {
      if (unreleased !== undefined) refuseTwo('"Unreleased"', unreleased, part);
      unreleased = part;
      continue;
    }
    const [, opening, version, closing, date, yanked] = RELEASE.exec(part.heading) ?? [];
    if (version === undefined || date === undefined) continue;
    if (opening?.length !== closing?.length) refuseHeading(part);
    if (!isDate(date)) refuseHeading(part);
    const former = releases.find((release) => release.version === version);
    if (former !== undefined) refuseTwo(`version ${version}`, former, part);
    releases.push({ ...part, version, date, isYanked: yanked !== undefined });
  }
  return { unreleased, releases };
}

/** @param {string} text @returns {Part[]} */
function partsOf(text) {
  const lines = linesOf(text);
  const seen = linesOf(text.replaceAll(COMMENT, (comment) => comment.replaceAll(/[^\r\n]/g, '')));
  /** @type {Part[]} */
  const parts = [];
  let isCode = false;
  for (const [at, line] of seen.entries()) {
    if (FENCE.test(line)) isCode = !isCode;
    const heading = line.trimEnd();
    if (!isCode && LIKE_RELEASE.test(heading) && !RELEASE.test(heading)) refuseHeading({ at, heading });
    if (!isCode && SECOND_LEVEL.test(heading)) parts.push({ heading, at, lines: [], seen: [] });
    else {
      parts.at(-1)?.lines.push(String(lines[at]));
      parts.at(-1)?.seen.push(line);
    }
  }
  return parts;
}

/** Splits a text into lines, without line ends and byte order mark. */
function linesOf(/** @type {string} */ text) {
  return text.replace(/^\uFEFF/, '').split(/\r?\n/);
}

/** Without the link definitions, which are at the end of the file. */
function notesOf(/** @type {Part} */ { lines }) {
  const links = [...lines].reverse().findIndex((line) => line.trim() !== '' && !LINK.test(line));
  return links === -1
    ? ''
    : lines
        .slice(0, lines.length - links)
        .join('\n')
        .trim();
}

/** @param {readonly string[]} lines */
function sectionsIn(lines) {
  /** @type {Section[]} */
  const sections = [{ title: '', texts: [], entries: [] }];
  let isAfterGap = true;
  for (const line of lines.filter((text) => !LINK.test(text))) {
    const section = /** @type {Section} */ (sections.at(-1));
    const [title, entry] = [TITLE.exec(line)?.[1], ENTRY.exec(line)?.[1]];
    const words = line.trim();
    const isNewText = isAfterGap && line === line.trimStart();
    const { texts, entries } = section;
    if (title !== undefined) sections.push({ title: title.trim(), texts: [], entries: [] });
    else if (entry !== undefined) entries.push(entry.trim());
    else if (words === '') {
      isAfterGap = true;
      continue;
    } else if (entries.length > 0 && isNewText) sections.push({ title: '', texts: [words], entries: [] });
    else if (entries.length > 0) entries.push(`${String(entries.pop())} ${words}`);
    else if (texts.length > 0 && !isNewText) texts.push(`${String(texts.pop())} ${words}`);
    else texts.push(words);
    isAfterGap = title !== undefined;
  }
  return sections.filter(({ texts, entries }) => texts.length + entries.length > 0);
}

/** Whether the date exists in the calendar. */
function isDate(/** @type {string} */ text) {
  const time = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}

/** @param {{at: number, heading: string}} part @returns {never} */
function refuseHeading({ at, heading }) {
  throw new SetupError(
    `Line ${at + 1} of CHANGELOG.md is no heading of a release: "${heading.trim()}".`,
    `${FORMS}, ${AGAIN}`,
  );
}

/** @param {string} what @param {Part} first @param {Part} second @returns {never} */
function refuseTwo(what, first, second) {
  throw new SetupError(
    `CHANGELOG.md has ${what} twice, in the lines ${first.at + 1} and ${second.at + 1}.`,
    `Make one of both, ${AGAIN}`,
  );
}
