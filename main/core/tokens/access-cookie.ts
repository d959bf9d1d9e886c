// The name of the cookie in which Axiom expects the access token.

export const ACCESS_COOKIE = 'auth-access-token';
