// `axiom-tokens exec` and `watch` under Node without the app, with tokens of two seconds.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, it } from 'vitest';
import { CommandLine } from '../support/cli/command-line';
import { waitUntil } from '../support/wait-until';

let line: CommandLine;
beforeAll(async () => {
  line = await CommandLine.open('test/support/cli/alone-line.ts');
});
afterAll(() => line.dispose());

const run = (lifeMs: number, args: readonly string[]) =>
  line.run(args, { env: { ...line.env, LIFE_MS: String(lifeMs) } });
const exec = (lifeMs: number, flags: readonly string[], script: string) =>
  run(lifeMs, ['exec', ...flags, '--', 'sh', '-c', script]);

// They wait for the ends of tokens, so they run in parallel.
describe.concurrent('exec without the app', () => {
  it('passes on the token but neither a socket nor a key, not even its own', async ({ expect }) => {
    const { ended, printed } = exec(60_000, [], 'env | grep ^AXIOM_ | cut -d= -f1 | sort | tr "\\n" " "');
    expect(await ended).toEqual({ code: 0, signal: null });
    expect(printed.stdout).toBe(
      'AXIOM_ACCESS_TOKEN AXIOM_REFRESH_TOKEN AXIOM_TOKENS_PROFILE AXIOM_TOKEN_EXPIRES_AT AXIOM_TOKEN_EXPIRES_AT_EPOCH ',
    );
  });

  it('refreshes for the file and the signal, and leaves nothing', async ({ expect }) => {
    const { child, ended, printed } = exec(
      2_000,
      ['--on-refresh', 'signal:USR1'],
      `trap 'cat $AXIOM_TOKEN_FILE; echo' USR1; trap 'exit 0' TERM; echo up; while :; do sleep 0.02; done`,
    );
    await waitUntil('two refreshes', () => printed.stdout.includes('access.token.3\n'));
    child.kill('SIGTERM');
    expect((await ended).code).toBe(0);
    expect(printed.stdout).toMatch(/^up\naccess\.token\.2\naccess\.token\.3\n/);
    expect(readdirSync(join(line.folder, 'run/axiom-token-manager/exec'))).toEqual([]);
  });

  it('restarts with a fresh token', async ({ expect }) => {
    const { child, ended, printed } = exec(
      2_000,
      ['--on-refresh', 'restart'],
      'echo $AXIOM_ACCESS_TOKEN; exec sleep 100',
    );
    await waitUntil('a restart', () => printed.stdout.split('\n').length === 3);
    child.kill('SIGTERM');
    expect(await ended).toEqual({ code: null, signal: 'SIGTERM' });
    const [first, second] = printed.stdout.split('\n');
    expect(second).not.toBe(first);
  });

  it('warns when no option handles the expiry of the token', async ({ expect }) => {
    const { ended, printed } = exec(3_000, [], 'true; sleep 0.2');
    await ended;
    expect(printed.stderr).toMatch(/^axiom-tokens: the token in the environment .*\n$/);
  });
});

describe.concurrent('watch without the app', () => {
  it('prints each new pair', async ({ expect }) => {
    const { child, ended, printed } = run(2_000, ['watch', '--events', 'token']);
    await waitUntil('two refreshes', () => printed.stdout.split('\n').length === 4);
    child.kill('SIGTERM');
    expect(await ended).toEqual({ code: null, signal: 'SIGTERM' });
    const lines = printed.stdout.trim().split('\n');
    expect(lines.map((each) => JSON.parse(each).generation)).toEqual([1, 2, 3]);
    expect(JSON.parse(lines[0] ?? '').source).toBe('standalone');
  });
});
