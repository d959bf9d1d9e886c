// Chooses the page for the route and its frame: sign-in pages without the list of profiles, all others beside it.
import { useApp } from '../state/app-context';
import type { PageName } from '../state/route';
import { AboutPage } from '../page/help/about-page';
import { ActivityPage } from '../page/activity/activity-page';
import { AddProfilePage } from '../page/sign-in/add-profile-page';
import { BackUpPage } from '../page/backup/back-up-page';
import { BrowserPage } from '../page/sign-in/browser-page';
import { CheckPage } from '../page/help/check-page';
import { ClearPage } from '../page/backup/clear-page';
import { FindTokensPage } from '../page/leftovers/find-tokens-page';
import { DashboardPage } from '../dashboard/dashboard-page';
import { PassphrasePage } from '../page/places/passphrase-page';
import { PasswordPage } from '../page/sign-in/password-page';
import { ProgramsPage } from '../page/programs/programs-page';
import { TrailPage } from '../page/programs/trail-page';
import { RestorePage } from '../page/backup/restore-page';
import { SettingsPage } from '../page/settings/settings-page';
import { StorePage } from '../page/places/store-page';
import { TokensPage } from '../page/sign-in/tokens-page';
import { UseInProgramsPage } from '../page/help/use-in-programs-page';
import { WelcomePage } from '../page/sign-in/welcome-page';
import { Sidebar } from './sidebar';

const ALONE: ReadonlySet<PageName> = new Set(['welcome', 'add-profile', 'browser', 'password', 'tokens']);

/** The page of the route. A new key for each page and profile resets its state, so that no typed text stays. */
export function Pages() {
  const { route } = useApp();
  const page = <Page key={`${route.page} ${route.profileId}`} />;
  if (ALONE.has(route.page)) return <div class="frame alone-frame">{page}</div>;
  return (
    <div class="frame">
      <Sidebar />
      {page}
    </div>
  );
}

function Page() {
  switch (useApp().route.page) {
    case 'dashboard':
      return <DashboardPage />;
    case 'activity':
      return <ActivityPage />;
    case 'programs':
      return <ProgramsPage />;
    case 'trail':
      return <TrailPage />;
    case 'welcome':
      return <WelcomePage />;
    case 'add-profile':
      return <AddProfilePage />;
    case 'browser':
      return <BrowserPage />;
    case 'password':
      return <PasswordPage />;
    case 'tokens':
      return <TokensPage />;
    case 'find-tokens':
      return <FindTokensPage />;
    case 'back-up':
      return <BackUpPage />;
    case 'restore':
      return <RestorePage />;
    case 'clear':
      return <ClearPage />;
    case 'settings':
      return <SettingsPage />;
    case 'store':
      return <StorePage />;
    case 'passphrase':
      return <PassphrasePage />;
    case 'about':
      return <AboutPage />;
    case 'check':
      return <CheckPage />;
    case 'use-in-programs':
      return <UseInProgramsPage />;
  }
}
