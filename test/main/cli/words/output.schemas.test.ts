// Every answer of `--json` follows its schema in docs/schemas.
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { AxiomTokenError } from '../../../../main/core/base/errors';
import type { Finding, RestorePlan } from '../../../../main/handout/operations';
import { called, type CallWorld } from '../../../support/command-line/called';
import { writeBackup } from '../../../support/command-line/write-backup';
import { schemaFaults, SCHEMA_NAMES } from '../../../support/command-line/json-schemas';
import {
  makeConsent,
  makeProfileState,
  makeStatus,
  makeTokenAnswer,
  makeTrailEntry,
} from '../../../support/command-line/make-answers';
import { temporaryFolder } from '../../../support/temporary-folder';

const PLAN: RestorePlan = {
  made_at: null,
  app_version: '0.1.0',
  profiles: [{ id: 'main', name: 'main', account: null, refreshed_at: null, effect: 'add', words: 'Adds it.' }],
};

const answers: CallWorld['answers'] = {
  'token.get': () => makeTokenAnswer({ expires_at: null, expires_in: null, issued_at: null, account: null }),
  status: () => makeStatus({ paused: { since: null, reason: 'x' } }),
  refresh: () => ({ refreshed: ['main'], not_due: [], profiles: [makeProfileState({ last_refresh: null })] }),
  'profiles.list': () => ({
    profiles: [makeProfileState({ last_error: { code: 'NETWORK', message: 'a', hint: 'b' } })],
  }),
  'profiles.add': ({ name }) => ({ id: 'b', name }),
  'profiles.rename': ({ name }) => ({ id: 'b', name }),
  'profiles.remove': () => ({ removed: 'b' }),
  'profiles.default': () => ({ id: 'b' }),
  'consumers.list': () => ({ policies: { main: 'ask' }, consents: [makeConsent({ sessionId: 's', lastUsedAtMs: 1 })] }),
  'consumers.allow': () => makeConsent(),
  'consumers.block': () => makeConsent({ decision: 'deny', scope: 'hour' }),
  'consumers.forget': () => ({ forgotten: ['bot.py'] }),
  'consumers.policy': ({ policy }) => ({ profile: 'main', policy }),
  'trail.query': () => ({
    entries: [makeTrailEntry(), makeTrailEntry({ event: 'paused', kind: undefined })],
    gaps: ['a'],
  }),
  'login.start': () => ({ step: 'done', profile: 'main', account: null }),
  logout: () => ({ profile: 'main', removed: ['main'] }),
  clear: () => ({ removed: ['main'], remaining: [] }),
  import: () => ({ profile: 'main', account: 'a@b.test' }),
  backup: () => ({ file_base64: 'QVhNQg==', profiles: ['main'], left_out: [] }),
  restore: () => ({ plan: PLAN, restored: ['main'], refused: [] }),
  migrate: () => ({ profile: 'main', place: '/x/t', awaits_passphrase: true }),
  pause: () => ({ paused: true }),
  resume: () => ({ paused: false }),
};

const CALLS: readonly (readonly string[])[] = [
  ...[['token'], ['status'], ['status', '--explain'], ['refresh'], ['trail'], ['pause'], ['resume'], ['version']],
  ...[['list'], ['add', 'b'], ['rename', 'b', 'c'], ['remove', 'b', '--yes'], ['default']].map((w) => [
    'profiles',
    ...w,
  ]),
  ...[['list'], ['allow', 'b'], ['block', 'b'], ['forget', 'b'], ['policy', 'ask']].map((w) => ['consumers', ...w]),
];

/** Files: `tokens`, `pass`, a backup; their names are replaced by paths. */
const CALLS_WITH_FILES: readonly (readonly string[])[] = [
  ['login', '--tokens', '<tokens>'],
  ['import', '<tokens>', '--yes'],
  ['backup', '<new>', '--passphrase-file', '<pass>'],
  ['restore', '<backup>', '--passphrase-file', '<pass>', '--yes'],
  ['logout', '--yes'],
  ['clear', '--yes'],
  ['migrate', 'memory', '--yes'],
];

describe('an answer of --json', () => {
  // `doctor` looks at this computer; a sample of its answer is below.
  const seen = new Set(['axiom-tokens.profile-state.v1', 'axiom-tokens.error.v1', 'axiom-tokens.doctor.v1']);

  it.each(CALLS.map((words) => [words.join(' '), words] as const))('of %s follows its schema', async (_name, words) => {
    const terminal = words[0] === 'resume' ? 'person' : 'none';
    const { ending, stdout } = await called([...words, '--json'], { answers, terminal, typed: ['y\n'] });
    const answer = JSON.parse(stdout) as { schema: string };
    seen.add(answer.schema);
    expect([ending, schemaFaults(answer)]).toEqual([0, []]);
  });

  it.each(CALLS_WITH_FILES.map((words) => [words[0] ?? '', words] as const))(
    'of %s follows its schema',
    async (_name, words) => {
      const folder = await temporaryFolder();
      await writeFile(join(folder, 'tokens'), '{"access_token":"a","refresh_token":"b"}');
      await writeFile(join(folder, 'pass'), 'a long passphrase that nobody guesses\n');
      writeBackup(join(folder, 'backup'));
      const whole = words.map((word) => word.replace(/^<(.*)>$/, (_all, name: string) => join(folder, name)));
      const { ending, stdout } = await called([...whole, '--json'], { answers });
      const answer = JSON.parse(stdout) as { schema: string };
      seen.add(answer.schema);
      expect([ending, schemaFaults(answer)]).toEqual([0, []]);
    },
  );

  it('is there for each schema of these commands', () => {
    expect(SCHEMA_NAMES.filter((name) => !seen.has(name))).toEqual([]);
  });

  it.each([
    [['token'], new AxiomTokenError('RATE_LIMITED', { retryAfterMs: 5 })],
    [['token'], new AxiomTokenError('PAUSED')],
    [['tokne'], undefined],
  ])('of a failure follows its schema, %j', async (words, failure) => {
    const fails: CallWorld['answers'] = { 'token.get': () => Promise.reject(failure) };
    expect(schemaFaults(JSON.parse((await called([...words, '--json'], { answers: fails })).stdout))).toEqual([]);
  });

  it('of doctor follows its schema', () => {
    const finding: Finding = { id: 'clock', title: 'Clock', verdict: 'ok', detail: 'Right.' };
    const findings = [finding, { ...finding, verdict: 'wrong', remedy: 'Set it.' }];
    expect(schemaFaults({ schema: 'axiom-tokens.doctor.v1', exit: 0, findings })).toEqual([]);
    expect(schemaFaults({ schema: 'axiom-tokens.doctor.v1', exit: 0, findings: [{ id: 'clock' }] })).toHaveLength(3);
  });

  it('would be refused with a field less, or another type', () => {
    const { expires_at: _left, ...without } = makeTokenAnswer();
    expect(schemaFaults(without)).toEqual([" must have required property 'expires_at'"]);
    expect(schemaFaults({ ...makeTokenAnswer(), expires_in: '9' })).toHaveLength(1);
    expect(schemaFaults({ ...makeStatus(), profiles: [{ id: 'a' }] }).length).toBeGreaterThan(5);
    expect(schemaFaults({ ...makeTokenAnswer(), more: 1 })).toEqual([]);
    expect(schemaFaults({ schema: 'axiom-tokens.none.v1' })).toHaveLength(1);
  });
});
