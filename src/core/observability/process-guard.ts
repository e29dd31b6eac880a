import type { INestApplication, LoggerService } from '@nestjs/common';

/** Asks a process to stop. */
export const STOP_SIGNALS = ['SIGTERM', 'SIGINT', 'SIGHUP'] as const;

/**
 * Ends the process cleanly: on a signal with exit code 0, after an uncaught exception with 1, and by force when the clean
 * stop takes too long. An unhandled promise rejection is only logged.
 */
export class ProcessGuard {
  private isStopping = false;

  /** @param timeoutMs maximum duration of a clean stop */
  constructor(
    private readonly app: INestApplication,
    private readonly logger: LoggerService,
    private readonly timeoutMs: number,
  ) {}

  /** Installs the handlers. */
  watch(): void {
    for (const signal of STOP_SIGNALS) process.on(signal, () => void this.stop(0, `Received ${signal}.`));
    process.on('unhandledRejection', (reason) => {
      this.logger.error(reason instanceof Error ? reason : { reason }, 'Process');
    });
    process.on('uncaughtException', (error) => {
      this.logger.fatal?.(error, 'Process');
      void this.stop(1, 'The state is uncertain after an uncaught exception.');
    });
  }

  private async stop(exitCode: number, why: string): Promise<void> {
    if (this.isStopping) return;
    this.isStopping = true;
    this.logger.log(why, 'Process');
    setTimeout(() => {
      this.logger.error('The orderly stop took too long; leaving by force.', 'Process');
      process.exit(1);
    }, this.timeoutMs).unref();
    try {
      await this.app.close();
    } catch (error) {
      this.logger.error(error, 'Process');
    }
    process.exit(exitCode);
  }
}
