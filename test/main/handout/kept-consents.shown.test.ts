// The data shown about decisions: the chosen scope, and when a program last had a token.
import { expect, it } from 'vitest';
import { createNodeCrypto } from '../../../main/adapters/platform/node-crypto';
import { PERSON } from '../../../main/handout/consumer';
import { KeptConsents } from '../../../main/handout/kept-consents';
import { KeptTrail } from '../../../main/handout/kept-trail';
import { FakeClock, settle } from '../../support/fakes/clock/fake-clock';
import { MemoryConsentsFile, sharedConsents } from '../../support/fakes/handout/memory-consents-file';
import { MemoryTrailFile } from '../../support/fakes/handout/memory-trail-file';
import { silentLogger as logger } from '../../support/fakes/logger/silent-logger';
import { BOT } from '../../support/make-handout';

const BY = { consumer: PERSON, via: 'command-line' } as const;
const QUESTION = { profileId: 'main', consumer: BOT, kind: 'access' } as const;

function setUp() {
  const clock = new FakeClock();
  const shared = sharedConsents();
  const isForThisRun = (profileId: string) => profileId === 'demo';
  const tags = { tagOf: () => '' };
  const trail = new KeptTrail({ file: new MemoryTrailFile(), tags, isForThisRun, clock, logger });
  const file = new MemoryConsentsFile(shared);
  const consents = new KeptConsents({ file, trail, crypto: createNodeCrypto(), isForThisRun, clock, logger });
  const decide = (more: Partial<Parameters<typeof consents.decide>[0]> = {}) =>
    consents.decide({ ...QUESTION, ...more }).kind;
  return { clock, shared, trail, consents, decide };
}

it('keeps decisions about the demo as they are made, in this run only', async () => {
  const { consents, shared, trail, decide } = setUp();
  const demo = { ...QUESTION, profileId: 'demo' };
  await consents.setPolicy('demo', 'ask', BY);
  consents.remember(demo, { decision: 'allow', scope: 'session' });
  const elsewhere = { ...BOT, sessionId: 'another' };
  expect([decide(demo), decide({ ...demo, consumer: elsewhere })]).toEqual(['allow', 'ask']);
  await consents.block('demo', BOT.programId, BY);
  consents.endRun();
  expect(consents.list('demo')).toMatchObject([{ decision: 'deny', scope: 'always' }]);
  expect([decide(demo), shared.content.consents]).toEqual(['deny', []]);
  expect((await trail.query({})).map(({ rule }) => rule)).toEqual(['always', 'session', 'a person is asked first']);
});

it('knows when a program last had a token: from the first one on, over other decisions, and for other programs', async () => {
  const { consents, shared, clock, decide } = setUp();
  const consented = () => {
    const decision = consents.decide(QUESTION);
    if (decision.kind === 'allow' && decision.consent) consents.noteUse(decision.consent);
  };
  const firstMs = clock.nowMs();
  consents.noteNotified(QUESTION);
  await settle();
  expect(shared.content.consents).toMatchObject([{ by: 'told', lastUsedAtMs: firstMs }]);
  await clock.advance(5 * 60_000);
  consented();
  await consents.allow('main', BOT.programId, BY);
  const [allowed] = consents.list();
  expect(allowed).toMatchObject({ by: 'person', lastUsedAtMs: firstMs + 5 * 60_000 });
  await clock.advance(2 * 60_000);
  consented();
  expect(decide()).toBe('allow');
  await consents.dispose();
  expect(shared.content.consents).toMatchObject([{ lastUsedAtMs: firstMs + 7 * 60_000 }]);
});
