// One sign-in window at a time, and for one profile: decides who gets the window and its tokens.
// Used by the sign-in handlers. Knows neither Electron nor cookies: the window is opened by a function.
import { AxiomTokenError } from '../base/errors';
import type { AuthTokens } from '../tokens/auth-tokens';

/** An open sign-in window. */
export interface TokenWindow {
  /** The tokens; settles when the window is gone and its session is wiped. */
  readonly tokens: Promise<AuthTokens>;
  /** Whether the window is gone from the screen, though its session may still be being wiped. */
  isClosed(): boolean;
  focus(): void;
  close(): void;
}

/** The profile that is to be signed in. */
export interface SignInAsker {
  readonly id: string;
  /** As the person knows it. */
  readonly name: string;
}

interface Turn {
  readonly asker: SignInAsker;
  window: TokenWindow | undefined;
  isCancelled: boolean;
}

/** The browser sign-in of all profiles. */
export class BrowserSignIn {
  readonly #openWindow: () => TokenWindow;
  /** The newest request that was not refused, until its window has ended. */
  #newest: { readonly turn: Turn; readonly tokens: Promise<AuthTokens> } | undefined;

  constructor(openWindow: () => TokenWindow) {
    this.#openWindow = openWindow;
  }

  /**
   * Opens the window and resolves to its tokens. While a window is open, the profile that it is for joins it, and any other is refused. A window
   * that is just ending is waited for and never joined.
   * @throws as the window does; `CANCELLED` after {@link cancel}, even if tokens came; `INVALID_INPUT` when the window is for another profile
   */
  run(asker: SignInAsker): Promise<AuthTokens> {
    const former = this.#newest;
    if (former && !isOver(former.turn)) {
      former.turn.window?.focus();
      return former.turn.asker.id === asker.id ? former.tokens : Promise.reject(isTaken(former.turn.asker.name));
    }
    const turn: Turn = { asker, window: undefined, isCancelled: false };
    const tokens = this.#take(turn, former?.tokens);
    this.#newest = { turn, tokens };
    return tokens;
  }

  /** Whether its window is open, or about to be. */
  get isUnderWay(): boolean {
    return this.#newest !== undefined && !isOver(this.#newest.turn);
  }

  /** Closes the window and drops what comes from it: whoever it is for, or only that of this profile. */
  cancel(profileId?: string): void {
    const turn = this.#newest?.turn;
    if (!turn || (profileId !== undefined && turn.asker.id !== profileId)) return;
    turn.isCancelled = true;
    turn.window?.close();
  }

  async #take(turn: Turn, former: Promise<AuthTokens> | undefined): Promise<AuthTokens> {
    try {
      // The windows share one session, which must be wiped in between.
      await former?.catch(() => undefined);
      if (turn.isCancelled) throw new AxiomTokenError('CANCELLED');
      turn.window = this.#openWindow();
      const tokens = await turn.window.tokens;
      if (turn.isCancelled) throw new AxiomTokenError('CANCELLED');
      return tokens;
    } finally {
      if (this.#newest?.turn === turn) this.#newest = undefined;
    }
  }
}

function isOver({ isCancelled, window }: Turn): boolean {
  return isCancelled || window?.isClosed() === true;
}

function isTaken(name: string): AxiomTokenError {
  return new AxiomTokenError('INVALID_INPUT', {
    message: `The sign-in window that is open is for ${name}.`,
    remedy: 'Finish the sign-in there or close that window, then try again. Nothing was changed.',
  });
}
