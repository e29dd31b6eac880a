import { Injectable } from '@nestjs/common';
import { MatchMetrics } from '../../../src/modules/matchmaking/match-metrics.js';
import { RoomRegistry } from '../../../src/core/rooms/room-registry.js';
import { RoomType } from '../../../src/core/rooms/api/room-type.decorator.js';
import { Room } from '../../../src/core/rooms/api/room.js';
import { RoomMessageType } from '../../../src/core/rooms/api/rooms.messages.js';
import { SessionGroups } from '../../../src/core/sessions/session-groups.js';
import type { Session } from '../../../src/core/sessions/session.js';
import { TickScheduler } from '../../../src/core/simulation/tick-scheduler.js';
import { Backfill } from '../../../src/modules/matchmaking/matches/backfill.js';
import { type GameMatch, type GameQueue, quickMatch } from '../../../src/modules/matchmaking/game-queue.js';
import {
  type MatchInfoDto,
  MatchJoinOptionsDto,
  MatchRoomOptionsDto,
} from '../../../src/modules/matchmaking/match-options.dto.js';
import { MatchStarter } from '../../../src/modules/matchmaking/matches/match-starter.js';
import { Matchmaker } from '../../../src/modules/matchmaking/search/matchmaker.js';
import { MatchmakingModule } from '../../../src/modules/matchmaking/matchmaking.module.js';
import { MatchmakingType } from '../../../src/modules/matchmaking/matchmaking.messages.js';
import { PassLoop } from '../../../src/modules/matchmaking/matches/pass-loop.js';
import { ProposalBoard } from '../../../src/modules/matchmaking/matches/proposal-board.js';
import { TicketDirectory } from '../../../src/modules/matchmaking/tickets/ticket-directory.js';
import { PartiesModule } from '../../../src/modules/parties/parties.module.js';
import { PartyType } from '../../../src/modules/parties/parties.messages.js';
import { GameError } from '../../../src/protocol/game-error.js';
import { TestApp } from '../../../src/testing/test-app.js';
import type { Packet, TestClient } from '../../../src/testing/test-client.js';

/** What the rooms of these tests were told. */
@Injectable()
export class Chronicle {
  readonly matches: MatchInfoDto[] = [];
  /** Teams by session id. */
  readonly teams = new Map<string, number | undefined>();
}

/** Takes matches with teams. */
@RoomType('court', { tickHz: 50, maxPlayers: 4, options: MatchRoomOptionsDto, joinOptions: MatchJoinOptionsDto })
export class CourtRoom extends Room {
  constructor(private readonly chronicle: Chronicle) {
    super();
  }

  override onCreate({ match }: MatchRoomOptionsDto): void {
    if (match) this.chronicle.matches.push(match);
  }

  override onJoin(session: Session, { team }: MatchJoinOptionsDto): void {
    this.chronicle.teams.set(session.id, team);
  }
}

/** Takes its time, and not everybody. */
@RoomType('club', { tickHz: 0, maxPlayers: 2 })
export class ClubRoom extends Room {
  private asked = 0;

  override async onAuth(): Promise<void> {
    await Promise.resolve();
    if (++this.asked > 1) throw new GameError('room.refused');
  }
}

/** Cannot be opened. */
@RoomType('ruin', { tickHz: 0, maxPlayers: 2 })
export class RuinRoom extends Room {
  override onCreate(): void {
    throw new Error('this room is broken');
  }
}

/** What happens just before a room of the queue "fragile" opens. */
export const fragile = { onOpen: (_match: GameMatch): void => undefined };

const ONE_ON_ONE = { minPlayers: 2, maxPlayers: 2, teams: { count: 2, minSize: 1, maxSize: 1 } };
const TWO_ON_TWO = { minPlayers: 4, maxPlayers: 4, teams: { count: 2, minSize: 2, maxSize: 2 } };

export const QUEUES: readonly GameQueue[] = [
  { name: 'duel', roomType: 'court', ...ONE_ON_ONE },
  { name: 'squads', roomType: 'court', ...TWO_ON_TWO },
  { name: 'four', roomType: 'court', minPlayers: 4, maxPlayers: 4 },
  { name: 'asked', roomType: 'court', ...ONE_ON_ONE, acceptWithinMs: 700 },
  { name: 'asked-squads', roomType: 'court', ...TWO_ON_TWO, acceptWithinMs: 5_000 },
  { name: 'bots', roomType: 'court', ...TWO_ON_TWO, fillWithBotsAfterMs: 300 },
  {
    ...{ name: 'skilled', roomType: 'court', ...ONE_ON_ONE },
    skill: { property: 'skill', initial: 50, growthPerSecond: 0, maximum: 50 },
  },
  { name: 'steady', roomType: 'court', ...TWO_ON_TWO, backfill: true },
  { name: 'asked-steady', roomType: 'court', ...ONE_ON_ONE, acceptWithinMs: 5_000, backfill: true },
  { name: 'club', roomType: 'club', ...ONE_ON_ONE },
  { name: 'ruin', roomType: 'ruin', ...ONE_ON_ONE },
  {
    ...{ name: 'fragile', roomType: 'court', ...ONE_ON_ONE },
    roomOptions: (match) => {
      fragile.onOpen(match);
      return {};
    },
  },
  quickMatch({ roomType: 'court', maxPlayers: 4 }),
];

