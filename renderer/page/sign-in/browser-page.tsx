// Opens main's sign-in window and waits for it. Leaving the page closes that window.
import { useEffect, useRef } from 'preact/hooks';
import { useApp } from '../../state/app-context';
import { useCall } from '../../state/use-call';
import { Button } from '../../view/button';
import { Notice } from '../../view/notice';
import { OtherAccountWay } from '../../view/other-account-way';
import { PageFrame } from '../../view/page-frame';

export function BrowserPage() {
  const { api, route, go } = useApp();
  const { profileId } = route;
  const signIn = useCall();
  const isWaiting = useRef(false);
  const start = async () => {
    isWaiting.current = true;
    const outcome = await signIn.run(() => api.signInWithBrowser({ profileId }));
    isWaiting.current = false;
    if (outcome?.ok) go('dashboard', outcome.value.profileId);
    else if (outcome?.failure.code === 'CANCELLED') go('welcome', profileId);
  };
  useEffect(() => {
    void start();
    return () => {
      if (isWaiting.current) void api.cancelSignIn(undefined);
    };
    // Once per page: another profile gets a new page (pages.tsx).
  }, []);

  if (signIn.failure) {
    return (
      <PageFrame title="You are not signed in yet" width="slim">
        <Notice tone="bad" {...signIn.failure} isAlert />
        <div class="actions">
          <Button kind="accent" onPress={() => void start()}>
            Open the window again
          </Button>
          <OtherAccountWay failure={signIn.failure} />
          <Button onPress={() => go('welcome', profileId)}>Choose another way</Button>
        </div>
      </PageFrame>
    );
  }
  return (
    <PageFrame title="Sign in in the other window" width="slim">
      <div class="prose">
        <p>
          A browser window with the sign-in page is open. This page continues automatically as soon as you are signed in
          there.
        </p>
        <p class="quiet">
          The window is closed and its cookies are wiped afterwards. Your password is typed there, not here.
        </p>
      </div>
      <div class="actions">
        <Button onPress={() => go('welcome', profileId)}>Cancel</Button>
      </div>
    </PageFrame>
  );
}
