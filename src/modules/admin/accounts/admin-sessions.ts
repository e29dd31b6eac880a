import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { AdministratorsRepository, type FoundSession } from './administrators.repository.js';
import type { AdministratorRow, AdminSessionRow } from '../schema.js';

const MINUTE_MS = 60_000;
/** A session that was not used for so long has ended. */
const IDLE_MS = 30 * MINUTE_MS;
/** The longest that a session lasts. */
const LIFETIME_MS = 12 * 60 * MINUTE_MS;
/** How long a code counts for what asks for one again. */
const PROOF_MS = 10 * MINUTE_MS;
/** How exactly it is known when a session was last used. */
const SEEN_EVERY_MS = MINUTE_MS;
const TOKEN_BYTES = 32;
const MAX_AGENT_LENGTH = 200;

/** Where a session begins. */
export interface SessionOrigin {
  readonly address: string;
  /** What the browser calls itself. */
  readonly agent: string;
}

/** The console's sessions: 32 random bytes in a cookie, of which only the hash is stored. */
@Injectable()
export class AdminSessions {
  constructor(private readonly administrators: AdministratorsRepository) {}

  /** Begins a session. @param isProven whether its owner has just given a code @returns what the cookie holds */
  async begin({ id }: AdministratorRow, { address, agent }: SessionOrigin, isProven: boolean): Promise<string> {
    const token = randomBytes(TOKEN_BYTES).toString('base64url');
    const now = new Date();
    await this.administrators.begin({
      id: randomUUID(),
      hash: hashOf(token),
      administratorId: id,
      address,
      agent: agent.slice(0, MAX_AGENT_LENGTH),
      createdAt: now,
      seenAt: now,
      provenAt: isProven ? now : null,
    });
    return token;
  }

  /** The session of this cookie, while it lasts. @param isUse whether somebody is at the keyboard, so that it lasts longer */
  async find(token: string, isUse: boolean): Promise<FoundSession | undefined> {
    const nowMs = Date.now();
    const found = await this.administrators.session(
      hashOf(token),
      new Date(nowMs - IDLE_MS),
      new Date(nowMs - LIFETIME_MS),
    );
    if (found !== undefined && isUse && nowMs - found.session.seenAt.getTime() > SEEN_EVERY_MS)
      await this.administrators.touch(found.session.id, { seenAt: new Date(nowMs) });
    return found;
  }

  /** Whether its owner has given a code a short while ago. */
  isProven({ provenAt }: AdminSessionRow): boolean {
    return provenAt !== null && Date.now() - provenAt.getTime() < PROOF_MS;
  }

  /** Notes that its owner has given a code. */
  prove({ id }: AdminSessionRow): Promise<void> {
    return this.administrators.touch(id, { provenAt: new Date() });
  }

  /** The sessions of an administrator that last, the latest first. */
  of(administratorId: string): Promise<AdminSessionRow[]> {
    return this.administrators.sessionsOf(administratorId, new Date(Date.now() - IDLE_MS));
  }

  /** Ends a session of an administrator. @returns whether there was one */
  end(administratorId: string, sessionId: string): Promise<boolean> {
    return this.administrators.end(administratorId, sessionId);
  }

  /** Deletes those that have ended by themselves. */
  prune(): Promise<void> {
    return this.administrators.prune(new Date(Date.now() - IDLE_MS), new Date());
  }
}

function hashOf(token: string): string {
  return createHash('sha256').update('godwit.admin.session.').update(token).digest('base64url');
}
