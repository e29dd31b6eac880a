import { Session } from '../../src/core/sessions/session.js';
import type { StateSync } from '../../src/core/sync/state-sync.js';
import { BinaryCodec } from '../../src/protocol/binary/binary.codec.js';
import type { Contract } from '../../src/protocol/contract/contract.js';
import { JsonCodec } from '../../src/protocol/json.codec.js';
import { ProtocolType } from '../../src/protocol/protocol.messages.js';
import type { MessageCatalogue } from '../../src/protocol/message-catalogue.js';
import { StateMirror } from '../../src/protocol/state/state-mirror.js';
import { DirectLink } from '../../src/testing/test-member.js';

const STATE_TYPES = new Set<number>([ProtocolType.StatePatch, ProtocolType.StateOwn, ProtocolType.StateHash]);

function typeOf(payload: Buffer | string): number {
  if (typeof payload !== 'string') return payload.readUInt16LE(0);
  return (JSON.parse(payload) as { readonly type: number }).type;
}

/** A client with a mirror of a state, fed by a StateSync through a real Session. */
export class WatchingClient {
  readonly mirror: StateMirror;
  readonly session: Session;
  /** Bytes of the packets of the last patch. */
  bytes = 0;
  /** Everything that it asked for. */
  readonly resyncs: number[] = [];
  /** False while what the server sends gets lost. */
  isDelivered = true;
  private readonly link: DirectLink;

  constructor(
    id: string,
    { contract, catalogue, isBinary }: { contract: Contract; catalogue: MessageCatalogue; isBinary: boolean },
  ) {
    this.mirror = new StateMirror(contract);
    this.link = new DirectLink((payload) => this.receive(payload));
    const codec = isBinary ? new BinaryCodec(contract, { godot: 4 }) : new JsonCodec(32);
    this.session = new Session(id, codec, this.link, catalogue);
    this.session.delivery.isAdmitted = true;
  }

  /** Whether it reads slower than it is sent to. */
  set isSlow(isSlow: boolean) {
    this.link.bufferedBytes = isSlow ? 1_000_000 : 0;
  }

  get isSlow(): boolean {
    return this.link.bufferedBytes > 0;
  }

  /** Asks for what the mirror lacks, as a client does. */
  answer(sync: StateSync<object>): void {
    for (const reason of this.resyncs.splice(0)) sync.requestResync(this.session, reason, this.mirror.version);
  }

  /** It is back after a while in which what it was sent got lost. */
  resume(sync: StateSync<object>): void {
    this.isDelivered = true;
    sync.resumed(this.session);
    const reason = this.mirror.resumed();
    if (reason !== undefined) this.resyncs.push(reason);
  }

  private receive(payload: Buffer | string): void {
    if (!this.isDelivered) return;
    // What a room tells besides its state is not for the mirror.
    if (!STATE_TYPES.has(typeOf(payload))) return;
    this.bytes += payload.length;
    const reason = this.mirror.receive(payload);
    if (reason !== undefined) this.resyncs.push(reason);
  }
}
