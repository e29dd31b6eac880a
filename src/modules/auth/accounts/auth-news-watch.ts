import { Injectable, Logger, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import { AuthNewsRepository } from '../tokens/auth-news.repository.js';
import { AccountsService } from './accounts.service.js';

/** How often it asks; another server's ban takes effect within this and one query. */
const INTERVAL_MS = 1_000;

/** Acts on what other servers on the same PostgreSQL have done to accounts. Idle with the embedded database. */
@Injectable()
export class AuthNewsWatch implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger('Auth');
  private timer: NodeJS.Timeout | undefined;
  private looking: Promise<void> | undefined;
  private isFailing = false;

  constructor(
    private readonly news: AuthNewsRepository,
    private readonly accounts: AccountsService,
  ) {}

  /** Nest's hook. */
  onApplicationBootstrap(): void {
    if (this.news.isShared) this.timer = setInterval(() => this.lookOnce(), INTERVAL_MS).unref();
  }

  /** Nest's hook, before the database closes. */
  async beforeApplicationShutdown(): Promise<void> {
    clearInterval(this.timer);
    await this.looking;
  }

  private lookOnce(): void {
    this.looking ??= this.look().finally(() => (this.looking = undefined));
  }

  private async look(): Promise<void> {
    try {
      for (const news of await this.news.read()) this.accounts.hear(news);
      this.isFailing = false;
    } catch (error) {
      if (!this.isFailing) this.logger.warn({ err: error }, 'News of other servers could not be read; tries again.');
      this.isFailing = true;
    }
  }
}
