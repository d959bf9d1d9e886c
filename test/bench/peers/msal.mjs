// How MSAL node returns a cached access token: acquireTokenSilent() for an account whose token is valid for half a day.
// The first token comes from a fake answer, over MSAL's own network interface; nothing is sent.
import { PublicClientApplication } from '@azure/msal-node';
import { serveCalls } from './serve.mjs';

const TENANT = '11111111-2222-3333-4444-555555555555';
const AUTHORITY = `https://login.microsoftonline.com/${TENANT}`;
const encode = (value) => Buffer.from(JSON.stringify(value)).toString('base64url');

const networkClient = {
  sendGetRequestAsync: () => Promise.reject(new Error('nothing may be fetched')),
  sendPostRequestAsync: async () => {
    const nowSeconds = Math.floor(Date.now() / 1000);
    const claims = { oid: 'o', sub: 's', tid: TENANT, preferred_username: 'a@example.com', exp: nowSeconds + 43_200 };
    const body = {
      token_type: 'Bearer',
      scope: 'read',
      expires_in: 43_200,
      access_token: 'a'.repeat(300),
      refresh_token: 'r'.repeat(300),
      id_token: `${encode({ alg: 'none', typ: 'JWT' })}.${encode(claims)}.x`,
      client_info: encode({ uid: 'o', utid: TENANT }),
    };
    return { status: 200, headers: {}, body };
  },
};
const endpoint = (name) => `${AUTHORITY}/oauth2/v2.0/${name}`;
const client = new PublicClientApplication({
  auth: {
    clientId: 'bench',
    authority: AUTHORITY,
    cloudDiscoveryMetadata: JSON.stringify({
      tenant_discovery_endpoint: `${AUTHORITY}/v2.0/.well-known/openid-configuration`,
      metadata: [
        {
          preferred_network: 'login.microsoftonline.com',
          preferred_cache: 'login.microsoftonline.com',
          aliases: ['login.microsoftonline.com'],
        },
      ],
    }),
    authorityMetadata: JSON.stringify({
      authorization_endpoint: endpoint('authorize'),
      token_endpoint: endpoint('token'),
      issuer: `${AUTHORITY}/v2.0`,
      jwks_uri: endpoint('keys'),
    }),
  },
  system: { networkClient },
});
const { account } = await client.acquireTokenByRefreshToken({
  scopes: ['read'],
  refreshToken: 'r'.repeat(300),
  forceCache: true,
});
networkClient.sendPostRequestAsync = () => Promise.reject(new Error('the token was not taken from the cache'));
await serveCalls(() => client.acquireTokenSilent({ account, scopes: ['read'] }));
