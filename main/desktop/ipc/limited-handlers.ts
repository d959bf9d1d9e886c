// Rate limit for calls that hand out a token or use server or disk, by the table in main/handout/call-limits.ts. open-shell.ts wraps the handlers before window,
// tray and menu get them, so that all share one count.
import type { Clock } from '../../core/ports/clock';
import { RateLimit } from '../../core/time/rate-limit';
import { CALL_LIMITS } from '../../handout/call-limits';
import { CALLS_BY_PRESS, type CallName } from '../../../preload/contract/channels';
import type { Handlers } from '../../../preload/contract/schemas';

const BY_PRESS: ReadonlySet<string> = new Set(CALLS_BY_PRESS);

/** The same handlers; a call above its limit fails with `RATE_LIMITED` without reaching its handler. */
export function limitHandlers(handlers: Handlers, clock: Clock): Handlers {
  const limits: readonly { readonly window: readonly CallName[]; readonly most: number }[] = CALL_LIMITS;
  const each = limits.flatMap(({ window, most }) => window.map((name) => ({ name, most })));
  const limited = each.map(({ name, most }) => {
    const limit = new RateLimit(clock, most, 60_000);
    // TypeScript cannot relate handler and request for a variable name.
    const handler = handlers[name] as (request: unknown) => Promise<unknown>;
    return [
      name,
      async (request: unknown) => {
        const takeBack = limit.pass();
        return handler(request).catch((error: unknown) => {
          // A call by a press that failed or was cancelled handed nothing out, so it does not count.
          if (BY_PRESS.has(name)) takeBack();
          throw error;
        });
      },
    ];
  });
  return { ...handlers, ...Object.fromEntries(limited) };
}
