import { isCountedFromServer, ProtocolType } from '../protocol/protocol.messages.js';
import type { ResyncReason } from '../protocol/state/patch-format.js';
import { StateMirror } from '../protocol/state/state-mirror.js';
import { mirroredState, type Mirrored } from './mirrored-state.js';
import { TestClient, type TestClientOptions } from './test-client.js';
import type { Wire } from './wire-classes.js';

const STATE_TYPES: readonly number[] = [ProtocolType.StatePatch, ProtocolType.StateOwn, ProtocolType.StateHash];

/** How a player connects. */
export interface TestPlayerOptions extends TestClientOptions {
  /** An access token to sign in with, or with `EverybodyModule` the player id. By default anonymous. */
  readonly token?: string;
  /** Whether its session survives a disconnect, so that {@link TestPlayer.resume} can resume it; true by default. */
  readonly isResumable?: boolean;
}

/**
 * A client that behaves like a game's: it has agreed on the contract, mirrors its room's state, requesting resyncs as needed,
 * and can resume its session after a disconnect.
 */
export class TestPlayer extends TestClient {
  /** Its copy of the room's state; {@link state} returns it in the shape of the class. */
  readonly mirror: StateMirror;
  /** How often its hash differed, or a patch could not be applied. */
  resyncs = 0;
  /** Its session's id. */
  sessionId = '';
  private resumeToken: string | undefined;
  private received = 0;

  protected constructor(
    url: string,
    private readonly choice: TestPlayerOptions & { readonly wire: Wire },
  ) {
    super(url, { bridgesJson: true, ...choice });
    this.mirror = new StateMirror(choice.wire.contract);
  }

  /** Connects and waits for the Welcome. @throws Error when the server refuses the upgrade or the Hello */
  static async enter(url: string, options: TestPlayerOptions & { readonly wire: Wire }): Promise<TestPlayer> {
    const player = new TestPlayer(url, options);
    await player.arrive();
    return player;
  }

  /** Its copy of the room's state; undefined before the first patch. */
  state<T extends object>(stateClass: new () => T): Mirrored<T> | undefined {
    return mirroredState(this.mirror, stateClass);
  }

  /** The room's state once it `matches`, now or later. @throws Error when that takes 30 seconds */
  stateWhere<T extends object>(
    stateClass: new () => T,
    matches: (state: Mirrored<T>) => boolean,
  ): Promise<Mirrored<T>> {
    return this.until(() => {
      const state = this.state(stateClass);
      return state && matches(state) ? state : undefined;
    }, `a ${stateClass.name} that matches`);
  }

  /** Disconnects without notice: the server holds its seat. */
  async drop(): Promise<void> {
    this.socket.removeAllListeners('message');
    this.terminate();
    await this.closed;
  }

  /** Resumes the session after {@link drop}. @throws Error when it cannot be resumed */
  resume(): Promise<void> {
    return this.arrive();
  }

  /** Requests the whole state again. */
  resync(reason: ResyncReason): void {
    this.resyncs += 1;
    void this.request(ProtocolType.StateResync, { reason, version: this.mirror.version }).catch(() => undefined);
  }

  /** Connects and sends Hello. */
  protected async arrive(): Promise<void> {
    await this.open();
    const { wire, token, isResumable = true } = this.choice;
    const { type, message } = await this.request(ProtocolType.Hello, {
      contract: wire.contract.hash,
      resumable: isResumable,
      ...(token !== undefined && { token }),
      ...(this.resumeToken !== undefined && { resume: this.resumeToken, received: this.received }),
    });
    const isBack = this.resumeToken === undefined || message?.resumed === true;
    if (type !== (ProtocolType.Welcome as number)) throw new Error(`Not welcome: ${JSON.stringify(message)}`);
    if (!isBack) throw new Error('The session was not given back.');
    this.sessionId = String(message?.sessionId);
    this.resumeToken = message?.resumeToken as string | undefined;
    const reason = this.mirror.resumed();
    if (reason !== undefined) this.resync(reason);
  }

  protected override take(data: Buffer, isBinary: boolean): void {
    const type = this.codec.typeOf(data);
    if (STATE_TYPES.includes(type)) {
      this.receivedBytes += data.length;
      const reason = this.mirror.receive(isBinary ? data : data.toString());
      if (reason !== undefined) this.resync(reason);
      this.wake();
      return;
    }
    if (isCountedFromServer(type)) this.received += 1;
    super.take(data, isBinary);
  }
}
