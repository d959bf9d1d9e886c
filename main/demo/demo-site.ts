// The web site of the demo server: the two sign-in pages and an account page. Plain forms, no scripts.
import { DEMO_COOKIES, setCookie, tokenCookies } from './demo-cookies';
import { type DemoAnswer, type DemoRequest, jsonAnswer } from './demo-exchange';
import { accountPage, codePage, signInPage } from './demo-pages';
import { demoPasswordHash } from './demo-password';
import type { DemoIssuePolicy, DemoSessions } from './demo-sessions';
import type { DemoSignInSteps } from './demo-sign-in-steps';
import { DEMO_STYLE } from './demo-style';

export interface DemoSiteParts {
  readonly steps: DemoSignInSteps;
  readonly sessions: DemoSessions;
  readonly policy: () => DemoIssuePolicy;
}

/** Answers a request to the site; `undefined` when the path is not part of it. */
export async function answerDemoSite(request: DemoRequest, parts: DemoSiteParts): Promise<DemoAnswer | undefined> {
  switch (`${request.method} ${request.path}`) {
    case 'GET /':
      return page(200, signInPage());
    case 'GET /sign-in.css':
      return { status: 200, headers: { 'content-type': 'text/css; charset=utf-8' }, setCookies: [], body: DEMO_STYLE };
    case 'POST /sign-in':
      return startSignIn(request, parts);
    case 'POST /sign-in/code':
      return completeSignIn(request, parts);
    case 'GET /account':
      return showAccount(request, parts);
    default:
      return undefined;
  }
}

async function startSignIn(request: DemoRequest, { steps }: DemoSiteParts): Promise<DemoAnswer> {
  const form = new URLSearchParams(request.body);
  const email = form.get('email') ?? '';
  const otpToken = await steps.start(email, await demoPasswordHash(form.get('password') ?? ''));
  if (otpToken === undefined) {
    return page(401, signInPage({ email, error: 'This e-mail and password do not match. Check both and try again.' }));
  }
  return page(200, codePage(), [setCookie(DEMO_COOKIES.otp, otpToken, 600_000)]);
}

function completeSignIn(request: DemoRequest, { steps, sessions, policy }: DemoSiteParts): DemoAnswer {
  const code = (new URLSearchParams(request.body).get('code') ?? '').replace(/\s/g, '');
  const account = steps.complete(request.cookies[DEMO_COOKIES.otp] ?? '', code);
  if (!account) return page(401, codePage({ error: 'This is not the newest code. Type it again, or start over.' }));
  const cookies = [...tokenCookies(sessions.open(account), policy()), setCookie(DEMO_COOKIES.otp, '', 0)];
  return { status: 303, headers: { location: '/account' }, setCookies: cookies, body: '' };
}

/** An example of a page that needs a valid access token. */
function showAccount(request: DemoRequest, { sessions }: DemoSiteParts): DemoAnswer {
  const account = sessions.accountOf(request.cookies[DEMO_COOKIES.access] ?? '');
  const wantsHtml = (request.headers['accept'] ?? '').includes('text/html');
  if (!account) return wantsHtml ? page(401, signInPage()) : jsonAnswer(401, { error: 'Unauthorized' });
  return wantsHtml ? page(200, accountPage(account.email)) : jsonAnswer(200, { id: account.id, email: account.email });
}

function page(status: number, body: string, setCookies: readonly string[] = []): DemoAnswer {
  return {
    status,
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy':
        "default-src 'none'; style-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
    },
    setCookies,
    body,
  };
}
