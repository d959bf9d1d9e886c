// When the app runs: whether it starts with the session (the system is asked each time), and whether it outlives its window. Part of the settings page.
import { useEffect, useState } from 'preact/hooks';
import type { CallReply } from '../../../preload/contract/schemas';
import { failureWords } from '../../model/failure-place';
import { useApp } from '../../state/app-context';
import { useCall } from '../../state/use-call';
import { Button } from '../../view/button';
import { Notice } from '../../view/notice';
import { Switch } from '../../view/switch';

type State = CallReply<'getAutostart'>['state'];

export function StartCard() {
  return (
    <section class="card settings-card" aria-labelledby="start-title">
      <h2 id="start-title">Starting and closing</h2>
      <StartSwitch />
      <StaySwitch />
    </section>
  );
}

function StartSwitch() {
  const { api, announce } = useApp();
  const asking = useCall();
  const setting = useCall();
  const [state, setState] = useState<State | undefined>(undefined);
  const ask = async () => {
    const outcome = await asking.run(() => api.getAutostart(undefined));
    if (outcome) setState(outcome.ok ? outcome.value.state : undefined);
  };
  useEffect(() => {
    const onFocus = () => void ask();
    onFocus();
    // The person may have changed it in the system's settings.
    window.addEventListener('focus', onFocus);
    return () => window.removeEventListener('focus', onFocus);
  }, []);
  const change = async (isOn: boolean) => {
    const outcome = await setting.run(() => api.setAutostart({ isOn }));
    if (!outcome?.ok) return;
    setState(outcome.value.state);
    announce(isOn ? 'The app starts when you sign in to this computer.' : 'The app no longer starts automatically.');
  };
  if (asking.failure) {
    return (
      <Notice
        tone="attention"
        message={`Whether the app starts when you sign in is not known. ${asking.failure.message}`}
        remedy={asking.failure.remedy}
      >
        <Button isBusy={asking.isBusy} onPress={() => void ask()}>
          Ask again
        </Button>
      </Notice>
    );
  }
  return (
    <>
      {setting.failure ? <Notice tone="bad" message={failureWords(setting.failure)} isAlert /> : null}
      <Switch
        label="Start when I sign in to this computer"
        detail={
          state === 'other'
            ? 'Set for another copy of the app, for one that has moved, or for other folders. Switch this on to start this one instead.'
            : 'In the tray, without a window.'
        }
        isOn={state === undefined ? undefined : state === 'on'}
        isBusy={setting.isBusy}
        onChange={(isOn) => void change(isOn)}
      />
    </>
  );
}

function StaySwitch() {
  const { api, snapshot } = useApp();
  const call = useCall();
  return (
    <>
      {call.failure ? <Notice tone="bad" message={failureWords(call.failure)} isAlert /> : null}
      <Switch
        label="Keep running in the tray when the window is closed"
        detail="When this is off, closing the window quits the app, and nothing is refreshed until you start it again. Where there is no tray, the window is minimised."
        isOn={snapshot.preferences.staysInTray}
        isBusy={call.isBusy}
        onChange={(staysInTray) => void call.run(() => api.changePreferences({ staysInTray }))}
      />
    </>
  );
}
