import { Type } from 'class-transformer';
import { IsObject, IsOptional, IsString, Length, ValidateNested } from 'class-validator';
import type { OnModuleInit } from '@nestjs/common';
import type { AdminChange, Administrator } from '../../../core/console/administrator.js';
import { AdminAct, AdminDetails, AdminSection } from '../../../core/console/console.decorators.js';
import { ContractMessageDto } from '../../../core/console/contract-message.dto.js';
import { PlayerIdDto } from '../../../core/console/player-id.dto.js';
import { RoomRegistry } from '../../../core/rooms/room-registry.js';
import { RoomTypes } from '../../../core/rooms/runtime/room-types.js';
import { broadcast } from '../../../core/sessions/broadcast.js';
import { SessionRegistry } from '../../../core/sessions/session-registry.js';
import { GameError } from '../../../protocol/game-error.js';
import { AdminError } from '../admin.errors.js';
import { NodeCalls } from '../frame/node-calls.js';
import { OutgoingMessages, sentText } from '../frame/outgoing-messages.js';
import { Maintenance } from './maintenance.js';

const CALL = 'admin.announce';

/** A message to many. */
export class AnnouncementDto {
  /** Any message of the server. */
  @IsObject()
  @ValidateNested()
  @Type(() => ContractMessageDto)
  readonly message!: ContractMessageDto;

  /** Only to members of rooms of this type; to everybody without one. */
  @IsOptional()
  @IsString()
  @Length(1, 64)
  readonly roomType?: string;
}

/** A message to one player. */
export class PlayerMessageDto extends PlayerIdDto {
  /** Any message of the server. */
  @IsObject()
  @ValidateNested()
  @Type(() => ContractMessageDto)
  readonly message!: ContractMessageDto;
}

/** To whom a node sends a message. */
interface Addressed extends AnnouncementDto {
  /** To the sessions of this player alone. */
  readonly playerId?: string;
}

/** Why nobody new comes in. */
export class MaintenanceDto {
  /** What players are told who want to come in. */
  @IsString()
  @Length(1, 300)
  readonly text!: string;
}

/** What concerns everybody at once: a message to all, and a closed entrance. At all nodes. */
@AdminSection({
  id: 'operations',
  title: 'Operations',
  area: 'server',
  right: 'server.operate',
  brings: {
    'server.operate': {
      text: 'Send messages to all players, let nobody new in, drain a node',
      roles: ['operator'],
    },
    'players.message': { text: 'Send a message to a player', roles: ['support', 'operator'] },
  },
})
export class OperationsSection implements OnModuleInit {
  constructor(
    private readonly maintenance: Maintenance,
    private readonly outgoing: OutgoingMessages,
    private readonly nodes: NodeCalls,
    private readonly sessions: SessionRegistry,
    private readonly rooms: RoomRegistry,
    private readonly types: RoomTypes,
  ) {}

  /** Nest's hook: sends at the word of other nodes, too. */
  onModuleInit(): void {
    this.nodes.answer(CALL, (order: Addressed) => this.sendHere(order));
  }

  /** Whether everybody may come in. */
  @AdminDetails({ title: 'Entrance' })
  entrance(): object {
    const { current } = this.maintenance;
    if (current === undefined) return { isOpen: true, state: 'Everybody may come in.' };
    const { text, by, sinceMs } = current;
    return { isOpen: false, state: 'Nobody new comes in.', text, by, since: new Date(sinceMs).toISOString() };
  }

  /** Sends all players, or all members of rooms of a type, a message of the contract. */
  @AdminAct({ label: 'Message to players', needs: 'reason', choices: { roomType: 'roomTypes' } })
  async announce({ message, roomType }: AnnouncementDto): Promise<AdminChange> {
    if (roomType !== undefined && this.types.find(roomType) === undefined)
      throw new GameError(AdminError['admin.no_such_target']);
    await this.outgoing.make(message);
    const answers = await this.nodes.everywhere<number>(CALL, { message, ...(roomType !== undefined && { roomType }) });
    const players = answers.reduce((sum, { value = 0 }) => sum + value, 0);
    const silent = answers.filter(({ value }) => value === undefined).map(({ node }) => node);
    const says = `${sentText(players)}${silentText(silent)}`;
    return { after: { message, roomType, players, silent }, result: { says } };
  }

  /** Sends all sessions of a player, at whichever node, a message of the contract. Whoever is not online is not told. */
  @AdminAct({ label: 'Send a message', on: 'player', right: 'players.message', needs: 'reason' })
  async notify({ id, message }: PlayerMessageDto): Promise<AdminChange> {
    await this.outgoing.make(message);
    const answers = await this.nodes.everywhere<number>(CALL, { message, playerId: id });
    const sessions = answers.reduce((sum, { value = 0 }) => sum + value, 0);
    const silent = answers.filter(({ value }) => value === undefined).map(({ node }) => node);
    const told = sessions === 0 ? 'The player is not online.' : `Sent to ${sessions} of the player's sessions.`;
    return { after: { message, sessions, silent }, result: { says: `${told}${silentText(silent)}` } };
  }

  /** Lets nobody new in, until it is ended. Sessions are resumed all the same. */
  @AdminAct({ label: 'Begin maintenance', needs: 'reason', when: { isOpen: [true] } })
  begin({ text }: MaintenanceDto, by: Administrator): Promise<AdminChange> {
    return this.set({ text, by: by.name, sinceMs: Date.now() }, 'Nobody new comes in.');
  }

  /** Lets everybody in again. */
  @AdminAct({ label: 'End maintenance', when: { isOpen: [false] } })
  end(): Promise<AdminChange> {
    return this.set(undefined, 'Everybody may come in.');
  }

  /** The types whose rooms can be written to. */
  roomTypes(): string[] {
    return [...this.types.all()].map(({ name }) => name);
  }

  private async set(notice: Maintenance['current'], says: string): Promise<AdminChange> {
    const before = this.maintenance.current ?? null;
    const silent = await this.maintenance.set(notice);
    return { before, after: notice ?? null, result: { says: `${says}${silentText(silent)}` } };
  }

  private async sendHere({ message, roomType, playerId }: Addressed): Promise<number> {
    const made = await this.outgoing.make(message);
    if (roomType === undefined) {
      const all = [...this.sessions.all()].filter(
        (session) => session.delivery.isAdmitted && (playerId === undefined || session.playerId === playerId),
      );
      broadcast(all, made);
      return all.length;
    }
    let players = 0;
    for (const room of this.rooms.all()) {
      if (room.typeName !== roomType) continue;
      room.broadcast(made);
      players += room.members.size;
    }
    return players;
  }
}

function silentText(nodes: readonly string[]): string {
  return nodes.length === 0 ? '' : ` Without an answer: ${nodes.join(', ')}.`;
}
