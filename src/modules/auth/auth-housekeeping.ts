import { Injectable, Logger, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import { Housekeeping } from '../../core/storage/housekeeping.js';
import { AuditRepository } from './accounts/audit.repository.js';
import { EmailClaimsRepository } from './email/email-claims.repository.js';
import { EmailCodesRepository } from './email/email-codes.repository.js';
import { AuthNewsRepository } from './tokens/auth-news.repository.js';
import { TokensRepository } from './tokens/tokens.repository.js';

const HOUR_MS = 3_600_000;
/** How long audit entries are kept. */
const AUDIT_MS = 180 * 24 * HOUR_MS;

/** Deletes expired rows, at startup and every hour. */
@Injectable()
export class AuthHousekeeping implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger('Auth');
  private readonly housekeeping = new Housekeeping(
    () => this.prune(new Date()),
    (error) => this.logger.warn({ err: error }, 'What has expired could not be deleted.'),
  );

  constructor(
    private readonly tokens: TokensRepository,
    private readonly codes: EmailCodesRepository,
    private readonly claims: EmailClaimsRepository,
    private readonly audit: AuditRepository,
    private readonly news: AuthNewsRepository,
  ) {}

  /** Nest's hook. */
  onApplicationBootstrap(): void {
    this.housekeeping.start();
  }

  /** Nest's hook, before the database closes. */
  beforeApplicationShutdown(): Promise<void> {
    return this.housekeeping.stop();
  }

  /** Deletes everything that has expired by `now`. */
  async prune(now: Date): Promise<void> {
    await this.tokens.prune(now);
    await this.codes.prune(now);
    await this.claims.prune(now);
    await this.news.prune(new Date(now.getTime() - HOUR_MS));
    await this.audit.prune(new Date(now.getTime() - AUDIT_MS));
  }
}
