// What electron-builder is told about Windows. Read by ../electron-builder.config.mjs.
import { koffiFilter } from '../koffi-filter.mjs';
import { windowsSigning } from '../signing.mjs';

/**
 * The parts for Windows, signed as the variables say.
 * @param {NodeJS.ProcessEnv} env
 * @returns {Pick<import('electron-builder').Configuration, 'win' | 'nsis'>}
 */
export function windowsConfig(env) {
  const { isSigned, azure } = windowsSigning(env);
  return {
    win: {
      icon: 'app.ico',
      files: [
        {
          filter: ['node_modules/keytar/prebuilds/win32-${arch}/**', ...koffiFilter('win32'), 'dist/icons/tray-*.ico'],
        },
      ],
      target: ['nsis', 'zip'],
      artifactName: '${name}-${version}-win-${arch}.${ext}',
      // Name and icon, and the hash by which Electron checks its archive.
      signAndEditExecutable: true,
      // What lies outside the archive is checked by nothing but its signature.
      signExts: ['.node'],
      forceCodeSigning: isSigned,
      ...(azure === undefined
        ? { signtoolOptions: { signingHashAlgorithms: ['sha256'] } }
        : { azureSignOptions: azure }),
      fileAssociations: [
        {
          ext: 'axiombackup',
          name: 'AxiomTokenManager.Backup',
          description: 'Axiom Token Manager backup',
          icon: 'backup.ico',
        },
      ],
    },
    nsis: {
      // One click, for this user alone: there is no page on which somebody would choose "for all users", which asks for an
      // administrator, or a folder that others can write to. Nothing of it ever runs with more rights than the app.
      oneClick: true,
      perMachine: false,
      artifactName: '${name}-${version}-win-${arch}-setup.${ext}',
      buildUniversalInstaller: false,
      createDesktopShortcut: false,
      createStartMenuShortcut: true,
      shortcutName: 'Axiom Token Manager',
      // Tokens, settings and backups stay; installer.nsh says so before anything is removed.
      deleteAppDataOnUninstall: false,
      include: 'build/packages/windows/installer.nsh',
      // Both serve updates by the app itself, which there are none of.
      packElevateHelper: false,
      differentialPackage: false,
    },
  };
}
