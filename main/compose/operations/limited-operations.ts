// Rate limits for calls over the socket that send requests to Axiom, use the disk or ask the user: counted for all
// programs together, by the table in main/handout/call-limits.ts. Called by create-operations.ts. A command line
// without the app is started by the user, and is not counted.
import { RateLimit } from '../../core/time/rate-limit';
import type { Clock } from '../../core/ports/clock';
import { CALL_LIMITS, counts } from '../../handout/call-limits';
import type { CallContext, CallName, Operations } from '../../handout/operations';

/** The same calls, with limits. Over the socket, a call beyond its limit is not run; it fails with `RATE_LIMITED` and the time to try again. */
export function limitOperations(operations: Operations, clock: Clock): Operations {
  const limited = CALL_LIMITS.flatMap(({ socket, most }) => {
    const limit = new RateLimit(clock, most, 60_000);
    return socket.map((name: CallName) => {
      // The table pairs each call with its parameters; TypeScript cannot follow that for a variable name.
      const call = operations[name] as (params: object, context: CallContext) => Promise<unknown>;
      return [
        name,
        async (params: object, context: CallContext) => {
          if (context.via === 'socket' && counts(name, params as never)) limit.pass();
          return call(params, context);
        },
      ];
    });
  });
  return { ...operations, ...Object.fromEntries(limited) };
}
