// Reads the cookies of a request to the demo server, and writes the cookies of its answers.
import type { DemoIssue, DemoIssuePolicy } from './demo-sessions';

/** The cookie names of Axiom's site. */
export const DEMO_COOKIES = {
  access: 'auth-access-token',
  refresh: 'auth-refresh-token',
  otp: 'auth-otp-login-token',
} as const;

/** `Set-Cookie` lines for freshly issued tokens. */
export function tokenCookies(issue: DemoIssue, policy: DemoIssuePolicy): string[] {
  const lines = [setCookie(DEMO_COOKIES.access, issue.accessToken, policy.accessLifetimeMs)];
  if (issue.refreshToken !== undefined) {
    lines.push(setCookie(DEMO_COOKIES.refresh, issue.refreshToken, policy.refreshLifetimeMs));
  }
  return lines;
}

/** One `Set-Cookie` line, `HttpOnly`. Not `Secure`, because the demo is plain HTTP on loopback. */
export function setCookie(name: string, value: string, lifetimeMs: number): string {
  return `${name}=${value}; Max-Age=${Math.floor(lifetimeMs / 1000)}; Path=/; HttpOnly; SameSite=Lax`;
}

/** The cookies of a `Cookie` header; if a name occurs several times, the first one counts. */
export function readCookies(header: string | undefined): Record<string, string> {
  const cookies: Record<string, string> = {};
  for (const pair of (header ?? '').split(';')) {
    const at = pair.indexOf('=');
    if (at > 0) cookies[pair.slice(0, at).trim()] ??= pair.slice(at + 1).trim();
  }
  return cookies;
}
