import { Injectable } from '@nestjs/common';
import { PlayerSessions } from '../../../core/sessions/player-sessions.js';
import { InTurn } from '../../../core/gateway/client-turns.js';
import type { Session } from '../../../core/sessions/session.js';
import { GameError } from '../../../protocol/game-error.js';
import { OnMessage } from '../../../protocol/message.decorators.js';
import {
  AuthCompleteSignUpDto,
  AuthRefreshDto,
  AuthRequestPasswordResetDto,
  AuthRequestTicketDto,
  AuthResetPasswordDto,
  type AuthSignedInDto,
  AuthSignInWithDeviceDto,
  AuthSignInWithEmailDto,
  AuthSignOutDto,
  AuthSignUpWithEmailDto,
  type AuthTicketIssuedDto,
} from '../auth.messages.js';
import { AuthService } from './sign-ins.js';
import { PasswordResets } from '../email/password-resets.js';
import { SignInTokens } from '../tokens/sign-in-tokens.js';
import { TICKET_MS, TicketStore } from '../tokens/ticket-store.js';

/** Answers the messages of sign-in. Whoever signs in over a socket has signed in with its session as well. */
@Injectable()
@InTurn()
export class SignInHandlers {
  constructor(
    private readonly auth: AuthService,
    private readonly resets: PasswordResets,
    private readonly tokens: SignInTokens,
    private readonly sessions: PlayerSessions,
    private readonly tickets: TicketStore,
  ) {}

  /** Signs in by a device's id. */
  @OnMessage(AuthSignInWithDeviceDto)
  signInWithDevice(session: Session, message: AuthSignInWithDeviceDto): Promise<AuthSignedInDto> {
    return this.enter(session, () => this.auth.withDevice(message, session.remoteAddress));
  }

  /** Has a code sent that makes an account with an e-mail address. */
  @OnMessage(AuthSignUpWithEmailDto)
  signUpWithEmail(session: Session, message: AuthSignUpWithEmailDto): Promise<void> {
    return this.auth.signUp(message, session.remoteAddress);
  }

  /** Makes the account. */
  @OnMessage(AuthCompleteSignUpDto)
  completeSignUp(session: Session, message: AuthCompleteSignUpDto): Promise<AuthSignedInDto> {
    return this.enter(session, () => this.auth.completeSignUp(message, session.remoteAddress));
  }

  /** Signs in by e-mail address and password. */
  @OnMessage(AuthSignInWithEmailDto)
  signInWithEmail(session: Session, message: AuthSignInWithEmailDto): Promise<AuthSignedInDto> {
    return this.enter(session, () => this.auth.withEmail(message, session.remoteAddress));
  }

  /** Gives the next tokens; an anonymous session signs in with it, where SESSIONS_PER_PLAYER lets it. */
  @OnMessage(AuthRefreshDto)
  async refresh(session: Session, { refreshToken }: AuthRefreshDto): Promise<AuthSignedInDto> {
    const signedIn = await this.auth.refresh(refreshToken, session.remoteAddress);
    this.tokens.requireGood(signedIn);
    // The tokens have to arrive whatever becomes of the session: the ones before are void.
    if (session.playerId === undefined && this.maySignIn(session, signedIn)) {
      this.sessions.signIn(session, signedIn.playerId);
    }
    return signedIn;
  }

  /** Ends a sign-in. */
  @OnMessage(AuthSignOutDto)
  signOut(session: Session, message: AuthSignOutDto): Promise<void> {
    return this.auth.signOut(message, session.remoteAddress);
  }

  /** Gives a ticket for another connection. */
  @OnMessage(AuthRequestTicketDto)
  async requestTicket(session: Session): Promise<AuthTicketIssuedDto> {
    if (session.playerId === undefined) throw new GameError('auth.required');
    return { ticket: await this.tickets.issue(session.playerId), expiresInMs: TICKET_MS };
  }

  /** Has a code for a new password sent. */
  @OnMessage(AuthRequestPasswordResetDto)
  requestPasswordReset(session: Session, { email }: AuthRequestPasswordResetDto): void {
    this.resets.request(email, session.remoteAddress);
  }

  /** Takes a code and sets the password. */
  @OnMessage(AuthResetPasswordDto)
  resetPassword(session: Session, message: AuthResetPasswordDto): Promise<void> {
    return this.resets.reset(message, session.remoteAddress);
  }

  private maySignIn(session: Session, { playerId }: AuthSignedInDto): boolean {
    return session.isOpen && !this.sessions.isTaken(playerId);
  }

  private async enter(session: Session, signIn: () => Promise<AuthSignedInDto>): Promise<AuthSignedInDto> {
    // A session never changes its player, so no account is made for nothing.
    if (session.playerId !== undefined) throw new GameError('session.other_player');
    const signedIn = await signIn();
    this.tokens.requireGood(signedIn);
    // Its client may have gone meanwhile; nobody would sign it out again.
    if (session.isOpen) this.sessions.signIn(session, signedIn.playerId);
    return signedIn;
  }
}