/** A server with all of this, and parties. */
export function startMatchServer(env: Record<string, string> = {}): Promise<TestApp> {
  return TestApp.start({
    imports: [PartiesModule, MatchmakingModule.forQueues(QUEUES)],
    providers: [Chronicle, CourtRoom, ClubRoom, RuinRoom],
    env: { RATE_LIMIT_BURST: '10000', MAX_CONNECTIONS_PER_ADDRESS: '2000', SEAT_HOLD_MS: '1000', ...env },
  });
}

/** Lets everybody go, and holds the server to having nothing left. */
export async function expectNothingLeft(server: TestApp): Promise<void> {
  await server.disconnectAll();
  const { app } = server;
  await until(() => app.get(RoomRegistry).size === 0 && app.get(MatchStarter).size === 0);
  await until(() => !app.get(PassLoop).isAwake);
  const left = {
    tickets: app.get(TicketDirectory).size,
    waiting: app.get(Matchmaker).size,
    offers: app.get(Matchmaker).offerCount,
    proposals: app.get(ProposalBoard).size,
    backfills: app.get(Backfill).size,
    groups: app.get(SessionGroups).size,
    ticks: app.get(TickScheduler).size,
  };
  expect(left).toEqual({ tickets: 0, waiting: 0, offers: 0, proposals: 0, backfills: 0, groups: 0, ticks: 0 });
}

/** Waits for something that no packet tells. */
export async function until(holds: () => boolean): Promise<void> {
  for (let tries = 0; !holds(); tries++) {
    if (tries > 500) throw new Error('It did not come to be.');
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

export const codeOf = ({ message }: Packet): unknown => message?.code;

/** All packets of a type that a client got. */
export function heard(client: TestClient, type: MatchmakingType): Record<string, unknown>[] {
  return client.packets.filter((packet) => packet.type === (type as number)).map(({ message }) => message ?? {});
}

/** Waits until a client has got so many packets of a type; returns the last of them. */
export async function hear(client: TestClient, type: number, count = 1): Promise<Record<string, unknown>> {
  let seen = 0;
  const counted = new Set<Packet>();
  const { message } = await client.waitFor((packet) => {
    if (packet.type !== type || counted.has(packet)) return false;
    counted.add(packet);
    return ++seen >= count;
  }, `packet ${count} of type ${type}`);
  return message ?? {};
}

export const enqueue = (client: TestClient, queue: string, more: object = {}): Promise<Packet> =>
  client.request(MatchmakingType.Enqueue, { queue, ...more });

/** What a client learns when its match starts: MatchStarted, then RoomJoined. */
export async function matched(
  client: TestClient,
  count = 1,
): Promise<{ started: Record<string, unknown>; joined: Record<string, unknown> }> {
  const started = await hear(client, MatchmakingType.MatchStarted, count);
  const joined = await hear(client, RoomMessageType.Joined, count);
  return { started, joined };
}

/** A session's id and the token that takes it back. */
export async function hello(client: TestClient, fields: object = {}): Promise<{ id: string; resumeToken: string }> {
  const { message } = await client.request(0, { resumable: true, ...fields });
  return { id: String(message?.sessionId), resumeToken: String(message?.resumeToken) };
}

/** How many counted messages a client got, which it tells when it resumes. */
export function countedBy(client: TestClient): number {
  return client.packets.filter(({ type }) => type >= 20 || type === 2 || type === 3).length;
}

/** Makes the first of them the leader of a party with the others. */
export async function makeParty(leader: TestClient, ...members: TestClient[]): Promise<void> {
  const { message } = await leader.request(PartyType.Create, { name: 'Leader' });
  const { code } = message!.party as { code: string };
  for (const [index, member] of members.entries()) await member.request(PartyType.Join, { code, name: `M${index}` });
}

/** A party as its client knows it, by what it was told. */
export function knownParty({ packets }: TestClient): { ids: string[]; leaderId: unknown } {
  const ids = new Set<string>();
  let leaderId: unknown;
  for (const { type, message } of packets) {
    if (type === (PartyType.Joined as number)) {
      const party = message?.party as { leaderId: string; members: { id: string }[] };
      ids.clear();
      for (const { id } of party.members) ids.add(id);
      ({ leaderId } = party);
    }
    if (type === (PartyType.MemberJoined as number)) ids.add((message!.member as { id: string }).id);
    if (type === (PartyType.MemberLeft as number)) ids.delete(message?.memberId as string);
    if (type === (PartyType.LeaderChanged as number)) leaderId = message?.leaderId;
  }
  return { ids: [...ids].sort(), leaderId };
}

/** What Prometheus would read of a metric. */
export async function metric(server: TestApp, line: string): Promise<boolean> {
  void server.app.get(MatchMetrics);
  const text = await (await fetch(`${server.httpUrl}/metrics`)).text();
  return text.split('\n').includes(line);
}
