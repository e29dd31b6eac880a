import { PacketFault } from '../binary/packet-fault.js';
import { PacketInput } from '../binary/packet-input.js';
import type { Contract, ContractState } from '../contract/contract.js';
import { ProtocolType } from '../protocol.messages.js';
import { MirrorSet } from './mirror-set.js';
import { FULL, HASH_BASIS, MORE, ResyncReason } from './patch-format.js';
import { type JsonSection, readJsonSections, readSections } from './section-reader.js';

/** The head of a patch, read from either codec. */
interface ReadHead {
  readonly isFull: boolean;
  readonly hasMore: boolean;
  readonly version: number;
  readonly base: number;
  readonly tick: number;
  readonly serverTimeMs: number;
  /** Only in the first part of a full patch. */
  readonly state: string | undefined;
}

interface JsonPacket {
  readonly type: number;
  readonly message: {
    readonly full?: boolean;
    readonly more?: boolean;
    readonly version: number;
    readonly base: number;
    readonly tick: number;
    readonly serverTimeMs: number;
    readonly state?: string;
    readonly ack: number;
    readonly hash: number;
    readonly sets: readonly JsonSection[];
  };
}

const HEAD_BYTES = 3;
const U32 = 0x1_0000_0000;

/**
 * A client's copy of a room's state, built from patches in either codec: the reference for tests, and what the tools look
 * at. Games in Godot use the generated classes instead.
 */
export class StateMirror {
  /** Name of the state; undefined before the first patch. */
  name: string | undefined = undefined;
  version = 0;
  tick = 0;
  serverTimeMs = 0;
  /** The last input that the state includes. */
  ack = 0;
  /** Number of patches applied completely. */
  patches = 0;
  sets: readonly MirrorSet[] = [];
  private readonly input = new PacketInput({ godot: 4 });
  /** Whether more parts of a patch are still to come. */
  private isWithin = false;
  /** Reads those that are here, once the last is: nobody sees half of a patch. */
  private parts: (() => void)[] = [];
  /** The state that the patch begins, if it is full. */
  private beginsWith: ContractState | undefined = undefined;
  /** Only a full patch helps now. */
  private isLost = false;
  /** A patch was missed and a resync requested. */
  private hasGap = false;
  private own: (() => void) | undefined = undefined;
  /** Whether {@link own} came after the first part of the last patch. */
  private isOwnNew = false;

  constructor(private readonly contract: Pick<Contract, 'states'>) {}

  /**
   * Takes a packet of types 10, 11 or 12: bytes or JSON.
   * @returns why the client must request everything again, or undefined
   */
  receive(packet: Buffer | string): ResyncReason | undefined {
    try {
      return typeof packet === 'string' ? this.receiveJson(packet) : this.receiveBinary(packet);
    } catch (error) {
      if (!(error instanceof PacketFault || error instanceof TypeError || error instanceof SyntaxError)) throw error;
      this.lose();
      return ResyncReason.Unreadable;
    }
  }

  /** The client has a new connection, and patches may be lost. @returns why it must request a resync now, or undefined */
  resumed(): ResyncReason | undefined {
    this.own = undefined;
    if (this.isWithin) this.lose();
    return this.isLost || this.hasGap ? ResyncReason.Unreadable : undefined;
  }

  /** The hash of the whole copy, as the server computes it. */
  hash(): number {
    let hash = HASH_BASIS;
    for (const layer of [0, 1, 2]) for (const set of this.sets) hash = set.hash(layer, hash);
    return hash;
  }

  /** The whole copy, by set and id. */
  toObject(): Record<string, Record<number, Record<string, unknown>>> {
    return Object.fromEntries(
      this.sets.map((set) => [
        set.schema.path,
        Object.fromEntries((set.known[0] ?? []).map((id) => [id, set.valuesOf(id)])),
      ]),
    );
  }

