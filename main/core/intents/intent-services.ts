// What the intents of a person need of whoever runs the core: the window's handlers, and the operations behind socket and command line. Types.
import type { ActivityLog } from '../activity/activity-log';
import type { StoreChoice } from '../ports/token-places';
import type { ProfileRegistry } from '../profiles/profile-registry';
import type { BrowserSignIn } from '../sign-in/browser-sign-in';
import type { PasswordSignIn } from '../sign-in/password-sign-in';
import type { Choose, Confirm } from './confirmation';

/** Each intent takes what it needs of this. */
export interface IntentServices {
  readonly registry: ProfileRegistry;
  /** The site that this run talks to. */
  readonly origin: string;
  readonly activity: Pick<ActivityLog, 'add'>;
  readonly passwordSignIn: PasswordSignIn;
  /** Without windows there is none to cancel. */
  readonly browserSignIn: Pick<BrowserSignIn, 'cancel'>;
  /** The keys of sealed files in this run. */
  readonly sealedFiles: { forget(path: Extract<StoreChoice, { path: string }>['path']): void };
  readonly confirm: Confirm;
  readonly choose: Choose;
}
