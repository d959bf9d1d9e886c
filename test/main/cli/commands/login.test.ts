import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { signedInWords } from '../../../../main/cli/commands/login';
import type { BrokerLink } from '../../../../main/cli/session/session';
import { AxiomTokenError } from '../../../../main/core/base/errors';
import { called } from '../../../support/command-line/called';

const DONE = { step: 'done', profile: 'main', account: 'account-1' } as const;
const APP = { link: {} as BrokerLink };
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'login-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('login --tokens', () => {
  it('imports a file, for the account that is named', async () => {
    const path = join(folder, 'tokens.json');
    writeFileSync(path, 'the tokens');
    const words = ['login', '--tokens', path, '--as', 'second'];
    const { ending, stdout, stderr, calls } = await called(words, { answers: { 'login.start': () => DONE } });
    expect([ending, stdout, stderr]).toEqual([0, 'Signed in: main (account account-1).\n', '']);
    expect(calls).toEqual([['login.start', { way: 'tokens', profile: 'second', tokens: 'the tokens' }]]);
  });

  it('calls the account by its name', async () => {
    const path = join(folder, 'tokens.json');
    writeFileSync(path, 'x');
    const done = { ...DONE, profile: 'default', name: 'hedge' };
    const { stdout } = await called(['login', '--tokens', path], { answers: { 'login.start': () => done } });
    expect(stdout).toBe('Signed in: hedge (account account-1).\n');
  });

  it('has a schema, and a failure its exit code', async () => {
    const path = join(folder, 'tokens.json');
    writeFileSync(path, 'x');
    const good = await called(['login', '--tokens', path, '--json'], { answers: { 'login.start': () => DONE } });
    expect(JSON.parse(good.stdout)).toEqual({
      schema: 'axiom-tokens.login.v1',
      profile: 'main',
      account: 'account-1',
    });
    const bad = await called(['login', '--tokens', path], {
      answers: { 'login.start': () => Promise.reject(new AxiomTokenError('WRONG_ACCOUNT')) },
    });
    expect([bad.ending, bad.stdout]).toEqual([12, '']);
  });
});

describe('login --password', () => {
  const typed = ['me@example.com\r', 'hunter2\r', '000000\r', '123 456\r'];

  it('asks for e-mail, password and code, and for the code again', async () => {
    const codes: string[] = [];
    const { ending, stdout, stderr, calls } = await called(['login', '--password'], {
      terminal: 'person',
      typed,
      answers: {
        'login.start': () => ({ step: 'code-wanted', attempt: 1 }),
        'login.answer': ({ code }) => {
          codes.push(code);
          if (code !== '123456') throw new AxiomTokenError('INVALID_OTP');
          return DONE;
        },
      },
    });
    expect([ending, stdout, codes]).toEqual([0, 'Signed in: main (account account-1).\n', ['000000', '123456']]);
    expect(calls[0]).toEqual(['login.start', { way: 'password', email: 'me@example.com', password: 'hunter2' }]);
    expect([stderr.includes('hunter2'), stderr.includes('Axiom did not accept this code. Type it again.')]).toEqual([
      false,
      true,
    ]);
  });

  it('cancels what was begun when it fails', async () => {
    const { ending, calls } = await called(['login', '--password', '--email', 'me@example.com'], {
      terminal: 'person',
      typed: ['hunter2\r'],
      answers: {
        'login.start': () => Promise.reject(new AxiomTokenError('INVALID_CREDENTIALS')),
        'login.cancel': () => ({}),
      },
    });
    expect([ending, calls.map(([name]) => name)]).toEqual([4, ['login.start', 'login.cancel']]);
  });

  it('needs a terminal, and is the way without the app', async () => {
    const { ending, stderr, calls } = await called(['login', '--email', 'me@example.com'], APP);
    expect([ending, calls]).toEqual([2, []]);
    expect(stderr).toContain('E-mail, password and code are asked for in a terminal');
  });
});

describe('login --browser', () => {
  it('is the way where the app runs, and says that its window is open', async () => {
    const { ending, stderr, calls } = await called(['login'], {
      ...APP,
      terminal: 'person',
      answers: {
        'login.start': (_params, options) => {
          options?.onLogin?.({ step: 'browser-open' });
          return DONE;
        },
      },
    });
    expect([ending, calls[0]?.[1]]).toEqual([0, { way: 'browser' }]);
    expect(stderr).toContain('Sign in in the window that the app has opened.');
  });
});

it('ends as by a signal when Ctrl-C is pressed at a question', async () => {
  const { ending, calls } = await called(['login', '--password'], { terminal: 'person', typed: ['\u0003'] });
  expect([ending, calls]).toEqual(['SIGINT', []]);
});

it('needs a way where there is no terminal: nobody would see the window', async () => {
  const { ending, stderr, calls } = await called(['login'], APP);
  expect([ending, calls]).toEqual([2, []]);
  expect(stderr).toContain('Add --browser for the window of the app, or --tokens FILE.');
});

it.each(['--browser', '--tokens=-'])('%s takes no e-mail', async (way) => {
  const { ending, stderr, calls } = await called(['login', way, '--email', 'me@example.com'], APP);
  expect([ending, calls]).toEqual([2, []]);
  expect(stderr).toContain('--email is for --password');
});

it('takes one way', async () => {
  const { ending, stderr } = await called(['login', '--browser', '--password']);
  expect([ending, stderr.split('\n')[0]]).toEqual([
    2,
    'axiom-tokens: Only one of --browser, --password and --tokens can be used.',
  ]);
});

it('names no account that is not known', () => {
  expect(signedInWords('main', null)).toBe('Signed in: main.');
});
