import { performance } from 'node:perf_hooks';
import { setTimeout as delay } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { Administrator } from '../../../core/console/administrator.js';
import { AdminRoles } from '../../../core/console/rights.js';
import { KeyedLimit } from '../../../core/limits/keyed-limit.js';
import { CheckFailure } from '../../../protocol/check/compile-check.js';
import { GameError } from '../../../protocol/game-error.js';
import type { FoundSession } from '../accounts/administrators.repository.js';
import { AdminSessions } from '../accounts/admin-sessions.js';
import { AdminError } from '../admin.errors.js';
import { AuditLog } from '../audit/audit-log.js';
import { HomeCalls } from './home-calls.js';
import { SectionRegistry, type LoadedPart } from './section-registry.js';

/** Acts of one session: a minute's worth at once, and as many a minute. */
const ACTS = { perSecond: 2, burst: 120 };
/** A section that does not answer in this time has failed; before the connection is cut, which takes HANDSHAKE_TIMEOUT_MS. */
const ANSWER_MS = 8_000;
const MAX_REASON_LENGTH = 1_000;
/** Controls and spaces, which have no place in a line of the log. */
const UNPRINTED = /[\s\p{Cc}]+/gu;

/** A request for a part of a section, before anything of its body was read. */
export interface PartRequest {
  readonly isPost: boolean;
  readonly section: string;
  readonly part: string;
  readonly address: string;
}

/** Decides who may call which part of which section, calls it, and writes down what was done. */
@Injectable()
export class AdminApi {
  private readonly acts = new KeyedLimit(ACTS);

  constructor(
    private readonly sections: SectionRegistry,
    private readonly roles: AdminRoles,
    private readonly sessions: AdminSessions,
    private readonly audit: AuditLog,
    private readonly homes: HomeCalls,
  ) {}

  /** Who acts, with the rights of the role. */
  administrator({ administrator }: FoundSession, address: string, reason = ''): Administrator {
    const { id, name, role } = administrator;
    return new Administrator(id, name, role, address, reason, new Set(this.roles.rightsOf(role)));
  }

  /**
   * The part that a session may call. Nothing of the request's body is read before this.
   * @throws GameError admin.not_found; admin.not_allowed, which is written into the audit log; admin.prove_again; rate.limited
   */
  async admit(found: FoundSession, { isPost, section, part: name, address }: PartRequest): Promise<LoadedPart> {
    const part = this.sections.find(section, name);
    if (part?.isPosted !== isPost) throw new GameError(AdminError['admin.not_found']);
    const isAct = part.kind === 'act';
    if (!this.roles.may(found.administrator.role, part.right)) {
      if (isAct) await this.audit.note(this.administrator(found, address), part.name, {}, 'admin.not_allowed');
      throw new GameError(AdminError['admin.not_allowed']);
    }
    if (part.stepsUp && !this.sessions.isProven(found.session)) throw new GameError(AdminError['admin.prove_again']);
    if (isAct && !this.acts.admits(found.session.id)) throw new GameError('rate.limited');
    return part;
  }

  /** Reads a table or details. @throws GameError; what the section throws */
  async read(part: LoadedPart, query: unknown, by: Administrator): Promise<unknown> {
    const checked = await checkedBy(part, query);
    if (part.isPersonal) await this.audit.note(by, part.name, checked, 'done');
    return inTime(this.homes.run(part, checked, by));
  }

  /** Writes down who begins to watch a feed with personal data. */
  async noteWatch(part: LoadedPart, query: unknown, by: Administrator): Promise<void> {
    if (part.isPersonal) await this.audit.note(by, part.name, await checkedBy(part, query), 'done');
  }

  /** Carries out an act, and writes it down before and after. @returns what its page is to be shown */
  async act(part: LoadedPart, order: unknown, by: Administrator): Promise<unknown> {
    const checked = await checkedBy(part, order);
    if (part.view.needsReason === true && by.reason === '') throw new GameError(AdminError['admin.reason_missing']);
    const audited = await this.audit.begin(by, part.name, checked);
    try {
      const change = (await inTime(this.homes.run(part, checked, by))) as { readonly result?: unknown };
      await audited.done(change);
      return { result: change.result ?? null };
    } catch (error) {
      await audited.failed(error);
      throw error;
    }
  }
}

/** A reason as it is stored: one line, of bounded length. */
export function reasonOf(given: unknown): string {
  if (typeof given !== 'string') return '';
  return given.replace(UNPRINTED, ' ').trim().slice(0, MAX_REASON_LENGTH);
}

async function checkedBy({ check }: LoadedPart, raw: unknown): Promise<object> {
  const outcome = await check.check(raw ?? {});
  if (outcome instanceof CheckFailure) throw new GameError('message.invalid', { details: outcome.issues });
  return outcome;
}

async function inTime(answer: unknown): Promise<unknown> {
  if (!(answer instanceof Promise)) return answer;
  const timer = new AbortController();
  const begunMs = performance.now();
  const late = delay(ANSWER_MS, undefined, { signal: timer.signal }).then(() => {
    throw new Error(`A section of the console has not answered for ${Math.round(performance.now() - begunMs)} ms.`);
  });
  // Once it is aborted, nobody waits for it.
  late.catch(() => undefined);
  try {
    return await Promise.race([answer, late]);
  } finally {
    timer.abort();
  }
}
