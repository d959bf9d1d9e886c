// A pause and a block at once: a blocked program learns of the block, because the end of the pause does not help it.
import { expect, it } from 'vitest';
import { AxiomTokenError } from '../../../main/core/base/errors';
import { PERSON } from '../../../main/handout/consumer';
import type { HandoutRequest } from '../../../main/handout/gate';
import { outcomeOf } from '../../support/core-graph';
import { BOT } from '../../support/make-handout';
import { TestServices } from '../../support/make-services';

const BY = { consumer: PERSON, via: 'window' } as const;
const REQUEST: HandoutRequest = {
  profileId: 'default',
  consumer: BOT,
  via: 'socket',
  kind: 'access',
  minValidMs: 10_000,
};

async function paused() {
  const { handout } = await new TestServices().signedIn();
  const { gate, consents, pause } = handout;
  await gate.handOut(REQUEST);
  pause.pause(BY);
  const outcome = async (consumer = BOT) => [
    await outcomeOf(gate.handOut({ ...REQUEST, consumer })),
    await outcomeOf(Promise.resolve().then(() => gate.refuseBeforehand({ ...REQUEST, consumer }))),
  ];
  return { handout, consents, outcome };
}

it('blocks a program at once', async () => {
  const { consents, outcome } = await paused();
  expect(await outcome()).toEqual(['PAUSED', 'PAUSED']);
  await consents.block('default', BOT.programId, BY);
  expect(await outcome()).toEqual(['DENIED', 'DENIED']);
  expect(await outcome({ ...BOT, programId: '/usr/bin/other' })).toEqual(['PAUSED', 'PAUSED']);
  expect(await outcome(PERSON)).toEqual(['PAUSED', 'PAUSED']);
});

it('is a pause also if the decisions about programs cannot be read', async () => {
  const { handout, outcome } = await paused();
  handout.consentsFile.readFailure = new AxiomTokenError('STORAGE_DENIED');
  expect(await outcome()).toEqual(['PAUSED', 'PAUSED']);
});
