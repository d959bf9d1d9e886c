// The HTML pages of the demo server. Everything that comes from a request is escaped here.

/** What a form shows after a refused attempt. */
export interface FormState {
  readonly email?: string;
  readonly error?: string;
}

/** The first step: e-mail and password. */
export function signInPage(state: FormState = {}): string {
  return layout(
    'Sign in',
    `<h1>Sign in</h1>
<p>Tokens from here work on this computer only.</p>
<form method="post" action="/sign-in">
${alert(state.error)}
<label for="email">E-mail</label>
<input id="email" name="email" type="email" autocomplete="username" required ${state.error ? '' : 'autofocus '}value="${escape(state.email ?? '')}"${described(state.error)}>
<label for="password">Password</label>
<input id="password" name="password" type="password" autocomplete="current-password" required ${state.error ? 'autofocus' : ''}${described(state.error)}>
<button type="submit">Sign in</button>
</form>`,
  );
}

/** The second step: the code from the e-mail. */
export function codePage(state: FormState = {}): string {
  return layout(
    'Check your e-mail',
    `<h1>Check your e-mail</h1>
<p>A 6-digit code is on its way to you. It works for ten minutes.</p>
<form method="post" action="/sign-in/code">
${alert(state.error)}
<label for="code">6-digit code</label>
<input id="code" name="code" class="code" inputmode="numeric" autocomplete="one-time-code" pattern="[0-9 ]{6,11}" required autofocus${described(state.error)}>
<button type="submit">Continue</button>
</form>
<p class="quiet"><a href="/">Start over</a></p>`,
  );
}

/** The page behind the sign-in. */
export function accountPage(email: string): string {
  return layout('Signed in', `<h1>Signed in</h1>\n<p>You are signed in as <strong>${escape(email)}</strong>.</p>`);
}

function layout(title: string, main: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} - Axiom demo server</title>
<link rel="stylesheet" href="/sign-in.css">
</head>
<body>
<main>
<p class="badge"><span aria-hidden="true"></span>Demo server, not the real Axiom</p>
${main}
</main>
</body>
</html>
`;
}

function alert(error: string | undefined): string {
  return error === undefined ? '' : `<p class="error" id="error" role="alert">${escape(error)}</p>`;
}

function described(error: string | undefined): string {
  return error === undefined ? '' : ' aria-invalid="true" aria-describedby="error"';
}

function escape(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
