import type { OnModuleInit } from '@nestjs/common';
import {
  maskedName,
  type AdminChange,
  type Administrator,
  type AdminRows,
} from '../../../core/console/administrator.js';
import {
  AdminAct,
  AdminDetails,
  AdminFeed,
  AdminSection,
  AdminTable,
  type FeedSource,
  type HomedSection,
} from '../../../core/console/console.decorators.js';
import { ContractHolder } from '../../../core/contract/contract-holder.js';
import { ruleTexts, typeText } from '../../../core/contract/page/field-text.js';
import type { RoomMember } from '../../../core/rooms/api/room-member.js';
import { RoomError } from '../../../core/rooms/api/rooms.errors.js';
import { RoomRegistry } from '../../../core/rooms/room-registry.js';
import type { RoomRuntime } from '../../../core/rooms/runtime/room-runtime.js';
import { PlayerSessions } from '../../../core/sessions/player-sessions.js';
import { BinaryPackets } from '../../../protocol/binary/binary-packets.js';
import type { ContractMessage } from '../../../protocol/contract/contract.js';
import { GameError } from '../../../protocol/game-error.js';
import { JsonBridge } from '../../../protocol/json-bridge.js';
import { AdminError } from '../admin.errors.js';
import { NodeCalls } from '../frame/node-calls.js';
import { OutgoingMessages, sentText } from '../frame/outgoing-messages.js';
import type { MessageRules } from './message-rules-view.js';
import { rowOf, type RoomRow } from './room-list.js';
import { RoomLists } from './room-lists.js';
import {
  RoomBroadcastDto,
  RoomCloseDto,
  RoomDto,
  RoomMemberOrderDto,
  RoomMessagesDto,
  RoomMessageTypeDto,
  RoomMetadataDto,
  RoomQueryDto,
  RoomsOfPlayerDto,
} from './rooms.dto.js';
import { workingsOf } from './room-workings.js';
import { RoomTap, type TapNames } from './room-tap.js';
import { stateTree } from '../../../protocol/state/state-tree.js';
import type { ClientView, StateTree } from '../../../protocol/state/state-tree-view.js';

const UNKNOWN_CODE = { field: 'code', rule: 'code', text: 'must be the code of an error of the contract' };
const SESSIONS_CALL = 'admin.sessions';

/** A session of a player, as its node tells of it. */
interface SeenSession {
  readonly session: string;
  readonly isConnected: boolean;
  readonly room: string | null;
  readonly unreadBytes: number;
  readonly address: string;
}

/** The live rooms of all nodes: the list, one room with its members and its state, and what can be done to it. */
@AdminSection({
  id: 'rooms',
  title: 'Rooms',
  area: 'live',
  right: 'rooms.read',
  page: 'rooms',
  brings: {
    'rooms.messages': { text: 'Read what members of a room send and are sent', roles: ['moderator', 'operator'] },
  },
})
export class RoomsSection implements HomedSection, OnModuleInit {
  /** Made when somebody listens for the first time. */
  private tapNames: TapNames | undefined = undefined;
  /** The codes of all errors of the contract. */
  private readonly codes: ReadonlySet<string>;

  constructor(
    private readonly rooms: RoomRegistry,
    private readonly lists: RoomLists,
    private readonly nodes: NodeCalls,
    private readonly sessions: PlayerSessions,
    private readonly outgoing: OutgoingMessages,
    private readonly holder: ContractHolder,
  ) {
    this.codes = new Set(holder.contract.errors.map(({ code }) => code));
  }

  /** Nest's hook: tells other nodes where players are. */
  onModuleInit(): void {
    this.nodes.answer(SESSIONS_CALL, (playerId: string) => this.sessionsHere(playerId));
  }

  /** Rooms are at one node each. */
  async homeOf(query: object): Promise<string | undefined> {
    return query instanceof RoomDto ? this.lists.homeOf(query.id) : undefined;
  }

  /** The list. */
  @AdminTable({
    columns: [
      { key: 'code', title: 'Code', sorts: true, leadsTo: 'room' },
      { key: 'type', title: 'Type', sorts: true },
      { key: 'players', title: 'Players', kind: 'number', sorts: true },
      { key: 'openedAt', title: 'Age', kind: 'age', sorts: true },
      { key: 'tickMs', title: 'Tick', kind: 'milliseconds', sorts: true },
      { key: 'bytesIn', title: 'In / s', kind: 'bytes', sorts: true },
      { key: 'bytesOut', title: 'Out / s', kind: 'bytes', sorts: true },
      { key: 'isLocked', title: 'Locked', kind: 'alert' },
      { key: 'metadata', title: 'Metadata' },
      { key: 'node', title: 'Node' },
    ],
  })
  list(query: RoomQueryDto): Promise<AdminRows<RoomRow>> {
    return this.lists.page(query);
  }

  /** The part of the list that is on the screen. */
  @AdminFeed({ everyMs: 2_000, opens: true })
  page(query: RoomQueryDto): FeedSource {
    return this.lists.live(query);
  }

