// Every answer of `--json` follows its schema in docs/schemas.
import { describe, expect, it } from 'vitest';
import { AxiomTokenError } from '../../../../main/core/base/errors';
import { called, type CallWorld } from '../../../support/command-line/called';
import { schemaFaults, SCHEMA_NAMES } from '../../../support/command-line/json-schemas';
import {
  makeConsent,
  makeProfileState,
  makeStatus,
  makeTokenAnswer,
  makeTrailEntry,
} from '../../../support/command-line/make-answers';

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

describe('an answer of --json', () => {
  const seen = new Set(['axiom-tokens.profile-state.v1', 'axiom-tokens.error.v1']);

  it.each(CALLS.map((words) => [words.join(' '), words] as const))('of %s follows its schema', async (_name, words) => {
    const terminal = words[0] === 'resume' ? 'person' : 'none';
    const { ending, stdout } = await called([...words, '--json'], { answers, terminal, typed: ['y\n'] });
    const answer = JSON.parse(stdout) as { schema: string };
    seen.add(answer.schema);
    expect([ending, schemaFaults(answer)]).toEqual([0, []]);
  });

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

  it('would be refused with a field less, or another type', () => {
    const { expires_at: _left, ...without } = makeTokenAnswer();
    expect(schemaFaults(without)).toEqual([" must have required property 'expires_at'"]);
    expect(schemaFaults({ ...makeTokenAnswer(), expires_in: '9' })).toHaveLength(1);
    expect(schemaFaults({ ...makeStatus(), profiles: [{ id: 'a' }] }).length).toBeGreaterThan(5);
    expect(schemaFaults({ ...makeTokenAnswer(), more: 1 })).toEqual([]);
    expect(schemaFaults({ schema: 'axiom-tokens.none.v1' })).toHaveLength(1);
  });
});
