import { createHash } from 'node:crypto';
import { RandomStream } from '../../../core/simulation/random-stream.js';
import type { Contract } from '../../../protocol/contract/contract.js';
import { GameError } from '../../../protocol/game-error.js';
import type { MessageClass } from '../../../protocol/message.decorators.js';
import { mirroredState, type Mirrored } from '../../../testing/mirrored-state.js';
import { milliseconds, type Duration } from '../durations.js';
import type { ScenarioOptions } from '../scenario-options.js';
import { BotLink, type BotRoom, type LinkContext } from './bot-link.js';
import { beginOf } from './pacer.js';

type Fields = Record<string, unknown>;
/** An input while it is being made. */
type Draft<I> = { -readonly [K in keyof I]: I[K] };

/** How a bot plays. */
export interface PlayOptions {
  /** Inputs per second; by default as many as the room ticks. */
  readonly hz?: number;
  /** For how long; by default until the run is over. */
  readonly for?: Duration;
}

/** What a bot is made of. */
export interface BotSpec {
  /** From 0. */
  readonly number: number;
  readonly seed: number;
  readonly options: ScenarioOptions;
  /** Whether it has an account. */
  readonly signsIn: boolean;
  readonly context: LinkContext;
}

/** A player that a scenario plays. */
export class Bot {
  /** Its number, from 0; what it does may depend on it. */
  readonly number: number;
  /** Its name as others see it. */
  readonly name: string;
  /** Its chances, which are the same in each run with the same `--seed`. */
  readonly random: RandomStream;
  private readonly link: BotLink;
  private readonly waiting = new Set<(error: Error) => void>();
  private readonly endings = new Set<() => void>();
  private dueMs: number | undefined;
  private end: Error | undefined;
  private view: unknown;
  private viewedPatch = -1;

  /** For the generator; a scenario is given its bot. */
  constructor(private readonly spec: BotSpec) {
    this.number = spec.number;
    this.name = `bot ${spec.number}`;
    this.random = new RandomStream(`${spec.seed} ${spec.number}`);
    this.link = new BotLink(spec.context);
    this.link.onLost = (error) => this.stop(error);
  }

  /** Its session's id. */
  get sessionId(): string {
    return this.link.sessionId;
  }

  /** Its account's id; undefined while it is anonymous. */
  get playerId(): string | undefined {
    return this.link.playerId;
  }

  /** The room it is in. */
  get room(): BotRoom | undefined {
    return this.link.room;
  }

  /** Every message, state and type of rooms that the server has. */
  get contract(): Contract {
    return this.spec.context.wire.contract;
  }

  /** Whether the server has rooms of this type. */
  hasRooms(type: string): boolean {
    return this.contract.rooms?.some((room) => room.type === type) ?? false;
  }

  /** Sends a message that wants no answer: an instance of its class, or its name without "Dto" and its fields. */
  send(message: object | string, fields: object = {}): void {
    this.assertRuns();
    this.dueMs = undefined;
    const [what, body] = typeof message === 'string' ? [message, fields] : [message.constructor, message];
    this.link.send(this.spec.context.wire.of(what), body);
  }

  /**
   * Sends a message, an instance of its class, and waits for its answer.
   * @throws GameError with the code of the refusal, which is counted as an error
   */
  request<T extends object>(message: object, reply?: MessageClass<T>): Promise<T>;
  /** The same by the message's name without "Dto" and its fields. */
  request<T extends object = Fields>(message: string, fields?: object): Promise<T>;
  async request(message: object | string, more?: object): Promise<unknown> {
    this.assertRuns();
    const [what, body] =
      typeof message === 'string' ? [message, more ?? {}] : ([message.constructor, message] as const);
    const packet = await this.link.request(this.spec.context.wire.of(what), this.begin(), body);
    this.assertRuns();
    if (typeof more !== 'function') return packet.message ?? {};
    return Object.assign(Object.create((more as MessageClass).prototype as object) as object, packet.message);
  }

  /** Calls `listener` with each message of this class, or name, that the server sends unasked. Returns what ends that. */
  on<T extends object>(message: MessageClass<T> | string, listener: (message: T) => void): () => void {
    const { type } = this.spec.context.wire.of(message);
    return this.link.on(type, (fields) => this.guarded(() => listener(fields as T)));
  }

