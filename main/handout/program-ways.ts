// Lines to copy that let the user's own programs get tokens, for each language. Used for the window's page and the README. Pure; they contain no secret.

/** How the command line is started: a program and arguments before its own ("node", "…/axiom-tokens.cjs"). */
export type CommandWords = readonly [program: string, ...words: string[]];

export interface WaysFor {
  readonly command: CommandWords;
  /** The account's id. */
  readonly profileId: string;
  /** The origin of the API for the example. */
  readonly apiOrigin: string;
  readonly platform: NodeJS.Platform;
}

export interface WayToUse {
  readonly id: 'shell' | 'exec' | 'curl' | 'python' | 'rust';
  readonly title: string;
  readonly lines: string;
  /** Requirements and hints. */
  readonly needs: string;
}

/** All ways, in the order of the page. */
export function waysToUse({ command, profileId, apiOrigin, platform }: WaysFor): readonly WayToUse[] {
  const isWindows = platform === 'win32';
  const quoted = isWindows ? powershellWord : shellWord;
  const typed = `${isWindows && needsCall(command[0]) ? '& ' : ''}${command.map(quoted).join(' ')}`;
  const token = [...command.slice(1), 'token', '-p', profileId];
  const url = `${apiOrigin}/server-time`;
  return [
    {
      id: 'shell',
      title: 'Shell',
      lines: isWindows
        ? `$env:AXIOM_ACCESS_TOKEN = ${typed} token -p ${profileId}`
        : `export AXIOM_ACCESS_TOKEN="$(${typed} token -p ${profileId})"`,
      needs:
        'For a command or two: the token in the variable expires after some minutes. Nothing is printed, and nothing is left in the history.',
    },
    {
      id: 'exec',
      title: 'A program that runs for hours',
      lines: `${typed} exec -p ${profileId} --on-refresh restart -- python3 bot.py`,
      needs:
        'Put your own program behind the two dashes. It finds AXIOM_ACCESS_TOKEN in its environment, and is restarted with a new one before that expires.',
    },
    {
      id: 'curl',
      title: 'curl',
      // Where there is no token, curl gets no address either, and sends nothing.
      lines: isWindows
        ? `$config = ${typed} token -p ${profileId} --format curl; if ($?) { $config | curl.exe -K - ${url} }`
        : `{ ${typed} token -p ${profileId} --format curl && echo url=${url}; } | curl -K -`,
      needs:
        'Put the address of your own call in place of this one. The token is in no argument, so no list of processes shows it. Without a token nothing is sent.',
    },
    {
      id: 'python',
      title: 'Python',
      lines: [
        'import json, subprocess',
        '',
        `command = ${pythonList([command[0], ...token, '--json'])}`,
        'answer = json.loads(subprocess.check_output(command))',
        'headers = {"Cookie": answer["cookie_name"] + "=" + answer["access_token"]}',
      ].join('\n'),
      needs:
        'Python 3.7 or newer, no package. Run it again before answer["expires_in"] seconds are over; while the app runs this is quick.',
    },
    {
      id: 'rust',
      title: 'Rust',
      lines: [
        `let answer = std::process::Command::new(${rustText(command[0])})`,
        `    .args([${[...token, '--format', 'header', '-n'].map(rustText).join(', ')}])`,
        '    .output()?;',
        'if !answer.status.success() {',
        '    return Err(String::from_utf8_lossy(&answer.stderr).into());',
        '}',
        'let header = String::from_utf8(answer.stdout)?; // "Cookie: …"',
      ].join('\n'),
      needs:
        'No crate; in a function that returns Result<_, Box<dyn std::error::Error>>. The axiomtrade-rs client reads tokens only when it is created: create it again with each new token.',
    },
  ];
}

/** A command that must be run once, so that the command line has a name. */
export interface SetUpOnce {
  readonly words: string;
  readonly line: string;
}

/** How the command line of this copy of the app is started. */
export interface CommandLinePlace {
  readonly command: CommandWords;
  /** Absent when nothing must be done first. */
  readonly setUp?: SetUpOnce;
}

/** The set-up for an AppImage, which is the command line when it is started under that name. */
export function appImageSetUp(appImage: string): SetUpOnce {
  return {
    words:
      'Run this once: it gives the AppImage a second name, by which it is the command line. ~/.local/bin has to be in your PATH.',
    line: `mkdir -p ~/.local/bin && ln -sf ${shellWord(appImage)} ~/.local/bin/axiom-tokens`,
  };
}

/** The data folder and the socket of this copy of the app, and the ones that a shell uses by default. */
export interface OwnPlaces {
  readonly dataDirectory: string;
  /** Absent where no home folder is known. */
  readonly defaultDataDirectory: string | undefined;
  /** Absent where there is none. */
  readonly socket: string | undefined;
  /** Whether a shell of the user's session looks for the socket there as well. */
  readonly isSocketInSession: boolean;
}

/** What a shell must set to find this copy of the app; `undefined` when the app is where a shell looks by default. */
export function ownPlacesSetUp(places: OwnPlaces, platform: NodeJS.Platform): SetUpOnce | undefined {
  const { dataDirectory, defaultDataDirectory, socket, isSocketInSession } = places;
  const set = (name: string, value: string): string =>
    platform === 'win32' ? `$env:${name} = ${powershellWord(value)}` : `export ${name}=${shellWord(value)}`;
  const lines = [
    ...(dataDirectory === defaultDataDirectory ? [] : [set('AXIOM_TOKENS_CONFIG_DIR', dataDirectory)]),
    ...(socket === undefined || isSocketInSession ? [] : [set('AXIOM_TOKENS_SOCK', socket)]),
  ];
  if (lines.length === 0) return undefined;
  const words =
    'Run this first in each shell, or set it for your program: this app has its data or its socket elsewhere than programs look.';
  return { words, line: lines.join('\n') };
}

/** Both, one after the other. */
export function bothSetUps(first: SetUpOnce | undefined, second: SetUpOnce | undefined): SetUpOnce | undefined {
  if (!first || !second) return first ?? second;
  return { words: `${first.words} ${second.words}`, line: `${first.line}\n${second.line}` };
}

function shellWord(word: string): string {
  return /^[\w./@:+-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}

function powershellWord(word: string): string {
  return /^[\w./@:+\\-]+$/.test(word) ? word : `'${word.replaceAll("'", "''")}'`;
}

/** Whether PowerShell needs `&` before the program: it takes a quoted text for a value. */
function needsCall(program: string): boolean {
  return powershellWord(program).startsWith("'");
}

function pythonList(words: readonly string[]): string {
  return `[${words.map((word) => JSON.stringify(word)).join(', ')}]`;
}

function rustText(word: string): string {
  return `"${word.replaceAll(/["\\]/g, '\\$&')}"`;
}
