import { StateSync } from '../../../src/core/sync/state-sync.js';
import { SessionLink } from '../../../src/core/sessions/session-link.js';
import { Session } from '../../../src/core/sessions/session.js';
import { BinaryCodec } from '../../../src/protocol/binary/binary.codec.js';
import { buildContract } from '../../../src/protocol/contract/build-contract.js';
import type { Contract } from '../../../src/protocol/contract/contract.js';
import { declaredMessages } from '../../../src/protocol/message.decorators.js';
import { MessageCatalogue } from '../../../src/protocol/message-catalogue.js';
import { StateMirror } from '../../../src/protocol/state/state-mirror.js';
import { declaredStates } from '../../../src/protocol/state/synced.decorator.js';
import { newRoom } from '../state/walker-room.js';
import { walk } from '../state/walkers.js';

/** 200 walkers, of whom 100 move in each tick: the patch tells who, and where each is. */
const PLAN = { rooms: 1, players: 1, entities: 200, size: 1_000, moving: 0.5, nearest: 0 };
const PATCHES = 200;
const LAST_PROTOCOL_TYPE = 19;
/** Hashes would be checked by the client, which is not what is measured. */
const NEVER_MS = 1e9;

/** What an engine decodes. */
export interface StatePatches {
  readonly contract: Contract;
  /** The whole state, then patches of 100 moving entities each. */
  readonly packets: readonly Buffer[];
  /** The state's hash after the last. */
  readonly hash: number;
}

/** A link that keeps the payloads of frames. */
class KeepingLink extends SessionLink {
  readonly isOpen = true;
  readonly isAway = false;
  readonly mayReturn = false;
  readonly bufferedBytes = 0;
  readonly remoteAddress = '::1';
  readonly packets: Buffer[] = [];

  send(): void {
    // Nothing is sent but frames.
  }

  sendFrame(frame: Buffer): void {
    const length = frame[1] ?? 0;
    this.packets.push(Buffer.from(frame.subarray(length < 126 ? 2 : length === 126 ? 4 : 10)));
  }

  close(): void {
    // Stays open.
  }
}

/** Makes the patches that one client of a room gets, in binary. */
export function statePatches(): StatePatches {
  const catalogue = new MessageCatalogue(declaredMessages().filter(({ type }) => type <= LAST_PROTOCOL_TYPE));
  const contract = buildContract(catalogue, {}, declaredStates());
  const link = new KeepingLink();
  const session = new Session('s1', new BinaryCodec(contract, { godot: 4 }), link, catalogue);
  session.delivery.isAdmitted = true;
  const { state, walkers, random } = newRoom(PLAN, 1);
  const sync = new StateSync(state, { hashEveryMs: NEVER_MS });
  sync.attach(session);
  for (let tick = 0; tick <= PATCHES; tick++) {
    if (tick > 0) walk(walkers, PLAN, tick, random);
    sync.patch({ number: tick }, tick * 50);
  }
  sync.close();
  const mirror = new StateMirror(contract);
  // The first patch may be followed by a hash.
  const packets = link.packets.filter((packet) => packet[0] === 10);
  for (const packet of packets) mirror.receive(packet);
  return { contract, packets, hash: mirror.hash() };
}
