// Programs that exec has started: identified by a key while the program that registered it is connected.
import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import { Children } from '../../../../main/handout/broker/children';
import { BOT } from '../../../support/handout/scripted-broker';

const hash = (key: string) => createHash('sha256').update(key).digest('hex');
const SHELL = { ...BOT, programId: '/usr/bin/bash', name: 'bash' };

it('a child is a consumer of its own, with the consent of the program that lent it the key', () => {
  const children = new Children();
  children.register(hash('key'), { by: SHELL, program: 'bot.py' });
  expect(children.has('key')).toBe(true);
  expect(children.consumerOf('key', BOT)).toEqual({
    ...BOT,
    kind: 'child',
    name: 'python3 running bot.py in ~, with the key of bot.py from axiom-tokens exec',
    parent: 'bash',
    lentBy: SHELL,
  });
  expect([children.has('other'), children.consumerOf('other', BOT)]).toEqual([false, undefined]);
});

it('the key is invalid with the end of the registration, and its user is informed', () => {
  const children = new Children();
  const ended: string[] = [];
  const unregister = children.register(hash('key'), { by: SHELL, program: 'bot.py' });
  children.use('key', () => ended.push('one'));
  const stop = children.use('key', () => ended.push('two'));
  stop();
  unregister();
  unregister();
  expect([children.consumerOf('key', BOT), ended]).toEqual([undefined, ['one']]);
});

it('a former registration does not end the one that has replaced it', () => {
  const children = new Children();
  const former = children.register(hash('key'), { by: SHELL, program: 'a' });
  children.register(hash('key'), { by: SHELL, program: 'b' });
  former();
  expect(children.consumerOf('key', BOT)?.name).toContain('of b from');
});

it('knows the process that has registered a key, if the system reports it', () => {
  const children = new Children();
  children.register(hash('key'), { by: SHELL, program: 'bot.py', pid: 77 });
  children.register(hash('other'), { by: SHELL, program: 'bot.py' });
  expect(['key', 'other', 'none'].map((key) => children.starterOf(key))).toEqual([77, undefined, undefined]);
});

it('reports each registration', () => {
  const children = new Children();
  let count = 0;
  const stop = children.onArrival(() => count++);
  children.register(hash('key'), { by: SHELL, program: 'a' });
  stop();
  children.register(hash('other'), { by: SHELL, program: 'a' });
  expect(count).toBe(1);
});
