/**
 * Decides who somebody is. A module that provides it makes sign-in possible; without one all sessions are anonymous and
 * AUTH_REQUIRED cannot be true. Out of its scope: issuing tokens and tickets, rate limits.
 */
export abstract class PlayerAuthenticator {
  /** The id of the player whose access token this is, or undefined when it is not valid. */
  abstract authenticate(token: string): Promise<string | undefined>;

  /** The id of the player whose connection ticket this is, or undefined when it is not valid. A ticket is good once. */
  abstract redeem(ticket: string): Promise<string | undefined>;
}
