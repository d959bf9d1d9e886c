// electron-builder's configuration for macOS. Read by ../electron-builder.config.mjs.
//
// Entitlements. App and helpers get one, allow-jit: V8 runs in all of them, under the hardened runtime. The others are left out on purpose:
// - disable-library-validation: keytar.node is signed with the app's own team, so it loads without it, and other libraries do not.
// - allow-unsigned-executable-memory, allow-dyld-environment-variables, get-task-allow: not needed, and each would let foreign code in.
// - app-sandbox: token files are where a person wants them, and flock and the state folder are outside of a container.
// - keychain-access-groups: keytar uses the login keychain (SecKeychain…), which needs none. It trusts programs with the signature that made the
//   entry: the helper's identifier and the team. Access groups belong to the data protection keychain, which keytar does not use;
//   macOS kills an app at its start that names them without a provisioning profile.
// The plists contain no comments, because the system's parser of entitlements refuses them.
import { koffiFilter } from '../koffi-filter.mjs';
import { macSigning } from '../signing.mjs';

const BACKUP_TYPE = 'trade.axiom-token-manager.backup';

/** The identifier of the app's helpers: the keychain identifies the creator of an entry by it, so it must never change. */
export const HELPER_ID = 'trade.axiom-token-manager.desktop.helper';

/** The oldest macOS that the shipped Electron supports. */
export const MINIMUM_MACOS = '13.0';

/** Permissions in Electron's own Info.plist. The app requests none of them; macOS kills a program that requests one without a text. */
export const UNUSED_TEXTS = [
  'NSAudioCaptureUsageDescription',
  'NSBluetoothAlwaysUsageDescription',
  'NSBluetoothPeripheralUsageDescription',
  'NSCameraUsageDescription',
  'NSMicrophoneUsageDescription',
];

/**
 * The configuration for macOS, signed as the variables say.
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
      // "-" is the ad hoc signature that every program needs on Apple silicon. Libraries signed that way have no team in common,
      // so the hardened runtime would refuse keytar.node.
      ...(isSigned ? {} : { identity: '-' }),
      hardenedRuntime: isSigned,
      forceCodeSigning: isSigned,
      notarize: isNotarized,
      // Gatekeeper refuses apps that are not notarized yet; only the notary's answer counts.
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
        // The app has a window and a Dock icon.
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
