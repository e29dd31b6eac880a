import { jest } from '@jest/globals';
import fc from 'fast-check';
import { parseConfig } from '../../core/config/load-config.js';
import { MemoryBus } from '../../core/cluster/memory/memory-bus.js';
import { Fence } from '../../core/cluster/fence.js';
import { FreezingClock } from '../../core/cluster/freezing-clock.js';
import { EventBus } from '../../core/events/event-bus.js';
import type { MessageRouter } from '../../core/gateway/message-router.js';
import type { Arrivals } from '../../core/gateway/pipes/arrivals.js';
import type { Departures } from '../../core/gateway/pipes/departures.js';
import type { LeftSessions } from '../../core/gateway/pipes/left-sessions.js';
import { PlayerBlocks } from '../../core/sessions/player-blocks.js';
import { PlayerSessions } from '../../core/sessions/player-sessions.js';
import { SessionGroups } from '../../core/sessions/session-groups.js';
import { SessionStores } from '../../core/sessions/session-stores.js';
import type { SessionRecords } from '../../core/sessions/session-records.js';
import { SessionRegistry } from '../../core/sessions/session-registry.js';
import { SessionClosed } from '../../core/sessions/session.events.js';
import type { Session } from '../../core/sessions/session.js';
import { SystemClock } from '../../core/time/monotonic-clock.js';
import { GameError } from '../../protocol/game-error.js';
import { InvitationNodes } from './invitation-nodes.js';
import { INVITATION_TTL_MS, Invitations } from './invitations.js';
import { InvitationsService } from './invitations.service.js';
import { Invitees } from './invitees.js';
import type { PartyJoinedDto } from './parties.messages.js';
import { PartiesService } from './parties.service.js';
import { PartyDirectory } from './party-directory.js';
import { PartyNodes } from './party-nodes.js';
import { PartyRecords } from './party-records.js';

const SESSIONS = 5;
const PLAYERS = ['p1', 'p2'];

/** Everything that parties are made of, with sessions that only count. */
class World {
  /** The process', which stands while its fence is closed. */
  readonly fence = new Fence();
  readonly clock = new FreezingClock(new SystemClock(), this.fence);
  readonly events = new EventBus();
  readonly stores = new SessionStores();
  readonly groups = new SessionGroups(this.events, this.stores);
  readonly registry = new SessionRegistry();
  readonly config = parseConfig({ NODE_ENV: 'test', SESSIONS_PER_PLAYER: 'many' });
  readonly players = new PlayerSessions(this.config, this.events);
  /** One node: it asks nobody. */
  readonly records = new PartyRecords({} as LeftSessions, {} as SessionRecords);
  readonly nodes = new PartyNodes({} as Arrivals, {} as Departures, {} as MessageRouter, this.records);
  readonly parties = new PartyDirectory(this.groups, this.nodes, this.records, this.stores);
  readonly service = new PartiesService(this.parties, this.events, this.nodes, new MemoryBus());
  readonly invitations = new Invitations(this.stores, this.parties, this.nodes, this.clock);
  readonly inviting = new InvitationsService(
    this.parties,
    this.invitations,
    new Invitees(this.registry, this.players, new PlayerBlocks()),
    new InvitationNodes(this.config),
    this.nodes,
    this.events,
  );
  readonly sessions: Session[] = [];
  private opened = 0;

  constructor() {
    for (const part of [this.groups, this.players, this.service, this.inviting]) part.onModuleInit();
    for (let i = 0; i < SESSIONS; i++) this.sessions.push(this.newSession());
  }

  /** Does what a client would; a refusal is fine, any other failure is not. */
  attempt(work: () => unknown): void {
    try {
      work();
    } catch (error) {
      if (!(error instanceof GameError)) throw error;
    }
  }

  /** One of the sessions that are open now. */
  at(index: number): Session {
    const session = this.sessions[index];
    if (session === undefined) throw new Error(`There is no session ${index}.`);
    return session;
  }

