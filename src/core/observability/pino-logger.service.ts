import { createRequire } from 'node:module';
import type { LoggerService } from '@nestjs/common';
import { pino, type DestinationStream, type Logger, type LevelWithSilent } from 'pino';
import { ErrorBook } from './error-book.js';
import { LogTail } from './log-tail.js';

/** Log settings. */
export interface LogOptions {
  readonly level: LevelWithSilent;
  /** Readable lines for people instead of JSON for machines. */
  readonly isPretty: boolean;
}

/** The context in which Nest logs a failed boot, with its stack, before main.ts reports it in one sentence. */
const NEST_BOOT_FAILURE = 'ExceptionHandler';
/** As Nest logs a port that it cannot open, before main.ts reports it. */
const NEST_LISTEN_FAILURE = /^Error: (?:listen|getaddrinfo) /;
/** The contexts in which Nest logs each step of a boot, some fifty lines. */
const NEST_BOOT_STEPS: ReadonlySet<unknown> = new Set(['InstanceLoader', 'RoutesResolver', 'RouterExplorer']);

/**
 * Nest's logger on top of pino: one JSON line each. `logger.log({ sessionId }, 'Client connected')` puts the object's
 * fields next to the message. (nestjs-pino does the same, but its releases for Nest 12 need Node 22, and ours run on 20.)
 */
export class PinoLogger implements LoggerService {
  private readonly pino: Logger;

  constructor(options: LogOptions) {
    const settings = { level: options.level, base: undefined, timestamp: pino.stdTimeFunctions.isoTime };
    const lines: DestinationStream = options.isPretty
      ? loadPretty()({
          translateTime: 'HH:MM:ss.l',
          ignore: 'context',
          messageFormat: '[{context}] {msg}',
          sync: true,
        })
      : pino.destination(1);
    this.pino = pino(settings, {
      write: (line) => {
        LogTail.ofProcess.add(line);
        lines.write(line);
      },
    });
  }

  /** Something happened as expected. Each step of Nest's boot is for those who debug it. */
  log(message: unknown, ...rest: unknown[]): void {
    this.write(NEST_BOOT_STEPS.has(rest.at(-1)) ? 'debug' : 'info', message, rest);
  }

  /** The last line before the process ends. */
  fatal(message: unknown, ...rest: unknown[]): void {
    this.write('fatal', message, rest);
  }

  /** Something failed and needs attention. */
  error(message: unknown, ...rest: unknown[]): void {
    if (rest.at(-1) === NEST_BOOT_FAILURE) return;
    if (rest.at(-1) === 'NestApplication' && NEST_LISTEN_FAILURE.test(String(message))) return;
    this.write('error', message, rest);
  }

  /** Something is odd but works. */
  warn(message: unknown, ...rest: unknown[]): void {
    this.write('warn', message, rest);
  }

  /** For developers of that part. */
  debug(message: unknown, ...rest: unknown[]): void {
    this.write('debug', message, rest);
  }

  /** Every step. */
  verbose(message: unknown, ...rest: unknown[]): void {
    this.write('trace', message, rest);
  }

  // Nest appends the context; errors may have a stack before it: (message, [stack], [context]).
  private write(
    level: 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'trace',
    message: unknown,
    rest: unknown[],
  ): void {
    if (!this.pino.isLevelEnabled(level)) return;
    const words = rest.filter((word): word is string => typeof word === 'string');
    const context = words.at(-1);
    if (level === 'error' || level === 'fatal') noteError(context, message, words);
    if (message instanceof Error) {
      this.pino[level]({ context, err: message }, message.message);
    } else if (typeof message === 'object' && message !== null) {
      this.pino[level]({ context, ...message }, words.length > 1 ? words[0] : undefined);
    } else {
      const stack = words.length > 1 ? words[0] : undefined;
      this.pino[level]({ context, stack }, String(message));
    }
  }
}

function noteError(context: string | undefined, message: unknown, words: readonly string[]): void {
  if (message instanceof Error) ErrorBook.ofProcess.note(context, '', { err: message });
  else if (typeof message === 'object' && message !== null)
    ErrorBook.ofProcess.note(context, words.length > 1 ? (words[0] ?? '') : '', message);
  else ErrorBook.ofProcess.note(context, String(message), {});
}

/** Only loaded when pretty lines are wanted: a production server starts faster without it. */
function loadPretty(): typeof import('pino-pretty').PinoPretty {
  return (createRequire(import.meta.url)('pino-pretty') as typeof import('pino-pretty')).PinoPretty;
}
