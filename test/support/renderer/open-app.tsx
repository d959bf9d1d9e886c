// The whole window on the fake API, for unit tests in a DOM without a browser.
import type { BackupPreview } from '../../../preload/contract/backup-preview-schema';
import type { Snapshot } from '../../../preload/contract/schemas';
import { App } from '../../../renderer/frame/app';
import type { KeptView } from '../../../renderer/state/kept-view';
import { createDateTexts } from '../../../renderer/text/date-texts';
import { createFakeTokenManagerApi, type FakeTokenManagerApi } from '../fakes/token-manager-api/fake-token-manager-api';
import { makePreview, makeProfile, makeSnapshot } from '../make-snapshot';
import { actAndSettle, createFakeTicker, mountView, VIEW_NOW_MS } from './render-view';

const makeDates = (locale: string) => createDateTexts(locale, 'UTC');

/** The app at `first`, by default with one account that is signed in. */
export async function openApp(
  first: Snapshot = makeSnapshot(VIEW_NOW_MS, [makeProfile(VIEW_NOW_MS)]),
  prepare: (fake: FakeTokenManagerApi) => void = () => undefined,
  preview: BackupPreview = makePreview(VIEW_NOW_MS),
  start?: KeptView,
) {
  const fake = createFakeTokenManagerApi(first, preview);
  prepare(fake);
  const { ticker } = createFakeTicker();
  const view = await mountView(<App api={fake.api} ticker={ticker} makeDates={makeDates} start={start} />);
  return {
    view,
    fake,
    title: () => view.names('heading')[0],
    push: (snapshot: Snapshot) => actAndSettle(() => fake.pushSnapshot(snapshot)),
    request: (...request: Parameters<FakeTokenManagerApi['requestPage']>) =>
      actAndSettle(() => fake.requestPage(...request)),
  };
}
