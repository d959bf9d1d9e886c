// Renders the window's views for unit tests in a DOM without a browser: inside an AppContext, with the fake API and a clock that stands still.
// When the test is over the view is taken away again; a listener of the clock that is left behind fails the test.
import type { ComponentChildren, ComponentType } from 'preact';
import { render } from 'preact';
import { act } from 'preact/test-utils';
import { onTestFinished } from 'vitest';
import type { CallName } from '../../../preload/contract/channels';
import type { BackupPreview, ProfileStatus, RendererApi, Snapshot } from '../../../preload/contract/schemas';
import { AppContext, useProfile } from '../../../renderer/state/app-context';
import type { PageName } from '../../../renderer/state/route';
import { createSecondTicker, type SecondTicker } from '../../../renderer/state/second-ticker';
import { createDateTexts } from '../../../renderer/text/date-texts';
import { FAKE_START_MS, FakeClock, settle } from '../fakes/clock/fake-clock';
import { createFakeTokenManagerApi, type FakeTokenManagerApi } from '../fakes/token-manager-api/fake-token-manager-api';
import { makeProfile, makeSnapshot } from '../make-snapshot';
import {
  accessibleDescription,
  accessibleName,
  findAllByRole,
  findByRole,
  findField,
  type Name,
  readableText,
  type Role,
} from './find-by-role';

/** What the clock of each test says: noon, in UTC. */
export const VIEW_NOW_MS = FAKE_START_MS;

/** Dates in British English and UTC. */
export const VIEW_DATES = createDateTexts('en-GB', 'UTC');

/** Eyes and hands at a page. Names are accessible names; whoever is asked for must be there exactly once. */
export interface ViewHand {
  readonly place: HTMLElement;
  /** All words, with a space between parts. */
  readonly text: () => string;
  readonly html: () => string;
  readonly find: (role: Role, name?: Name) => HTMLElement;
  /** The names of everything of a role, in order. */
  readonly names: (role: Role) => string[];
  readonly field: (label: string) => HTMLInputElement;
  /** Hint and error of a field or button. */
  readonly description: (element: Element) => string;
  /** Whether a button says that a press on it does nothing now. */
  readonly isStill: (name: Name) => boolean;
  /** Name of what has the focus. */
  readonly focused: () => string;
  /** Focus and click, as a person at a mouse. */
  readonly press: (name: Name, role?: Role) => Promise<void>;
  readonly type: (label: string, text: string) => Promise<void>;
  /** Sends the only form, as Enter in one of its fields does. */
  readonly submit: () => Promise<void>;
  /** Dispatches an event and says whether its default stays. */
  readonly send: (target: EventTarget, event: Event) => Promise<boolean>;
  /** Presses a key on what has the focus and says whether its default stays. */
  readonly key: (key: string) => Promise<boolean>;
}

/** Renders `view` as it is, without surroundings. */
export async function mountView(view: ComponentChildren): Promise<ViewHand> {
  const place = document.body.appendChild(document.createElement('div'));
  onTestFinished(async () => {
    await actAndSettle(() => render(null, place));
    place.remove();
  });
  await actAndSettle(() => render(view, place));
  return createHand(place);
}

/** A hand at what somebody else has rendered into `place`. */
export function createHand(place: HTMLElement): ViewHand {
  const send = async (target: EventTarget, event: Event) => {
    let isDefaultKept = true;
    await actAndSettle(() => {
      isDefaultKept = target.dispatchEvent(event);
    });
    return isDefaultKept;
  };
  return {
    place,
    text: () => readableText(place),
    html: () => place.innerHTML,
    find: (role, name) => findByRole(place, role, name),
    names: (role) => findAllByRole(place, role).map(accessibleName),
    field: (label) => findField(place, label),
    description: accessibleDescription,
    isStill: (name) => findByRole(place, 'button', name).getAttribute('aria-disabled') === 'true',
    focused: () => (place.contains(document.activeElement) ? accessibleName(document.activeElement as Element) : ''),
    press: (name, role = 'button') =>
      actAndSettle(() => {
        const element = findByRole(place, role, name);
        element.focus();
        element.click();
      }),
    type: async (label, text) => {
      const field = findField(place, label);
      field.value = text;
      await send(field, new Event(field.matches('select') ? 'change' : 'input', { bubbles: true }));
    },
    submit: () =>
      actAndSettle(() => {
        const forms = place.querySelectorAll('form');
        if (forms.length !== 1) throw new Error(`There are ${forms.length} forms, not one.`);
        forms[0]?.requestSubmit();
      }),
    send,
    key: (key) =>
      send(document.activeElement ?? document, new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true })),
  };
}

