import { Injectable, type BeforeApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { Administrator } from '../../../core/console/administrator.js';
import type { FeedSource } from '../../../core/console/console.decorators.js';
import { AdminRoles } from '../../../core/console/rights.js';
import { CheckFailure } from '../../../protocol/check/compile-check.js';
import { GameError } from '../../../protocol/game-error.js';
import { AdminError } from '../admin.errors.js';
import { NodeCalls } from './node-calls.js';
import { SectionRegistry, type LoadedPart } from './section-registry.js';

const CALL = 'admin.part';
const ANSWER_MS = 5_000;
/** What is opened for another node is closed when that has not read it for so long: it may be dead. */
const UNREAD_MS = 10_000;

/** A call of a part at another node. The node that asks has checked who it is, and writes the audit log. */
interface HomeCall {
  readonly part: string;
  readonly query: object;
  readonly by: Pick<Administrator, 'id' | 'name' | 'role' | 'address' | 'reason'>;
  /** Whether what the part has opened is not read any more. */
  readonly isOver?: boolean;
}

interface OpenSource {
  readonly source: FeedSource;
  timer: NodeJS.Timeout;
}

/** Runs parts of sections where what they are about is at home: here, or at another node of the cluster. */
@Injectable()
export class HomeCalls implements OnModuleInit, BeforeApplicationShutdown {
  private readonly open = new Map<string, OpenSource>();

  constructor(
    private readonly nodes: NodeCalls,
    private readonly sections: SectionRegistry,
    private readonly roles: AdminRoles,
  ) {}

  /** Nest's hook: serves other nodes. */
  onModuleInit(): void {
    this.nodes.answer(CALL, (call: HomeCall) => this.serve(call));
  }

  /** Nest's hook. */
  beforeApplicationShutdown(): void {
    for (const key of this.open.keys()) this.close(key);
  }

  /** Calls a part, wherever that is. @param query checked */
  run(part: LoadedPart, query: object, by: Administrator): unknown {
    if (part.homeOf === undefined) return part.call(query, by);
    return this.runAtHome(part, query, by, part.homeOf);
  }

  /** What a feed is read from, see {@link FeedSource}: its method, or what its method opens at the first reading and after a failure. */
  sourceOf(part: LoadedPart, query: object, by: Administrator): FeedSource {
    if (!part.opens) return { read: () => this.run(part, query, by), close: () => undefined };
    let open: FeedSource | undefined;
    let home: string | undefined;
    const close = (): void => {
      open?.close();
      if (home !== undefined)
        this.nodes.at(home, CALL, callOf(part, query, by, true), ANSWER_MS).catch(() => undefined);
      open = home = undefined;
    };
    const read = async (): Promise<unknown> => {
      try {
        home = await part.homeOf?.(query);
        if (home !== undefined) return await this.nodes.at(home, CALL, callOf(part, query, by), ANSWER_MS);
        open ??= part.call(query, by) as FeedSource;
        return await open.read();
      } catch (error) {
        close();
        throw error;
      }
    };
    return { read, close };
  }

  private async runAtHome(
    part: LoadedPart,
    query: object,
    by: Administrator,
    homeOf: Required<LoadedPart>['homeOf'],
  ): Promise<unknown> {
    const home = await homeOf(query);
    return home === undefined ? part.call(query, by) : this.nodes.at(home, CALL, callOf(part, query, by), ANSWER_MS);
  }

  private async serve({ part: name, query, by: told, isOver = false }: HomeCall): Promise<unknown> {
    const [section = '', method = ''] = name.split('.');
    const part = this.sections.find(section, method);
    if (part === undefined) throw new GameError(AdminError['admin.not_found']);
    // Its role may have lost the right here already, where the nodes do not run the same program.
    if (!this.roles.may(told.role, part.right)) throw new GameError(AdminError['admin.not_allowed']);
    const checked = await part.check.check(query);
    if (checked instanceof CheckFailure) throw new GameError('message.invalid', { details: checked.issues });
    const { id, address, reason, role } = told;
    const by = new Administrator(id, told.name, role, address, reason, new Set(this.roles.rightsOf(role)));
    if (!part.opens) return (await part.call(checked, by)) ?? null;
    const key = JSON.stringify([name, role, query]);
    if (!isOver) return this.readOpen(key, () => part.call(checked, by) as FeedSource);
    this.close(key);
    return null;
  }

  private async readOpen(key: string, open: () => FeedSource): Promise<unknown> {
    const known = this.open.get(key);
    clearTimeout(known?.timer);
    const source = known?.source ?? open();
    const timer = setTimeout(() => this.close(key), UNREAD_MS).unref();
    this.open.set(key, { source, timer });
    try {
      return (await source.read()) ?? null;
    } catch (error) {
      this.close(key);
      throw error;
    }
  }

  private close(key: string): void {
    const known = this.open.get(key);
    clearTimeout(known?.timer);
    known?.source.close();
    this.open.delete(key);
  }
}

function callOf({ name }: LoadedPart, query: object, by: Administrator, isOver = false): HomeCall {
  const { id, role, address, reason } = by;
  return { part: name, query: { ...query }, by: { id, name: by.name, role, address, reason }, isOver };
}
