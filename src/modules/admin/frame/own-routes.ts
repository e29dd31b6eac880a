import { Injectable, Optional } from '@nestjs/common';
import { Cluster } from '../../../core/cluster/cluster.js';
import { Administrator } from '../../../core/console/administrator.js';
import type { MeView } from '../../../core/console/console-views.js';
import { AdminRoles } from '../../../core/console/rights.js';
import { GameConfig } from '../../../core/config/game-config.js';
import { GameError } from '../../../protocol/game-error.js';
import { AdminSessions } from '../accounts/admin-sessions.js';
import type { FoundSession } from '../accounts/administrators.repository.js';
import { AdminSignIn, type SignedIn } from '../accounts/sign-in.js';
import { AdminError } from '../admin.errors.js';
import { AuditLog } from '../audit/audit-log.js';
import { GameAddress } from './game-address.js';
import { OutgoingMessages } from './outgoing-messages.js';
import type { OutgoingContract } from './outgoing-views.js';
import { readJson } from './read-json.js';
import { RequestRules, type AdminRequest, type Reached } from './request-rules.js';
import { SectionRegistry } from './section-registry.js';

/** What an authenticator app shows before the name. */
const ISSUER = 'Godwit';

/** What the pages are told of the server and its sections. */
@Injectable()
export class ConsoleViews {
  constructor(
    private readonly sections: SectionRegistry,
    private readonly config: GameConfig,
    private readonly address: GameAddress,
    private readonly outgoing: OutgoingMessages,
    @Optional() private readonly cluster?: Cluster,
  ) {}

  /** For somebody of this role who has reached the console so. */
  for(role: string, reached: Reached): Pick<MeView, 'sections' | 'server'> {
    const { NODE_ENV: environment } = this.config;
    const game = this.address.urlFor(reached);
    const node = this.cluster?.nodeId;
    const server = { version: process.version, environment, game, ...(node !== undefined && { node }) };
    return { sections: this.sections.viewFor(role), server };
  }

  /** The messages that may be sent to players. */
  messages(): OutgoingContract {
    return this.outgoing.view();
  }
}

/** The frame's own addresses, `/admin/api/-/<name>`: signing in and out, links, and who one is. */
@Injectable()
export class OwnRoutes {
  private readonly gets: Readonly<Record<string, (asked: AdminRequest) => Promise<unknown>>> = {
    me: (asked) => this.me(asked),
    sessions: (asked) => this.mySessions(asked),
    messages: (asked) => this.messages(asked),
  };
  private readonly posts: Readonly<Record<string, (asked: AdminRequest) => Promise<unknown>>> = {
    'sign-in': (asked) => this.signIn(asked),
    'sign-out': (asked) => this.signOut(asked),
    prove: (asked) => this.prove(asked),
    'end-session': (asked) => this.endSession(asked),
    link: (asked) => this.offer(asked),
    accept: (asked) => this.accept(asked),
  };

  constructor(
    private readonly who: AdminSignIn,
    private readonly sessions: AdminSessions,
    private readonly rules: RequestRules,
    private readonly audit: AuditLog,
    private readonly roles: AdminRoles,
    private readonly views: ConsoleViews,
  ) {}

  /** Answers one of them. @throws GameError */
  call(name: string, asked: AdminRequest): Promise<unknown> {
    const routes = asked.request.method === 'POST' ? this.posts : this.gets;
    const route = Object.hasOwn(routes, name) ? routes[name] : undefined;
    if (route === undefined) throw new GameError(AdminError['admin.not_found']);
    return route(asked);
  }

  /** The session of a request, if it has one that lasts. */
  async sessionOf({ request, reached }: AdminRequest): Promise<FoundSession | undefined> {
    const token = this.rules.cookieOf(request, reached);
    return token === undefined || token === '' ? undefined : this.sessions.find(token, true);
  }

