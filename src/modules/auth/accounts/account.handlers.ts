import { Injectable } from '@nestjs/common';
import { InTurn } from '../../../core/gateway/client-turns.js';
import type { Session } from '../../../core/sessions/session.js';
import { GameError } from '../../../protocol/game-error.js';
import { OnMessage } from '../../../protocol/message.decorators.js';
import { AccountsService } from './accounts.service.js';
import { AuthError } from '../auth.errors.js';
import {
  type AuthAccountReadDto,
  AuthChangePasswordDto,
  AuthDeleteDto,
  AuthExportDto,
  type AuthExportedDto,
  AuthLinkDeviceDto,
  AuthLinkEmailDto,
  AuthLinkOpenIdDto,
  AuthReadAccountDto,
  AuthRenameDto,
  AuthRequestEmailCodeDto,
  type AuthSignedInDto,
  AuthUnlinkDto,
  AuthVerifyEmailDto,
} from '../auth.messages.js';
import { EmailLinks } from '../email/email-links.js';
import { IdentitiesService } from './identities.service.js';
import { OpenIdTokens } from '../tokens/openid-tokens.js';
import { SignInTokens } from '../tokens/sign-in-tokens.js';

/** Handles a signed-in player's messages about their own account. */
@Injectable()
@InTurn()
export class AccountHandlers {
  constructor(
    private readonly identities: IdentitiesService,
    private readonly links: EmailLinks,
    private readonly accounts: AccountsService,
    private readonly tokens: SignInTokens,
    private readonly openId: OpenIdTokens,
  ) {}

  /** Reads the account. */
  @OnMessage(AuthReadAccountDto)
  readAccount(session: Session): Promise<AuthAccountReadDto> {
    return this.identities.read(playerOf(session));
  }

  /** Renames the account. */
  @OnMessage(AuthRenameDto)
  rename(session: Session, { displayName }: AuthRenameDto): Promise<AuthAccountReadDto> {
    return this.identities.rename(playerOf(session), displayName, session.remoteAddress);
  }

  /** Links a device. */
  @OnMessage(AuthLinkDeviceDto)
  linkDevice(session: Session, { deviceId }: AuthLinkDeviceDto): Promise<AuthAccountReadDto> {
    return this.identities.linkDevice(session, playerOf(session), deviceId);
  }

  /** Links an e-mail address. */
  @OnMessage(AuthLinkEmailDto)
  async linkEmail(session: Session, message: AuthLinkEmailDto): Promise<AuthAccountReadDto> {
    const playerId = playerOf(session);
    await this.links.ask(session, playerId, message);
    return this.identities.read(playerId);
  }

  /** Verifies a linked address by the code that was sent to it. */
  @OnMessage(AuthVerifyEmailDto)
  async verifyEmail(session: Session, { code }: AuthVerifyEmailDto): Promise<void> {
    await this.accounts.evict(await this.links.verify(session, playerOf(session), code));
  }

  /** Links an account at the OpenID provider. */
  @OnMessage(AuthLinkOpenIdDto)
  async linkOpenId(session: Session, { token }: AuthLinkOpenIdDto): Promise<AuthAccountReadDto> {
    const playerId = playerOf(session);
    const subject = await this.openId.verify(token);
    if (subject === undefined) throw new GameError('auth.refused');
    return this.identities.linkOpenId(session, playerId, subject);
  }

  /** Unlinks a sign-in method. */
  @OnMessage(AuthUnlinkDto)
  unlink(session: Session, { identityId }: AuthUnlinkDto): Promise<AuthAccountReadDto> {
    return this.identities.unlink(playerOf(session), identityId, session.remoteAddress);
  }

  /** Resends the code that verifies the address. */
  @OnMessage(AuthRequestEmailCodeDto)
  requestEmailCode(session: Session): Promise<void> {
    return this.links.sendCodes(playerOf(session));
  }

  /** Changes the password, ends all other sign-ins, and issues tokens for a new one. */
  @OnMessage(AuthChangePasswordDto)
  async changePassword(session: Session, message: AuthChangePasswordDto): Promise<AuthSignedInDto> {
    const playerId = playerOf(session);
    await this.identities.changePassword(playerId, message, session.remoteAddress);
    await this.accounts.signOutElsewhere(session, playerId);
    return this.tokens.issue(playerId, false);
  }

  /** Erases the account. */
  @OnMessage(AuthDeleteDto)
  async delete(session: Session, { playerId }: AuthDeleteDto): Promise<void> {
    if (playerId !== playerOf(session)) throw new GameError(AuthError['auth.not_confirmed']);
    await this.accounts.erase(playerId, session);
  }

  /** Exports the account. */
  @OnMessage(AuthExportDto)
  async export(session: Session): Promise<AuthExportedDto> {
    return { json: JSON.stringify(await this.accounts.export(playerOf(session), session.remoteAddress)) };
  }
}

// Where sign-in is not required, anonymous sessions get this far.
function playerOf({ playerId }: Session): string {
  if (playerId === undefined) throw new GameError('auth.required');
  return playerId;
}
