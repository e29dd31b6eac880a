import { Injectable } from '@nestjs/common';
import { Fence } from '../../core/cluster/fence.js';
import { GameConfig } from '../../core/config/game-config.js';
import { RoomPlugin } from '../../core/rooms/api/room.js';
import { broadcast } from '../../core/sessions/broadcast.js';
import type { Session } from '../../core/sessions/session.js';
import { GameError } from '../../protocol/game-error.js';
import { OnMessage } from '../../protocol/message.decorators.js';
import { HostWatch } from './host-watch.js';
import { RelayPeer } from './relay-peer.js';
import { RelayError } from './relay.errors.js';
import {
  RelayAuthority,
  RelayHostChangedDto,
  RelayHostLeft,
  RelayIntroduceDto,
  RelayKickDto,
  RelayLockDto,
  RelayMode,
  RelayOpenDto,
  RelayOpenedDto,
  type RelayPacketDto,
  RelayPeerJoinedDto,
  RelayPeerLeftDto,
  RelayReceivedDto,
  RelaySendDto,
} from './relay.messages.js';
import { RelayOptionsDto } from './relay.options.js';

/** Peer 1 is whoever has authority; see {@link RelayAuthority}. */
const AUTHORITY = 1;
const MAX_PACKET_BYTES = 16_384;
const PACKETS_PER_SECOND = 10_000;
/** Migrating is a short interruption; ending is final. */
const HOLD_MS = { [RelayHostLeft.Migrate]: 5_000, [RelayHostLeft.End]: 15_000 } as const;
/** A client pings once per interval; this tolerates two late ones in a row. */
const SILENT_INTERVALS = 2.5;

/** Relay options of a room type. */
export interface RelayOptions {
  /** Who is peer 1, unless the room's own options say. By default the host. */
  readonly authority?: RelayAuthority;
  /**
   * What happens when the host leaves, unless the room's own options say. By default the game ends if the host is peer 1;
   * otherwise another peer becomes the host.
   */
  readonly onHostLeft?: RelayHostLeft;
  /** The largest packet that is sent whole; by default 16,384 bytes, and at most MAX_MESSAGE_BYTES. Larger ones are split into pieces. */
  readonly maxPacketBytes?: number;
  /**
   * How long the host may be silent or disconnected before it counts as gone, in milliseconds, unless the room's own options
   * say. By default 5,000, or 15,000 if the game then ends. A connected host may always be silent for at least 2.5
   * PING_INTERVAL_MS.
   */
  readonly hostHoldMs?: number;
  /** Packets per second that one peer may send, twice as many in a burst. By default 10,000; RATE_LIMIT_PER_SECOND limits messages. */
  readonly packetsPerSecond?: number;
}

/**
 * Passes packets between the members of a room without reading them, so that Godot's high-level multiplayer runs over it:
 * `@rpc`, MultiplayerSpawner, MultiplayerSynchronizer. A peer's id is its member's number, which survives a reconnect.
 * Members that did not ask to be peers get no packets.
 */
@Injectable()
export class Relay extends RoomPlugin<RelayOptions> {
  private readonly peers = new Map<Session, RelayPeer>();
  private readonly byNumber = new Map<number, RelayPeer>();
  /** Reused for each packet, to avoid an allocation. */
  private readonly receivers: Session[] = [];
  private authority = RelayAuthority.Host;
  private onHostLeft = RelayHostLeft.End;
  private hostWatch: HostWatch | undefined = undefined;
  private host = 0;
  private roster = 0;
  /** Time of the message being passed on. */
  private nowMs = 0;
  /** The roster number of the last change of host. */
  private settled = 0;
  /** The host has left, and that ends the room. */
  private isEnding = false;

  constructor(
    private readonly config: GameConfig,
    private readonly fence: Fence,
  ) {
    super();
  }

  override onCreate(options: object): void {
    const chosen: RelayOptionsDto = options instanceof RelayOptionsDto ? options : {};
    this.authority = chosen.authority ?? this.options.authority ?? RelayAuthority.Host;
    const fallback = this.authority === RelayAuthority.Host ? RelayHostLeft.End : RelayHostLeft.Migrate;
    this.onHostLeft = chosen.onHostLeft ?? this.options.onHostLeft ?? fallback;
    const lostMs = chosen.hostHoldMs ?? this.options.hostHoldMs ?? HOLD_MS[this.onHostLeft];
    const silentMs = Math.max(lostMs, SILENT_INTERVALS * this.config.PING_INTERVAL_MS);
    this.hostWatch = new HostWatch(this.peers, { lostMs, silentMs }, (next) => this.replaceHost(next), this.fence);
  }

