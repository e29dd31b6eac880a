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

/** Who has used a token and lost the answer gets the same successor so long; a client that sends two at once is no thief. */
const GRACE = { repeatMs: 30_000, raceMs: 10_000 };

/** Gives out access and refresh tokens, and takes them back (OAuth 2.0 Security BCP, RFC 9700 section 4.14.2). */
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
   * @param identity by which the player has shown who he is; undefined where a session of his did
   * @throws GameError auth.banned; auth.refused when the account or the identity is not as it was any more
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
   * The next tokens of a sign-in. For 30 seconds the same caller, by its address, may ask again.
   * @throws GameError auth.refused; auth.banned
   */
  async refresh(refreshToken: string, address: string): Promise<AuthSignedInDto> {
    // Made of the one before, so that it can be given again although only its hash is kept.
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
      await this.audit.note(rotation.accountId, 'token_reused', address);
    }
    throw new GameError('auth.refused');
  }

  /**
   * Looks at tokens that were given out a moment ago once more, synchronously, before a session becomes the player's.
   * @throws GameError auth.banned; auth.refused when their sign-in has ended meanwhile
   */
  requireGood({ accessToken }: AuthSignedInDto): void {
    const claims = this.access.verify(accessToken);
    if (claims === undefined || this.denials.isDenied(claims)) throw new GameError('auth.refused');
  }

  /** The sign-in of which this refresh token is, or was: whoever has it is a device that the account has known. */
  async deviceOf(refreshToken: string, accountId: string | undefined): Promise<string | undefined> {
    const token = await this.tokens.find(hashOf(refreshToken, 'refresh'));
    return token !== undefined && token.accountId === accountId ? token.family : undefined;
  }

  /** Ends the sign-in of a refresh token. Returns whose it was; undefined when the token is not known. */
  async end(refreshToken: string): Promise<string | undefined> {
    const token = await this.tokens.find(hashOf(refreshToken, 'refresh'));
    if (!token) return undefined;
    await this.tokens.revokeFamily(token.accountId, token.family);
    this.denials.denyFamily(token.family);
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
