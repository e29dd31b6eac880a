import { Injectable, type OnApplicationBootstrap, type OnModuleInit, type Type } from '@nestjs/common';
import { DiscoveryService, MetadataScanner, ModuleRef } from '@nestjs/core';
import 'reflect-metadata';
import { CheckFailure, compileCheck } from '../../../protocol/check/compile-check.js';
import type { Contract } from '../../../protocol/contract/contract.js';
import { GameError } from '../../../protocol/game-error.js';
import { MessageCatalogue } from '../../../protocol/message-catalogue.js';
import { type ClientMessageClass, ON_MESSAGE } from '../../../protocol/message.decorators.js';
import { GameConfig } from '../../config/game-config.js';
import { ContractHolder } from '../../contract/contract-holder.js';
import { RoomRoutes } from '../../gateway/room-routes.js';
import { ENHANCER_KEYS } from '../../gateway/route-explorer.js';
import { DEFAULT_REWIND_MS, MAX_REWIND_MS } from '../../prediction/rewind.js';
import type { Session } from '../../sessions/session.js';
import {
  type OptionsClass,
  type Rates,
  ratesOf,
  type RoomTypeDeclaration,
  roomTypeOf,
  type RoomTypeOptions,
} from '../api/room-type.decorator.js';
import type { Room, RoomPart, RoomPlugin } from '../api/room.js';
import { refuseAsyncHooks, refuseAsyncMethod, type RoomParts } from './room-hooks.js';

/** The options that have a default. */
type DefaultedOptions = Required<
  Pick<
    RoomTypeOptions,
    | 'tickHz'
    | 'patchHz'
    | 'maxPlayers'
    | 'maxInputs'
    | 'rewindMs'
    | 'maxWaitingOfPlayer'
    | 'maxWaiting'
    | 'isOpenToPlayers'
    | 'isUnlisted'
    | 'emptyTtlMs'
  >
>;

const DEFAULTS: DefaultedOptions = {
  tickHz: 30,
  patchHz: 20,
  maxPlayers: 16,
  maxInputs: 32,
  rewindMs: DEFAULT_REWIND_MS,
  maxWaitingOfPlayer: 64,
  maxWaiting: 1_024,
  isOpenToPlayers: true,
  isUnlisted: false,
  emptyTtlMs: 0,
};

/** Member numbers have 16 bits, and two of them are reserved. */
const MAX_PLAYERS = 65_000;
const MAX_HZ = 1_000;

/** An `@OnMessage` method of a room (part 0) or of its plugins (from 1). */
interface RoomHandler {
  readonly part: number;
  readonly method: (session: Session, message: object) => unknown;
}

/** Turns validated plain data into an instance. @throws GameError message.invalid */
type OptionsCheck = (raw: unknown) => object;

/** One room type with everything resolved at boot. */
export interface LoadedRoomType {
  readonly name: string;
  readonly options: RoomTypeOptions & DefaultedOptions;
  /** The rates at which its rooms run. */
  readonly rates: Rates;
  readonly handlers: ReadonlyMap<number, RoomHandler>;
  /** The wire type of numbered inputs; -1 without. */
  readonly inputType: number;
  readonly checkOptions: OptionsCheck;
  /** How much of its creator's quota a room with these options uses up. */
  readonly costOf: (options: object) => number;
  /** How many players a room with these options takes at most; undefined if that is the same for all of its type. */
  readonly seatsOf: ((options: object) => number) | undefined;
  readonly checkJoinOptions: OptionsCheck;
  /** Turns a saved input back into an instance. */
  readonly checkInput: OptionsCheck;
  /** Whether its rooms survive a restart. */
  readonly isSaved: boolean;
  /** What numbers its states on the wire; see {@link StateSync}. */
  readonly contract?: Contract;
  /** Creates a room and its plugins with their dependencies injected; synchronously unless Nest must resolve some. */
  instantiate(): RoomParts | Promise<RoomParts>;
}

/** The room types, found at boot among the providers of the loaded modules. Wrong wiring stops the boot with an explanation. */
@Injectable()
export class RoomTypes implements OnModuleInit, OnApplicationBootstrap {
  private readonly types = new Map<string, LoadedRoomType>();
  private readonly factories: PartFactory<RoomPart>[] = [];

  constructor(
    private readonly discovery: DiscoveryService,
    private readonly catalogue: MessageCatalogue,
    private readonly routes: RoomRoutes,
    private readonly config: GameConfig,
    private readonly holder: ContractHolder,
  ) {}

  /** Nest's hook: finds the types and registers their messages as room messages. */
  onModuleInit(): void {
    for (const { metatype, host } of this.discovery.getProviders()) {
      const declaration = roomTypeOf(metatype);
      if (declaration === undefined || typeof metatype !== 'function') continue;
      this.routes.exclude(metatype);
      // Module.getProviderByKey would do, but its types do not cover the module's own ModuleRef.
      const moduleRef = host?.providers.get(ModuleRef)?.instance;
      if (!(moduleRef instanceof ModuleRef)) throw new Error(`${metatype.name} is in no module.`);
      if (this.types.has(declaration.name)) {
        throw new Error(`Two classes are marked @RoomType('${declaration.name}'); ${metatype.name} is the second.`);
      }
      this.types.set(declaration.name, this.load(metatype as Type<Room>, declaration, moduleRef));
    }
  }

