import { describe, expect, it } from 'vitest';
import { AxiomTokenError } from '../../../main/core/base/errors';
import { ALL_ACCOUNTS, type ConsentAnswer } from '../../../main/handout/consent';
import { PERSON } from '../../../main/handout/consumer';
import { KeptConsents } from '../../../main/handout/kept-consents';
import { KeptTrail } from '../../../main/handout/kept-trail';
import { createNodeCrypto } from '../../../main/adapters/platform/node-crypto';
import { FakeClock, settle } from '../../support/fakes/clock/fake-clock';
import { MemoryConsentsFile, sharedConsents } from '../../support/fakes/handout/memory-consents-file';
import { MemoryTrailFile } from '../../support/fakes/handout/memory-trail-file';
import { RecordingLogger } from '../../support/fakes/logger/recording-logger';
import { BOT } from '../../support/make-handout';

const BY = { consumer: PERSON, via: 'command-line' } as const;
const FULL = new AxiomTokenError('STORAGE_FULL');
const QUESTION = { profileId: 'main', consumer: BOT, kind: 'access' } as const;
const HOUR_MS = 3_600_000;

function setUp(shared = sharedConsents()) {
  const clock = new FakeClock();
  const logger = new RecordingLogger();
  const file = new MemoryConsentsFile(shared);
  const isForThisRun = (profileId: string) => profileId === 'demo';
  const trail = new KeptTrail({
    file: new MemoryTrailFile(),
    tags: { tagOf: () => '' },
    isForThisRun,
    clock,
    logger,
  });
  const consents = new KeptConsents({ file, trail, crypto: createNodeCrypto(), isForThisRun, clock, logger });
  const answer = (decision: 'allow' | 'deny', scope: Extract<ConsentAnswer, { scope: unknown }>['scope']) =>
    consents.remember(QUESTION, { decision, scope });
  const decide = (more: Partial<Parameters<typeof consents.decide>[0]> = {}) =>
    consents.decide({ ...QUESTION, ...more }).kind;
  const askedBefore = () => trail.add({ event: 'refused', via: 'socket', consumer: BOT, profileId: 'main' });
  return { clock, logger, file, shared, trail, consents, answer, decide, askedBefore };
}

describe('answers', () => {
  it('take effect at once, are saved soon, and then apply to other programs', async () => {
    const { consents, answer, decide, shared, file } = setUp();
    await consents.setPolicy('main', 'ask', BY);
    answer('allow', 'always');
    expect([decide(), shared.content.consents]).toEqual(['allow', []]);
    await settle();
    expect(shared.content.consents).toMatchObject([{ programId: BOT.programId, binary: 'file 1', by: 'person' }]);
    expect([setUp(shared).decide(), file.changes]).toEqual(['allow', 2]);
  });

  it('"once" and no answer are not remembered; neither is a consent for a refresh token', async () => {
    const { consents, answer, trail } = setUp();
    answer('allow', 'once');
    answer('deny', 'once');
    consents.remember(QUESTION, { decision: 'unanswered', why: 'timeout' });
    consents.remember({ ...QUESTION, kind: 'refresh' }, { decision: 'allow', scope: 'always' });
    expect([consents.list(), await trail.query({})]).toEqual([[], []]);
  });

  it('until the screen is locked are in no file, and end with that', async () => {
    const { consents, answer, decide, shared } = setUp();
    await consents.setPolicy('main', 'ask', BY);
    answer('allow', 'run');
    await settle();
    expect([decide(), shared.content.consents]).toEqual(['allow', []]);
    let changes = 0;
    consents.onChange(() => void changes++);
    consents.endRun();
    consents.endRun();
    expect([decide(), changes]).toEqual(['ask', 1]);
  });

  it('for an hour are in no file either, and end with the hour', async () => {
    const { clock, answer, decide, shared, consents } = setUp();
    answer('deny', 'hour');
    consents.endRun();
    await settle();
    expect([decide(), shared.content.consents]).toEqual(['deny', []]);
    await clock.advance(HOUR_MS);
    expect([decide(), consents.list()]).toEqual(['notify', []]);
  });

  it('for a session end ten minutes after the last use; other programs learn of the use from time to time', async () => {
    const { clock, answer, decide, consents, file, shared } = setUp();
    await consents.setPolicy('main', 'ask', BY);
    answer('allow', 'session');
    await settle();
    const before = file.changes;
    for (let minute = 0; minute < 60; minute++) {
      await clock.advance(60_000);
      const [consent] = consents.list();
      if (consent) consents.noteUse(consent);
    }
    expect([decide(), decide({ consumer: { ...BOT, sessionId: 'tty2' } })]).toEqual(['allow', 'ask']);
    await settle();
    expect(file.changes - before).toBeLessThan(20);
    expect(clock.nowMs() - (shared.content.consents[0]?.lastUsedAtMs ?? 0)).toBeLessThan(5 * 60_000);
    await clock.advance(600_000);
    expect(decide()).toBe('ask');
  });

  it('are in the trail', async () => {
    const { answer, trail } = setUp();
    answer('allow', 'session');
    answer('deny', 'always');
    expect((await trail.query({})).map(({ event, rule, consumer }) => [event, rule, consumer.name])).toEqual([
      ['blocked', 'always', BOT.name],
      ['allowed', 'session', BOT.name],
    ]);
  });

  it('that cannot be saved hold for this run, which is logged, and are saved with the next one', async () => {
    const { answer, decide, file, logger, consents, shared } = setUp();
    await consents.setPolicy('main', 'ask', BY);
    file.changeFailure = FULL;
    answer('allow', 'always');
    await settle();
    expect([decide(), shared.content.consents, logger.lines.length]).toEqual(['allow', [], 1]);
    file.changeFailure = undefined;
    await consents.setPolicy('second', 'ask', BY);
    expect(shared.content.consents).toHaveLength(1);
  });
});

