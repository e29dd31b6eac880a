import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { addressKey } from '../../../core/limits/address-key.js';
import { GameError } from '../../../protocol/game-error.js';
import { ACCESS_TOKEN_SECONDS, AccessTokens } from './access-tokens.js';
import { AuditRepository } from '../accounts/audit.repository.js';
import { AuthError } from '../auth.errors.js';
import type { AuthSignedInDto } from '../auth.messages.js';
import type { Account, Identity } from '../schema.js';
import { hashOf, newToken } from './secret-code.js';
import { TokenDenials } from './token-denials.js';
import { TokensRepository, type Successor } from './tokens.repository.js';

const REFRESH_TOKEN_SECONDS = 30 * 24 * 60 * 60;

/** How long the same client gets the same successor if it lost the answer, and how long parallel requests are not theft. */
const GRACE = { repeatMs: 30_000, raceMs: 10_000 };

/** Issues, refreshes and ends access and refresh tokens (OAuth 2.0 Security BCP, RFC 9700 section 4.14.2). */
@Injectable()
export class SignInTokens {
  constructor(
    private readonly access: AccessTokens,
    private readonly tokens: TokensRepository,
    private readonly denials: TokenDenials,
    private readonly audit: AuditRepository,
  ) {}

  /**
   * The tokens of a new sign-in.
   * @param identity the one the player signed in with; undefined when one of their sessions vouched for them
   * @throws GameError auth.banned; auth.refused when the account or the identity has changed in the meantime
   */
  async issue(accountId: string, isNew: boolean, identity?: Identity): Promise<AuthSignedInDto> {
    const family = randomUUID();
    const refreshToken = newToken();
    const begun = await this.tokens.begin({ ...successorOf(refreshToken), family, accountId }, identity);
    if (begun === 'banned') throw new GameError(AuthError['auth.banned']);
    if (begun === 'gone') throw new GameError('auth.refused');
    return this.answer(begun, family, refreshToken, isNew);
  }

  /**
   * The next tokens of a sign-in. The same caller, by address, may repeat the request for 30 seconds.
   * @throws GameError auth.refused; auth.banned
   */
  async refresh(refreshToken: string, address: string): Promise<AuthSignedInDto> {
    // Derived from the previous one, so that it can be issued again although only its hash is stored.
    const next = this.access.derive(`refresh.${refreshToken}`);
    const hash = hashOf(refreshToken, 'refresh');
    const rotation = await this.tokens.rotate(hash, successorOf(next), addressKey(address), GRACE);
    const { outcome } = rotation;
    if (outcome === 'rotated' || outcome === 'repeated') {
      return this.answer(rotation.account, rotation.family, next, false);
    }
    if (outcome === 'banned') throw new GameError(AuthError['auth.banned']);
    if (outcome === 'reused') {
      this.denials.denyFamily(rotation.family);
      await this.denials.tell({ accountId: rotation.accountId, kind: 'ended', families: [rotation.family] });
      await this.audit.note(rotation.accountId, 'token_reused', address);
    }
    throw new GameError('auth.refused');
  }

  /**
   * Rechecks tokens that were just issued, synchronously, before a session becomes the player's.
   * @throws GameError auth.banned; auth.refused when their sign-in has ended in the meantime
   */
  requireGood({ accessToken }: AuthSignedInDto): void {
    const claims = this.access.verify(accessToken);
    if (claims === undefined || this.denials.isDenied(claims)) throw new GameError('auth.refused');
  }

  /** The sign-in this refresh token belongs or belonged to: a client that has it is a device the account knows. */
  async deviceOf(refreshToken: string, accountId: string | undefined): Promise<string | undefined> {
    const token = await this.tokens.find(hashOf(refreshToken, 'refresh'));
    return token !== undefined && token.accountId === accountId ? token.family : undefined;
  }

  /** Ends the sign-in of a refresh token. Returns whose it was; undefined when the token is unknown. */
  async end(refreshToken: string): Promise<string | undefined> {
    const token = await this.tokens.find(hashOf(refreshToken, 'refresh'));
    if (!token) return undefined;
    await this.tokens.revokeFamily(token.accountId, token.family);
    this.denials.denyFamily(token.family);
    await this.denials.tell({ accountId: token.accountId, kind: 'ended', families: [token.family] });
    return token.accountId;
  }

  private answer(account: Account, family: string, refreshToken: string, isNew: boolean): AuthSignedInDto {
    const { id: playerId, displayName } = account;
    return {
      playerId,
      displayName,
      isNew,
      accessToken: this.access.issue({ playerId, family }),
      accessSeconds: ACCESS_TOKEN_SECONDS,
      refreshToken,
      refreshSeconds: REFRESH_TOKEN_SECONDS,
    };
  }
}

function successorOf(token: string): Successor {
  return { hash: hashOf(token, 'refresh'), expiresAt: new Date(Date.now() + REFRESH_TOKEN_SECONDS * 1_000) };
}
