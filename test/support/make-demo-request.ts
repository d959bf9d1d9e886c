// Requests to the demo server as plain values, and a reader of the cookies in its answers.
import type { DemoAnswer, DemoRequest } from '../../main/demo/demo-exchange';

/** "POST /login-otp" as a request; a body that is no text goes as JSON. */
export function demoRequest(
  line: string,
  more: { readonly body?: unknown; readonly cookies?: Record<string, string>; readonly accept?: string } = {},
): DemoRequest {
  const [method = '', path = ''] = line.split(' ');
  const { body = '', cookies = {}, accept } = more;
  return {
    method,
    path,
    headers: accept === undefined ? {} : { accept },
    cookies,
    body: typeof body === 'string' ? body : JSON.stringify(body),
  };
}

/** The cookies of an answer by name, as a browser keeps them: without expired ones. */
export function cookiesSetBy(answer: DemoAnswer | undefined): Record<string, string> {
  const cookies: Record<string, string> = {};
  for (const line of answer?.setCookies ?? []) {
    const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
    if (!/; Max-Age=0(;|$)/.test(line)) cookies[name] = value;
  }
  return cookies;
}