describe('the policy', () => {
  it('is notify unless another one is set, for one account or for all', async () => {
    const { consents } = setUp(sharedConsents({ policies: { [ALL_ACCOUNTS]: 'ask', main: 'notify' }, consents: [] }));
    expect([consents.policyOf('main'), consents.policyOf('second'), setUp().consents.policyOf('main')]).toEqual([
      'notify',
      'ask',
      'notify',
    ]);
    await consents.setPolicy('second', 'notify', BY);
    expect(consents.policies()).toEqual({ [ALL_ACCOUNTS]: 'ask', main: 'notify', second: 'notify' });
  });

  it('that is stricter applies even if it cannot be saved; one that is less strict does not', async () => {
    const { consents, file } = setUp();
    file.changeFailure = FULL;
    await expect(consents.setPolicy('main', 'ask', BY)).rejects.toBe(FULL);
    expect(consents.policyOf('main')).toBe('ask');
    await expect(consents.setPolicy('main', 'notify', BY)).rejects.toBe(FULL);
    expect(consents.policyOf('main')).toBe('ask');
  });

  it('"notify" is noted once, and is replaced by "ask"', async () => {
    const { consents, decide, shared } = setUp();
    expect(decide()).toBe('notify');
    consents.noteNotified(QUESTION);
    expect(decide()).toBe('allow');
    await settle();
    expect(shared.content.consents).toMatchObject([{ by: 'told', decision: 'allow' }]);
    await consents.setPolicy('main', 'ask', BY);
    expect(decide()).toBe('ask');
  });
});

describe('what a person decides beforehand or afterwards', () => {
  it('allows, blocks and forgets, each in the trail', async () => {
    const { consents, decide, askedBefore, trail } = setUp();
    askedBefore();
    await consents.setPolicy('main', 'ask', BY);
    const allowed = await consents.allow('main', BOT.name, BY);
    expect([decide(), allowed.binary]).toEqual(['allow', 'file 1']);
    await consents.block('main', allowed.id, BY);
    expect([decide(), consents.list().length]).toEqual(['deny', 1]);
    expect(await consents.forget('main', BOT.programId, BY)).toHaveLength(1);
    expect([decide(), consents.list()]).toEqual(['ask', []]);
    const entries = await trail.query({});
    expect(entries.map(({ event, via, consumer, by }) => [event, via, consumer.name, by?.name])).toEqual([
      ['forgotten', 'command-line', BOT.name, PERSON.name],
      ['blocked', 'command-line', BOT.name, PERSON.name],
      ['allowed', 'command-line', BOT.name, PERSON.name],
      ['policy', 'command-line', PERSON.name, undefined],
      ['refused', 'socket', BOT.name, undefined],
    ]);
  });

  it('forgets nothing, without an entry in the trail, if nothing was decided', async () => {
    const { consents, askedBefore, trail } = setUp();
    askedBefore();
    expect(await consents.forget('main', BOT.name, BY)).toEqual([]);
    expect((await trail.query({})).map(({ event }) => event)).toEqual(['refused']);
  });

  it('forgets decisions of this run as well', async () => {
    const { consents, answer, decide } = setUp();
    answer('deny', 'hour');
    await consents.forget('main', BOT.programId, BY);
    expect(decide()).toBe('notify');
  });

  it('applies to its account', async () => {
    const { consents, decide, askedBefore } = setUp();
    askedBefore();
    await consents.block('main', BOT.name, BY);
    expect([decide(), decide({ profileId: 'second' })]).toEqual(['deny', 'notify']);
    expect([consents.list('main').length, consents.list('second').length]).toEqual([1, 0]);
  });

  it('a block applies even if it cannot be saved; allowing or forgetting does not', async () => {
    const { consents, decide, file, askedBefore } = setUp();
    askedBefore();
    file.changeFailure = FULL;
    await consents.setPolicy('main', 'ask', BY).catch(() => undefined);
    await expect(consents.allow('main', BOT.name, BY)).rejects.toBe(FULL);
    expect(decide()).toBe('ask');
    await expect(consents.block('main', BOT.name, BY)).rejects.toBe(FULL);
    expect(decide()).toBe('deny');
    await expect(consents.forget('main', BOT.name, BY)).rejects.toBe(FULL);
    expect(decide()).toBe('deny');
  });

  it('a block from a notification does not wait for the trail', async () => {
    const { consents, decide, trail } = setUp();
    consents.noteNotified(QUESTION);
    trail.query = () => new Promise(() => undefined);
    const blocked = consents.block('main', BOT.programId, BY);
    await Promise.resolve();
    expect(decide()).toBe('deny');
    await blocked;
    await consents.forget('main', BOT.programId, BY);
    expect(decide()).toBe('notify');
  });

  it('is removed with its account, which writes nothing if there is nothing', async () => {
    const { consents, file, shared, askedBefore } = setUp();
    askedBefore();
    await consents.block('main', BOT.name, BY);
    const before = file.changes;
    consents.forgetAccount('second');
    consents.forgetAccount('main');
    await settle();
    expect([consents.list(), shared.content.consents, file.changes - before]).toEqual([[], [], 1]);
  });
});

