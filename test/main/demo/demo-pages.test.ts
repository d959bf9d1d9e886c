import { describe, expect, it } from 'vitest';
import { accountPage, codePage, signInPage } from '../../../main/demo/demo-pages';

const HOSTILE = `"'><script>&`;
const ESCAPED = '&#34;&#39;&#62;&#60;script&#62;&#38;';

/** The opening tag of the field of that name. */
const field = (page: string, name: string): string => new RegExp(`<input id="${name}"[^>]*>`).exec(page)?.[0] ?? '';

describe('every page', () => {
  it.each([
    ['the first step', signInPage(), 'Sign in'],
    ['the second step', codePage(), 'Check your e-mail'],
    ['the page behind', accountPage('a@axiom.example'), 'Signed in'],
  ])('%s says what it is, runs no script and is told apart from the real Axiom', (_which, page, heading) => {
    expect(page).toMatch(/^<!doctype html>\n<html lang="en">/);
    expect(page).toContain(`<title>${heading} - Axiom demo server</title>`);
    expect(page.match(/<h1>.*?<\/h1>/g)).toEqual([`<h1>${heading}</h1>`]);
    expect(page).toContain('Demo server, not the real Axiom');
    expect(page).not.toMatch(/<script|style=| on[a-z]+=/);
  });

  it.each([
    ['an e-mail', signInPage({ email: HOSTILE })],
    ['an error of the first step', signInPage({ error: HOSTILE })],
    ['an error of the second step', codePage({ error: HOSTILE })],
    ['the account', accountPage(HOSTILE)],
  ])('shows %s as text, whatever is in it', (_what, page) => {
    expect(page).toContain(ESCAPED);
    expect(page).not.toContain(HOSTILE);
    expect(page).not.toContain('<script');
  });
});

describe('the forms', () => {
  it.each([
    ['the first step', signInPage(), '/sign-in', ['E-mail', 'Password'], 'Sign in'],
    ['the second step', codePage(), '/sign-in/code', ['6-digit code'], 'Continue'],
  ])('%s can be filled in by labels and button', (_which, page, action, labels, button) => {
    expect(page).toContain(`<form method="post" action="${action}">`);
    const found = [...page.matchAll(/<label for="(\w+)">(.*?)<\/label>\n<input id="(\w+)" name="(\w+)"/g)];
    expect(found.map(([, target, words, id, name]) => [words, target === id && id === name])).toEqual(
      labels.map((label) => [label, true]),
    );
    expect(page).toContain(`<button type="submit">${button}</button>`);
  });

  it.each([
    ['e-mail', signInPage(), ['email'], ['password']],
    ['password after a refusal', signInPage({ email: 'a@b.example', error: 'no' }), ['password'], ['email']],
    ['code', codePage(), ['code'], []],
    ['code after a refusal', codePage({ error: 'no' }), ['code'], []],
  ])('start at the %s', (_where, page, focused, others) => {
    for (const name of focused) expect(field(page, name)).toContain(' autofocus');
    for (const name of others) expect(field(page, name)).not.toContain(' autofocus');
  });

  it('keep the e-mail and never a password', () => {
    const page = signInPage({ email: 'a@b.example', error: 'no' });
    expect(field(page, 'email')).toContain('value="a@b.example"');
    expect(field(page, 'password')).not.toContain('value=');
  });

  it.each([
    ['the first step', signInPage, ['email', 'password']],
    ['the second step', codePage, ['code']],
  ])('%s ties an error to its fields, and says nothing without one', (_which, page, names) => {
    const refused = page({ error: 'no' });
    expect(refused).toContain('<p class="error" id="error" role="alert">no</p>');
    for (const name of names) {
      expect(field(refused, name)).toContain('aria-invalid="true" aria-describedby="error"');
      expect(field(page(), name)).not.toContain('aria-');
    }
    expect(page()).not.toContain('role="alert"');
  });

  it('lets a person go back from the code', () => {
    expect(codePage()).toContain('<a href="/">Start over</a>');
  });
});
