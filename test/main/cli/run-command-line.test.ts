import { Writable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { AxiomTokenError } from '../../../main/core/base/errors';
import { called } from '../../support/command-line/called';
import { makeStatus, makeTokenAnswer } from '../../support/command-line/make-answers';
import { FakeClock } from '../../support/fakes/clock/fake-clock';

const never = () => new Promise<never>(() => undefined);
const token = { 'token.get': () => makeTokenAnswer() };

/** A stdout whose reader is gone, or that cannot be written. */
function brokenPipe(code: string): Writable {
  return new Writable({
    write: (_chunk, _encoding, done) => done(Object.assign(new Error(code), { code })),
  });
}

describe('a run of the command line', () => {
  it('prints what was asked for and nothing else', async () => {
    const { ending, stdout, stderr, isDisposed } = await called(['token'], { answers: token });
    expect([ending, stdout, stderr, isDisposed]).toEqual([0, `${makeTokenAnswer().access_token}\n`, '', true]);
  });

  it('prints nothing to stdout when it fails, and ends with the code of the failure', async () => {
    const answers = {
      'token.get': () => {
        throw new AxiomTokenError('PAUSED');
      },
    };
    const { ending, stdout, stderr, isDisposed } = await called(['token', '-q'], { answers });
    expect([ending, stdout, isDisposed]).toEqual([7, '', true]);
    expect(stderr).toBe('axiom-tokens: Handing out tokens is paused.\nResume first.\n');
  });

  it('prints one error object with --json, and nothing to stderr', async () => {
    const answers = {
      'token.get': () => {
        throw new AxiomTokenError('RATE_LIMITED', { retryAfterMs: 7 });
      },
    };
    const { ending, stdout, stderr } = await called(['--json', 'token'], { answers });
    expect([ending, stderr]).toEqual([9, '']);
    expect(JSON.parse(stdout)).toMatchObject({ schema: 'axiom-tokens.error.v1', exit: 9, retry_after_ms: 7 });
    expect(stdout.trim().split('\n')).toHaveLength(1);
  });

  it('leaves the --json of another program to it', async () => {
    const { stdout, stderr } = await called(['exec', 'bot', '--json', '--on-refresh', 'x']);
    expect([stdout, stderr.startsWith('axiom-tokens: ')]).toEqual(['', true]);
  });

  it.each([
    [['nothing'], 2],
    [['token', '--timeout', 'soon'], 2],
    [['token', '--standalone', '--require-broker'], 2],
  ])('%j is wrong usage', async (words, code) => {
    const { ending, stdout, stderr, calls } = await called(words);
    expect([ending, stdout, calls]).toEqual([code, '', []]);
    expect(stderr.split('\n')).toHaveLength(3);
    const asJson = await called([...words, '--json']);
    expect(JSON.parse(asJson.stdout)).toMatchObject({ code: 'INVALID_INPUT', exit: code });
  });

  it('prints help and version to stdout', async () => {
    expect(await called(['-V'])).toMatchObject({ ending: 0, stdout: '1.2.3\n', stderr: '' });
    const { ending, stdout } = await called(['token', '--help']);
    expect([ending, stdout.includes('Usage: axiom-tokens token'), stdout.includes('--min-valid')]).toEqual([
      0,
      true,
      true,
    ]);
  });

  it('gives up after --timeout, whatever the command does', async () => {
    const clock = new FakeClock();
    const running = called(['token', '--timeout', '2s'], { answers: { 'token.get': never }, clock });
    let isOver = false;
    void running.finally(() => (isOver = true));
    await expect.poll(async () => (await clock.advance(1_000), isOver)).toBe(true);
    expect(await running).toMatchObject({ ending: 124, stdout: '', isDisposed: true });
  });

  it('has a time limit of its own for each command', async () => {
    const limitOf = async (...words: string[]) =>
      (await called(words, { answers: { ...token, status: () => makeStatus() } })).settings?.timeoutMs.value;
    expect(await limitOf('status')).toBe(30_000);
    expect(await limitOf('token')).toBe(90_000);
    expect(await limitOf('token', '--timeout', '0')).toBeUndefined();
    expect(await limitOf('--timeout', '5', 'token')).toBe(5000);
  });

  it('ends by the signal that ends it, after the cleanup', async () => {
    const clock = new FakeClock();
    const running = called(['token'], { answers: { 'token.get': never }, clock, onStart: (raise) => raise('SIGINT') });
    let isOver = false;
    void running.finally(() => (isOver = true));
    await expect.poll(async () => (await clock.advance(1_000), isOver)).toBe(true);
    expect(await running).toMatchObject({ ending: 'SIGINT', stdout: '', isDisposed: true });
  });

  it('ends quietly when nobody reads any more', async () => {
    const { ending, stderr } = await called(['token'], { answers: token, stdout: brokenPipe('EPIPE') });
    expect([ending, stderr]).toEqual([1, '']);
  });

  it('says so when the output cannot be written', async () => {
    const { ending, stderr } = await called(['token'], { answers: token, stdout: brokenPipe('ENOSPC') });
    const told = [1, expect.stringContaining('could not be written (ENOSPC)')];
    expect([ending, stderr]).toEqual(told);
    const asJson = await called(['token', '--json'], { answers: token, stdout: brokenPipe('ENOSPC') });
    expect([asJson.ending, asJson.stderr]).toEqual(told);
  });

  it('shows no secret of an unexpected error', async () => {
    const answers = {
      'token.get': () => {
        throw new Error('eyJsecret');
      },
    };
    const { ending, stdout, stderr } = await called(['token', '-v'], { answers });
    expect([ending, `${stdout}${stderr}`.includes('eyJsecret')]).toEqual([1, false]);
  });
});