it('changes of another program are reported and take effect', async () => {
  const shared = sharedConsents();
  const [here, elsewhere] = [setUp(shared), setUp(shared)];
  let changes = 0;
  here.consents.onChange(() => void changes++);
  elsewhere.askedBefore();
  await elsewhere.consents.block('main', BOT.name, BY);
  expect([here.decide(), changes]).toEqual(['deny', 1]);
  await here.consents.dispose();
});

it('leaves nothing of the demo behind', async () => {
  const { consents, shared } = setUp();
  consents.noteNotified({ ...QUESTION, profileId: 'demo' });
  await settle();
  expect([consents.list('demo').length, shared.content.consents]).toEqual([1, []]);
});

it('fails if the file cannot be read, but not for a person who presses', () => {
  const { consents, file, decide } = setUp();
  file.readFailure = new AxiomTokenError('STORAGE_DENIED');
  expect(() => decide()).toThrow(expect.objectContaining({ code: 'STORAGE_DENIED' }));
  expect(() => consents.list()).toThrow(expect.objectContaining({ code: 'STORAGE_DENIED' }));
  expect(decide({ consumer: PERSON })).toBe('allow');
});

describe('a script that is blocked by its path', () => {
  const SCRIPT = '/home/u/evil.py';
  const runBy = (exe: string) => ({ ...BOT, programId: `${exe} ${SCRIPT}`, exe, script: SCRIPT });

  it('is blocked whatever runs it, until what runs it is allowed', async () => {
    const { consents, decide, trail } = setUp();
    await consents.block('main', SCRIPT, BY);
    const runs = ['/usr/bin/python3.11', '/usr/bin/python3.12'].map((exe) => decide({ consumer: runBy(exe) }));
    expect([...runs, decide()]).toEqual(['deny', 'deny', 'notify']);
    trail.add({ event: 'refused', via: 'socket', consumer: runBy('/usr/bin/python3.11'), profileId: 'main' });
    await consents.allow('main', 'bot', BY);
    expect(decide({ consumer: runBy('/usr/bin/python3.11') })).toBe('allow');
  });

  it('is forgotten with what runs it, and the other way round', async () => {
    const { consents } = setUp();
    const id = `/usr/bin/python3.11 ${SCRIPT}`;
    await consents.block('main', SCRIPT, BY);
    await consents.block('main', id, BY);
    expect(await consents.forget('main', SCRIPT, BY)).toHaveLength(2);
    await consents.block('main', SCRIPT, BY);
    expect(await consents.forget('main', id, BY)).toHaveLength(1);
  });

  it('is not allowed whatever runs it', async () => {
    const { consents, decide } = setUp();
    await consents.setPolicy('main', 'ask', BY);
    await consents.allow('main', SCRIPT, BY);
    expect(decide({ consumer: runBy('/tmp/python3') })).toBe('ask');
  });
});