  private receiveBinary(packet: Buffer): ResyncReason | undefined {
    const { input } = this;
    const type = packet.readUInt16LE(0);
    if (type === (ProtocolType.StateHash as number)) {
      return this.compare(packet.readUInt32LE(HEAD_BYTES), packet.readUInt32LE(HEAD_BYTES + 4));
    }
    if (type === (ProtocolType.StateOwn as number)) {
      this.keepOwn(() => {
        input.open(packet, HEAD_BYTES);
        this.ack = input.varuint();
        readSections(input, this.sets);
      });
      return undefined;
    }
    input.open(packet, HEAD_BYTES);
    const head = this.readHead();
    const { position } = input;
    return this.apply(head, () => {
      input.open(packet, position);
      readSections(input, this.sets);
    });
  }

  private receiveJson(text: string): ResyncReason | undefined {
    const { type, message } = JSON.parse(text) as JsonPacket;
    if (type === (ProtocolType.StateHash as number)) return this.compare(message.version, message.hash);
    if (type === (ProtocolType.StateOwn as number)) {
      this.keepOwn(() => {
        this.ack = message.ack;
        readJsonSections(message.sets, this.sets);
      });
      return undefined;
    }
    const { full: isFull = false, more: hasMore = false, version, base, tick, serverTimeMs, state } = message;
    return this.apply({ isFull, hasMore, version, base, tick, serverTimeMs, state }, () => {
      readJsonSections(message.sets, this.sets);
    });
  }

  private readHead(): ReadHead {
    const { input } = this;
    const flags = input.bytes[input.position++] ?? 0;
    const version = input.varuint();
    const base = version - input.varuint();
    const tick = input.varuint();
    const { position } = input;
    input.position += 6;
    const serverTimeMs = input.bytes.readUInt32LE(position) + input.bytes.readUInt16LE(position + 4) * U32;
    const isFull = (flags & FULL) !== 0;
    const names = isFull && !this.isContinuation(version) ? (this.contract.states ?? []) : undefined;
    const state = names?.[input.varuint()]?.name;
    return { isFull, hasMore: (flags & MORE) !== 0, version, base, tick, serverTimeMs, state };
  }

  private isContinuation(version: number): boolean {
    return this.isWithin && this.version === version;
  }

  private apply(head: ReadHead, readInto: () => void): ResyncReason | undefined {
    if (!this.isContinuation(head.version)) {
      // Of a patch whose remaining parts never came, since its view was replaced.
      this.parts = [];
      if (!this.isOwnNew) this.own = undefined;
      this.isOwnNew = false;
      this.beginsWith = undefined;
      if (head.isFull) this.beginsWith = this.findState(head.state);
      else if (this.isLost) return undefined;
      else if (this.version !== head.base) return this.noteGap();
    }
    this.hasGap = false;
    this.version = head.version;
    this.parts.push(readInto);
    this.isWithin = head.hasMore;
    if (head.hasMore) return undefined;
    if (this.beginsWith !== undefined) this.begin(this.beginsWith);
    for (const read of this.parts) read();
    this.parts = [];
    this.own?.();
    this.own = undefined;
    this.tick = head.tick;
    this.serverTimeMs = head.serverTimeMs;
    this.patches += 1;
    return undefined;
  }

  private findState(name: string | undefined): ContractState {
    const state = this.contract.states?.find((candidate) => candidate.name === name);
    if (state === undefined) throw new TypeError('The patch is of a state that the contract does not have.');
    this.isLost = false;
    return state;
  }

  private begin(state: ContractState): void {
    if (this.name !== state.name) this.sets = state.sets.map((set) => new MirrorSet(set));
    for (const set of this.sets) set.clear();
    this.name = state.name;
  }

  // Whatever arrives before the answer follows on from what was missed as well.
  private noteGap(): ResyncReason | undefined {
    const isKnown = this.hasGap;
    this.hasGap = true;
    this.own = undefined;
    return isKnown ? undefined : ResyncReason.Gap;
  }

  private keepOwn(apply: () => void): void {
    this.own = apply;
    this.isOwnNew = true;
  }

  private compare(version: number, hash: number): ResyncReason | undefined {
    if (this.isLost || this.hasGap || this.isWithin || version !== this.version || hash === this.hash())
      return undefined;
    this.lose();
    return ResyncReason.Hash;
  }

  private lose(): void {
    this.isLost = true;
    this.isWithin = false;
    this.parts = [];
    this.own = undefined;
  }
}
