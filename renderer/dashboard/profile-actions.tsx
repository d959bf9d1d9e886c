// The row of buttons under the ring, the notes with their results, and the token while "Hold to reveal" is held.
import { useEffect, useLayoutEffect, useState } from 'preact/hooks';
import type { PressDone } from '../../preload/contract/press-schema';
import type { Failure, Outcome, ProfileStatus } from '../../preload/contract/schemas';
import { actionModel, type DashboardAction } from '../model/action-model';
import { useApp } from '../state/app-context';
import { DEMO_PROFILE_ID, ownProfiles } from '../state/route';
import { useCall } from '../state/use-call';
import { Button } from '../view/button';
import { isStillTrue, type PressResult, pressResult, pressWords, refreshResult } from '../model/press-result';
import type { DateTexts } from '../text/date-texts';
import { PressNotes } from './press-notes';
import { RefreshButton } from './refresh-button';
import { RevealButton } from './reveal-button';
import { useCopy } from './use-copy';
import { useReveal } from './use-reveal';

/** The result of the last press, and its time. */
interface ShownResult {
  readonly kind: PressResult;
  readonly words: string;
  readonly atMs: number;
  readonly problemCode: Failure['code'] | undefined;
}

/** The buttons of a profile. */
export function ProfileActions({ profile }: { readonly profile: ProfileStatus }) {
  const { api, go, snapshot, dates, ticker, announce, pressed } = useApp();
  const { isPaused } = snapshot;
  const isDemo = profile.id === DEMO_PROFILE_ID;
  const call = useCall();
  const isLast = isDemo || ownProfiles(snapshot).length < 2;
  const model = actionModel(profile, isPaused, isLast);
  const { id: profileId } = profile;
  const copying = useCopy(profile);
  const { state: reveal, press, release, forgetFailure } = useReveal(profileId);

  useLayoutEffect(() => {
    if (!isPaused) return;
    release();
    copying.forget();
  }, [isPaused]);

  const [result, setResult] = useState<ShownResult | undefined>(undefined);
  const [menuFailure, setMenuFailure] = useState<Failure | undefined>(undefined);
  // A result of an earlier state says nothing about this one.
  useEffect(() => {
    call.forgetFailure();
    copying.forgetFailure();
    forgetFailure();
    setMenuFailure(undefined);
  }, [profile.headline.kind, isPaused]);
  useEffect(() => {
    if (result && !isStillTrue(result.kind, profile, result.problemCode)) setResult(undefined);
  }, [profile.session, profile.problem?.code]);

  // A tray, menu or shortcut command is answered here like one of these buttons.
  useEffect(() => {
    if (pressed?.profileId !== profileId) return;
    const { result: done } = pressed;
    const isSaidAbove = done.kind === 'failed' && done.failure.code === profile.problem?.code;
    setMenuFailure(done.kind === 'failed' && !isSaidAbove ? done.failure : undefined);
    setResult(resultOf(pressed, dates));
  }, [pressed]);

  const callMain = (request: () => Promise<Outcome<unknown>>) => void callAndTell(request);
  const callAndTell = async (request: () => Promise<Outcome<unknown>>) => {
    setResult(undefined);
    setMenuFailure(undefined);
    const { problem } = profile;
    const kind = pressResult(await call.run(request), problem);
    if (kind === undefined) return;
    const atMs = ticker.secondMs();
    const words = pressWords(kind, atMs, dates);
    setResult({ kind, words, atMs, problemCode: problem?.code });
    announce(`${profile.name}: ${words}`);
  };
  const act = ({ intent }: DashboardAction) => {
    switch (intent) {
      case 'refresh':
        return callMain(() => api.refreshNow({ profileId }));
      case 'retry-storage':
        return callMain(() => api.retryStorage({ profileId }));
      case 'sign-in':
        return isDemo ? callMain(() => api.startDemo(undefined)) : go('welcome');
      case 'sign-in-with-browser':
        return go('browser');
      case 'choose-store':
        return go('store');
      case 'enter-passphrase':
        return go('passphrase');
      case 'restore':
        return go('restore');
      case 'resume':
        return callMain(() => api.resumeAll(undefined));
    }
  };
  const isWorking = call.isBusy || model.isRefreshing;
  const button = (action: DashboardAction, kind: 'accent' | 'plain') =>
    action.intent === 'refresh' ? (
      <RefreshButton
        key="refresh"
        kind={kind}
        label={action.label}
        isWorking={isWorking}
        waitsUntilMs={model.waitsUntilMs}
        onPress={() => act(action)}
      />
    ) : (
      <Button key={action.intent} kind={kind} isBusy={isWorking} onPress={() => act(action)}>
        {action.label}
      </Button>
    );
  // The snapshot's problem is already shown above.
  const failure = call.failure?.code === profile.problem?.code ? undefined : call.failure;
  if (!model.accent && !model.hasTokens) return null;
  return (
    <>
      {reveal.kind === 'shown' ? <code class="token">{reveal.accessToken}</code> : null}
      <div class="card-foot">
        <div class="actions">
          {model.accent ? button(model.accent, 'accent') : null}
          {model.others.map((action) => button(action, 'plain'))}
          {model.hasUsableToken ? (
            <>
              <Button isBusy={copying.isBusy} onPress={() => void copying.copy()}>
                Copy access token
              </Button>
              <RevealButton press={press} release={release} isShown={reveal.kind === 'shown'} />
            </>
          ) : null}
          {model.canBeRemoved ? (
            <span class="actions-end">
              <Button
                kind="quiet"
                isBusy={call.isBusy}
                onPress={() => callMain(() => api.removeProfile({ profileId }))}
              >
                Remove from the list…
              </Button>
            </span>
          ) : null}
          {model.hasTokens ? (
            <span class="actions-end">
              <Button
                kind="danger-quiet"
                isBusy={call.isBusy}
                onPress={() => callMain(() => api.signOut({ profileId }))}
              >
                Sign out…
              </Button>
            </span>
          ) : null}
        </div>
        <PressNotes
          reveal={reveal}
          clearsAtMs={copying.clearsAtMs}
          result={result}
          failures={[failure, copying.failure, menuFailure]}
        />
      </div>
    </>
  );
}

/** The result of a tray or menu command, for the card; for a failure, that it was tried. */
function resultOf({ result, atMs }: PressDone, dates: DateTexts): ShownResult | undefined {
  switch (result.kind) {
    case 'copied':
      return undefined;
    case 'failed':
      return { kind: 'same', words: `Tried at ${dates.clockSecond(atMs)}.`, atMs, problemCode: result.failure.code };
    case 'refreshed': {
      const kind = refreshResult(result.wasSent);
      return { kind, words: pressWords(kind, atMs, dates), atMs, problemCode: undefined };
    }
  }
}