  override onDrop(session: Session): void {
    if (session === this.hostSession) this.hostWatch?.lost();
  }

  override onReconnect(session: Session): void {
    if (session === this.hostSession) this.hostWatch?.back();
  }

  override onDispose(): void {
    this.hostWatch?.stop();
  }

  override onLeave(session: Session): void {
    if (this.isEnding) this.dispose(RelayError['relay.host_left']);
    else this.removePeer(session);
  }

  // If the authority were not a peer, the game would stand still.
  override isFitAsHost(session: Session): boolean {
    return this.peers.has(session);
  }

  override onHostChanged(): void {
    const old = this.byNumber.get(this.host);
    // Its own leave event comes right after this, and ends the room.
    this.isEnding = old !== undefined && !this.members.has(old.session) && this.onHostLeft === RelayHostLeft.End;
    if (this.isEnding) return;
    // The others must hear that the old host is gone before they hear of the new one.
    if (old !== undefined && !this.members.has(old.session)) this.removePeer(old.session);
    for (const peer of this.byNumber.values()) {
      if (!peer.isIntroduced) this.introduce(peer);
      peer.met = peer.since;
    }
    this.host = this.hostNumber();
    this.roster += 1;
    this.settled = this.roster;
    if (this.authority === RelayAuthority.Host) {
      old?.renumber(this.roster);
      this.byNumber.get(this.host)?.renumber(this.roster);
    }
    this.hostWatch?.follow(this.byNumber.get(this.host));
    this.tellPeers(new RelayHostChangedDto(this.host, this.roster));
  }

  /** Makes a member one of the peers. */
  @OnMessage(RelayOpenDto)
  open(session: Session): RelayOpenedDto {
    const member = this.members.get(session);
    if (member === undefined) throw new GameError('room.not_joined');
    const peer = this.peers.get(session) ?? this.addPeer(session, member.number);
    const { host, authority, roster } = this;
    const { maxPacketBytes = MAX_PACKET_BYTES, packetsPerSecond = PACKETS_PER_SECOND } = this.options;
    const messagesPerSecond = Math.min(this.config.RATE_LIMIT_PER_SECOND, this.config.RATE_LIMIT_BURST);
    const peers = [...this.byNumber.values()].filter((other) => this.knows(peer, other)).map(({ number }) => number);
    const limits = { maxPacketBytes, packetsPerSecond, messagesPerSecond };
    return new RelayOpenedDto({ peer: peer.number, host, authority, peers, ...limits, roster });
  }

  /** Introduces a newly joined peer to the others. */
  @OnMessage(RelayIntroduceDto)
  introducePeer(session: Session, { peer }: RelayIntroduceDto): void {
    this.refuseUnlessHost(session);
    const newcomer = this.byNumber.get(peer);
    // It may have left in the meantime.
    if (newcomer !== undefined && !newcomer.isIntroduced) this.introduce(newcomer);
  }

  /** Passes packets on. */
  @OnMessage(RelaySendDto)
  relay(session: Session, { packets, roster = this.roster }: RelaySendDto): void {
    const sender = this.peers.get(session);
    if (sender === undefined) throw new GameError(RelayError['relay.not_open']);
    this.nowMs = performance.now();
    if (!sender.maySend(packets.length, this.nowMs)) throw new GameError(RelayError['relay.too_fast']);
    const { maxPacketBytes = MAX_PACKET_BYTES } = this.options;
    for (const { payload } of packets) {
      if (payload.length > maxPacketBytes) throw new GameError(RelayError['relay.too_large']);
    }
    let areAllKnown = true;
    for (const packet of packets) if (!this.forward(sender, packet, roster)) areAllKnown = false;
    // A sender that has not heard yet that a peer left may still send to it.
    if (!areAllKnown && roster >= this.roster) throw new GameError(RelayError['relay.no_peer']);
  }

  /** Kicks a peer. */
  @OnMessage(RelayKickDto)
  kickPeer(session: Session, { peer }: RelayKickDto): void {
    this.refuseUnlessHost(session);
    const kicked = this.byNumber.get(peer);
    if (kicked === undefined) throw new GameError(RelayError['relay.no_peer']);
    this.kick(kicked.session);
  }

