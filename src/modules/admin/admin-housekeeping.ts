import { Injectable, Logger, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import { Housekeeping } from '../../core/storage/housekeeping.js';
import { AdminSessions } from './accounts/admin-sessions.js';
import { AdminConfig } from './admin.config.js';
import { AuditLogRepository } from './audit/audit.repository.js';

const DAY_MS = 24 * 3_600_000;

/** Deletes sessions that are over and rows of the audit log that are too old, at startup and every hour. */
@Injectable()
export class AdminHousekeeping implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger('Admin');
  private readonly housekeeping = new Housekeeping(
    () => this.prune(Date.now()),
    (error) => this.logger.warn({ err: error }, 'What has expired could not be deleted.'),
  );

  constructor(
    private readonly own: AdminConfig,
    private readonly sessions: AdminSessions,
    private readonly log: AuditLogRepository,
  ) {}

  /** Nest's hook. */
  onApplicationBootstrap(): void {
    this.housekeeping.start();
  }

  /** Nest's hook, before the database closes. */
  beforeApplicationShutdown(): Promise<void> {
    return this.housekeeping.stop();
  }

  /** Deletes everything that is over by `now`. @param now the time, in milliseconds of the epoch */
  async prune(now: number): Promise<void> {
    await this.sessions.prune();
    await this.log.prune(new Date(now - this.own.ADMIN_AUDIT_DAYS * DAY_MS));
  }
}
