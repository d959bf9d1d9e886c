// Renders the window's views for unit tests in a DOM without a browser: inside an AppContext, with the fake API and a fake clock.
// After the test the view is removed; the test fails if a listener of the clock is left.
import type { ComponentChildren, ComponentType } from 'preact';
import { render } from 'preact';
import { act } from 'preact/test-utils';
import { onTestFinished } from 'vitest';
import type { CallName } from '../../../preload/contract/channels';
import type { PressDone } from '../../../preload/contract/press-schema';
import type { BackupPreview } from '../../../preload/contract/backup-preview-schema';
import type { Outcome, ProfileStatus, RendererApi, Snapshot } from '../../../preload/contract/schemas';
import { AppContext, useProfile } from '../../../renderer/state/app-context';
import type { Dropped } from '../../../renderer/state/dropped-text';
import type { OpenedFileState } from '../../../renderer/state/use-opened-file';
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

/** The clock of each test at its start: noon, UTC. */
export const VIEW_NOW_MS = FAKE_START_MS;

/** Dates in British English and UTC. */
export const VIEW_DATES = createDateTexts('en-GB', 'UTC');

/** Reads and controls a rendered view. Names are accessible names; each must match exactly one element. */
export interface ViewDriver {
  readonly place: HTMLElement;
  /** The visible text, with a space between parts. */
  readonly text: () => string;
  readonly html: () => string;
  readonly find: (role: Role, name?: Name) => HTMLElement;
  /** The names of all elements of a role, in order. */
  readonly names: (role: Role) => string[];
  readonly field: (label: string) => HTMLInputElement;
  /** Hint and error of a field or button. */
  readonly description: (element: Element) => string;
  /** Whether a button has `aria-disabled`: a press does nothing. */
  readonly isStill: (name: Name) => boolean;
  /** Name of the focused element. */
  readonly focused: () => string;
  /** Focuses and clicks, as with a mouse. */
  readonly press: (name: Name, role?: Role) => Promise<void>;
  readonly type: (label: string, text: string) => Promise<void>;
  /** Submits the only form, as Enter in a field does. */
  readonly submit: () => Promise<void>;
  /** Dispatches an event; true when its default was not prevented. */
  readonly send: (target: EventTarget, event: Event) => Promise<boolean>;
  /** Presses a key on the focused element; true when its default was not prevented. */
  readonly key: (key: string) => Promise<boolean>;
}

/** Renders `view` without an AppContext. */
export async function mountView(view: ComponentChildren): Promise<ViewDriver> {
  const place = document.body.appendChild(document.createElement('div'));
  onTestFinished(async () => {
    await actAndSettle(() => render(null, place));
    place.remove();
  });
  await actAndSettle(() => render(view, place));
  return createViewDriver(place);
}

/** For a view that other code has rendered into `place`. */
export function createViewDriver(place: HTMLElement): ViewDriver {
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

/** The context of a view. Default: one healthy profile, and its dashboard as the page that the person has opened. */
export interface ViewSetting {
  readonly profiles?: readonly ProfileStatus[];
  readonly snapshot?: Partial<Snapshot>;
  readonly page?: PageName;
  readonly profileId?: string;
  readonly isAutomatic?: boolean;
  readonly cameFrom?: PageName;
  readonly program?: string;
  readonly dropped?: Dropped;
  readonly pressed?: PressDone;
  /** The choices on the former page that this one restores. */
  readonly choices?: Readonly<Record<string, unknown>>;
  readonly opened?: Partial<OpenedFileState>;
  /** Answers to `openBackup`. */
  readonly preview?: BackupPreview;
  /** Calls that are recorded but never answered. */
  readonly unanswered?: readonly CallName[];
}

/** A view inside an AppContext. */
export interface RenderedView extends ViewDriver {
  readonly fake: FakeTokenManagerApi;
  /** The calls to main so far. */
  readonly calls: () => (readonly [name: CallName, request: unknown])[];
  /** Pages that the view went to, with the profile when it named one; "back" for the page above. */
  readonly went: readonly (readonly string[])[];
  /** Sentences of the live region. */
  readonly said: readonly string[];
  /** Advances the clock. */
  readonly advance: (ms: number) => Promise<void>;
  /** Answers a call that was left unanswered. */
  readonly answer: (name: CallName, outcome: Outcome<unknown>) => Promise<void>;
  /** Renders the same view with a changed context. */
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
  const choices = new Map(Object.entries(setting.choices ?? {}));
  const pending = new Map<CallName, (outcome: Outcome<never>) => void>();
  const api = withoutAnswers(fake.api, setting.unanswered ?? [], pending);
  const withContext = ({ page, profileId, isAutomatic, cameFrom, program, ...given }: ViewSetting) => (
    <AppContext.Provider
      value={{
        api,
        snapshot: snapshotOf(given),
        route: {
          page: page ?? 'dashboard',
          profileId: profileId ?? given.profiles?.[0]?.id ?? 'default',
          isAutomatic: isAutomatic ?? false,
          ...(cameFrom === undefined ? {} : { cameFrom }),
          ...(program === undefined ? {} : { program }),
        },
        dates: VIEW_DATES,
        ticker,
        go: (...step) => went.push(step.filter((part) => part !== undefined)),
        goBack: () => went.push(['back']),
        showShortcuts: () => went.push(['shortcuts']),
        dropped: given.dropped,
        takeDropped: () => undefined,
        opened: { ...NOTHING_OPENED, ...given.opened },
        pressed: given.pressed,
        choices,
        announce: (sentence) => said.push(sentence),
      }}
    >
      {view}
    </AppContext.Provider>
  );
  let shown = setting;
  const driver = await mountView(withContext(shown));
  return {
    ...driver,
    fake,
    calls: () => fake.calls.map(({ name, request }) => [name, request] as const),
    went,
    said,
    advance: (ms) => actAndSettle(() => clock.advance(ms)),
    answer: (name, outcome) => actAndSettle(() => pending.get(name)?.(outcome as Outcome<never>)),
    show: (change) => {
      shown = { ...shown, ...change };
      return actAndSettle(() => render(withContext(shown), driver.place));
    },
  };
}

const NOTHING_OPENED: OpenedFileState = {
  offered: undefined,
  failure: undefined,
  chosen: undefined,
  take: async () => undefined,
  forgetChosen: () => undefined,
  close: () => undefined,
  hold: () => () => undefined,
  canLeave: () => true,
};

/** Renders a view with the prop `profile`; `show({ profiles })` changes it. */
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

/** A ticker with a fake clock. The test fails if a listener is left at its end. */
export function createFakeTicker(): { readonly clock: FakeClock; readonly ticker: SecondTicker } {
  const clock = new FakeClock(VIEW_NOW_MS);
  // Runs after the view is removed, because vitest calls these in reverse order.
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

/** Runs `step` and waits until all its effects are rendered. */
export async function actAndSettle(step: () => unknown): Promise<void> {
  await act(async () => {
    await step();
    await settle();
  });
  // A second time, for renders that the effects have requested.
  await act(settle);
}

function withoutAnswers(
  api: RendererApi,
  names: readonly CallName[],
  pending: Map<CallName, (outcome: Outcome<never>) => void>,
): RendererApi {
  const silent = names.map((name) => [
    name,
    (request: never) => {
      void api[name](request);
      return new Promise<Outcome<never>>((resolve) => pending.set(name, resolve));
    },
  ]);
  return { ...api, ...Object.fromEntries(silent) } as RendererApi;
}