  /** Locks or unlocks the room. */
  @OnMessage(RelayLockDto)
  lockRoom(session: Session, { isLocked }: RelayLockDto): void {
    this.refuseUnlessHost(session);
    if (isLocked) this.lock();
    else this.unlock();
  }

  /** @returns false when the packet is for a peer that does not exist */
  private forward(sender: RelayPeer, packet: RelayPacketDto, roster: number): boolean {
    const named = this.peerAt(Math.abs(packet.target));
    if (packet.target > 0) {
      if (named === undefined) return false;
      this.choose(sender, named, packet.mode, roster);
    } else {
      for (const peer of this.byNumber.values()) {
        if (peer !== sender && peer !== named) this.choose(sender, peer, packet.mode, roster);
      }
    }
    if (this.receivers.length === 0) return true;
    broadcast(this.receivers, new RelayReceivedDto(sender.number, packet));
    this.receivers.length = 0;
    return true;
  }

  private choose(sender: RelayPeer, receiver: RelayPeer, mode: RelayMode, roster: number): void {
    // Godot numbers node paths per peer: to a peer that has not met the sender they mean nothing.
    const isWithHost = sender.number === this.host || receiver.number === this.host;
    if (roster < (isWithHost ? sender.since : sender.met)) return;
    if (roster < (isWithHost ? receiver.since : receiver.met)) return;
    const { session } = receiver;
    if (mode !== RelayMode.Reliable && mode !== RelayMode.ReliablePiece) {
      if (!receiver.takesUnreliable(this.nowMs)) return;
      // The nodes that a host spawned vanish with it: packets about them are better dropped.
      if (roster < this.settled) return;
    }
    this.receivers.push(session);
  }

  private peerAt(number: number): RelayPeer | undefined {
    if (number !== AUTHORITY) return this.byNumber.get(number);
    return this.authority === RelayAuthority.Host ? this.byNumber.get(this.host) : undefined;
  }

  private addPeer(session: Session, number: number): RelayPeer {
    const { packetsPerSecond = PACKETS_PER_SECOND } = this.options;
    this.host = this.hostNumber();
    this.roster += 1;
    const peer = new RelayPeer(session, number, this.roster, packetsPerSecond);
    this.peers.set(session, peer);
    this.byNumber.set(number, peer);
    const host = this.byNumber.get(this.host);
    if (host === peer) this.hostWatch?.follow(host);
    this.hostWatch?.peersChanged();
    // It learns who is there from the reply.
    if (host === undefined || host === peer) this.introduce(peer, false);
    else host.session.send(new RelayPeerJoinedDto(number, this.roster));
    return peer;
  }

  /** Introduces a peer to those it may know, and them to it; the host knows all. */
  private introduce(peer: RelayPeer, isTold = true): void {
    this.roster += 1;
    peer.met = this.roster;
    const isHost = peer.number === this.host;
    if (isHost) peer.since = this.roster;
    for (const other of this.byNumber.values()) {
      if (!this.knows(peer, other) || (other.number === this.host && !isHost)) continue;
      other.session.send(new RelayPeerJoinedDto(peer.number, this.roster));
      if (isTold) peer.session.send(new RelayPeerJoinedDto(other.number, this.roster));
    }
  }

  private knows(peer: RelayPeer, other: RelayPeer): boolean {
    if (peer === other) return false;
    if (peer.number === this.host || other.number === this.host) return true;
    return peer.isIntroduced && other.isIntroduced;
  }

  private removePeer(session: Session): void {
    const peer = this.peers.get(session);
    if (peer === undefined) return;
    this.peers.delete(session);
    this.byNumber.delete(peer.number);
    this.hostWatch?.peersChanged();
    this.roster += 1;
    this.tellPeers(new RelayPeerLeftDto(peer.number, this.roster));
  }

  // The game stands still while its host is away; the seat itself is held for longer.
  private replaceHost({ session }: RelayPeer): void {
    if (this.onHostLeft === RelayHostLeft.End) this.dispose(RelayError['relay.host_left']);
    else this.setHost(session);
  }

  private tellPeers(message: object): void {
    broadcast(this.peers.keys(), message);
  }

  private hostNumber(): number {
    const { hostSession } = this;
    return (hostSession && this.members.get(hostSession)?.number) ?? this.host;
  }

  private refuseUnlessHost(session: Session): void {
    if (session !== this.hostSession) throw new GameError('room.not_host');
  }
}