  /** Nest's hook: resolves the rooms' dependencies, now that all providers exist. @throws Error when one is missing */
  async onApplicationBootstrap(): Promise<void> {
    for (const factory of this.factories) await factory.prepare();
  }

  /** The type with this name, if there is one. */
  find(name: string): LoadedRoomType | undefined {
    return this.types.get(name);
  }

  /** All of them. */
  all(): Iterable<LoadedRoomType> {
    return this.types.values();
  }

  private load(roomClass: Type<Room>, { name, options }: RoomTypeDeclaration, moduleRef: ModuleRef): LoadedRoomType {
    refuseNonsense(roomClass.name, options);
    const plugins = options.plugins ?? [];
    const handlers = new Map<number, RoomHandler>();
    // Plugins are injectables, so some authors list them as providers too.
    for (const { pluginClass } of plugins) this.routes.exclude(pluginClass);
    [roomClass, ...plugins.map(({ pluginClass }) => pluginClass)].forEach((partClass, part) =>
      this.findHandlers(partClass as Type<RoomPart>, part, handlers),
    );
    if (options.input !== undefined) this.routes.declare(options.input, `${roomClass.name}'s input`);
    const room = this.factoryOf(roomClass, moduleRef);
    const factories = plugins.map(({ pluginClass, options: chosen }) => ({
      factory: this.factoryOf(pluginClass as Type<RoomPlugin>, moduleRef),
      options: chosen,
    }));
    return {
      name,
      options: { ...DEFAULTS, ...options },
      rates: ratesOf(options),
      handlers,
      inputType: options.input === undefined ? -1 : this.typeOf(options.input, roomClass.name),
      checkOptions: this.checkOf(options.options),
      costOf: (options.costOf as ((checked: object) => number) | undefined) ?? countOne,
      seatsOf: options.seatsOf as ((checked: object) => number) | undefined,
      checkJoinOptions: this.checkOf(options.joinOptions),
      checkInput: this.checkOf(options.input),
      isSaved: options.isSaved ?? isSaving(roomClass),
      contract: this.holder.contract,
      instantiate: () => assemble(room, factories),
    };
  }

  private factoryOf<Part extends RoomPart>(partClass: Type<Part>, moduleRef: ModuleRef): PartFactory<Part> {
    const factory = new PartFactory(partClass, moduleRef);
    this.factories.push(factory);
    return factory;
  }

  private findHandlers(partClass: Type<RoomPart>, part: number, into: Map<number, RoomHandler>): void {
    const prototype = partClass.prototype as RoomPart;
    refuseAsyncHooks(partClass);
    for (const name of new MetadataScanner().getAllMethodNames(prototype)) {
      const method = Reflect.get(prototype, name) as RoomHandler['method'];
      const dto = Reflect.getMetadata(ON_MESSAGE, method) as ClientMessageClass | undefined;
      if (dto === undefined) continue;
      const place = `${partClass.name}.${name}`;
      refuseAsyncMethod(place, method);
      if (ENHANCER_KEYS.some((key) => Reflect.hasMetadata(key, method) || Reflect.hasMetadata(key, partClass))) {
        throw new Error(`${place} has a guard, pipe, interceptor or filter; rooms are synchronous and take none.`);
      }
      const type = this.typeOf(dto, place);
      if (into.has(type)) throw new Error(`${place} handles ${dto.name}, which another part of the room handles.`);
      into.set(type, { part, method });
      this.routes.declare(dto, place);
    }
  }

  private typeOf(dto: ClientMessageClass, place: string): number {
    const declaration = this.catalogue.of(dto);
    if (declaration?.direction === 'client') return declaration.type;
    throw new Error(`${place} takes ${dto.name}, ${this.catalogue.refusalOf(dto)}`);
  }

  private checkOf(optionsClass: OptionsClass | undefined): OptionsCheck {
    const compiled = compileCheck(optionsClass ?? NoOptions, { unknownFields: this.config.UNKNOWN_FIELDS });
    return (raw) => {
      const checked = compiled.check(raw ?? {});
      if (checked instanceof Promise) throw new Error(`A rule of ${optionsClass?.name} is asynchronous.`);
      if (!(checked instanceof CheckFailure)) return checked;
      const details = checked.issues.map((issue) => ({
        ...issue,
        field: issue.field === '' ? 'options' : `options.${issue.field}`,
      }));
      throw new GameError('message.invalid', { details });
    };
  }
}

function isSaving(roomClass: Type<Room>): boolean {
  const prototype = roomClass.prototype as object;
  return Reflect.has(prototype, 'save') && Reflect.has(prototype, 'restore');
}

