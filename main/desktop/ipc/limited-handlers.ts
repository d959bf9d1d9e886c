// Counts how often what gives a token out, or reaches a server or the disk, is asked for in the window, by the table in main/handout/call-limits.ts.
// Called by open-shell.ts before window, tray and menu get the handlers, so that all of them share one count.
import type { Clock } from '../../core/ports/clock';
import { RateLimit } from '../../core/time/rate-limit';
import { CALL_LIMITS } from '../../handout/call-limits';
import { CALLS_BY_PRESS, type CallName } from '../../../preload/contract/channels';
import type { Handlers } from '../../../preload/contract/schemas';

const BY_PRESS: ReadonlySet<string> = new Set(CALLS_BY_PRESS);

/** The same handlers; beyond its limit a call is refused with `RATE_LIMITED` and reaches none. */
export function limitHandlers(handlers: Handlers, clock: Clock): Handlers {
  const limits: readonly { readonly window: readonly CallName[]; readonly most: number }[] = CALL_LIMITS;
  const each = limits.flatMap(({ window, most }) => window.map((name) => ({ name, most })));
  const limited = each.map(({ name, most }) => {
    const limit = new RateLimit(clock, most, 60_000);
    // The contract pairs each handler with its request; TypeScript cannot follow that for a variable name.
    const handler = handlers[name] as (request: unknown) => Promise<unknown>;
    return [
      name,
      async (request: unknown) => {
        const takeBack = limit.pass();
        return handler(request).catch((error: unknown) => {
          // What a person has pressed for, and cancelled or been refused, gave nothing out.
          if (BY_PRESS.has(name)) takeBack();
          throw error;
        });
      },
    ];
  });
  return { ...handlers, ...Object.fromEntries(limited) };
}
