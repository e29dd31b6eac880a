import { Injectable } from '@nestjs/common';
import { AccountsService } from './accounts.service.js';
import { AuditRepository } from './audit.repository.js';
import type {
  AuthResetPasswordDto,
  AuthSignedInDto,
  AuthSignInWithDeviceDto,
  AuthSignInWithEmailDto,
  AuthSignOutDto,
  AuthSignUpWithEmailDto,
} from './auth.messages.js';
import { EmailProofs } from './email-proofs.js';
import { IdentitiesService } from './identities.service.js';
import { SignInTokens } from './sign-in-tokens.js';
import { SignIns } from './sign-ins.js';

/** What anyone may do, over a socket or over HTTP: sign in and out, and prove an e-mail address. `address` is the client's. */
@Injectable()
export class AuthService {
  constructor(
    private readonly signIns: SignIns,
    private readonly tokens: SignInTokens,
    private readonly proofs: EmailProofs,
    private readonly identities: IdentitiesService,
    private readonly accounts: AccountsService,
    private readonly audit: AuditRepository,
  ) {}

  /** By a device's id, which makes an account when it is new. @throws GameError auth.banned; auth.too_many_attempts */
  async withDevice(message: AuthSignInWithDeviceDto, address: string): Promise<AuthSignedInDto> {
    const { account, isNew } = await this.signIns.byDevice(message, address);
    return this.tokens.issue(account, isNew);
  }

  /** By address and password. @throws GameError auth.wrong_credentials; auth.banned; auth.too_many_attempts */
  async withEmail(message: AuthSignInWithEmailDto, address: string): Promise<AuthSignedInDto> {
    const { account, isNew } = await this.signIns.byEmail(message, address);
    return this.tokens.issue(account, isNew);
  }

  /** Makes an account, and sends a code to its address. @throws GameError auth.email_taken; auth.too_many_attempts */
  async signUp(message: AuthSignUpWithEmailDto, address: string): Promise<AuthSignedInDto> {
    const { account, identity } = await this.signIns.signUp(message, address);
    this.proofs.sendVerification(identity);
    return this.tokens.issue(account, true);
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

  /** Notes that an address is its player's. @throws GameError auth.code_refused; auth.too_many_attempts */
  async verifyEmail(code: string, address: string): Promise<void> {
    const { account } = await this.proofs.prove(code, 'verify', address);
    await this.audit.note(account.id, 'email_verified', address);
  }

  /** Sends a code for a new password, if the address has an account. */
  requestReset(email: string): void {
    this.proofs.sendReset(email);
  }

  /** Sets a new password and signs out everywhere. @throws GameError auth.code_refused; auth.too_many_attempts */
  async resetPassword({ code, password }: AuthResetPasswordDto, address: string): Promise<void> {
    const { account, identity } = await this.proofs.prove(code, 'reset', address);
    await this.identities.setPassword(identity, password, address);
    await this.audit.note(account.id, 'password_reset', address);
    await this.accounts.signOutEverywhere(account.id);
  }
}
