// How google-auth-library returns a cached access token: getAccessToken() of a client whose token is valid for half a day.
import { OAuth2Client } from 'google-auth-library';
import { serveCalls } from './serve.mjs';

const client = new OAuth2Client();
client.setCredentials({
  access_token: 'a'.repeat(300),
  refresh_token: 'r'.repeat(300),
  expiry_date: Date.now() + 12 * 3_600_000,
});
await serveCalls(() => client.getAccessToken());