  private async signIn(asked: AdminRequest): Promise<unknown> {
    const { name, password, code } = await readJson(asked.request);
    try {
      const signedIn = await this.who.signIn(textOf(name), textOf(password), textOf(code), asked.address);
      await this.begin(asked, signedIn, 'admin.sign-in');
      return { proof: signedIn.proof ?? null };
    } catch (error) {
      // The first of two steps is no failure to write down.
      if (error instanceof GameError && error.code !== 'admin.code_required')
        await this.note(asked, textOf(name).slice(0, 64), '', 'admin.sign-in', error.code);
      throw error;
    }
  }

  private async signOut(asked: AdminRequest): Promise<unknown> {
    const found = await this.sessionOf(asked);
    if (found !== undefined) await this.sessions.end(found.administrator.id, found.session.id);
    this.rules.setCookie(asked.response, asked.reached, undefined);
    return null;
  }

  private async prove(asked: AdminRequest): Promise<unknown> {
    const found = await this.require(asked);
    const { code } = await readJson(asked.request);
    await this.who.prove(found.administrator, textOf(code), asked.address);
    await this.sessions.prove(found.session);
    return null;
  }

  private async offer({ request }: AdminRequest): Promise<unknown> {
    const { token } = await readJson(request);
    return this.who.offer(textOf(token), ISSUER);
  }

  private async accept(asked: AdminRequest): Promise<unknown> {
    const { token, password, code } = await readJson(asked.request);
    const by = { address: asked.address, isDeveloper: this.rules.isDeveloping && !asked.reached.isSecure };
    const { codes, ...signedIn } = await this.who.accept(textOf(token), textOf(password), textOf(code), by);
    await this.begin(asked, signedIn, 'admin.link');
    return { codes };
  }

  private async me(asked: AdminRequest): Promise<MeView> {
    const { administrator } = await this.require(asked);
    const { name, role } = administrator;
    return { name, role, rights: this.roles.rightsOf(role), ...this.views.for(role, asked.reached) };
  }

  private async mySessions(asked: AdminRequest): Promise<unknown> {
    const { administrator, session } = await this.require(asked);
    const sessions = await this.sessions.of(administrator.id);
    return sessions.map(({ id, address, agent, createdAt, seenAt }) => ({
      ...{ id, address, agent, createdAt, seenAt },
      isThis: id === session.id,
    }));
  }

  /** What a form for a message of the server is made from. */
  private async messages(asked: AdminRequest): Promise<unknown> {
    await this.require(asked);
    return this.views.messages();
  }

  private async endSession(asked: AdminRequest): Promise<unknown> {
    const { administrator } = await this.require(asked);
    const { id } = await readJson(asked.request);
    const isId = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/.test(textOf(id));
    if (!isId || !(await this.sessions.end(administrator.id, textOf(id))))
      throw new GameError(AdminError['admin.no_such_target']);
    return null;
  }

  /** A new session at each sign-in: whatever cookie the browser had before is of no use to anybody. */
  private async begin(asked: AdminRequest, { administrator, proof }: SignedIn, act: string): Promise<void> {
    const old = await this.sessionOf(asked);
    if (old !== undefined) await this.sessions.end(old.administrator.id, old.session.id);
    const agent = (asked.request.headers['user-agent'] ?? '').replace(/[^\x20-\x7e]/g, '');
    const token = await this.sessions.begin(administrator, { address: asked.address, agent }, proof !== undefined);
    this.rules.setCookie(asked.response, asked.reached, token);
    await this.note(asked, administrator.name, administrator.role, act, 'done', administrator.id);
  }

  private note(
    { address }: AdminRequest,
    name: string,
    role: string,
    act: string,
    result: string,
    id = '',
  ): Promise<void> {
    const clean = name.replace(/[^\x20-\x7e]/g, '?');
    return this.audit.note(new Administrator(id, clean, role, address, '', new Set()), act, {}, result);
  }

  private async require(asked: AdminRequest): Promise<FoundSession> {
    const found = await this.sessionOf(asked);
    if (found === undefined) throw new GameError(AdminError['admin.signed_out']);
    return found;
  }
}

function textOf(value: unknown): string {
  return typeof value === 'string' && value.length <= 1_024 ? value : '';
}
