// What electron-builder is told about macOS. Read by ../electron-builder.config.mjs.
//
// Entitlements. App and helpers get one, allow-jit: V8 runs in all of them, under the hardened runtime. What is missing is missing on purpose:
// - disable-library-validation: keytar.node is signed with the app's own team, so it loads without, and other libraries do not.
// - allow-unsigned-executable-memory, allow-dyld-environment-variables, get-task-allow: not needed, and each lets other code in.
// - app-sandbox: token files lie where a person wants them, and flock and the state folder outside of a container.
// - keychain-access-groups: keytar uses the login keychain (SecKeychain…), which asks for none. It lets in whoever has the signature that made the
//   entry: the helper's identifier and the team. Access groups belong to the data protection keychain, which keytar does not use;
//   an app that names them without a provisioning profile is killed at its start.
// The plists have no comments, because the system's reader of entitlements refuses them.
import { koffiFilter } from '../koffi-filter.mjs';
import { macSigning } from '../signing.mjs';

const BACKUP_TYPE = 'trade.axiom-token-manager.backup';

/** The app's own name for its helpers: the keychain knows by it who made an entry, so it never changes. */
export const HELPER_ID = 'trade.axiom-token-manager.desktop.helper';

/** The oldest macOS of the Electron that ships. */
export const MINIMUM_MACOS = '13.0';

/** What Electron's own Info.plist asks a person for. The app asks for none of it, and macOS ends whoever asks without a text. */
export const UNUSED_TEXTS = [
  'NSAudioCaptureUsageDescription',
  'NSBluetoothAlwaysUsageDescription',
  'NSBluetoothPeripheralUsageDescription',
  'NSCameraUsageDescription',
  'NSMicrophoneUsageDescription',
];

/**
 * The parts for macOS, signed as the variables say.
 * @param {NodeJS.ProcessEnv} env
 * @returns {Pick<import('electron-builder').Configuration, 'mac' | 'dmg'>}
 */
export function macConfig(env) {
  const { isSigned, isNotarized } = macSigning(env);
  return {
    mac: {
      category: 'public.app-category.utilities',
      icon: 'app.icns',
      files: [
        {
          filter: [
            'node_modules/keytar/prebuilds/darwin-${arch}/**',
            ...koffiFilter('darwin'),
            'dist/icons/tray-*Template*.png',
          ],
        },
      ],
      target: ['dmg', 'zip'],
      artifactName: '${name}-${version}-mac-${arch}.${ext}',
      minimumSystemVersion: MINIMUM_MACOS,
      helperBundleId: HELPER_ID,
      // "-" is the signature without a name that every program needs on Apple silicon. Libraries with such a one have no team in common,
      // so the hardened runtime would refuse keytar.node.
      ...(isSigned ? {} : { identity: '-' }),
      hardenedRuntime: isSigned,
      forceCodeSigning: isSigned,
      notarize: isNotarized,
      // Gatekeeper refuses what is not notarized yet; the notary's answer is what counts.
      gatekeeperAssess: false,
      entitlements: 'build/packages/mac/entitlements.plist',
      entitlementsInherit: 'build/packages/mac/entitlements-inherit.plist',
      fileAssociations: [
        {
          ext: 'axiombackup',
          name: 'Axiom Token Manager backup',
          icon: 'backup',
          role: 'Editor',
          rank: 'Owner',
        },
      ],
      extendInfo: {
        // The app has a window and a place in the Dock.
        LSUIElement: false,
        NSHumanReadableCopyright: 'MIT licence',
        UTExportedTypeDeclarations: [
          {
            UTTypeIdentifier: BACKUP_TYPE,
            UTTypeDescription: 'Axiom Token Manager backup',
            UTTypeConformsTo: ['public.data'],
            UTTypeIconFile: 'backup.icns',
            UTTypeTagSpecification: {
              'public.filename-extension': ['axiombackup'],
              'public.mime-type': ['application/vnd.axiom-token-manager.backup'],
            },
          },
        ],
        ...Object.fromEntries(UNUSED_TEXTS.map((name) => [name, null])),
      },
    },
    dmg: {
      title: '${productName} ${version}',
      window: { width: 540, height: 380 },
      iconSize: 96,
      contents: [
        { x: 130, y: 200, type: 'file' },
        { x: 410, y: 200, type: 'link', path: '/Applications' },
      ],
      writeUpdateInfo: false,
    },
  };
}