  /** The next message of this class, or name, that the server sends unasked. */
  next<T extends object>(message: MessageClass<T> | string, matches: (message: T) => boolean = () => true): Promise<T> {
    let off: () => void = () => undefined;
    return this.until<T>((done) => {
      off = this.on<T>(message, (found) => {
        if (matches(found)) done(found);
      });
    }).finally(() => off());
  }

  /** Joins the fullest room of a type that has a free seat, or creates one. By default of the scenario's type. */
  async joinOrCreate(type = this.spec.options.rooms?.type ?? ''): Promise<BotRoom> {
    const { rooms } = this.spec.options;
    if (!this.hasRooms(type)) throw new Error(`The server has no rooms of the type "${type}".`);
    const settings = rooms?.type === type ? rooms : undefined;
    return this.enter('LobbyJoinOrCreate', {
      roomType: type,
      name: this.name,
      ...(settings?.size !== undefined && { maxPlayers: settings.size }),
      ...(settings?.options !== undefined && { options: settings.options }),
    });
  }

  /** Joins a room by its id. */
  async join(roomId: string): Promise<BotRoom> {
    return this.enter('RoomJoin', { roomId, name: this.name });
  }

  /** Leaves its room. */
  async leave(): Promise<void> {
    await this.request('RoomLeave');
    this.link.room = undefined;
  }

  /** Its copy of the room's state, in the shape of the class; undefined before the first patch. */
  state<T extends object>(): Mirrored<T> | undefined {
    const { mirror } = this.link;
    if (this.viewedPatch !== mirror.patches) {
      this.viewedPatch = mirror.patches;
      this.view = mirroredState(mirror, Object);
    }
    return this.view as Mirrored<T> | undefined;
  }

  /**
   * Sends the inputs of its room, numbered, at a steady rate from the first patch on. `steer` fills each: `input` holds what
   * the one before held.
   */
  async play<I extends object, S extends object>(
    options: PlayOptions,
    steer: (input: Draft<I>, state: Mirrored<S>) => void,
  ): Promise<void> {
    const { room } = this.link;
    if (room === undefined) throw new Error('A bot plays in a room; await bot.joinOrCreate() first.');
    const message = this.spec.context.wire.inputOf(room.roomType);
    if (this.link.awaitsState) {
      await this.until<undefined>((done) => (this.link.onPatch = () => done(undefined)));
      this.link.onPatch = undefined;
    }
    const input = {} as Draft<I> & { seq: number; have?: number; seen?: number };
    const isNumbered = message.fields.some(({ name }) => name === 'seen');
    const hz = options.hz ?? room.tickHz;
    const step = (dueMs: number): void => {
      const state = this.state<S>();
      if (!this.link.isOpen || state === undefined) return;
      steer(input, state);
      input.seq = this.link.acks.next(beginOf(dueMs, performance.now()));
      if (isNumbered) Object.assign(input, seenIn(this.link.mirror));
      this.link.send(message, input);
    };
    await this.beats(1_000 / hz, step, options.for);
  }

  /**
   * Does something again and again, at a steady rate whether or not the last time is over; its first request is timed from
   * when it was due. Resolves after `for`, or never while the run goes on.
   */
  async every(interval: Duration, action: () => unknown, options: { readonly for?: Duration } = {}): Promise<void> {
    const act = (dueMs: number): void => {
      this.dueMs = dueMs;
      this.guarded(action);
      this.dueMs = undefined;
    };
    await this.beats(milliseconds(interval), act, options.for);
  }

  /** Waits, for a time or for one between two; the next request is timed from its end. */
  async think(shortest: Duration, longest: Duration = shortest): Promise<void> {
    const fromMs = milliseconds(shortest);
    const ms = fromMs + this.random.next() * (milliseconds(longest) - fromMs);
    this.dueMs = await this.wait(ms);
  }

  /** Loses its connection, stays away, and resumes its session. @throws GameError `load.not_resumed` */
  async dropAndResume(away: Duration = 0): Promise<void> {
    this.link.drop();
    const dueMs = await this.wait(milliseconds(away));
    await this.link.open(dueMs);
    this.assertRuns();
  }

  /** Records a time of your own, in milliseconds: it gets its own line in the report. */
  time(name: string, ms: number): void {
    this.spec.context.meters.time(`own:${name}`, ms);
  }

