import { Injectable } from '@nestjs/common';
import { AccountsService } from './accounts/accounts.service.js';
import { AuditRepository } from './accounts/audit.repository.js';
import type {
  AuthCompleteSignUpDto,
  AuthSignedInDto,
  AuthSignInWithDeviceDto,
  AuthSignInWithEmailDto,
  AuthSignOutDto,
  AuthSignUpWithEmailDto,
} from './auth.messages.js';
import { SignInTokens } from './tokens/sign-in-tokens.js';
import { SignIns } from './accounts/sign-ins.js';
import { SignUps } from './accounts/sign-ups.js';

/** What anyone may do, over a socket or over HTTP: sign up, in and out. `address` is the client's. */
@Injectable()
export class AuthService {
  constructor(
    private readonly signIns: SignIns,
    private readonly signUps: SignUps,
    private readonly tokens: SignInTokens,
    private readonly accounts: AccountsService,
    private readonly audit: AuditRepository,
  ) {}

  /** By a device's id, which makes an account when it is new. @throws GameError auth.banned; auth.too_many_attempts */
  async withDevice(message: AuthSignInWithDeviceDto, address: string): Promise<AuthSignedInDto> {
    const { account, isNew, identity } = await this.signIns.byDevice(message, address);
    return this.tokens.issue(account.id, isNew, identity);
  }

  /** By address and password. @throws GameError auth.wrong_credentials; auth.banned; auth.too_many_attempts */
  async withEmail(message: AuthSignInWithEmailDto, address: string): Promise<AuthSignedInDto> {
    const { account, isNew, identity } = await this.signIns.byEmail(message, address);
    return this.tokens.issue(account.id, isNew, identity);
  }

  /** Asks for an account; a mail has the code that makes it. @throws GameError auth.too_many_attempts; auth.mail_unavailable; message.invalid */
  signUp(message: AuthSignUpWithEmailDto, address: string): Promise<void> {
    return this.signUps.ask(message, address);
  }

  /** Makes the account that was asked for. @throws GameError auth.code_refused; auth.banned; auth.too_many_attempts */
  async completeSignUp(message: AuthCompleteSignUpDto, address: string): Promise<AuthSignedInDto> {
    const proven = await this.signUps.complete(message, address);
    await this.accounts.evict(proven);
    return this.tokens.issue(proven.account.id, proven.isNew, proven.identity);
  }

  /** Gives the next tokens of a sign-in. @throws GameError auth.refused; auth.banned */
  refresh(refreshToken: string, address: string): Promise<AuthSignedInDto> {
    return this.tokens.refresh(refreshToken, address);
  }

  /** Ends a sign-in, or all of its account. A token that is not known is as good as ended. */
  async signOut({ refreshToken, everywhere }: AuthSignOutDto, address: string): Promise<void> {
    const playerId = await this.tokens.end(refreshToken);
    if (playerId === undefined) return;
    await this.audit.note(playerId, 'signed_out', address);
    if (everywhere === true) await this.accounts.signOutEverywhere(playerId);
  }
}
