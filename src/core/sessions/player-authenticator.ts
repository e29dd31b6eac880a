/**
 * Decides who somebody is. The one module that provides it makes sign-in possible; without one all sessions are anonymous
 * and AUTH_REQUIRED cannot be true. It is found in whatever module it stands, exported and global or not:
 *
 * ```ts
 * @Module({ providers: [{ provide: PlayerAuthenticator, useClass: OurAuthenticator }] })
 * export class OurAccountsModule {}
 * ```
 *
 * The bundled AuthModule provides one; a game with its own leaves that module out, since two stop the boot. Out of its
 * scope: issuing tokens and tickets, rate limits.
 */
export abstract class PlayerAuthenticator {
  /**
   * The id of the player whose access token this is, or undefined when it is not valid.
   * @throws GameError with the code that the client is to be told, where there is a better one than auth.refused
   */
  abstract authenticate(token: string): Promise<string | undefined>;

  /** The id of the player whose connection ticket this is, or undefined when it is not valid. A ticket is good once. */
  abstract redeem(ticket: string): Promise<string | undefined>;

  /**
   * Asked once more, synchronously, in the turn in which a session becomes this player's: whatever was found out before
   * an `await` may have changed since, by a ban for example. Nobody is refused by default.
   * @throws GameError why the player may not be here
   */
  assertAllowed(_playerId: string): void {
    // A game without bans has nothing to add.
  }
}