  /** For the generator: connects and signs in. */
  async arrive(dueMs: number): Promise<void> {
    const { options, signsIn, context } = this.spec;
    const { link } = this;
    const room = (message: Fields): void => void (link.room = message as unknown as BotRoom);
    if (context.wire.has('RoomJoined')) link.on(context.wire.of('RoomJoined').type, room);
    if (context.wire.has('RoomLeft')) link.on(context.wire.of('RoomLeft').type, () => (link.room = undefined));
    await link.open(dueMs, await options.token?.(this.number));
    if (!signsIn) return;
    const beginMs = performance.now();
    const { message } = await link.request(context.wire.of('AuthSignInWithDevice'), beginMs, {
      deviceId: this.deviceId(),
    });
    link.playerId = String(message?.playerId);
    context.meters.time('signIn', performance.now() - beginMs);
  }

  /** For the generator: see {@link BotLink.sweep}. */
  sweep(nowMs: number, isLast: boolean): void {
    this.link.sweep(nowMs, isLast);
  }

  /** For the generator: whether it is connected. */
  get isConnected(): boolean {
    return this.link.isOpen;
  }

  /** For the generator: ends whatever it waits for. */
  stop(why: Error = new GameError('load.stopped', { text: 'The run is over.' })): void {
    this.end ??= why;
    for (const ending of this.endings) ending();
    this.endings.clear();
    for (const reject of this.waiting) reject(this.end);
    this.waiting.clear();
  }

  /** For the generator: counts an error of its scenario. */
  fail(error: unknown): void {
    this.link.counted(error instanceof Error ? error : new Error(String(error)));
  }

  /** For the generator: closes its connection. */
  depart(): void {
    this.stop();
    this.link.close();
  }

  private async enter(message: string, fields: object): Promise<BotRoom> {
    const beginMs = this.dueMs ?? performance.now();
    this.link.joins(beginMs);
    const room = await this.request<BotRoom>(message, fields);
    this.spec.context.meters.time('join', performance.now() - beginMs);
    this.link.room = room;
    return room;
  }

  /** When the next request begins. */
  private begin(): number {
    const nowMs = performance.now();
    const beginMs = this.dueMs === undefined ? nowMs : beginOf(this.dueMs, nowMs);
    this.dueMs = undefined;
    return beginMs;
  }

  private async beats(everyMs: number, step: (dueMs: number) => void, duration: Duration | undefined): Promise<void> {
    this.assertRuns();
    const { pacer } = this.spec.context;
    // Bots that came at once do not act at once.
    const firstMs = performance.now() + this.random.next() * everyMs;
    const end = pacer.every(firstMs, everyMs, (dueMs) => this.guarded(() => step(dueMs)));
    this.endings.add(end);
    try {
      if (duration === undefined) await this.until(() => undefined);
      else await this.wait(milliseconds(duration));
    } finally {
      end();
      this.endings.delete(end);
    }
  }

  private wait(ms: number): Promise<number> {
    const dueMs = performance.now() + ms;
    return this.until((done) => {
      const cancel = this.spec.context.pacer.at(dueMs, () => {
        this.endings.delete(cancel);
        done(dueMs);
      });
      this.endings.add(cancel);
    });
  }

  /** A promise that the end of the bot rejects. */
  private until<T>(start: (done: (value: T) => void) => void): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      if (this.end !== undefined) {
        reject(this.end);
        return;
      }
      this.waiting.add(reject);
      start((value) => {
        this.waiting.delete(reject);
        resolve(value);
      });
    });
  }

  /** An error in something that nobody waits for ends the bot, unless it is a refusal, which is counted already. */
  private guarded(action: () => unknown): void {
    const failed = (error: unknown): void => {
      if (!(error instanceof GameError)) this.stop(error instanceof Error ? error : new Error(String(error)));
    };
    try {
      const result = action();
      if (result instanceof Promise) result.catch(failed);
    } catch (error) {
      failed(error);
    }
  }

  private assertRuns(): void {
    if (this.end !== undefined) throw this.end;
  }

  /** The same in each run with the same seed, so that a run does not create accounts anew. */
  private deviceId(): string {
    return createHash('sha256').update(`godwit load ${this.spec.seed} ${this.number}`).digest('hex');
  }
}

/** What an input that extends NumberedInputDto says besides its number: a bot has the newest patch, and looks at it. */
function seenIn({ version, tick }: { readonly version: number; readonly tick: number }): {
  have: number;
  seen: number;
} {
  return { have: version & 0xffff, seen: (tick << 8) & 0xffffff };
}
