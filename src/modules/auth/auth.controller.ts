import type { IncomingMessage } from 'node:http';
import { Body, Get, Headers, HttpCode, Post, Req, UseGuards, type PipeTransform } from '@nestjs/common';
import { GodwitController } from '../../core/observability/http-error.filter.js';
import { HttpTurn } from '../../core/gateway/client-turns.js';
import { UpgradeGate } from '../../core/gateway/upgrade-gate.js';
import { PlayerAuthenticator } from '../../core/sessions/player-authenticator.js';
import { GameError } from '../../protocol/game-error.js';
import { AccountsService } from './accounts/accounts.service.js';
import {
  AuthCompleteSignUpDto,
  AuthRefreshDto,
  AuthRequestPasswordResetDto,
  AuthResetPasswordDto,
  type AuthSignedInDto,
  AuthSignInWithDeviceDto,
  AuthSignInWithEmailDto,
  AuthSignOutDto,
  AuthSignUpWithEmailDto,
  type AuthTicketIssuedDto,
} from './auth.messages.js';
import { AuthService } from './accounts/sign-ins.js';
import { PasswordResets } from './email/password-resets.js';
import { TICKET_MS, TicketStore } from './tokens/ticket-store.js';
import { CheckFailure } from '../../protocol/check/check-failure.js';
import { compileCheck, type CompiledCheck } from '../../protocol/check/compile-check.js';
import type { ClientMessageClass } from '../../protocol/message.decorators.js';

/** Reads a request body as a message, with the same validation as on the wire. */
export class MessageBody<T extends object> implements PipeTransform<unknown, Promise<T>> {
  private readonly compiled: CompiledCheck<T>;

  /** @param message the message's class */
  constructor(message: ClientMessageClass<T>) {
    this.compiled = compileCheck(message, { unknownFields: 'refuse' });
  }

  /** @throws GameError message.invalid */
  async transform(body: unknown): Promise<T> {
    const checked = await this.compiled.check(body ?? {});
    if (checked instanceof CheckFailure) throw new GameError('message.invalid', { details: checked.issues });
    return checked;
  }
}

/** Sign-in over HTTP, for clients that want to sign in before they connect. Same messages, same answers. */
@GodwitController('auth')
@UseGuards(HttpTurn)
export class AuthController {
  constructor(
    private readonly auth: AuthService,
    private readonly resets: PasswordResets,
    private readonly accounts: AccountsService,
    private readonly authenticator: PlayerAuthenticator,
    private readonly tickets: TicketStore,
    private readonly gate: UpgradeGate,
  ) {}

  /** Signs in with a device id. */
  @Post('device')
  @HttpCode(200)
  device(
    @Body(new MessageBody(AuthSignInWithDeviceDto)) message: AuthSignInWithDeviceDto,
    @Req() request: IncomingMessage,
  ): Promise<AuthSignedInDto> {
    return this.auth.withDevice(message, this.gate.addressOf(request));
  }

  /** Sends the code that completes an e-mail sign-up. */
  @Post('email/sign-up')
  @HttpCode(204)
  signUp(
    @Body(new MessageBody(AuthSignUpWithEmailDto)) message: AuthSignUpWithEmailDto,
    @Req() request: IncomingMessage,
  ): Promise<void> {
    return this.auth.signUp(message, this.gate.addressOf(request));
  }

  /** Completes a sign-up and creates the account. */
  @Post('complete')
  @HttpCode(200)
  complete(
    @Body(new MessageBody(AuthCompleteSignUpDto)) message: AuthCompleteSignUpDto,
    @Req() request: IncomingMessage,
  ): Promise<AuthSignedInDto> {
    return this.auth.completeSignUp(message, this.gate.addressOf(request));
  }

  /** Signs in with e-mail address and password. */
  @Post('email/sign-in')
  @HttpCode(200)
  signIn(
    @Body(new MessageBody(AuthSignInWithEmailDto)) message: AuthSignInWithEmailDto,
    @Req() request: IncomingMessage,
  ): Promise<AuthSignedInDto> {
    return this.auth.withEmail(message, this.gate.addressOf(request));
  }

  /** Refreshes the tokens. */
  @Post('refresh')
  @HttpCode(200)
  refresh(
    @Body(new MessageBody(AuthRefreshDto)) { refreshToken }: AuthRefreshDto,
    @Req() request: IncomingMessage,
  ): Promise<AuthSignedInDto> {
    return this.auth.refresh(refreshToken, this.gate.addressOf(request));
  }

  /** Ends a sign-in. */
  @Post('sign-out')
  @HttpCode(204)
  signOut(
    @Body(new MessageBody(AuthSignOutDto)) message: AuthSignOutDto,
    @Req() request: IncomingMessage,
  ): Promise<void> {
    return this.auth.signOut(message, this.gate.addressOf(request));
  }

  /** Issues a connection ticket for an access token. */
  @Post('ticket')
  @HttpCode(200)
  async ticket(@Headers('authorization') authorization?: string): Promise<AuthTicketIssuedDto> {
    const playerId = await this.bearer(authorization);
    return { ticket: await this.tickets.issue(playerId), expiresInMs: TICKET_MS };
  }

  /** Everything stored about the player the access token belongs to. */
  @Get('export')
  async export(
    @Req() request: IncomingMessage,
    @Headers('authorization') authorization?: string,
  ): Promise<Record<string, unknown>> {
    return this.accounts.export(await this.bearer(authorization), this.gate.addressOf(request));
  }

  /** Sends the code for a new password. */
  @Post('reset/request')
  @HttpCode(204)
  requestReset(
    @Body(new MessageBody(AuthRequestPasswordResetDto)) { email }: AuthRequestPasswordResetDto,
    @Req() request: IncomingMessage,
  ): void {
    this.resets.request(email, this.gate.addressOf(request));
  }

  /** Sets a new password by the code from the mail. */
  @Post('reset')
  @HttpCode(204)
  reset(
    @Body(new MessageBody(AuthResetPasswordDto)) message: AuthResetPasswordDto,
    @Req() request: IncomingMessage,
  ): Promise<void> {
    return this.resets.reset(message, this.gate.addressOf(request));
  }

  private async bearer(authorization: string | undefined): Promise<string> {
    const token = /^Bearer ([\w.~+/-]{1,4096}=*)$/i.exec(authorization ?? '')?.[1];
    if (token === undefined) throw new GameError('auth.required');
    const playerId = await this.authenticator.authenticate(token);
    if (playerId === undefined) throw new GameError('auth.refused');
    return playerId;
  }
}
