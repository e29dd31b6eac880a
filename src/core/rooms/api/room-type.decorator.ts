import { Injectable, Scope } from '@nestjs/common';
import 'reflect-metadata';
import { folderOfFrame } from '../../../protocol/declaration-place.js';
import { type ClientMessageClass, noteMessageParts } from '../../../protocol/message.decorators.js';
import type { NumberedInput } from './room-member.js';
import type { Room, RoomPluginChoice } from './room.js';

/** A DTO class that validates plain data. */
export type OptionsClass = new () => object;

/** What all rooms of one type have in common. */
export interface RoomTypeOptions {
  /** Ticks per second; 0 for a room without `update`, which handles messages as they arrive. Default 30. */
  readonly tickHz?: number;
  /** How often the state is sent at most, in patches per second. Default 20. */
  readonly patchHz?: number;
  /** How many players a room takes. Default 16. */
  readonly maxPlayers?: number;
  /** How many players a room with these options takes, where that is less than {@link maxPlayers}. Receives the validated {@link options}. */
  readonly seatsOf?: (options: never) => number;
  /** Validates what `onCreate` receives; without it rooms are created without options. */
  readonly options?: OptionsClass;
  /** Validates what `onAuth` and `onJoin` receive from each player; without it players join without options. */
  readonly joinOptions?: OptionsClass;
  /** The client message that carries a player's numbered inputs, best a class that extends NumberedInputDto; see {@link Room.inputs}. */
  readonly input?: ClientMessageClass<NumberedInput>;
  /** How far back {@link Room.seenBy} looks at most, in milliseconds: 0 to 500. Default 250. */
  readonly rewindMs?: number;
  /** How many inputs of one player may be queued. Default 32. */
  readonly maxInputs?: number;
  /** How many messages may be queued for the next tick, per player and in all. Default 64 and 1,024. */
  readonly maxWaitingOfPlayer?: number;
  readonly maxWaiting?: number;
  /** Whether players may create such rooms (the default), or only server code. */
  readonly isOpenToPlayers?: boolean;
  /**
   * How many of the player's LOBBY_MAX_ROOMS_PER_PLAYER a room with these options uses up. Default 1. A room that costs more
   * than the quota can be created by server code only. Receives the validated {@link options}.
   */
  readonly costOf?: (options: never) => number;
  /** Whether room lists leave such rooms out. */
  readonly isUnlisted?: boolean;
  /** How long an empty room with no reserved seat stays open, in milliseconds. Default 0; Infinity keeps it open for ever. */
  readonly emptyTtlMs?: number;
  /** Maximum lifetime of a room, in milliseconds. Unlimited by default. */
  readonly maxLifetimeMs?: number;
  /** How long a disconnected member's seat is held, in milliseconds, if shorter than SEAT_HOLD_MS. */
  readonly seatHoldMs?: number;
  /**
   * Whether such a room survives a restart of the server with its players, and is restored from its last checkpoint after a
   * crash. By default it does if its class has both `save` and `restore`: without them only its state, timers and random
   * numbers are restored, and all other fields are lost.
   */
  readonly isSaved?: boolean;
  /** Plugins, in the order in which their hooks run. */
  readonly plugins?: readonly RoomPluginChoice[];
}

/** A room's class. */
export type RoomClass = new (...dependencies: never[]) => Room;

/** What {@link RoomType} notes on a class. */
export interface RoomTypeDeclaration {
  readonly name: string;
  readonly options: RoomTypeOptions;
}

const ROOM_TYPE = Symbol('godwit:room-type');

/** Marks a subclass of {@link Room} as a room type; clients ask for it by `name`. List the class in its module's `providers`. */
export function RoomType(name: string, options: RoomTypeOptions = {}) {
  // Frame 0 is Error, 1 this function, 2 the class's module.
  const folder = folderOfFrame(new Error().stack?.split('\n')[2] ?? '');
  return (roomClass: RoomClass): void => {
    const { input, plugins = [] } = options;
    noteMessageParts(roomClass, {
      messages: input === undefined ? [] : [input],
      handlers: plugins.map(({ pluginClass }) => pluginClass),
      folder,
      room: { type: name, input, ...ratesOf(options) },
    });
    Injectable({ scope: Scope.TRANSIENT })(roomClass);
    Reflect.defineMetadata(ROOM_TYPE, { name, options } satisfies RoomTypeDeclaration, roomClass);
  };
}

/** Tick rate of a room without `update` that has timers or a state. */
const IDLE_HZ = 20;

/** Rates per second. */
export interface Rates {
  readonly tickHz: number;
  readonly patchHz: number;
}

/** The rates at which rooms of a type with these options run once they tick. */
export function ratesOf({ tickHz = 30, patchHz = 20 }: RoomTypeOptions): Rates {
  const actualHz = tickHz === 0 ? IDLE_HZ : tickHz;
  return { tickHz: actualHz, patchHz: Math.min(patchHz, actualHz) };
}

/** What {@link RoomType} recorded for a class; undefined for any other class. */
export function roomTypeOf(providerClass: unknown): RoomTypeDeclaration | undefined {
  if (typeof providerClass !== 'function') return undefined;
  return Reflect.getOwnMetadata(ROOM_TYPE, providerClass) as RoomTypeDeclaration | undefined;
}
