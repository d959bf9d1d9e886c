// The one implementation of all calls, on top of the core and the hand-out: used by the socket, and by a command line without the app.
import type { Handout } from '../../handout/handout';
import type { Operations } from '../../handout/operations';
import { createBackupCalls } from './backup-calls';
import { refuseBlockedChanges } from './blocked-changes';
import { createHandoutCalls } from './handout-calls';
import { limitOperations } from './limited-operations';
import { createMigrateCall } from './migrate-call';
import type { OperationsCore, OperationsParts, OperationsWorld } from './operation-parts';
import { createProfileCalls } from './profile-calls';
import { createRemovalCalls } from './removal-calls';
import { createSignInCalls } from './sign-in-calls';
import { createStatusCalls } from './status-calls';
import { createTokenCall } from './token-call';
import { wordFailures } from './worded-failures';

export function createOperations(core: OperationsCore, handout: Handout, parts: OperationsParts): Operations {
  const world: OperationsWorld = { ...parts, core, handout, openTasks: new Set(), openKeys: new Set() };
  const operations: Operations = {
    ...createTokenCall(world),
    ...createStatusCalls(world),
    ...createHandoutCalls(world),
    ...createProfileCalls(world),
    ...createSignInCalls(world),
    ...createRemovalCalls(world),
    ...createBackupCalls(world),
    ...createMigrateCall(world),
    doctor: parts.doctor,
  };
  return wordFailures(refuseBlockedChanges(limitOperations(operations, parts.clock), world), parts.source);
}
