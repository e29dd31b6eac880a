/**
 * Decides who a token's bearer is. A module that provides it makes sign-in possible; without one all sessions are
 * anonymous and AUTH_REQUIRED cannot be true. Out of its scope: issuing tokens, rate limits.
 */
export abstract class PlayerAuthenticator {
  /**
   * @returns the player's id, or undefined when the token is not valid.
   */
  abstract authenticate(token: string): Promise<string | undefined>;
}