function countOne(): number {
  return 1;
}

/** Options class of a type without options. */
class NoOptions {}

/** A plugin of one room type, with the options it was declared with. */
interface PluginFactory {
  readonly factory: PartFactory<RoomPlugin>;
  readonly options: object;
}

function assemble(rooms: PartFactory<Room>, factories: readonly PluginFactory[]): RoomParts | Promise<RoomParts> {
  const room = rooms.make();
  const plugins = factories.map(({ factory }) => factory.make());
  if (!(room instanceof Promise) && plugins.every(isMade)) return withOptions(room, plugins, factories);
  return Promise.all([room, ...plugins]).then(([made, ...others]) => withOptions(made, others, factories));
}

function isMade(plugin: RoomPlugin | Promise<RoomPlugin>): plugin is RoomPlugin {
  return !(plugin instanceof Promise);
}

function withOptions(room: Room, plugins: readonly RoomPlugin[], factories: readonly PluginFactory[]): RoomParts {
  factories.forEach(({ options }, index) => {
    const made = plugins[index];
    if (made !== undefined) made.options = options;
  });
  return [room, ...plugins];
}

function refuseNonsense(name: string, options: RoomTypeOptions): void {
  const { tickHz = 30, patchHz = 20, maxPlayers = 16 } = options;
  const isRate = (hz: number): boolean => Number.isFinite(hz) && hz >= 0 && hz <= MAX_HZ;
  if (!isRate(tickHz)) throw new Error(`${name} has a tickHz of ${tickHz}; it must be 0 to ${MAX_HZ}.`);
  if (!isRate(patchHz)) throw new Error(`${name} has a patchHz of ${patchHz}; it must be 0 to ${MAX_HZ}.`);
  if (!Number.isInteger(maxPlayers) || maxPlayers < 1 || maxPlayers > MAX_PLAYERS) {
    throw new Error(`${name} has a maxPlayers of ${maxPlayers}; it must be 1 to ${MAX_PLAYERS}.`);
  }
  const { rewindMs = 0 } = options;
  if (!(rewindMs >= 0 && rewindMs <= MAX_REWIND_MS)) {
    throw new Error(`${name} has a rewindMs of ${rewindMs}; it must be 0 to ${MAX_REWIND_MS}.`);
  }
  for (const duration of ['emptyTtlMs', 'maxLifetimeMs', 'seatHoldMs'] as const) {
    const ms: unknown = options[duration] ?? 0;
    if (typeof ms === 'number' && ms >= 0) continue;
    throw new Error(`${name} has a ${duration} of ${String(ms)}; it must be 0 milliseconds or more, or Infinity.`);
  }
  for (const limit of ['maxInputs', 'maxWaitingOfPlayer', 'maxWaiting'] as const) {
    const most = options[limit] ?? 1;
    if (Number.isInteger(most) && most >= 1) continue;
    throw new Error(`${name} has a ${limit} of ${most}; it must be a whole number of 1 or more.`);
  }
}

/** Returned by {@link probeOf} in place of an instance: the arguments Nest would have passed to the constructor. */
interface Probed {
  readonly dependencies: readonly unknown[];
}

/**
 * Creates instances of a room or plugin class with their dependencies injected. Nest resolves dependencies anew for each
 * instance, which costs more than everything else about a small room; when they are all singletons, they are resolved once.
 */
export class PartFactory<Part extends RoomPart> {
  private dependencies: readonly unknown[] | undefined;

  /** @param moduleRef of the module that the class belongs to */
  constructor(
    private readonly partClass: Type<Part>,
    private readonly moduleRef: ModuleRef,
  ) {}

  /** Resolves the dependencies, once all providers exist. @throws Error when Nest cannot */
  async prepare(): Promise<void> {
    const [first, second] = [await this.probe(), await this.probe()];
    // A transient provider gives a new object each time, and property injection is left to Nest.
    const isStatic = Object.keys(first).length === 1 && first.dependencies.every(isSameIn(second.dependencies));
    this.dependencies = isStatic ? first.dependencies : undefined;
  }

  /** Creates an instance; synchronously unless Nest must resolve dependencies. */
  make(): Part | Promise<Part> {
    const { dependencies, partClass } = this;
    return dependencies === undefined ? this.moduleRef.create(partClass) : new partClass(...dependencies);
  }

  private probe(): Promise<Probed> {
    return this.moduleRef.create(probeOf(this.partClass));
  }
}

/** A stand-in that carries the class's Nest metadata but does not run its constructor. */
function probeOf(partClass: Type): Type<Probed> {
  const probe = function (...dependencies: unknown[]): Probed {
    return { dependencies };
  };
  Object.defineProperty(probe, 'name', { value: partClass.name });
  return Object.setPrototypeOf(probe, partClass) as Type<Probed>;
}

function isSameIn(others: readonly unknown[]): (dependency: unknown, index: number) => boolean {
  return (dependency, index) => Object.is(dependency, others[index]);
}
