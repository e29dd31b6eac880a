import { BinaryPackets } from '../../../protocol/binary/binary-packets.js';
import type { Contract } from '../../../protocol/contract/contract.js';
import { Envelope } from '../../../protocol/envelope.js';
import { JsonBridge } from '../../../protocol/json-bridge.js';
import { ProtocolType } from '../../../protocol/protocol.messages.js';
import { StateMirror } from '../../../protocol/state/state-mirror.js';
import type { PlaygroundFrameDto, PlaygroundPacketDto } from './playground.dto.js';
import type { DecodedFrames, DecodedView, EncodedView, MirrorTree } from './playground-views.js';
import { treeOfMirror } from './mirror-tree.js';

const STATE_TYPES: readonly number[] = [ProtocolType.StatePatch, ProtocolType.StateOwn, ProtocolType.StateHash];
/** Copies of states that are kept: a page whose copy is gone asks for its state again by itself. */
const MAX_MIRRORS = 64;
const TYPE_BYTES = 2;

/** The clients' end of the game's own codecs, for a page that has none. */
export class PlaygroundCodec {
  private readonly packets: Readonly<Record<'client' | 'server', BinaryPackets>>;
  private readonly directions: ReadonlyMap<number, 'client' | 'server'>;
  private readonly bridge: JsonBridge | undefined;
  /** By page and player, the longest unused first. */
  private readonly mirrors = new Map<string, StateMirror>();

  constructor(private readonly contract: Contract) {
    this.packets = {
      client: new BinaryPackets(contract, { godot: 4, role: 'client' }),
      server: new BinaryPackets(contract, { godot: 4, role: 'server' }),
    };
    this.directions = new Map(contract.messages.map(({ type, direction }) => [type, direction]));
    this.bridge = JsonBridge.of(contract, { godot: 4 });
  }

  /** The bytes of a packet of either direction. Never throws. */
  encode({ type, ref, message }: PlaygroundPacketDto): EncodedView {
    const direction = this.directions.get(type);
    if (direction === undefined) return { problem: `The contract has no message of type ${type}.` };
    const envelope = Object.assign(new Envelope(), { type, ref, message: message ?? {} });
    const fault = this.bridge?.read(envelope);
    if (fault !== undefined) return { problem: fault };
    try {
      const bytes = this.packets[direction].encode(type, ref, envelope.message);
      return { bytes: bytes.toString('base64') };
    } catch (error) {
      // What a message must not be is said in JSON; a fault of ours would show there as well.
      return { problem: error instanceof Error ? error.message : String(error) };
    }
  }

  /** Reads frames in the order in which they came. @param page whose players they are */
  decode(page: string, frames: readonly PlaygroundFrameDto[], shown: readonly number[]): DecodedFrames {
    const changed = new Set<number>();
    const read = frames.map((frame) => this.decodeOne(`${page}/${frame.player}`, frame, changed));
    const wanted = shown.flatMap((player): [string, MirrorTree][] => {
      const mirror = changed.has(player) ? this.mirrors.get(`${page}/${player}`) : undefined;
      return mirror?.name === undefined ? [] : [[String(player), treeOfMirror(mirror)]];
    });
    return { frames: read, states: Object.fromEntries(wanted) };
  }

  private decodeOne(key: string, frame: PlaygroundFrameDto, changed: Set<number>): DecodedView {
    if (frame.isBack === true) {
      const mirror = this.mirrorOf(key);
      const reason = mirror.resumed();
      return { type: 0, ref: 0, ...(reason !== undefined && { resync: { reason, version: mirror.version } }) };
    }
    const bytes = Buffer.from(frame.bytes ?? '', 'base64');
    const type = frame.text === undefined ? typeOfBytes(bytes) : typeOfText(frame.text);
    if (!STATE_TYPES.includes(type)) return this.decodeMessage(bytes);
    changed.add(frame.player);
    const mirror = this.mirrorOf(key);
    const reason = mirror.receive(frame.text ?? bytes);
    const { version, tick } = mirror;
    return {
      ...{ type, ref: 0, message: { version, tick } },
      ...(reason !== undefined && { resync: { reason, version } }),
    };
  }

  private decodeMessage(bytes: Buffer): DecodedView {
    const envelope = new Envelope();
    const code = this.packets.client.decode(bytes, envelope);
    const { type, ref, message } = envelope;
    if (code !== undefined) return { type, ref, code };
    const plain = message as object | undefined;
    return { type, ref, message: plain && this.bridge ? this.bridge.write(type, plain) : plain };
  }

  private mirrorOf(key: string): StateMirror {
    const mirror = this.mirrors.get(key) ?? new StateMirror(this.contract);
    this.mirrors.delete(key);
    this.mirrors.set(key, mirror);
    for (const oldest of this.mirrors.keys()) {
      if (this.mirrors.size <= MAX_MIRRORS) break;
      this.mirrors.delete(oldest);
    }
    return mirror;
  }
}

function typeOfBytes(bytes: Buffer): number {
  return bytes.length < TYPE_BYTES ? -1 : bytes.readUInt16LE(0);
}

function typeOfText(text: string): number {
  return Number(/^\{"type":(\d{1,5})\b/.exec(text)?.[1] ?? -1);
}
