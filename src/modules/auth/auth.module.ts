import { Global, Logger, Module, type MiddlewareConsumer, type NestModule, type OnModuleInit } from '@nestjs/common';
import { Cluster } from '../../core/cluster/cluster.js';
import { SharedCounters } from '../../core/cluster/shared-counters.js';
import { ConfigModule } from '../../core/config/config.module.js';
import { GameConfig } from '../../core/config/game-config.js';
import { PlayerAuthenticator } from '../../core/sessions/player-authenticator.js';
import { StorageModule } from '../../core/storage/storage.module.js';
import { AccessTokens } from './tokens/access-tokens.js';
import { AccountHandlers } from './accounts/account.handlers.js';
import { AccountSearchRepository } from './accounts/account-search.repository.js';
import { AccountsRepository } from './accounts/accounts.repository.js';
import { AccountsService } from './accounts/accounts.service.js';
import { AttemptLimits } from './accounts/attempt-limits.js';
import { AuditRepository } from './accounts/audit.repository.js';
import { AuthConfig } from './auth.config.js';
import { AuthHeadersMiddleware } from './auth-headers.middleware.js';
import { AuthHousekeeping } from './auth-housekeeping.js';
import { AuthPagesController } from './auth-pages.controller.js';
import { authSecret, refuseWeakSecret } from './tokens/auth-secret.js';
import { AuthNewsWatch } from './accounts/auth-news-watch.js';
import { AuthNewsRepository } from './tokens/auth-news.repository.js';
import { AuthController } from './auth.controller.js';
import { AuthService, SignUps } from './accounts/sign-ins.js';
import { EmailClaimsRepository } from './email/email-claims.repository.js';
import { EmailCodesRepository } from './email/email-codes.repository.js';
import { EmailLinks } from './email/email-links.js';
import { EmailProofs } from './email/email-proofs.js';
import { IdentitiesService } from './accounts/identities.service.js';
import { MailOutbox } from './email/mail-outbox.js';
import { LogMailer, Mailer, SmtpMailer } from './email/mailer.js';
import { OpenIdTokens } from './tokens/openid-tokens.js';
import { PasswordResets } from './email/password-resets.js';
import { Passwords } from '../../core/credentials/passwords.js';
import { PlayersSection } from './accounts/players.section.js';
import { SignInHandlers } from './accounts/sign-in.handlers.js';
import { SignInTokens } from './tokens/sign-in-tokens.js';
import { SignIns } from './accounts/sign-ins.js';
import { MemoryTicketStore, SharedTicketStore, TicketStore } from './tokens/ticket-store.js';
import { TokenAuthenticator } from './tokens/token-authenticator.js';
import { TokenDenials } from './tokens/token-denials.js';
import { TokensRepository } from './tokens/tokens.repository.js';

const REPOSITORIES = [
  AccountSearchRepository,
  AccountsRepository,
  TokensRepository,
  EmailClaimsRepository,
  EmailCodesRepository,
  AuditRepository,
  AuthNewsRepository,
];

/** Accounts and sign-in. Other modules import it for {@link AccountsService}. */
@Global()
@Module({
  imports: [
    ConfigModule.forFeature(AuthConfig),
    StorageModule.forFeature('auth', new URL('./migrations/', import.meta.url)),
  ],
  controllers: [AuthController, AuthPagesController],
  providers: [
    ...REPOSITORIES,
    {
      provide: AccessTokens,
      inject: [AuthConfig, GameConfig],
      useFactory: (own: AuthConfig, config: GameConfig) => new AccessTokens(authSecret(own, config)),
    },
    {
      provide: TicketStore,
      inject: [SharedCounters, { token: Cluster, optional: true }],
      useFactory: (counters: SharedCounters, cluster?: Cluster) =>
        cluster === undefined ? new MemoryTicketStore() : new SharedTicketStore(counters),
    },
    { provide: Mailer, inject: [AuthConfig, GameConfig], useFactory: mailerOf },
    { provide: PlayerAuthenticator, useClass: TokenAuthenticator },
    AccountHandlers,
    AccountsService,
    AttemptLimits,
    AuthHousekeeping,
    AuthNewsWatch,
    AuthService,
    EmailLinks,
    EmailProofs,
    IdentitiesService,
    MailOutbox,
    OpenIdTokens,
    PasswordResets,
    Passwords,
    PlayersSection,
    SignInHandlers,
    SignInTokens,
    SignIns,
    SignUps,
    TokenDenials,
  ],
  exports: [PlayerAuthenticator, AccountsService],
})
export class AuthModule implements NestModule, OnModuleInit {
  private readonly logger = new Logger('Auth');

  constructor(
    private readonly own: AuthConfig,
    private readonly config: GameConfig,
    private readonly mailer: Mailer,
  ) {}

  /** Nest's hook: installs the headers middleware. */
  configure(consumer: MiddlewareConsumer): void {
    consumer.apply(AuthHeadersMiddleware).forRoutes('auth/*path');
  }

  /** Nest's hook: logs what is in force. @throws Error, one sentence, when the secret is weak, see {@link refuseWeakSecret} */
  onModuleInit(): void {
    refuseWeakSecret(this.own, this.config);
    if (this.config.AUTH_REQUIRED)
      this.logger.log('Players must sign in (AUTH_REQUIRED is true, the default in production).');
    if (!this.mailer.isReady)
      this.logger.warn('SMTP_URL is not set: nobody can sign up with an e-mail address, or get a new password.');
  }
}

function mailerOf({ SMTP_URL: url, MAIL_FROM: from }: AuthConfig, config: GameConfig): Mailer {
  return url === undefined ? new LogMailer(config) : new SmtpMailer(url, from);
}
