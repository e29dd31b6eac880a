import { Injectable } from '@nestjs/common';
import { PlayerClaims } from '../../../core/sessions/player-claims.js';
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

/** Handles the sign-in messages. Signing in over a socket signs in its session as well. */
@Injectable()
@InTurn()
export class SignInHandlers {
  constructor(
    private readonly auth: AuthService,
    private readonly resets: PasswordResets,
    private readonly tokens: SignInTokens,
    private readonly sessions: PlayerSessions,
    private readonly claims: PlayerClaims,
    private readonly tickets: TicketStore,
  ) {}

  /** Signs in with a device id. */
  @OnMessage(AuthSignInWithDeviceDto)
  signInWithDevice(session: Session, message: AuthSignInWithDeviceDto): Promise<AuthSignedInDto> {
    return this.enter(session, () => this.auth.withDevice(message, session.remoteAddress));
  }

  /** Sends the code that completes an e-mail sign-up. */
  @OnMessage(AuthSignUpWithEmailDto)
  signUpWithEmail(session: Session, message: AuthSignUpWithEmailDto): Promise<void> {
    return this.auth.signUp(message, session.remoteAddress);
  }

  /** Completes a sign-up and creates the account. */
  @OnMessage(AuthCompleteSignUpDto)
  completeSignUp(session: Session, message: AuthCompleteSignUpDto): Promise<AuthSignedInDto> {
    return this.enter(session, () => this.auth.completeSignUp(message, session.remoteAddress));
  }

  /** Signs in with e-mail address and password. */
  @OnMessage(AuthSignInWithEmailDto)
  signInWithEmail(session: Session, message: AuthSignInWithEmailDto): Promise<AuthSignedInDto> {
    return this.enter(session, () => this.auth.withEmail(message, session.remoteAddress));
  }

  /** Refreshes the tokens; an anonymous session is signed in by it, if SESSIONS_PER_PLAYER allows. */
  @OnMessage(AuthRefreshDto)
  async refresh(session: Session, { refreshToken }: AuthRefreshDto): Promise<AuthSignedInDto> {
    const signedIn = await this.auth.refresh(refreshToken, session.remoteAddress);
    this.tokens.requireGood(signedIn);
    // The reply must carry the tokens whatever happens to the session: the previous ones are void.
    if (session.playerId === undefined && this.maySignIn(session, signedIn)) {
      await this.signInIfAllowed(session, signedIn.playerId);
    }
    return signedIn;
  }

  /** Ends a sign-in. */
  @OnMessage(AuthSignOutDto)
  signOut(session: Session, message: AuthSignOutDto): Promise<void> {
    return this.auth.signOut(message, session.remoteAddress);
  }

  /** Issues a ticket for another connection. */
  @OnMessage(AuthRequestTicketDto)
  async requestTicket(session: Session): Promise<AuthTicketIssuedDto> {
    if (session.playerId === undefined) throw new GameError('auth.required');
    return { ticket: await this.tickets.issue(session.playerId), expiresInMs: TICKET_MS };
  }

  /** Sends the code for a new password. */
  @OnMessage(AuthRequestPasswordResetDto)
  requestPasswordReset(session: Session, { email }: AuthRequestPasswordResetDto): void {
    this.resets.request(email, session.remoteAddress);
  }

  /** Sets a new password by the code from the mail. */
  @OnMessage(AuthResetPasswordDto)
  resetPassword(session: Session, message: AuthResetPasswordDto): Promise<void> {
    return this.resets.reset(message, session.remoteAddress);
  }

  /** As another node may have the player, it can still be refused; then the session stays as it is. */
  private async signInIfAllowed(session: Session, playerId: string): Promise<void> {
    const signingIn = this.claims.signIn(session, playerId);
    try {
      await signingIn;
    } catch (error) {
      if (!(error instanceof GameError)) throw error;
    }
  }

  private maySignIn(session: Session, { playerId }: AuthSignedInDto): boolean {
    return session.isOpen && !this.sessions.isTaken(playerId);
  }

  private async enter(session: Session, signIn: () => Promise<AuthSignedInDto>): Promise<AuthSignedInDto> {
    // A session never changes its player; checked first, so that no account is created in vain.
    if (session.playerId !== undefined) throw new GameError('session.other_player');
    const signedIn = await signIn();
    this.tokens.requireGood(signedIn);
    // The client may have disconnected in the meantime; nothing would sign the session out again.
    const signingIn = session.isOpen ? this.claims.signIn(session, signedIn.playerId) : undefined;
    if (signingIn !== undefined) await signingIn;
    return signedIn;
  }
}
