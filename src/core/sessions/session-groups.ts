import { Injectable, type OnModuleInit } from '@nestjs/common';
import { EventBus } from '../events/event-bus.js';
import { SessionGroup } from './session-group.js';
import { SessionClosed, SessionJoinedGroup, SessionLeftGroup } from './session.events.js';
import type { SessionStore } from './session-store.js';
import { SessionStores } from './session-stores.js';
import type { Session } from './session.js';

/**
 * The groups of sessions on this node, so that features can address the members of a room or a party without knowing what rooms
 * and parties are. A session is in at most one group of each kind. Out of scope: who may join, other nodes.
 */
@Injectable()
export class SessionGroups implements OnModuleInit {
  private readonly groups = new Map<string, SessionGroup>();
  private readonly groupsOf: SessionStore<readonly SessionGroup[]>;

  constructor(
    private readonly events: EventBus,
    stores: SessionStores,
  ) {
    this.groupsOf = stores.open('sessions.groups', {
      onGone: (session, groups) => groups.forEach((group) => this.leave(group, session)),
    });
  }

  /** Nest's hook: a session that ends leaves its groups. */
  onModuleInit(): void {
    this.events.on(SessionClosed, ({ session }) => this.leaveAll(session));
  }

  /** How many groups are open. */
  get size(): number {
    return this.groups.size;
  }

  /** Creates an empty group. @throws Error when there is one of this kind and id already */
  open(kind: string, id: string, label = ''): SessionGroup {
    const key = keyOf(kind, id);
    if (this.groups.has(key)) throw new Error(`There is a group ${key} already.`);
    const group = new SessionGroup(kind, id, label);
    this.groups.set(key, group);
    return group;
  }

  /** Removes all members from a group and deletes it. */
  close(group: SessionGroup): void {
    for (const session of [...group.sessions]) this.leave(group, session);
    this.groups.delete(keyOf(group.kind, group.id));
  }

  /** The open group of this kind and id, if there is one. */
  find(kind: string, id: string): SessionGroup | undefined {
    return this.groups.get(keyOf(kind, id));
  }

  /** The session's group of this kind, if it is in one. */
  of(session: Session, kind: string): SessionGroup | undefined {
    return this.groupsOf.get(session)?.find((group) => group.kind === kind);
  }

  /** All groups of a session, in the order in which it has joined them. */
  allOf(session: Session): readonly SessionGroup[] {
    return this.groupsOf.get(session) ?? [];
  }

  /** Adds a session. @throws Error when it is in a group of this kind already */
  join(group: SessionGroup, session: Session): void {
    const groups = this.groupsOf.get(session);
    if (groups?.some(({ kind }) => kind === group.kind)) throw new Error(`A session joins a second ${group.kind}.`);
    this.groupsOf.set(session, groups === undefined ? [group] : [...groups, group]);
    group.sessions.add(session);
    this.events.emit(new SessionJoinedGroup(session, group));
  }

  /** Removes a session; nothing happens when it is not a member. */
  leave(group: SessionGroup, session: Session): void {
    if (!group.sessions.delete(session)) return;
    group.names.delete(session);
    if (group.leader === session) group.leader = undefined;
    const others = (this.groupsOf.get(session) ?? []).filter((other) => other !== group);
    if (others.length === 0) this.groupsOf.delete(session);
    else this.groupsOf.set(session, others);
    this.events.emit(new SessionLeftGroup(session, group));
  }

  private leaveAll(session: Session): void {
    for (const group of this.allOf(session)) this.leave(group, session);
  }
}

function keyOf(kind: string, id: string): string {
  return `${kind}:${id}`;
}
