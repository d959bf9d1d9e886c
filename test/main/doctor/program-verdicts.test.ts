import { describe, expect, it } from 'vitest';
import {
  judgeSocket,
  judgeVersions,
  type SocketFacts,
  type VersionsFacts,
} from '../../../main/doctor/program-verdicts';

const app = { kind: 'app', version: '0.1.0', pid: 42, protocol: 1 };
const look = (more: Partial<SocketFacts>): SocketFacts => ({ folder: 'private', socket: 'private', ...more });

describe('judgeSocket', () => {
  it.each<[string, SocketFacts | 'late', boolean, string, RegExp]>([
    ['the app answers', look({ answer: app }), false, 'ok', /version 0.1.0, process 42/],
    ['the app answers, says the app', look({ answer: app }), true, 'ok', /^The app answers at \/run\/s \(/],
    [
      'nothing is at a path that was named, and the app runs or not',
      look({ folder: 'absent', socket: 'absent', runningApp: {}, namedBy: 'AXIOM_TOKENS_SOCK' }),
      false,
      'wrong',
      /^There is no socket \/run\/s, which AXIOM_TOKENS_SOCK names\.$/,
    ],
    [
      'nobody listens at a path that was named',
      look({ answer: 'refused', namedBy: '--socket' }),
      false,
      'wrong',
      /^Nobody listens at \/run\/s, which --socket names\.$/,
    ],
    ['the agent answers', look({ answer: { ...app, kind: 'agent' } }), false, 'ok', /^The agent/],
    ['nothing is there', look({ folder: 'absent', socket: 'absent' }), false, 'ok', /works without it/],
    ['nothing is there, says the app', look({ socket: 'absent' }), true, 'wrong', /cannot reach it/],
    ['a stale one is there', look({ answer: 'refused' }), false, 'ok', /works without it/],
    ['a stale one is there, says the app', look({ answer: 'refused' }), true, 'wrong', /cannot reach it/],
    [
      'nothing is there, and the app runs all the same',
      look({ folder: 'absent', socket: 'absent', runningApp: {} }),
      false,
      'wrong',
      /^The app runs, but no program listens at \/run\/s,/,
    ],
    ['a stale one is there, and the app runs', look({ answer: 'refused', runningApp: {} }), false, 'wrong', /app runs/],
    ['nobody speaks', look({ answer: 'silent' }), false, 'wrong', /did not answer in time\.$/],
    [
      'the app hangs',
      look({ answer: 'silent', runningApp: { pid: 42 } }),
      false,
      'wrong',
      /did not answer in time\. The app with this data folder is process 42\.$/,
    ],
    ['another program answers', look({ answer: 'other' }), false, 'wrong', /Something other/],
    ['it hangs', 'late', false, 'wrong', /did not answer in time/],
    ['the folder is another user’s', look({ folder: 'not-own', socket: 'absent' }), false, 'wrong', /another user/],
    ['the socket is another user’s', look({ socket: 'not-own' }), false, 'wrong', /another user/],
    ['the folder is open', look({ folder: 'open' }), false, 'wrong', /Other users of this computer can use/],
    ['the socket is open', look({ socket: 'open' }), false, 'wrong', /Other users of this computer can use/],
    ['a file is there', look({ socket: 'other-kind' }), false, 'wrong', /not a socket is at the path of the socket/],
  ])('when %s', (_what, found, isApp, verdict, detail) => {
    const judged = judgeSocket(found, '/run/s', isApp);
    expect(judged.verdict).toBe(verdict);
    expect(judged.detail).toMatch(detail);
    expect(judged.remedy !== undefined).toBe(verdict === 'wrong');
  });
});

it.each<Partial<SocketFacts>>([{ folder: 'not-own', socket: 'absent' }, { folder: 'open' }, { socket: 'other-kind' }])(
  'if a person named the path, nothing there is moved or removed: %o',
  (found) => {
    expect(judgeSocket(look({ ...found, namedBy: '--socket' }), '/etc/passwd', false).remedy).toMatch(
      /^Give the socket/,
    );
  },
);

const versions = (more: Partial<VersionsFacts>): VersionsFacts => ({
  runtimes: ['Node 22'],
  system: 'Linux 6',
  ...more,
});

describe('judgeVersions', () => {
  it.each<[string, VersionsFacts, string, string]>([
    ['of the app', versions({ app: { version: '1.0.0' } }), 'ok', 'App 1.0.0; Node 22; Linux 6.'],
    ['of the command line alone', versions({ commandLine: '1.0.0' }), 'ok', 'axiom-tokens 1.0.0; Node 22; Linux 6.'],
    [
      'of both',
      versions({ app: { version: '1.0.0', protocol: 1 }, commandLine: '1.0.0' }),
      'ok',
      'App 1.0.0; axiom-tokens 1.0.0; Node 22; Linux 6.',
    ],
    [
      'that differ',
      versions({ app: { version: '1.1.0', protocol: 1 }, commandLine: '1.0.0' }),
      'warning',
      'App 1.1.0; axiom-tokens 1.0.0; Node 22; Linux 6. Their versions differ.',
    ],
    [
      'that do not fit',
      versions({ app: { version: '9.0.0', protocol: 7 }, commandLine: '1.0.0' }),
      'wrong',
      'App 9.0.0; axiom-tokens 1.0.0; Node 22; Linux 6. The two do not understand each other.',
    ],
    [
      'of a copy that was replaced',
      versions({ app: { version: '1.0.0' }, replaced: { message: 'Replaced.', remedy: 'Restart.' } }),
      'warning',
      'App 1.0.0; Node 22; Linux 6. Replaced.',
    ],
  ])('%s', (_what, found, verdict, detail) => expect(judgeVersions(found)).toMatchObject({ verdict, detail }));
});
