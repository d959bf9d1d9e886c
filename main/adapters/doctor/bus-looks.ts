// Looks at the session's bus and at who shows tray icons, for `doctor`. Starts no service.
import type { SessionBusLook, TrayLook } from '../../doctor/desktop-verdicts';
import { sessionBusAddress } from '../d-bus/addresses';
import { type BusConnection, openBus } from '../d-bus/connection';
import { trayHostState } from '../d-bus/tray-watcher';
import { unusedBus } from '../d-bus/unused-bus';

export async function lookAtSessionBus(env: NodeJS.ProcessEnv, signal: AbortSignal): Promise<SessionBusLook> {
  if (unusedBus(env) !== undefined) return 'unused';
  return withBus<SessionBusLook>(env, signal, async () => 'ok', { none: 'none', lost: 'lost' });
}

export async function lookAtTray(env: NodeJS.ProcessEnv, signal: AbortSignal): Promise<TrayLook> {
  return withBus<TrayLook>(env, signal, trayHostState, { none: 'no-bus', lost: 'no-bus' });
}

async function withBus<Look>(
  env: NodeJS.ProcessEnv,
  signal: AbortSignal,
  ask: (bus: BusConnection) => Promise<Look>,
  { none, lost }: { readonly none: Look; readonly lost: Look },
): Promise<Look> {
  const address = sessionBusAddress(env);
  if (address === undefined) return none;
  let bus: BusConnection | undefined;
  const close = (): void => bus?.close();
  signal.addEventListener('abort', close);
  try {
    bus = openBus(address);
    await bus.ready;
    return await ask(bus);
  } catch {
    // No address, nobody there, or no answer: what it means is said by the verdict.
    return lost;
  } finally {
    signal.removeEventListener('abort', close);
    close();
  }
}
