// Facts about this copy of the app for "About" and bug reports: versions, kind of installation, folders. Pure. Paths do not reveal the user's name.
import type { AppFact } from '../../preload/contract/help-schema';
import { appImageOf } from '../adapters/autostart/started-program';
import { shownPath } from '../core/leftovers/shown-path';

/** The facts that the running program knows about itself. */
export interface FactSources {
  readonly version: string;
  readonly versions: { readonly electron: string; readonly chrome: string; readonly node: string };
  readonly system: { readonly platform: NodeJS.Platform; readonly arch: string; readonly release: string };
  readonly copy: CopySources;
  readonly person: Person;
  readonly folders: { readonly data: string; readonly state: string; readonly logs: string };
}

/** What must not be visible in a path. */
export interface Person {
  /** The home folder by all its paths; it may be reached through a link. */
  readonly homes: readonly string[];
  /** The user's account name on this computer; absent when unknown. */
  readonly userName?: string;
  /** Resolves all links in a path; returns it unchanged when that fails. */
  readonly realPath: (path: string) => string;
}

/** What shows how this copy was installed. */
export interface CopySources {
  readonly platform: NodeJS.Platform;
  /** The program that a person starts: the launcher if there is one, else the executable. */
  readonly program: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly isPackaged: boolean;
  /** The content of the file `package-type`, which a Linux package places beside the archive. */
  readonly packageType?: string;
}

const PACKAGES: Readonly<Record<string, string>> = { deb: 'Debian package', rpm: 'RPM package' };

const SYSTEMS: Readonly<Record<string, string>> = { linux: 'Linux', darwin: 'macOS (Darwin)', win32: 'Windows' };

/** The facts in display order. */
export function appFacts({ version, versions, system, copy, person, folders }: FactSources): readonly AppFact[] {
  const { kind, path } = howInstalled(copy);
  const shown = (folder: string): string => withoutNames(folder, person);
  return [
    { name: 'Version', value: version },
    { name: 'Runs as', value: `${kind}, ${shown(path)}` },
    { name: 'System', value: `${SYSTEMS[system.platform] ?? system.platform} ${system.release}, ${system.arch}` },
    { name: 'Electron', value: versions.electron },
    { name: 'Chromium', value: versions.chrome },
    { name: 'Node', value: versions.node },
    { name: 'Settings and list of accounts', value: shown(folders.data) },
    { name: 'Locks and sealed files', value: shown(folders.state) },
    { name: 'Log', value: shown(folders.logs) },
  ];
}

/** The kind of installation, as far as it is known, and the path of the started file. */
export function howInstalled(copy: CopySources): { kind: string; path: string } {
  const { platform, program, env, isPackaged, packageType = '' } = copy;
  const { PORTABLE_EXECUTABLE_FILE: portable } = env;
  if (!isPackaged) return { kind: 'From source', path: program };
  if (platform === 'linux') {
    const appImage = appImageOf(program, env);
    if (appImage !== undefined) return { kind: 'AppImage', path: appImage };
    // A package made by a distribution, not by us.
    const isSystems = packageType !== '' || /^\/usr\/(?!local\/)/.test(program);
    const kind = PACKAGES[packageType.trim()] ?? (isSystems ? 'Package of the system' : 'Unpacked folder');
    return { kind, path: program };
  }
  if (platform === 'darwin') {
    if (program.includes('/AppTranslocation/'))
      return { kind: 'Opened where it was downloaded, not in Applications', path: program };
    return { kind: 'App', path: program.replace(/(\.app)\/.*$/, '$1') };
  }
  if (portable) return { kind: 'Portable', path: portable };
  const isInstalled = /\\(Program Files( \(x86\))?|AppData\\Local\\Programs)\\/i.test(program);
  return { kind: isInstalled ? 'Installed' : 'Unpacked folder', path: program };
}

/** Replaces the home folder by `~`, also when it is reached through a link, and elsewhere folders named after the user by "you". */
export function withoutNames(path: string, { homes, userName = '', realPath }: Person): string {
  const separator = homes.some((home) => home.includes('\\')) ? '\\' : '/';
  const inHome = (one: string): string | undefined => {
    const home = homes.find((each) => one === each || one.startsWith(each + separator));
    return home === undefined || home === separator ? undefined : `~${one.slice(home.length)}`;
  };
  const names = new Set([userName, ...homes.map((home) => home.split(separator).at(-1))]);
  const short = inHome(path) ?? inHome(realPath(path)) ?? path;
  return shownPath(
    short
      .split(separator)
      .map((part) => (part !== '' && names.has(part) ? 'you' : part))
      .join(separator),
  );
}
