/**
 * Port that identifies players. Exactly one module may provide it; without one all sessions are anonymous and AUTH_REQUIRED cannot
 * be true. It is found in whichever module provides it, exported and global or not:
 *
 * ```ts
 * @Module({ providers: [{ provide: PlayerAuthenticator, useClass: OurAuthenticator }] })
 * export class OurAccountsModule {}
 * ```
 *
 * The bundled AuthModule provides one; a game with its own leaves that module out, since two stop the boot. Out of scope: issuing
 * tokens and tickets, rate limits.
 */
export abstract class PlayerAuthenticator {
  /**
   * The id of the player whose access token this is, or undefined when it is not valid.
   * @throws GameError to give the client a more specific code than auth.refused
   */
  abstract authenticate(token: string): Promise<string | undefined>;

  /** The id of the player whose connection ticket this is, or undefined when it is not valid. A ticket is good once. */
  abstract redeem(ticket: string): Promise<string | undefined>;

  /**
   * Called once more, synchronously, at the moment a session is signed in: what was checked before an `await` may have changed
   * since, by a ban for example. Allows everybody by default.
   * @throws GameError when the player is not allowed in
   */
  assertAllowed(_playerId: string): void {
    // A game without bans has nothing to add.
  }
}
