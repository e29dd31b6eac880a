import type { IncomingHttpHeaders } from 'node:http';
import { isIP } from 'node:net';
import { Logger } from '@nestjs/common';
import type { GameConfig } from '../config/game-config.js';

/** Endings that nobody can register in public (RFC 6761, 6762, 8375, and what ICANN keeps free). */
const LOCAL_NAME = /^[^.]+$|\.(localhost|local|lan|home|internal|intranet|private|corp|test|home\.arpa)$/;

/**
 * Which web pages may connect: those of ALLOWED_ORIGINS, and those of the server's own host. Where sign-in is not required,
 * what makes a host the server's own is more than its Host header: a page of any name can have its name pointed at this
 * machine while it is open (DNS rebinding), and would then play from inside of somebody's network.
 */
export class OriginRule {
  private readonly logger = new Logger('Gateway');
  private readonly ownHosts: ReadonlySet<string>;
  private hasWarned = false;

  constructor(private readonly config: GameConfig) {
    const urls = [config.PUBLIC_URL ?? '', ...config.ALLOWED_ORIGINS].filter((url) => URL.canParse(url));
    const names = config.ALLOWED_HOSTS.map((name) => name.toLowerCase());
    this.ownHosts = new Set([...names, ...urls.map((url) => new URL(url).hostname)]);
  }

  /** Whether a request with these headers may connect. */
  allows({ origin, host = '' }: IncomingHttpHeaders): boolean {
    // Native clients send none; a page in a browser cannot leave it out.
    if (origin === undefined) return true;
    const allowed = this.config.ALLOWED_ORIGINS;
    if (allowed.includes('*') || allowed.includes(origin)) return true;
    if (!URL.canParse(origin)) return false;
    const page = new URL(origin);
    if (page.host !== host.toLowerCase()) return false;
    if (this.config.AUTH_REQUIRED || this.isOwn(page.hostname)) return true;
    this.warn(page.hostname);
    return false;
  }

  private isOwn(name: string): boolean {
    if (LOCAL_NAME.test(name) || isIP(name.replace(/^\[|\]$/g, '')) !== 0) return true;
    return this.ownHosts.has('*') || this.ownHosts.has(name);
  }

  private warn(host: string): void {
    if (this.hasWarned) return;
    this.hasWarned = true;
    this.logger.warn(
      { host },
      'A page of this host was refused. If it is a name of this server, add it to ALLOWED_HOSTS: without sign-in, only names that are listed there are trusted.',
    );
  }
}
