// The name of the cookie in which Axiom wants the access token.

export const ACCESS_COOKIE = 'auth-access-token';
