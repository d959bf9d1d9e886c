import { expect, it } from 'vitest';
import type { Snapshot } from '../../../preload/contract/schemas';
import { followSnapshots } from '../../../renderer/state/snapshot-feed';
import { createFakeTokenManagerApi } from '../../support/fakes/token-manager-api/fake-token-manager-api';
import { FAKE_START_MS } from '../../support/fakes/clock/fake-clock';
import { makeProfile, makeSnapshot } from '../../support/make-snapshot';

const older = makeSnapshot(FAKE_START_MS, []);
const newer = makeSnapshot(FAKE_START_MS, [makeProfile(FAKE_START_MS)]);
const unexpected = () => expect.fail('this must not be called');
const settle = () => new Promise((resolve) => setImmediate(resolve));

it('passes on the first snapshot, then each push, until stopped', async () => {
  const fake = createFakeTokenManagerApi(older);
  const seen: Snapshot[] = [];
  const stop = followSnapshots(fake.api, (snapshot) => seen.push(snapshot), unexpected);
  await settle();
  fake.pushSnapshot(newer);
  stop();
  fake.pushSnapshot(older);
  expect(seen).toEqual([older, newer]);
});

it('does not let a late first answer undo a push', async () => {
  const fake = createFakeTokenManagerApi(older);
  const seen: Snapshot[] = [];
  const api = { ...fake.api, getSnapshot: async () => ({ ok: true as const, value: older }) };
  followSnapshots(api, (snapshot) => seen.push(snapshot), unexpected);
  fake.pushSnapshot(newer);
  await settle();
  expect(seen).toEqual([newer]);
});

it('reports that the first could not be loaded', async () => {
  const fake = createFakeTokenManagerApi(older);
  fake.failNext('getSnapshot', 'INTERNAL');
  const codes: string[] = [];
  followSnapshots(fake.api, unexpected, ({ code }) => codes.push(code));
  await settle();
  expect(codes).toEqual(['INTERNAL']);
});
