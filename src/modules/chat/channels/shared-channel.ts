import type { Session } from '../../../core/sessions/session.js';
import type { ChatMemberDto } from '../chat.messages.js';
import { ChatMemberJoinedDto, type ChatLineDto } from '../chat.messages.js';
import type { KeptChannel } from '../lines/line-store.js';
import type { ChannelNodes } from './channel-nodes.js';
import { type Arrival, type ChannelMessage, ChatChannel, type Exclusions, type Present } from './chat-channel.js';

/** Where a member is of whom it is only known that it has left this node for another. */
const SOMEWHERE = '';

interface Elsewhere extends Arrival {
  readonly nodeId: string;
}

/** Who has come and gone, as far as the members here did not know. */
export interface MemberChanges {
  readonly came: readonly ChatMemberDto[];
  readonly went: readonly ChatMemberDto[];
}

/** A named channel with members at several nodes. Each node has a copy with all of them; those at home here hear what it tells. */
export class SharedChannel extends ChatChannel {
  override readonly isShared = true;
  /** Lines that were heard before one of a lower number. */
  early: ChatLineDto[] = [];
  private readonly here = new Set<string>();
  /** By member id. */
  private readonly elsewhere = new Map<string, Elsewhere>();
  /** Members here that have been heard of at another node, by member id: they are on their way there. */
  private readonly moving = new Map<string, string>();

  constructor(
    key: string,
    kept: KeptChannel | undefined,
    private readonly nodes: ChannelNodes,
  ) {
    super(key, 'named', kept);
  }

  override get memberCount(): number {
    return super.memberCount + this.elsewhere.size;
  }

  override enter(session: Session, member: ChatMemberDto): void {
    this.elsewhere.delete(session.id);
    this.moving.delete(session.id);
    this.here.add(session.id);
    super.enter(session, member);
  }

  /** @returns undefined also when the member is at another node by now */
  override leave(session: Session): ChatMemberDto | undefined {
    const member = super.leave(session);
    const nodeId = this.moving.get(session.id);
    this.here.delete(session.id);
    this.moving.delete(session.id);
    if (member === undefined || nodeId === undefined) return member;
    this.elsewhere.set(session.id, { member, nodeId, number: this.nextArrival() });
    return undefined;
  }

  override depart(session: Session): void {
    if (!this.moving.has(session.id)) this.moving.set(session.id, SOMEWHERE);
    this.leave(session);
  }

  override announce(member: ChatMemberDto): void {
    this.nodes.tell(this.key, new ChatMemberJoinedDto({ channel: this.key, member, memberCount: this.memberCount }));
  }

  override find(memberId: string): Present | undefined {
    return super.find(memberId) ?? this.elsewhere.get(memberId);
  }

  override tell(message: ChannelMessage, exclusions?: Exclusions): void {
    this.nodes.tell(this.key, message);
    this.tellHere(message, exclusions);
  }

  /** The same, without the other nodes. */
  tellHere(message: ChannelMessage, exclusions?: Exclusions): void {
    super.tell(message, exclusions);
  }

  override tellNow(message: ChannelMessage, exclusions?: Exclusions): void {
    this.nodes.tell(this.key, message);
    this.tellNowHere(message, exclusions);
  }

  /** The same, without the other nodes. */
  tellNowHere(message: ChannelMessage, exclusions?: Exclusions): void {
    super.tellNow(message, exclusions);
  }

  /** A member is at another node, or is seen differently there. @returns whether the members here did not know */
  arrive(member: ChatMemberDto, nodeId: string): boolean {
    if (this.here.has(member.id)) {
      this.moving.set(member.id, nodeId);
      return false;
    }
    const known = this.elsewhere.get(member.id);
    this.elsewhere.set(member.id, { member, nodeId, number: known?.number ?? this.nextArrival() });
    return known?.member.name !== member.name;
  }

  /** A member at another node has left the channel. @returns false when it is not there */
  goneFrom(memberId: string, nodeId: string): boolean {
    if (this.moving.get(memberId) === nodeId) this.moving.delete(memberId);
    const known = this.elsewhere.get(memberId);
    if (known?.nodeId !== nodeId && known?.nodeId !== SOMEWHERE) return false;
    return this.elsewhere.delete(memberId);
  }

  /** What nodes say who is there; what was heard of others stands. */
  correct(said: ReadonlyMap<string, readonly ChatMemberDto[]>): MemberChanges {
    const ids = new Map<string, ReadonlySet<string>>();
    const came: ChatMemberDto[] = [];
    for (const [nodeId, members] of said) {
      ids.set(nodeId, new Set(members.map(({ id }) => id)));
      came.push(...members.filter((member) => this.arrive(member, nodeId)));
    }
    const went: ChatMemberDto[] = [];
    for (const [id, { member, nodeId }] of this.elsewhere) {
      const isTold = nodeId === SOMEWHERE || ids.has(nodeId);
      if (!isTold || ids.get(nodeId)?.has(id) === true) continue;
      this.elsewhere.delete(id);
      went.push(member);
    }
    return { came, went };
  }

  protected override arrivals(): Iterable<Arrival> {
    if (this.elsewhere.size === 0) return super.arrivals();
    return [...super.arrivals(), ...this.elsewhere.values()].sort((one, other) => one.number - other.number);
  }
}