  /** One room with its members. */
  @AdminFeed({ everyMs: 1_000 })
  room({ id }: RoomDto, by: Administrator): object {
    const room = this.find(id);
    const { hostSession, settings, inputClass, metadata, outlivesRestart, takenSeats } = room;
    return {
      ...rowOf(room, this.lists.traffic),
      ...(this.nodes.here !== undefined && { node: this.nodes.here }),
      metadata,
      takenSeats,
      isUnlisted: settings.isUnlisted === true,
      isRecorded: this.lists.isRecorded(room),
      hasPassword: settings.password !== undefined,
      survivesRestart: outlivesRestart,
      input: inputClass?.name ?? null,
      hasState: room.room.state !== undefined,
      members: [...room.members.values()].map((member) => ({
        ...memberView(member, by),
        ...this.lineOf(member),
        isHost: member.session === hostSession,
      })),
    };
  }

  /** How one room is made: hooks, settings, timers, and its random numbers for those who may act on it. */
  @AdminFeed({ everyMs: 1_000 })
  workings({ id }: RoomDto, by: Administrator): object {
    return workingsOf(this.find(id), by.may('rooms.act'));
  }

  /** The whole state of one room. */
  @AdminFeed({ everyMs: 250 })
  state({ id }: RoomDto): StateTree | null {
    const { state } = this.find(id).room;
    return state === undefined ? null : stateTree(state);
  }

  /** What one member sees of the state. */
  @AdminFeed({ everyMs: 250 })
  view({ id, number }: RoomMemberOrderDto): ClientView | null {
    const room = this.find(id);
    return room.state.viewOf(memberOf(room, number).session) ?? null;
  }

  /** What members send and are sent, and who comes and goes: listened to while somebody watches. */
  @AdminFeed({ everyMs: 500, right: 'rooms.messages', isPersonal: true, opens: true })
  messages({ id, withInputs = false }: RoomMessagesDto, by: Administrator): FeedSource {
    return new RoomTap(this.find(id), this.names(), (member) => nameFor(by, member), withInputs);
  }

  /** What the contract says of a type of messages. */
  @AdminDetails({ title: 'Message', right: 'rooms.messages' })
  message({ type }: RoomMessageTypeDto): MessageRules | undefined {
    const message = this.holder.contract.messages.find((each) => each.type === type);
    return message && messageRules(message);
  }

  /** Where a player is at the moment. */
  @AdminDetails({ title: 'Online', on: 'player' })
  async sessionsOf({ id }: RoomsOfPlayerDto, by: Administrator): Promise<object | undefined> {
    const answers = await this.nodes.everywhere<readonly SeenSession[]>(SESSIONS_CALL, id);
    const sessions = answers.flatMap(({ node, value = [] }) =>
      value.map(({ address, ...session }) => ({
        ...session,
        ...(this.nodes.here !== undefined && { node }),
        ...(by.may('players.pii') && { address }),
      })),
    );
    return sessions.length === 0 ? undefined : { sessions };
  }

  /** The room at this moment as a file: for a ticket, or to compare with another. */
  @AdminAct({ label: 'Snapshot', on: 'room' })
  snapshot({ id }: RoomDto, by: Administrator): AdminChange {
    const room = this.find(id);
    const { code, typeName, tickNumber, metadata, members } = room;
    const { state } = room.room;
    const taken = {
      ...{ id, code, type: typeName, tick: tickNumber, metadata },
      members: [...members.values()].map((member) => memberView(member, by)),
      state: state === undefined ? null : stateTree(state),
    };
    return {
      result: { download: `${typeName}-${code}-${tickNumber}.json`, text: JSON.stringify(taken, undefined, 2) },
    };
  }

  /** Sends a member out; it is told `room.kicked`. */
  @AdminAct({ label: 'Kick', on: 'room', right: 'rooms.act', needs: 'reason' })
  kick({ id, number }: RoomMemberOrderDto): AdminChange {
    const room = this.find(id);
    const member = memberOf(room, number);
    const { name, session } = member;
    room.remove(session, 'kicked', RoomError['room.kicked']);
    return { before: { name, number, playerId: session.playerId }, after: null };
  }

  /** Makes a member the host. */
  @AdminAct({ label: 'Make host', on: 'room', right: 'rooms.act', when: { isHost: [false] } })
  setHost({ id, number }: RoomMemberOrderDto): AdminChange {
    const room = this.find(id);
    const before = [...room.members.values()].find(({ session }) => session === room.hostSession)?.number ?? null;
    room.setHost(memberOf(room, number).session);
    return { before, after: number };
  }

  /** Sends everybody in it a message of the contract, as the game would. */
  @AdminAct({ label: 'Broadcast', on: 'room', right: 'rooms.act' })
  async broadcast({ id, message }: RoomBroadcastDto): Promise<AdminChange> {
    const made = await this.outgoing.make(message);
    const room = this.find(id);
    room.broadcast(made);
    return { after: message, result: { says: sentText(room.members.size) } };
  }

