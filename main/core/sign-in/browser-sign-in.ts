// Allows one sign-in window at a time, for one profile: decides which profile gets the window and its tokens.
// Used by the sign-in handlers. Knows neither Electron nor cookies: the window is opened by a function.
import { AxiomTokenError } from '../base/errors';
import type { AuthTokens } from '../tokens/auth-tokens';

/** An open sign-in window. */
export interface TokenWindow {
  /** The tokens; settles when the window has closed and its session is wiped. */
  readonly tokens: Promise<AuthTokens>;
  /** Whether the window is closed. Its session may not be wiped yet. */
  isClosed(): boolean;
  focus(): void;
  close(): void;
}

/** The profile to sign in. */
export interface SignInAsker {
  readonly id: string;
  /** The name that the user sees. */
  readonly name: string;
}

interface Turn {
  readonly asker: SignInAsker;
  window: TokenWindow | undefined;
  /** Why it was ended before the person finished it. */
  ended: AxiomTokenError | undefined;
}

/** The browser sign-in of all profiles. */
export class BrowserSignIn {
  readonly #openWindow: () => TokenWindow;
  /** The newest request that was not refused; kept until its window has closed. */
  #newest: { readonly turn: Turn; readonly tokens: Promise<AuthTokens> } | undefined;

  constructor(openWindow: () => TokenWindow) {
    this.#openWindow = openWindow;
  }

  /**
   * Opens the window and resolves to its tokens. While a window is open, a second call for the same profile joins it, and a call for another profile is refused.
   * A window that is just closing is waited for and never joined.
   * @throws as the window does; the reason of {@link cancel} after it, even if tokens came; `INVALID_INPUT` when the window is for another profile
   */
  run(asker: SignInAsker): Promise<AuthTokens> {
    const former = this.#newest;
    if (former && !isOver(former.turn)) {
      former.turn.window?.focus();
      return former.turn.asker.id === asker.id ? former.tokens : Promise.reject(isTaken(former.turn.asker.name));
    }
    const turn: Turn = { asker, window: undefined, ended: undefined };
    const tokens = this.#take(turn, former?.tokens);
    this.#newest = { turn, tokens };
    return tokens;
  }

  /** Whether a window is open or about to open. */
  get isUnderWay(): boolean {
    return this.#newest !== undefined && !isOver(this.#newest.turn);
  }

  /** Closes the window and drops its tokens. With `profileId`: only if the window is for this profile. `reason`: for whoever waits for the tokens. */
  cancel(profileId?: string, reason = new AxiomTokenError('CANCELLED')): void {
    const turn = this.#newest?.turn;
    if (!turn || (profileId !== undefined && turn.asker.id !== profileId)) return;
    turn.ended ??= reason;
    turn.window?.close();
  }

  async #take(turn: Turn, former: Promise<AuthTokens> | undefined): Promise<AuthTokens> {
    try {
      // All windows use the same session, which must be wiped in between.
      await former?.catch(() => undefined);
      if (turn.ended) throw turn.ended;
      turn.window = this.#openWindow();
      const tokens = await turn.window.tokens;
      if (turn.ended) throw turn.ended;
      return tokens;
    } catch (error) {
      throw turn.ended ?? error;
    } finally {
      if (this.#newest?.turn === turn) this.#newest = undefined;
    }
  }
}

function isOver({ ended, window }: Turn): boolean {
  return ended !== undefined || window?.isClosed() === true;
}

function isTaken(name: string): AxiomTokenError {
  return new AxiomTokenError('INVALID_INPUT', {
    message: `The sign-in window that is open is for ${name}.`,
    remedy: 'Finish the sign-in there or close that window, then try again. Nothing was changed.',
  });
}
