import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { folderOfFrame, placeOfFrame } from './declaration-place.js';

const COPY = Symbol.for('godwit.copy');
refuseSecondCopy(globalThis as { [COPY]?: string });

// With two copies, each would only know the messages declared with it, and every `instanceof` between them would be false.
function refuseSecondCopy(owner: { [COPY]?: string }): void {
  const here = import.meta.dirname;
  owner[COPY] ??= here;
  if (owner[COPY] === here) return;
  throw new Error(
    `Two copies of Godwit are in one process: ${copyIn(owner[COPY])} and ${copyIn(here)}. "npm ls godwit" tells who brings them, "npm dedupe" makes them one.`,
  );
}

/** Version and folder of the package that contains this compiled protocol folder. */
function copyIn(protocol: string): string {
  const folder = resolve(protocol, '../..');
  try {
    const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { version?: unknown };
    return `${String(manifest.version)} in ${folder}`;
  } catch {
    return `one in ${protocol}`;
  }
}

/** A message class. Its instances are created by the compiled check, without constructor arguments, or by a handler. */
export type MessageClass<T extends object = object> = abstract new (...args: never[]) => T;

/** A message class that the server can instantiate itself. */
export type ClientMessageClass<T extends object = object> = new () => T;

/** Who may send a client message. */
export type MessageAccess = 'player' | 'anyone';

/** Options of a client message. */
export interface ClientMessageOptions {
  /** The class of the reply; without it the reply is an empty Ack. */
  readonly reply?: MessageClass;
  /** `player` (default): requires a signed-in session, where authentication is required. `anyone`: always allowed. */
  readonly access?: MessageAccess;
}

/** A message class as declared by its decorator. */
export interface MessageDeclaration {
  readonly messageClass: MessageClass;
  readonly direction: 'client' | 'server';
  readonly type: number;
  readonly reply: MessageClass | undefined;
  readonly access: MessageAccess;
  /** The source line that declares it, for boot errors. */
  readonly place: string;
  /** The folder of its file; the messages of a folder belong together. */
  readonly folder?: string;
}

const declarations: MessageDeclaration[] = [];

/** Marks a DTO class as a message sent by clients: imperative, e.g. `ChatSayDto`. The type is only stated here. */
export function ClientMessage(type: number, options: ClientMessageOptions = {}): ClassDecorator {
  const where = declarationPlace();
  return (target) => {
    const messageClass = target as unknown as MessageClass;
    const { reply, access = 'player' } = options;
    declarations.push({ messageClass, direction: 'client', type, reply, access, ...where });
  };
}

/** Marks a DTO class as a message sent by the server: past tense, e.g. `ChatReceivedDto`. The type is only stated here. */
export function ServerMessage(type: number): ClassDecorator {
  const where = declarationPlace();
  return (target) => {
    const messageClass = target as unknown as MessageClass;
    declarations.push({ messageClass, direction: 'server', type, reply: undefined, access: 'player', ...where });
  };
}

/**
 * Every message class that this process has imported so far, in order of declaration. An application has those that its
 * modules declare.
 */
export function declaredMessages(): readonly MessageDeclaration[] {
  return declarations;
}

/** Metadata key under which {@link OnMessage} stores its DTO class on the method. */
export const ON_MESSAGE = Symbol('godwit:on-message');

/** Nest looks up route arguments under this key of the class; this makes `@UsePipes` reach the message argument. */
export const HANDLER_ARGUMENTS = '__godwitHandlerArguments__';

/** The kind of a handler's second argument, in Nest's numbering of route parameters (3 is "body"). */
export const MESSAGE_ARGUMENT = 3;

type Handler<T> = (session: never, message: T, ...rest: never[]) => unknown;

/**
 * Marks a method as the handler of one client message: `(session, message) => answer | Promise<answer> | void`.
 * On a service it is called immediately; on a room it is queued for the next tick.
 */
export function OnMessage<T extends object>(dto: ClientMessageClass<T>) {
  return <H extends Handler<T>>(target: object, name: string, descriptor: TypedPropertyDescriptor<H>): void => {
    if (descriptor.value === undefined) throw new Error(`@OnMessage stands on ${name}, which is not a method.`);
    Reflect.defineMetadata(ON_MESSAGE, dto, descriptor.value);
    const argumentsOfMethod = {
      '0:0': { index: 0, pipes: [] },
      [`${MESSAGE_ARGUMENT}:1`]: { index: 1, pipes: [] },
    };
    Reflect.defineMetadata(HANDLER_ARGUMENTS, argumentsOfMethod, target.constructor, name);
  };
}

/** Messages of a class beyond its own handlers. */
export interface MessageParts {
  /** Client messages that it handles in some other way. */
  readonly messages: readonly ClientMessageClass[];
  /** Classes that handle messages on its behalf. */
  readonly handlers: readonly MessageClass[];
  /** The folder of its file. */
  readonly folder: string;
  /** The type of rooms that it declares. */
  readonly room?: RoomDeclaration;
}

/** A type of rooms as the contract describes it. */
export interface RoomDeclaration {
  /** The name that clients ask for. */
  readonly type: string;
  /** Ticks per second. */
  readonly tickHz: number;
  /** Patches per second. */
  readonly patchHz: number;
  /** The message that carries a player's numbered inputs. */
  readonly input: ClientMessageClass | undefined;
}

const MESSAGE_PARTS = Symbol('godwit:message-parts');

/** Stores what {@link messagePartsOf} returns. */
export function noteMessageParts(target: object, parts: MessageParts): void {
  Reflect.defineMetadata(MESSAGE_PARTS, parts, target);
}

/** What was stored for the class itself. */
export function messagePartsOf(target: object): MessageParts | undefined {
  return Reflect.getOwnMetadata(MESSAGE_PARTS, target) as MessageParts | undefined;
}

function declarationPlace(): Required<Pick<MessageDeclaration, 'place' | 'folder'>> {
  // Frame 0 is this function, 1 the decorator, 2 the class's module.
  const frame = new Error().stack?.split('\n')[3] ?? '';
  return { place: placeOfFrame(frame), folder: folderOfFrame(frame) };
}
