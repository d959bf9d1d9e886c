// The demo server's API: both sign-in calls, the refresh, and the server's time. Answers like Axiom; for example, a wrong password gives status 500.
import * as z from 'zod';
import type { Clock } from '../core/ports/clock';
import { DEMO_COOKIES, tokenCookies } from './demo-cookies';
import { type DemoAnswer, type DemoRequest, jsonAnswer } from './demo-exchange';
import type { DemoIssuePolicy, DemoSessions } from './demo-sessions';
import type { DemoSignInSteps } from './demo-sign-in-steps';

const passwordBody = z.object({ email: z.string(), b64Password: z.string() });
const otpBody = z.object({ code: z.string(), email: z.string(), b64Password: z.string() });

export interface DemoApiParts {
  readonly clock: Clock;
  readonly steps: DemoSignInSteps;
  readonly sessions: DemoSessions;
  readonly policy: () => DemoIssuePolicy;
}

/** Answers a request to the API; `undefined` when the path is not part of it. */
export async function answerDemoApi(request: DemoRequest, parts: DemoApiParts): Promise<DemoAnswer | undefined> {
  switch (`${request.method} ${request.path}`) {
    case 'POST /login-password-v2':
      return startSignIn(request, parts);
    case 'POST /login-otp':
      return completeSignIn(request, parts);
    case 'POST /refresh-access-token':
      return refresh(request, parts);
    case 'GET /server-time':
      return jsonAnswer(200, { serverTime: parts.clock.nowMs() });
    default:
      return undefined;
  }
}

async function startSignIn(request: DemoRequest, { steps }: DemoApiParts): Promise<DemoAnswer> {
  const body = passwordBody.safeParse(parseJson(request.body));
  if (!body.success) return jsonAnswer(400, { error: 'Bad request' });
  const otpJwtToken = await steps.start(body.data.email, body.data.b64Password);
  return otpJwtToken === undefined
    ? jsonAnswer(500, { error: 'Invalid email or password' })
    : jsonAnswer(200, { otpJwtToken });
}

function completeSignIn(request: DemoRequest, { steps, sessions, policy }: DemoApiParts): DemoAnswer {
  const body = otpBody.safeParse(parseJson(request.body));
  if (!body.success) return jsonAnswer(400, { error: 'Bad request' });
  const account = steps.complete(request.cookies[DEMO_COOKIES.otp] ?? '', body.data.code);
  if (!account) return jsonAnswer(401, { error: 'Invalid OTP' });
  const issue = sessions.open(account);
  return jsonAnswer(200, { user: { id: account.id, email: account.email } }, tokenCookies(issue, policy()));
}

function refresh(request: DemoRequest, { sessions, policy }: DemoApiParts): DemoAnswer {
  const issue = sessions.refresh(request.cookies[DEMO_COOKIES.refresh] ?? '');
  if (!issue) return jsonAnswer(401, { error: 'Unauthorized', message: 'The refresh token is not valid' });
  // A bare JSON string, as recorded from the real server.
  return jsonAnswer(200, 'Access token refreshed', tokenCookies(issue, policy()));
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
