// Whether packages for macOS and Windows are signed: decided by environment variables only, so that a certificate in the local
// keychain is never used by accident. Read by mac/config.mjs and windows/config.mjs; package.mjs prints the result, and refuses incomplete variables.
import { SetupError } from '../setup-error.mjs';

/** The key for Apple's notary service; read by electron-builder. */
const NOTARY = ['APPLE_API_KEY', 'APPLE_API_KEY_ID', 'APPLE_API_ISSUER'];

/** The certificate of Azure's signing service. electron-builder reads the credentials (AZURE_TENANT_ID and so on) itself. */
const AZURE = ['AZURE_SIGN_ENDPOINT', 'AZURE_SIGN_ACCOUNT', 'AZURE_SIGN_PROFILE', 'AZURE_SIGN_PUBLISHER'];
const AZURE_LOGIN = ['AZURE_TENANT_ID', 'AZURE_CLIENT_ID'];

/** The possible credentials: one of these; the last one also needs a password. */
const AZURE_SECRETS = ['AZURE_CLIENT_SECRET', 'AZURE_CLIENT_CERTIFICATE_PATH', 'AZURE_USERNAME'];
const AZURE_PASSWORD = 'AZURE_PASSWORD';

/**
 * @typedef {object} Signing
 * @property {boolean} isSigned
 * @property {readonly string[]} missing further variables that the request needs
 * @property {string} notice the line for a person
 */

/**
 * The signing that the variables request on macOS.
 * @param {NodeJS.ProcessEnv} env
 * @returns {Signing & {isNotarized: boolean}}
 */
export function macSigning(env) {
  const isSigned = Boolean(env.CSC_LINK || env.CSC_NAME);
  const isNotarized = NOTARY.some((name) => env[name]);
  const needsCertificate = !isSigned && Boolean(isNotarized || env.CSC_KEY_PASSWORD);
  const missing = [
    ...(isNotarized ? NOTARY.filter((name) => !env[name]) : []),
    ...(needsCertificate ? ['CSC_LINK'] : []),
  ];
  if (isNotarized) return { isSigned, isNotarized, missing, notice: 'macOS: signed and notarized.' };
  if (isSigned) {
    const notice = `macOS: signed, but not notarized, so other computers refuse it (${NOTARY.join(', ')} are not set).`;
    return { isSigned, isNotarized, missing, notice };
  }
  const notice = 'macOS: unsigned, for this computer only (neither CSC_LINK nor CSC_NAME is set).';
  return { isSigned, isNotarized, missing, notice };
}

/**
 * The signing that the variables request on Windows.
 * @param {NodeJS.ProcessEnv} env
 * @returns {Signing & {azure?: NonNullable<NonNullable<import('electron-builder').Configuration['win']>['azureSignOptions']>}}
 */
export function windowsSigning(env) {
  if (AZURE.some((name) => env[name])) {
    const azure = {
      endpoint: env.AZURE_SIGN_ENDPOINT ?? '',
      codeSigningAccountName: env.AZURE_SIGN_ACCOUNT ?? '',
      certificateProfileName: env.AZURE_SIGN_PROFILE ?? '',
      publisherName: env.AZURE_SIGN_PUBLISHER ?? '',
    };
    return { isSigned: true, missing: missingForAzure(env), azure, notice: 'Windows: signed by Azure.' };
  }
  const isSigned = Boolean(env.WIN_CSC_LINK || env.CSC_LINK);
  const missing = [
    ...(!isSigned && env.WIN_CSC_KEY_PASSWORD ? ['WIN_CSC_LINK'] : []),
    ...(!isSigned && !env.WIN_CSC_KEY_PASSWORD && env.CSC_KEY_PASSWORD ? ['CSC_LINK'] : []),
    ...([...AZURE_LOGIN, ...AZURE_SECRETS, AZURE_PASSWORD].some((name) => env[name]) ? missingForAzure(env) : []),
  ];
  if (isSigned) return { isSigned, missing, notice: 'Windows: signed.' };
  const notice = `Windows: unsigned, so SmartScreen warns of it (neither WIN_CSC_LINK, CSC_LINK nor ${AZURE[0]} is set).`;
  return { isSigned, missing, notice };
}

/** @param {NodeJS.ProcessEnv} env */
function missingForAzure(env) {
  const secret = AZURE_SECRETS.some((name) => env[name]) ? [] : [AZURE_SECRETS.join(' or ')];
  const password = env['AZURE_USERNAME'] && !env[AZURE_PASSWORD] ? [AZURE_PASSWORD] : [];
  return [...[...AZURE, ...AZURE_LOGIN].filter((name) => !env[name]), ...secret, ...password];
}

/**
 * A line about the signing of packages for `platform`; `undefined` on Linux, which has no such signatures.
 * Throws a `SetupError` when some of the variables are missing.
 * @param {NodeJS.Platform} platform
 * @param {NodeJS.ProcessEnv} env
 */
export function signingNotice(platform, env) {
  if (platform !== 'darwin' && platform !== 'win32') return undefined;
  const { missing, notice } = platform === 'darwin' ? macSigning(env) : windowsSigning(env);
  if (missing.length === 0) return notice;
  throw new SetupError(
    `The packages cannot be signed as the variables ask for: ${missing.join(', ')} must be set as well.`,
    'Set all of them, or unset the others of their kind (README, "Packages for macOS and Windows"); then run the command again.',
  );
}
