import { inspect } from 'node:util';
import type { LoggerService } from '@nestjs/common';

/** One logged line: its level and everything that was logged with it, as text. */
export interface LoggedLine {
  readonly level: 'log' | 'warn' | 'error' | 'fatal';
  readonly text: string;
}

/** Keeps what a server logs, so that a test can look at it. */
export class LogRecorder implements LoggerService {
  readonly lines: LoggedLine[] = [];

  /** What was logged as a failure of the server. */
  get failures(): string[] {
    return this.lines.filter(({ level }) => level === 'error' || level === 'fatal').map(({ text }) => text);
  }

  /** Nest's levels. */
  log(...parts: unknown[]): void {
    this.add('log', parts);
  }

  warn(...parts: unknown[]): void {
    this.add('warn', parts);
  }

  error(...parts: unknown[]): void {
    this.add('error', parts);
  }

  fatal(...parts: unknown[]): void {
    this.add('fatal', parts);
  }

  /** Forgets everything. */
  clear(): void {
    this.lines.length = 0;
  }

  private add(level: LoggedLine['level'], parts: unknown[]): void {
    const text = parts.map((part) => (typeof part === 'string' ? part : inspect(part))).join(' ');
    this.lines.push({ level, text });
  }
}
