import { Injectable } from '@nestjs/common';
import { PlayerAuthenticator } from '../../../core/sessions/player-authenticator.js';
import { GameError } from '../../../protocol/game-error.js';
import { AccessTokens } from './access-tokens.js';
import { OpenIdTokens } from './openid-tokens.js';
import { SignIns } from '../accounts/sign-ins.js';
import { TicketStore } from './ticket-store.js';
import { TokenDenials } from './token-denials.js';

/** Identifies players by our own access tokens, tokens of the OpenID provider, and connection tickets. */
@Injectable()
export class TokenAuthenticator extends PlayerAuthenticator {
  constructor(
    private readonly access: AccessTokens,
    private readonly openId: OpenIdTokens,
    private readonly signIns: SignIns,
    private readonly denials: TokenDenials,
    private readonly tickets: TicketStore,
  ) {
    super();
  }

  /** @throws GameError auth.banned; auth.provider_unavailable */
  override async authenticate(token: string): Promise<string | undefined> {
    if (!this.access.isOurs(token)) return this.authenticateOpenId(token);
    const claims = this.access.verify(token);
    return claims === undefined || this.denials.isDenied(claims) ? undefined : claims.playerId;
  }

  override async redeem(ticket: string): Promise<string | undefined> {
    const playerId = await this.tickets.redeem(ticket);
    return playerId === undefined || this.isDenied(playerId) ? undefined : playerId;
  }

  /** @throws GameError auth.banned; auth.refused when the account was erased */
  override assertAllowed(playerId: string): void {
    if (this.denials.isDenied({ playerId })) throw new GameError('auth.refused');
  }

  private async authenticateOpenId(token: string): Promise<string | undefined> {
    const subject = await this.openId.verify(token);
    if (subject === undefined) return undefined;
    const { account } = await this.signIns.byOpenId(subject);
    return account.id;
  }

  // An upgrade response has no room for a reason: a banned player's ticket is simply invalid.
  private isDenied(playerId: string): boolean {
    try {
      return this.denials.isDenied({ playerId });
    } catch {
      return true;
    }
  }
}
