import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { GameError } from '../../protocol/game-error.js';
import { ACCESS_TOKEN_SECONDS, AccessTokens } from './access-tokens.js';
import { AuditRepository } from './audit.repository.js';
import { AuthError } from './auth.errors.js';
import type { AuthSignedInDto } from './auth.messages.js';
import type { Account } from './schema.js';
import { hashOf, newToken } from './secret-code.js';
import { TokenDenials } from './token-denials.js';
import { TokensRepository, type Successor } from './tokens.repository.js';

const REFRESH_TOKEN_SECONDS = 30 * 24 * 60 * 60;

/** A client that sends two refreshes at once is no thief: within this time the second is refused, and nothing else. */
const RACE_MS = 10_000;

/** Gives out access and refresh tokens, and takes them back (OAuth 2.0 Security BCP, RFC 9700 section 4.14.2). */
@Injectable()
export class SignInTokens {
  constructor(
    private readonly access: AccessTokens,
    private readonly tokens: TokensRepository,
    private readonly denials: TokenDenials,
    private readonly audit: AuditRepository,
  ) {}

  /** The tokens of a new sign-in. */
  async issue(account: Account, isNew: boolean): Promise<AuthSignedInDto> {
    const family = randomUUID();
    const refreshToken = newToken();
    await this.tokens.add({ ...successorOf(refreshToken), family, accountId: account.id });
    return this.answer(account, family, refreshToken, isNew);
  }

  /** The next tokens of a sign-in. @throws GameError auth.refused; auth.banned */
  async refresh(refreshToken: string, address: string): Promise<AuthSignedInDto> {
    const next = newToken();
    const rotation = await this.tokens.rotate(hashOf(refreshToken, 'refresh'), successorOf(next), RACE_MS);
    if (rotation.outcome === 'rotated') return this.answer(rotation.account, rotation.family, next, false);
    if (rotation.outcome === 'banned') throw new GameError(AuthError['auth.banned']);
    if (rotation.outcome === 'reused') {
      this.denials.denyFamily(rotation.family);
      await this.audit.note(rotation.accountId, 'token_reused', address);
    }
    throw new GameError('auth.refused');
  }

  /** Ends the sign-in of a refresh token. Returns whose it was; undefined when the token is not known. */
  async end(refreshToken: string): Promise<string | undefined> {
    const token = await this.tokens.find(hashOf(refreshToken, 'refresh'));
    if (!token) return undefined;
    await this.tokens.revokeFamily(token.accountId, token.family);
    this.denials.denyFamily(token.family);
    return token.accountId;
  }

  /** Ends all sign-ins of an account. */
  async endAllOf(accountId: string): Promise<void> {
    for (const family of await this.tokens.revokeAllOf(accountId)) this.denials.denyFamily(family);
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
