// No command lets foreign text control the terminal: names, reasons and paths contain everything that could.
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { leaves } from '../../../../main/cli/tree/command-tree';
import { AxiomTokenError } from '../../../../main/core/base/errors';
import { called, type CallWorld } from '../../../support/command-line/called';
import { writeBackup } from '../../../support/command-line/write-backup';
import {
  makeConsent,
  makeProfileState,
  makeStatus,
  makeTokenAnswer,
  makeTrailEntry,
} from '../../../support/command-line/make-answers';
import { temporaryFolder } from '../../../support/temporary-folder';

const EVIL = 'x\u001b[31mRED\u001b]0;title\u0007\u009b2J\u202e\u2066\nINJECTED\r\u2028INJECTED';
const profile = makeProfileState({
  ...{ id: EVIL, name: EVIL, account: EVIL, place: EVIL, headline: EVIL, verdict: EVIL },
  last_error: { code: 'NETWORK', message: EVIL, hint: EVIL },
});
const consent = makeConsent({ id: EVIL, name: EVIL, programId: EVIL, profileId: EVIL });
const consumer = { kind: 'program', programId: EVIL, sessionId: EVIL, name: EVIL } as const;
const entry = makeTrailEntry({ consumer, reason: EVIL, rule: EVIL, tag: EVIL, profileId: EVIL });
const plan = {
  ...{ made_at: EVIL, app_version: EVIL },
  profiles: [{ id: EVIL, name: EVIL, account: EVIL, refreshed_at: null, effect: 'replace', words: EVIL }],
} as const;

const answers: CallWorld['answers'] = {
  'token.get': () => makeTokenAnswer({ expires_at: EVIL }),
  status: () => makeStatus({ paused: { since: null, reason: EVIL }, profiles: [profile] }),
  refresh: () => ({ refreshed: [EVIL], not_due: [], profiles: [profile] }),
  'profiles.list': () => ({ profiles: [profile] }),
  'profiles.add': () => ({ id: EVIL, name: EVIL }),
  'profiles.rename': () => ({ id: EVIL, name: EVIL }),
  'profiles.remove': () => ({ removed: EVIL }),
  'profiles.default': () => ({ id: EVIL }),
  'consumers.list': () => ({ policies: { [EVIL]: 'ask' }, consents: [consent] }),
  'consumers.allow': () => consent,
  'consumers.block': () => consent,
  'consumers.forget': () => ({ forgotten: [EVIL] }),
  'consumers.policy': ({ policy }) => ({ profile: EVIL, policy }),
  'trail.query': () => ({ entries: [entry], gaps: [EVIL] }),
  'login.start': () => ({ step: 'done', profile: EVIL, account: EVIL }),
  logout: () => ({ profile: EVIL, removed: [EVIL] }),
  clear: () => ({ removed: [EVIL], remaining: [EVIL] }),
  import: () => ({ profile: EVIL, account: EVIL }),
  backup: () => ({ file_base64: 'QVhNQg==', profiles: [EVIL], left_out: [EVIL] }),
  restore: () => ({ plan, restored: [EVIL], refused: [EVIL] }),
  migrate: () => ({ profile: EVIL, place: EVIL }),
  pause: () => ({ paused: true }),
  resume: () => ({ paused: false }),
};

/** Names in angle brackets are files of the test; `<evil>` does not exist. */
const CALLS: readonly (readonly string[])[] = [
  ['token', '-o', '<evil>'],
  ...[['status'], ['status', '--explain', '-p', EVIL], ['status', '--oneline'], ['refresh'], ['trail'], ['pause']],
  ...[['resume'], ['version'], ['__complete', 'profile'], ['logout'], ['clear'], ['migrate', 'memory']],
  ...[['list'], ['add', EVIL], ['rename', EVIL, EVIL], ['remove', EVIL], ['default'], ['default', EVIL]].map(
    (words) => ['profiles', ...words],
  ),
  ...[['list'], ['allow', EVIL], ['block', EVIL], ['forget', EVIL], ['policy', 'ask']].map((w) => ['consumers', ...w]),
  ...[
    ['login', '--tokens', '<tokens>'],
    ['import', '<tokens>'],
    ['import', '<tokens>', '--dry-run'],
  ],
  ['backup', '<evil>', '--passphrase-file', '<pass>'],
  ['restore', '<backup>', '--passphrase-file', '<pass>'],
  ['restore', '<backup>', '--passphrase-file', '<pass>', '--dry-run'],
  // Refused before anything is asked.
  ...[['tokne', EVIL], [EVIL], ['status', `--${EVIL}`], ['token', '--timeout', EVIL], ['trail', '--tag', EVIL]],
  ...[
    ['token', '--format', EVIL],
    ['import', '<evil>'],
    ['restore', '<evil>'],
    ['exec', '--cwd', EVIL, '--', 'a'],
  ],
  ['logout', '-p', 'nobody', '--yes'],
];
/** Their whole output is our own text, a secret in a format, JSON lines, or a program's answer. */
const OWN_TEXTS = ['watch', 'doctor', 'completion', 'man'];

async function whole(words: readonly string[]): Promise<readonly string[]> {
  const folder = await temporaryFolder();
  await writeFile(join(folder, 'tokens'), '{"access_token":"a","refresh_token":"b"}');
  await writeFile(join(folder, 'pass'), 'a long passphrase that nobody guesses\n');
  writeBackup(join(folder, 'backup'));
  const inFolder = (word: string) =>
    word.replace(/^<(.*)>$/, (_all, name: string) => join(folder, name === 'evil' ? EVIL : name));
  return words.map(inFolder);
}

function expectHarmless(text: string): void {
  expect(text.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}\u2028\u2029]/u);
  expect(text).not.toMatch(/^\s*INJECTED/m);
}

describe('a terminal', () => {
  it.each(CALLS.map((words) => [words.join(' ').replaceAll(EVIL, 'EVIL'), words] as const))(
    'is safe from %s',
    async (_name, words) => {
      for (const terminal of ['none', 'person'] as const) {
        const world = { answers, terminal, typed: Array.from({ length: 5 }, () => 'y\n') };
        const { stdout, stderr } = await called(await whole(words), world);
        // When a person is asked, readline itself writes to the terminal.
        const said = terminal === 'person' ? withoutReadline(stderr) : stderr;
        expectHarmless(stdout + said);
      }
    },
  );

  it.each(CALLS.map((words) => [words.join(' ').replaceAll(EVIL, 'EVIL'), words] as const))(
    'is safe from a failure of %s',
    async (_name, words) => {
      const failure = new AxiomTokenError('INVALID_INPUT', { message: EVIL, remedy: EVIL });
      const failing = Object.fromEntries(Object.keys(answers).map((name) => [name, () => Promise.reject(failure)]));
      const { stdout, stderr } = await called([...(await whole(words)), '--yes', '-v'], { answers: failing });
      expectHarmless(stdout + stderr);
    },
  );

  it('is looked at for each command', () => {
    const seen = CALLS.map((words) => words.join(' '));
    const left = leaves().filter(({ path }) => !seen.some((words) => `${words} `.startsWith(`${path.join(' ')} `)));
    expect(left.map(({ path }) => path.join(' '))).toEqual(OWN_TEXTS);
  });
});

/** readline's control sequences for moving in the typed line. */
function withoutReadline(text: string): string {
  return text.replaceAll(/\p{Cc}\[(?:\d+[GJK]|\d*[CD])|\r/gu, '');
}
