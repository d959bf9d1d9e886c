// electron-builder's configuration for Windows. Read by ../electron-builder.config.mjs.
import { koffiFilter } from '../koffi-filter.mjs';
import { windowsSigning } from '../signing.mjs';

/**
 * The configuration for Windows, signed as the variables say.
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
      // Writes name, icon, and the hash by which Electron checks its archive.
      signAndEditExecutable: true,
      // Files outside the archive are protected by their signature only.
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
      // One click, for this user only. Other installers could be run "for all users", which needs an administrator, or with a folder that
      // others can write to. The installer never has more privileges than the app.
      oneClick: true,
      perMachine: false,
      artifactName: '${name}-${version}-win-${arch}-setup.${ext}',
      buildUniversalInstaller: false,
      createDesktopShortcut: false,
      createStartMenuShortcut: true,
      shortcutName: 'Axiom Token Manager',
      // Tokens, settings and backups stay; installer.nsh says so before the removal.
      deleteAppDataOnUninstall: false,
      include: 'build/packages/windows/installer.nsh',
      // Both are only for apps that update themselves.
      packElevateHelper: false,
      differentialPackage: false,
    },
  };
}