/** What stands around a view. Left out: one healthy profile, whose dashboard was just gone to. */
export interface ViewSetting {
  readonly profiles?: readonly ProfileStatus[];
  readonly snapshot?: Partial<Snapshot>;
  readonly page?: PageName;
  readonly profileId?: string;
  readonly isFollowing?: boolean;
  /** Answers to `openBackup`. */
  readonly preview?: BackupPreview;
  /** Calls that are noted but never answered. */
  readonly unanswered?: readonly CallName[];
}

/** A view in its surroundings. */
export interface RenderedView extends ViewHand {
  readonly fake: FakeTokenManagerApi;
  /** What was asked of main so far. */
  readonly calls: () => (readonly [name: CallName, request: unknown])[];
  /** Pages that the view went to, with the profile when it named one; "back" for the page above. */
  readonly went: readonly (readonly string[])[];
  /** What was said in the live region. */
  readonly said: readonly string[];
  /** Lets the clock run. */
  readonly advance: (ms: number) => Promise<void>;
  /** The same view in changed surroundings. */
  readonly show: (change: ViewSetting) => Promise<void>;
}

/** Renders `view` inside an AppContext. */
export async function renderView(view: ComponentChildren, setting: ViewSetting = {}): Promise<RenderedView> {
  const snapshotOf = ({ profiles, snapshot }: ViewSetting) =>
    makeSnapshot(VIEW_NOW_MS, profiles ?? [makeProfile(VIEW_NOW_MS)], snapshot);
  const fake = createFakeTokenManagerApi(snapshotOf(setting), setting.preview);
  const { clock, ticker } = createFakeTicker();
  const went: string[][] = [];
  const said: string[] = [];
  const api = withoutAnswers(fake.api, setting.unanswered ?? []);
  const surround = ({ page, profileId, isFollowing, ...given }: ViewSetting) => (
    <AppContext.Provider
      value={{
        api,
        snapshot: snapshotOf(given),
        route: {
          page: page ?? 'dashboard',
          profileId: profileId ?? given.profiles?.[0]?.id ?? 'default',
          isFollowing: isFollowing ?? false,
        },
        dates: VIEW_DATES,
        ticker,
        go: (...step) => went.push(step.filter((part) => part !== undefined)),
        goBack: () => went.push(['back']),
        announce: (sentence) => said.push(sentence),
      }}
    >
      {view}
    </AppContext.Provider>
  );
  let shown = setting;
  const hand = await mountView(surround(shown));
  return {
    ...hand,
    fake,
    calls: () => fake.calls.map(({ name, request }) => [name, request] as const),
    went,
    said,
    advance: (ms) => actAndSettle(() => clock.advance(ms)),
    show: (change) => {
      shown = { ...shown, ...change };
      return actAndSettle(() => render(surround(shown), hand.place));
    },
  };
}

/** Renders a view that is given a profile; `show({ profiles })` gives it another. */
export function renderProfileView(
  View: ComponentType<{ readonly profile: ProfileStatus }>,
  profile: ProfileStatus,
  setting: ViewSetting = {},
): Promise<RenderedView> {
  const Shown = () => {
    const present = useProfile();
    return present === undefined ? null : <View profile={present} />;
  };
  return renderView(<Shown />, { profiles: [profile], profileId: profile.id, ...setting });
}

/** A ticker on a clock that moves only when told. A listener that is left when the test is over fails it. */
export function createFakeTicker(): { readonly clock: FakeClock; readonly ticker: SecondTicker } {
  const clock = new FakeClock(VIEW_NOW_MS);
  // Runs after the view is gone, because what is asked for last runs first.
  onTestFinished(() => {
    if (clock.timerCount > 0) throw new Error('Somebody still listens to the clock.');
  });
  const ticker = createSecondTicker({
    nowMs: () => clock.nowMs(),
    setTimer: (delayMs, callback) => clock.setTimer(delayMs, callback),
    isHidden: () => false,
    onVisibilityChange: () => () => undefined,
  });
  return { clock, ticker };
}

/** Does something to a view, and waits until everything that follows from it is on the page. */
export async function actAndSettle(step: () => unknown): Promise<void> {
  await act(async () => {
    await step();
    await settle();
  });
  // What the effects of that have asked for.
  await act(settle);
}

function withoutAnswers(api: RendererApi, names: readonly CallName[]): RendererApi {
  const silent = names.map((name) => [
    name,
    (request: never) => {
      void api[name](request);
      return new Promise<never>(() => undefined);
    },
  ]);
  return { ...api, ...Object.fromEntries(silent) } as RendererApi;
}
