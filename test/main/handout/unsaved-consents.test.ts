import { expect, it } from 'vitest';
import { AxiomTokenError } from '../../../main/core/base/errors';
import type { Consent } from '../../../main/handout/consent';
import { putConsent, setPolicyOf } from '../../../main/handout/consent-changes';
import { UnsavedConsents } from '../../../main/handout/unsaved-consents';
import { FakeClock } from '../../support/fakes/clock/fake-clock';
import { MemoryConsentsFile, sharedConsents } from '../../support/fakes/handout/memory-consents-file';
import { RecordingLogger } from '../../support/fakes/logger/recording-logger';

function setUp() {
  const shared = sharedConsents();
  const clock = new FakeClock();
  const logger = new RecordingLogger();
  const file = new MemoryConsentsFile(shared);
  const consent: Consent = {
    id: 'a',
    profileId: 'main',
    programId: 'bot',
    name: 'bot',
    decision: 'allow',
    scope: 'always',
    by: 'person',
    decidedAtMs: clock.nowMs(),
  };
  return { shared, clock, logger, file, consent, unsaved: new UnsavedConsents({ file, clock, logger }) };
}

it('applies changes before they are saved, saves them together, and drops those that are undone', async () => {
  const { unsaved, shared, file, consent } = setUp();
  const dropped = setPolicyOf('main', 'notify');
  unsaved.add(putConsent(consent));
  unsaved.add(setPolicyOf('main', 'ask'));
  unsaved.add(dropped);
  expect(unsaved.content).toEqual({ policies: { main: 'notify' }, consents: [consent] });
  unsaved.drop(dropped);
  await Promise.all([unsaved.save(), unsaved.save(), unsaved.save()]);
  expect([shared.content, file.changes]).toEqual([{ policies: { main: 'ask' }, consents: [consent] }, 1]);
});

it('keeps what could not be saved, and goes on with the next call', async () => {
  const { unsaved, shared, file, logger, consent } = setUp();
  file.changeFailure = new AxiomTokenError('STORAGE_FULL');
  unsaved.add(putConsent(consent));
  await expect(unsaved.save()).rejects.toMatchObject({ code: 'STORAGE_FULL' });
  unsaved.saveSoon();
  await unsaved.settled();
  expect([unsaved.content.consents, logger.lines.length]).toEqual([[consent], 1]);
  file.changeFailure = undefined;
  await unsaved.save();
  expect(shared.content.consents).toEqual([consent]);
});

it('gives the first use to the file at once, then one an hour and the last one at the end, and knows them at once', async () => {
  const { unsaved, shared, clock, consent } = setUp();
  unsaved.add(putConsent(consent));
  await unsaved.save();
  await clock.advance(1000);
  expect([unsaved.noteUse(consent), unsaved.withUse(consent).lastUsedAtMs]).toEqual([true, clock.nowMs()]);
  expect(unsaved.noteUse(unsaved.withUse(consent))).toBe(false);
  await clock.advance(3_600_000);
  expect([unsaved.noteUse(unsaved.withUse(consent)), unsaved.noteUse(consent)]).toEqual([true, false]);
  await unsaved.save();
  expect(shared.content.consents[0]?.lastUsedAtMs).toBe(clock.nowMs());
  expect(unsaved.noteUse({ ...consent, scope: 'run' })).toBe(false);
  await clock.advance(60_000);
  expect(unsaved.noteUse(unsaved.withUse(consent))).toBe(false);
  await unsaved.end();
  expect(shared.content.consents[0]?.lastUsedAtMs).toBe(clock.nowMs());
});