  /** Closes the room to new players. */
  @AdminAct({ label: 'Lock', on: 'room', right: 'rooms.act', when: { isLocked: [false] } })
  lock({ id }: RoomDto): AdminChange {
    return this.setLocked(id, true);
  }

  /** Opens it to new players again. */
  @AdminAct({ label: 'Unlock', on: 'room', right: 'rooms.act', when: { isLocked: [true] } })
  unlock({ id }: RoomDto): AdminChange {
    return this.setLocked(id, false);
  }

  /** Sets one value of the metadata. */
  @AdminAct({ label: 'Set metadata', on: 'room', right: 'rooms.act' })
  setMetadata({ id, name, value }: RoomMetadataDto): AdminChange {
    const room = this.find(id);
    const before = Object.hasOwn(room.metadata, name) ? room.metadata[name] : undefined;
    const after = likeBefore(before, value);
    if (after === undefined) throw new GameError('message.invalid', { details: [wrongKind(before)] });
    room.setMetadata({ [name]: after });
    return { before: { [name]: before ?? null }, after: { [name]: after } };
  }

  /** Ends the room; its members are told why, by a code. */
  @AdminAct({ label: 'Close', on: 'room', right: 'rooms.act', needs: 'reason', isFinal: true })
  close({ id, code = RoomError['room.closed'] }: RoomCloseDto): AdminChange {
    const room = this.find(id);
    if (!this.codes.has(code)) throw new GameError('message.invalid', { details: [UNKNOWN_CODE] });
    const before = { ...rowOf(room, this.lists.traffic) };
    room.dispose(code);
    return { before, after: { code } };
  }

  /** How far away a member is, and how much goes over its line; asks its client for the next reading. */
  private lineOf(member: RoomMember): object {
    const { delivery } = member.session;
    const pingMs = delivery.figures?.pingMs;
    delivery.measure();
    const { bytesIn, bytesOut } = this.lists.traffic.of(member);
    return { pingMs, bytesIn, bytesOut };
  }

  private names(): TapNames {
    const { contract } = this.holder;
    this.tapNames ??= {
      ofTypes: new Map(contract.messages.map(({ type, name }) => [type, name])),
      bridge: JsonBridge.of(contract, { godot: 4 }),
      packets: new BinaryPackets(contract, { godot: 4, role: 'client' }),
    };
    return this.tapNames;
  }

  private sessionsHere(playerId: string): readonly SeenSession[] {
    return [...this.sessions.of(playerId)].map((session) => ({
      session: session.id,
      isConnected: session.isConnected,
      room: this.rooms.of(session)?.id ?? null,
      unreadBytes: session.bufferedBytes,
      address: session.remoteAddress,
    }));
  }

  private setLocked(id: string, isLocked: boolean): AdminChange {
    const room = this.find(id);
    const before = room.isLocked;
    room.setLocked(isLocked);
    return { before, after: isLocked };
  }

  private find(id: string): RoomRuntime {
    const room = this.rooms.find(id);
    if (room === undefined) throw new GameError(AdminError['admin.no_such_target']);
    return room;
  }
}

function memberOf({ members }: RoomRuntime, number: number): RoomMember {
  for (const member of members.values()) if (member.number === number) return member;
  throw new GameError(AdminError['admin.no_such_target']);
}

function nameFor(by: Administrator, { name }: RoomMember): string {
  return by.seesNames ? name : maskedName(name);
}

function memberView(member: RoomMember, by: Administrator): object {
  const { number, session, isConnected, waiting, messages } = member;
  return {
    number,
    name: nameFor(by, member),
    playerId: session.playerId ?? null,
    sessionId: session.id,
    isConnected,
    unreadBytes: session.bufferedBytes,
    waiting,
    messages,
    codec: session.codec.isBinary ? 'binary' : 'json',
  };
}

/** A text as a value of the kind of another; undefined when it is none. */
function likeBefore(before: unknown, text: string): string | number | boolean | undefined {
  if (typeof before === 'boolean') return text === 'true' || (text === 'false' ? false : undefined);
  if (typeof before !== 'number') return text;
  const number = Number(text);
  return text.trim() !== '' && Number.isFinite(number) ? number : undefined;
}

function wrongKind(before: unknown): { field: string; rule: string; text: string } {
  return { field: 'value', rule: 'kind', text: `must be a ${typeof before}, as it is now` };
}

/** What the contract says of a message, in words. */
function messageRules({ name, direction, doc, reply, fields }: ContractMessage): MessageRules {
  return {
    ...{ name, direction, doc, ...(direction === 'client' && { reply: reply ?? 'Ack' }) },
    fields: fields.map((field) => ({
      ...{ name: field.name, doc: field.doc, type: typeText(field), rules: ruleTexts(field) },
      isOptional: field.isOptional,
    })),
  };
}
