// What the intents (the actions a user asks for) need from their caller: the window's handlers, or the operations behind socket and command line. Types.
import type { ActivityLog } from '../activity/activity-log';
import type { StoreChoice } from '../ports/token-places';
import type { ProfileRegistry } from '../profiles/profile-registry';
import type { BrowserSignIn } from '../sign-in/browser-sign-in';
import type { PasswordSignIn } from '../sign-in/password-sign-in';
import type { Choose, Confirm } from './confirmation';

/** Each intent takes the part of this that it needs. */
export interface IntentServices {
  readonly registry: ProfileRegistry;
  /** The site that this process talks to. */
  readonly origin: string;
  readonly activity: Pick<ActivityLog, 'add'>;
  readonly passwordSignIn: PasswordSignIn;
  /** Does nothing in a program without windows, such as the command line. */
  readonly browserSignIn: Pick<BrowserSignIn, 'cancel'>;
  /** The keys of sealed files that are open in this process. */
  readonly sealedFiles: { forget(path: Extract<StoreChoice, { path: string }>['path']): void };
  readonly confirm: Confirm;
  readonly choose: Choose;
}