  /** The session ends, and another client connects in its place. */
  replace(index: number): void {
    this.close(this.at(index));
    this.sessions[index] = this.newSession();
  }

  close(session: Session): void {
    this.registry.remove(session);
    Object.assign(session, { isOpen: false, isConnected: false });
    this.events.emit(new SessionClosed(session, 1006));
    this.stores.drop(session, 'ended');
  }

  private newSession(): Session {
    const session = {
      id: `s${++this.opened}`,
      playerId: undefined,
      isOpen: true,
      isConnected: true,
      delivery: { isAdmitted: true },
      remoteAddress: `10.0.0.${this.opened}`,
      codec: {},
      encode: () => '{}',
      sendFrame: () => undefined,
      send: () => undefined,
    } as unknown as Session;
    this.registry.add(session);
    return session;
  }
}

/** What must hold after every step. */
function check({ parties, groups, invitations, sessions, players }: World): void {
  const living = new Set(sessions.map((session) => parties.of(session)).filter((party) => party !== undefined));
  expect(parties.size).toBe(living.size);
  const members = [...living].flatMap((party) => [...party.members.keys()]);
  expect(new Set(members).size).toBe(members.length);
  for (const member of members) expect(sessions).toContain(member);
  const accounts = members.flatMap(({ playerId }) => playerId ?? []);
  expect(new Set(accounts).size).toBe(accounts.length);
  if (living.size === 0) expect(parties.memberships).toBe(0);

  for (const party of living) {
    expect(party.members.has(party.leader)).toBe(true);
    expect(party.group.leader).toBe(party.leader);
    expect(party.members.size).toBeLessThanOrEqual(party.maxMembers);
    expect([...party.group.sessions]).toEqual([...party.members.keys()]);
    expect(groups.find('party', party.id)).toBe(party.group);
    expect(parties.find(party.code)).toBe(party);
  }
  const waiting = sessions.flatMap((session) => invitations.from(session));
  expect(waiting).toHaveLength(invitations.size);
  for (const { from, to, party, expiresAtMs } of waiting) {
    expect(parties.of(from)).toBe(party);
    expect(expiresAtMs).toBeGreaterThan(invitations.clock.nowMs());
    const [kind, id = ''] = to.split(':');
    const receivers = kind === 'player' ? [...players.of(id)] : sessions.filter((session) => session.id === id);
    expect(receivers.length).toBeGreaterThan(0);
    if (kind === 'player') expect(receivers.some((receiver) => party.members.has(receiver))).toBe(false);
  }
}

type Step = (world: World) => void;

const who = fc.nat({ max: SESSIONS - 1 });
const pair = fc.tuple(who, who);

function act(arbitrary: fc.Arbitrary<[number, number]>, work: (world: World, one: Session, other: Session) => void) {
  return arbitrary.map(([one, other]): Step => (world) => {
    world.attempt(() => work(world, world.at(one), world.at(other)));
  });
}

const invited = ({ invitations }: World, session: Session, from: Session): { invitationId: string } => ({
  invitationId:
    invitations.from(from).find(({ to }) => to.endsWith(`:${session.playerId ?? session.id}`))?.id ?? 'none',
});

const steps = fc.oneof(
  act(pair, ({ service }, one) => void service.create(one, { name: 'A', maxMembers: 3 })),
  act(pair, ({ service, parties }, one, other) => {
    void service.join(one, { code: parties.of(other)?.code ?? '222222', name: 'B' });
  }),
  act(pair, ({ service }, one) => service.leave(one)),
  act(pair, ({ service }, one, other) => service.kick(one, { memberId: other.id })),
  act(pair, ({ service }, one, other) => service.promote(one, { memberId: other.id })),
  act(pair, ({ inviting }, one, other) => {
    void inviting.inviteSession(one, { sessionId: other.id });
  }),
  act(pair, (world, one, other) => {
    void world.inviting.accept(one, { ...invited(world, one, other), name: 'C' });
  }),
  act(pair, (world, one, other) => world.inviting.decline(one, invited(world, one, other))),
  act(pair, (world, one, other) => world.inviting.withdraw(other, invited(world, one, other))),
  act(pair, (_world, one, other) => Object.assign(one, { isConnected: one === other })),
  fc.tuple(who, fc.constantFrom(...PLAYERS)).map(([index, player]): Step => (world) => {
    world.attempt(() => world.players.signIn(world.at(index), player));
  }),
  who.map(
    (index): Step =>
      (world) =>
        world.replace(index),
  ),
  act(pair, ({ service }, one, other) => (one === other ? service.disband(one) : undefined)),
  fc.constant<Step>(() => jest.advanceTimersByTime(INVITATION_TTL_MS / 3)),
);

