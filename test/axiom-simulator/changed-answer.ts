// Changes correct answers of the demo protocol as the switches say: where tokens are, which cookies arrive, the form of tokens.
import { DEMO_COOKIES, readCookies } from '../../main/demo/demo-cookies';
import type { DemoAnswer } from '../../main/demo/demo-exchange';
import type { DemoClaims } from '../../main/demo/demo-token-mint';
import type { AxiomSwitches, SimulatedCall } from './switches';

/** The answer with the switches applied. */
export function changeAnswer(call: SimulatedCall, answer: DemoAnswer, switches: AxiomSwitches): DemoAnswer {
  if (call === 'password') return changePasswordAnswer(answer, switches);
  if (call === 'other' || answer.status !== 200) return answer;
  const body = call === 'refresh' ? refreshBody(switches) : answer.body;
  const cookies = answer.setCookies.map((line) => spoil(line, switches));
  if (switches.tokensAs === 'json') return { ...answer, setCookies: [], body: tokensAsJson(cookies) };
  return { ...answer, body, setCookies: keepCookies(cookies, switches) };
}

/** A token's claims with the switches applied; refresh and OTP tokens stay valid. */
export function changeClaims(claims: DemoClaims, switches: AxiomSwitches): DemoClaims {
  if (claims['kind'] !== undefined) return claims;
  switch (switches.accessToken) {
    case 'without-exp': {
      const { exp: _, ...rest } = claims;
      return rest;
    }
    case 'huge':
      return { ...claims, padding: 'x'.repeat(75_000) };
    case 'older':
      return { ...claims, iat: Number(claims['iat']) - 3600 };
    case 'other-account':
      return { ...claims, authenticatedUserId: 'somebody-else' };
    case 'good':
    case 'malformed':
      return claims;
  }
}

function changePasswordAnswer(answer: DemoAnswer, switches: AxiomSwitches): DemoAnswer {
  if (answer.status === 500) return { ...answer, status: switches.wrongPasswordStatus };
  if (answer.status !== 200 || switches.otpTokenAs === 'json') return answer;
  const { otpJwtToken } = JSON.parse(answer.body) as { otpJwtToken: string };
  const setCookies = switches.otpTokenAs === 'cookie' ? [`${DEMO_COOKIES.otp}=${otpJwtToken}; Path=/; HttpOnly`] : [];
  return { ...answer, body: '{}', setCookies };
}

function refreshBody(switches: AxiomSwitches): string {
  if (switches.refreshBody === 'empty') return '';
  return switches.refreshBody === 'object' ? '{"message":"refreshed"}' : '"Access token refreshed"';
}

function spoil(line: string, switches: AxiomSwitches): string {
  if (switches.accessToken !== 'malformed' || !line.startsWith(`${DEMO_COOKIES.access}=`)) return line;
  return line.replace(/=[^;]*/, '=not-a-token');
}

function keepCookies(lines: readonly string[], switches: AxiomSwitches): string[] {
  switch (switches.cookies) {
    case 'all':
      return [...lines];
    case 'only-access':
      return lines.filter((line) => line.startsWith(DEMO_COOKIES.access));
    case 'only-refresh':
      return lines.filter((line) => line.startsWith(DEMO_COOKIES.refresh));
    case 'none':
      return [];
    case 'emptied':
      return lines.map((line) => line.replace(/=[^;]*/, '='));
    case 'deleted':
      return lines.map((line) => line.replace(/Max-Age=\d+/, 'Max-Age=0'));
  }
}

function tokensAsJson(lines: readonly string[]): string {
  const cookies = Object.assign({}, ...lines.map((line) => readCookies(line.split(';')[0]))) as Record<string, string>;
  return JSON.stringify({ accessToken: cookies[DEMO_COOKIES.access], refreshToken: cookies[DEMO_COOKIES.refresh] });
}
