import { Injectable } from '@nestjs/common';
import { IsInt, IsOptional, IsString, Length, Max, Min } from 'class-validator';
import { RoomType } from '../../../src/core/rooms/api/room-type.decorator.js';
import type { RoomSummary } from '../../../src/core/rooms/api/room-summary.js';
import { Room } from '../../../src/core/rooms/api/room.js';
import { RoomMakers } from '../../../src/core/rooms/room-makers.js';
import { RoomRegistry } from '../../../src/core/rooms/room-registry.js';
import { SessionGroups } from '../../../src/core/sessions/session-groups.js';
import type { Session } from '../../../src/core/sessions/session.js';
import { LobbyFeed } from '../../../src/modules/lobby/lobby-feed.js';
import { LobbyPolicy, type LobbyRoomRequest } from '../../../src/modules/lobby/lobby-policy.js';
import { LobbyType } from '../../../src/modules/lobby/lobby.messages.js';
import { GameError } from '../../../src/protocol/game-error.js';
import type { Packet, PacketInbox } from '../../../src/testing/packet-inbox.js';
import type { TestApp } from '../../../src/testing/test-app.js';

export class TableOptionsDto {
  @IsOptional()
  @IsString()
  @Length(1, 10)
  readonly game?: string;
}

export class TableJoinDto {
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(3)
  readonly team?: number;
}

/** Rooms of four, whose door is a little slow. */
@RoomType('table', { tickHz: 0, maxPlayers: 4, options: TableOptionsDto, joinOptions: TableJoinDto })
export class TableRoom extends Room {
  override onCreate({ game }: TableOptionsDto): void {
    if (game === 'forbidden') throw new GameError('message.refused');
    if (game !== undefined) this.setMetadata({ game });
  }

  override async onAuth(_session: Session, { team }: TableJoinDto): Promise<void> {
    await new Promise((resolve) => setImmediate(resolve));
    if (team === 3) throw new GameError('room.refused');
  }
}

/** Rooms of two. */
@RoomType('duel', { tickHz: 0, maxPlayers: 2 })
export class DuelRoom extends Room {}

/** Only the server makes them. */
@RoomType('vault', { tickHz: 0, isOpenToPlayers: false, emptyTtlMs: 60_000 })
export class VaultRoom extends Room {}

/** Lists know nothing of them. */
@RoomType('cellar', { tickHz: 0, isUnlisted: true, emptyTtlMs: 60_000 })
export class CellarRoom extends Room {}

/** They stay when they are empty. */
@RoomType('camp', { tickHz: 0, emptyTtlMs: 60_000 })
export class CampRoom extends Room {}

export const ROOMS = [TableRoom, DuelRoom, VaultRoom, CellarRoom, CampRoom];

/** Each player sees what is for all, and what is for it alone; nobody makes a room for others. */
@Injectable()
export class OwnRooms extends LobbyPolicy {
  /** Rooms whose rule is broken. */
  readonly broken = new Set<string>();

  override maySee({ playerId = 'nobody' }: Session, { id, metadata }: RoomSummary): boolean {
    if (this.broken.has(id)) throw new Error('this rule is broken');
    return metadata.owner === undefined || metadata.owner === playerId;
  }

  override mayCreate({ playerId = 'nobody' }: Session, { metadata }: LobbyRoomRequest): boolean {
    const { owner } = (metadata ?? {}) as { owner?: string };
    if (owner === 'nobody') throw new GameError('message.refused');
    return owner === undefined || owner === playerId;
  }

  override visibilityKeyOf({ playerId = 'nobody' }: Session): string {
    return playerId;
  }
}

export function codeOf(packet: Packet): unknown {
  return packet.message?.code;
}

/** Ends everything, and looks for what was left behind. */
export async function cleanUp(server: TestApp): Promise<void> {
  await server.disconnectAll();
  const rooms = server.app.get(RoomRegistry);
  for (const room of [...rooms.all()]) room.dispose('room.closed');
  const feed = server.app.get(LobbyFeed);
  expect({ rooms: rooms.size, groups: server.app.get(SessionGroups).size }).toEqual({ rooms: 0, groups: 0 });
  expect({ followers: feed.size, views: feed.viewCount }).toEqual({ followers: 0, views: 0 });
  expect(server.app.get(RoomMakers).size).toBe(0);
}

export type RoomFields = Record<string, unknown> & { id: string };

/** What a client that follows the list makes of what it is told. */
export class Mirror {
  readonly rooms = new Map<string, RoomFields>();
  private read = 0;

  constructor(private client: PacketInbox) {}

  /** Goes on with another connection. */
  moveTo(client: PacketInbox): void {
    this.client = client;
    this.read = 0;
  }

  /** Takes what has come until now. */
  update(): this {
    const { packets } = this.client;
    for (; this.read < packets.length; this.read++) {
      const packet = packets[this.read];
      if (packet?.message !== undefined) this.apply(packet.type, packet.message);
    }
    return this;
  }

  /** Its rooms in the order of their ids. */
  sorted(): RoomFields[] {
    return sortedById([...this.update().rooms.values()]);
  }

  private apply(type: number, message: Record<string, unknown>): void {
    if (type === (LobbyType.Subscribed as number)) this.rooms.clear();
    const isList = [LobbyType.Subscribed, LobbyType.MoreRooms].some((each: number) => each === type);
    const list = isList ? message.rooms : type === (LobbyType.Changed as number) ? message.added : [];
    for (const room of list as RoomFields[]) this.rooms.set(room.id, room);
    if (type !== (LobbyType.Changed as number)) return;
    for (const change of message.changed as RoomFields[]) {
      const known = this.rooms.get(change.id);
      if (known !== undefined) this.rooms.set(change.id, { ...known, ...change });
    }
    for (const id of message.removed as string[]) this.rooms.delete(id);
  }
}

export function sortedById(rooms: readonly RoomFields[]): RoomFields[] {
  return [...rooms].sort((one, other) => (one.id < other.id ? -1 : 1));
}
