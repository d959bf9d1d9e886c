// For `doctor`: checks the session bus, and whether something shows tray icons. Starts no service.
import type { SessionBusFacts, TrayFacts } from '../../doctor/desktop-verdicts';
import { sessionBusAddress } from '../d-bus/addresses';
import { type BusConnection, openBus } from '../d-bus/connection';
import { trayHostState } from '../d-bus/tray-watcher';
import { unusedBus } from '../d-bus/unused-bus';

export async function inspectSessionBus(env: NodeJS.ProcessEnv, signal: AbortSignal): Promise<SessionBusFacts> {
  if (unusedBus(env) !== undefined) return 'unused';
  return withBus<SessionBusFacts>(env, signal, async () => 'ok', { none: 'none', lost: 'lost' });
}

export async function inspectTray(env: NodeJS.ProcessEnv, signal: AbortSignal): Promise<TrayFacts> {
  return withBus<TrayFacts>(env, signal, trayHostState, { none: 'no-bus', lost: 'no-bus' });
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
    // A bad address, nothing listening, or no answer: the verdict explains what that means.
    return lost;
  } finally {
    signal.removeEventListener('abort', close);
    close();
  }
}