describe('a party, whatever happens', () => {
  beforeEach(() => void jest.useFakeTimers());
  afterEach(() => void jest.useRealTimers());

  it('has one leader, members who are in no other, and no invitation of the dead; and in the end nothing is left', () => {
    fc.assert(
      fc.property(fc.array(steps, { minLength: 1, maxLength: 120, size: 'max' }), (script) => {
        const world = new World();
        check(world);
        for (const step of script) {
          step(world);
          check(world);
        }
        for (const session of world.sessions) world.close(session);
        expect(world.parties).toMatchObject({ size: 0, memberships: 0 });
        expect(world.invitations.size).toBe(0);
        expect(jest.getTimerCount()).toBe(0);
      }),
      { numRuns: 50 },
    );
  });

  it('has no invitation for a member who has become the invited player', () => {
    const world = new World();
    const [ann, bob, elsewhere] = [world.at(0), world.at(1), world.at(2)];
    world.players.signIn(elsewhere, 'bob');
    const { party } = world.service.create(ann, { name: 'Ann' }) as PartyJoinedDto;
    void world.service.join(bob, { code: party.code, name: 'Bob' });
    void world.inviting.invitePlayer(ann, { playerId: 'bob' });
    world.players.signIn(bob, 'bob');
    check(world);
    expect(world.invitations.size).toBe(0);
  });

  it('lets an invitation expire, and tells both sides', () => {
    const world = new World();
    const [ann, bob] = [world.at(0), world.at(1)];
    const told: string[] = [];
    for (const session of [ann, bob]) session.sendFrame = () => void told.push(session.id);
    void world.service.create(ann, { name: 'Ann' });
    void world.inviting.inviteSession(ann, { sessionId: bob.id });
    expect(told).toEqual(['s2']);
    jest.advanceTimersByTime(INVITATION_TTL_MS - 1);
    expect(world.invitations.size).toBe(1);
    jest.advanceTimersByTime(1);
    expect(world.invitations.size).toBe(0);
    expect(told).toEqual(['s2', 's1', 's2']);
    expect(jest.getTimerCount()).toBe(0);
  });

  it('keeps an invitation while the node is frozen, and says how long it lasts then', () => {
    const world = new World();
    const [ann, bob] = [world.at(0), world.at(1)];
    void world.service.create(ann, { name: 'Ann' });
    void world.inviting.inviteSession(ann, { sessionId: bob.id });
    const expiry = (): number | undefined => world.inviting.list(bob).invitations[0]?.expiresAtMs;
    const first = expiry() ?? 0;
    jest.advanceTimersByTime(INVITATION_TTL_MS / 2);
    expect(expiry()).toBe(first);
    world.fence.untilMs = performance.now();
    world.clock.freeze();
    jest.advanceTimersByTime(10 * INVITATION_TTL_MS);
    expect(expiry()).toBe(first + 10 * INVITATION_TTL_MS);
    world.fence.untilMs = Infinity;
    world.clock.thaw();
    jest.advanceTimersByTime(INVITATION_TTL_MS / 2 - 1);
    expect(expiry()).toBe(first + 10 * INVITATION_TTL_MS);
    jest.advanceTimersByTime(1);
    expect(expiry()).toBeUndefined();
    expect(jest.getTimerCount()).toBe(0);
  });
});
