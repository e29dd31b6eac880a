import { Injectable, Scope } from '@nestjs/common';
import 'reflect-metadata';
import { folderOfFrame } from '../../../protocol/declaration-place.js';
import { type ClientMessageClass, noteMessageParts } from '../../../protocol/message.decorators.js';
import type { NumberedInput } from './room-member.js';
import type { Room, RoomPluginChoice } from './room.js';

/** A class whose rules check plain data. */
export type OptionsClass = new () => object;

/** What all rooms of one type have in common. */
export interface RoomTypeOptions {
  /** Ticks per second; 0 for a room without `update`, which handles messages as they come. 30 when absent. */
  readonly tickHz?: number;
  /** How many times per second the state is sent at most. 20 when absent. */
  readonly patchHz?: number;
  /** 16 when absent. */
  readonly maxPlayers?: number;
  /** What `onCreate` gets; without it a room is made with no options. */
  readonly options?: OptionsClass;
  /** What `onAuth` and `onJoin` get of each player; without it players join with no options. */
  readonly joinOptions?: OptionsClass;
  /** The client message that carries a player's numbered inputs; see {@link Room.nextInput}. */
  readonly input?: ClientMessageClass<NumberedInput>;
  /** How many inputs of one player wait at most. 32 when absent. */
  readonly maxInputs?: number;
  /** How many messages wait for the next tick at most: of one player, and of all. 64 and 1,024 when absent. */
  readonly maxWaitingOfPlayer?: number;
  readonly maxWaiting?: number;
  /** Whether players may make such rooms; true when absent. Else only the server does. */
  readonly isOpenToPlayers?: boolean;
  /**
   * What a room with these options counts for when a player makes it, of the LOBBY_MAX_ROOMS_PER_PLAYER that one may have at
   * a time; 1 when absent. What counts for more than that is server code's to make. Gets what {@link options} has checked.
   */
  readonly costOf?: (options: never) => number;
  /** Whether lists leave such rooms out. */
  readonly isUnlisted?: boolean;
  /** How long a room without members and reserved seats goes on; 0 when absent. A room lasts for ever with Infinity. */
  readonly emptyTtlMs?: number;
  /** The longest that a room may last. Unlimited when absent. */
  readonly maxLifetimeMs?: number;
  /** Sends a dropped member away earlier than SEAT_HOLD_MS would. */
  readonly seatHoldMs?: number;
  /**
   * Whether such a room, with its players, goes on after a restart of the server, and comes back from its last checkpoint
   * after a crash. When absent: whether its class has both `save` and `restore`, since a room without them comes back
   * with its state, timers and random numbers only, and forgets its other fields.
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

/** Marks a subclass of {@link Room} as a type of rooms; `name` is what clients ask for. List it in its module's `providers`. */
export function RoomType(name: string, options: RoomTypeOptions = {}) {
  // Frame 0 is Error, 1 this function, 2 the class's module.
  const folder = folderOfFrame(new Error().stack?.split('\n')[2] ?? '');
  return (roomClass: RoomClass): void => {
    const { input, plugins = [] } = options;
    noteMessageParts(roomClass, {
      messages: input === undefined ? [] : [input],
      handlers: plugins.map(({ pluginClass }) => pluginClass),
      folder,
    });
    Injectable({ scope: Scope.TRANSIENT })(roomClass);
    Reflect.defineMetadata(ROOM_TYPE, { name, options } satisfies RoomTypeDeclaration, roomClass);
  };
}

/** What {@link RoomType} says of a class; undefined for any other. */
export function roomTypeOf(providerClass: unknown): RoomTypeDeclaration | undefined {
  if (typeof providerClass !== 'function') return undefined;
  return Reflect.getOwnMetadata(ROOM_TYPE, providerClass) as RoomTypeDeclaration | undefined;
}
