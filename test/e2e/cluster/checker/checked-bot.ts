import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { WebSocket } from 'ws';
import { RoomMessageType } from '../../../../src/core/rooms/api/rooms.messages.js';
import { AuthType } from '../../../../src/modules/auth/auth.messages.js';
import { ChatType } from '../../../../src/modules/chat/chat.messages.js';
import { LeaderboardType } from '../../../../src/modules/leaderboards/leaderboards.messages.js';
import { LobbyType } from '../../../../src/modules/lobby/lobby.messages.js';
import { MatchmakingType } from '../../../../src/modules/matchmaking/matchmaking.messages.js';
import { PartyType } from '../../../../src/modules/parties/parties.messages.js';
import { PlayerStorageType } from '../../../../src/modules/player-storage/player-storage.messages.js';
import type { Packet } from '../../../../src/testing/packet-inbox.js';
import { ResumingClient } from '../../../support/resuming-client.js';
import { type Entry, machineMs } from './journal.js';

const ACK = 3;
const ERROR = 2;
const WELCOME = 1;
const SILENCE_MS = 2_000;
/** Hello and pings have smaller ones. */
const FIRST_REF = 100;
const ANSWER_MS = 8_000;
const QUEUES = ['quick', 'tictactoe', 'relay'];

/** Codes of rooms and parties that others may join, shared by all bots. */
export interface Meeting {
  readonly rooms: string[];
  party: string | undefined;
}

/** A player who does at random what players do, and writes down what it is told. */
export class CheckedBot {
  /** How often everything was done. */
  readonly done = { documents: 0, scores: 0, lines: 0, joins: 0, matches: 0, tickets: 0, parties: 0, refusals: 0 };
  private room: string | undefined;
  private count = 0;
  private seen = 0;
  private refs = FIRST_REF;
  private isSignedIn = false;
  private isOver = false;
  private life: Promise<void> = Promise.resolve();
  private readonly deviceId = `device-${randomUUID()}`;

  private constructor(
    readonly name: string,
    private readonly client: ResumingClient,
    private readonly url: () => string,
    private readonly meeting: Meeting,
    private readonly journal: Entry[],
  ) {}

  static async start(name: string, url: () => string, meeting: Meeting, journal: Entry[]): Promise<CheckedBot> {
    const client = await ResumingClient.connect(url, SILENCE_MS);
    client.keepsPatches = false;
    const bot = new CheckedBot(name, client, url, meeting, journal);
    bot.life = bot.live();
    return bot;
  }

  /** Lets it end what it does. */
  async rest(): Promise<void> {
    this.isOver = true;
    await this.life;
    this.listen();
  }

  /** Reads what it was promised. @throws Error when nobody answers */
  async read(untilMs: number): Promise<void> {
    for (;;) {
      await this.signIn();
      const document = { collection: 'faults', key: 'count' };
      const fetched = await this.ask(PlayerStorageType.Fetch, { documents: [document] });
      const ranks = await this.ask(LeaderboardType.Around, { board: 'faults' });
      // A refusal says nothing of what is there.
      const isRead =
        fetched?.type === (PlayerStorageType.Fetched as number) &&
        ranks?.type === (LeaderboardType.AroundRead as number);
      if (isRead) {
        const [found] = (fetched.message?.documents ?? []) as { value: string }[];
        const value = found === undefined ? 0 : (JSON.parse(found.value) as { count: number }).count;
        this.journal.push({ type: 'read', what: 'document', key: this.name, value, atMs: machineMs() });
        const entries = (ranks.message?.entries ?? []) as { playerId: string; score: number }[];
        const score = entries.find(({ playerId }) => playerId === this.playerId)?.score ?? 0;
        this.journal.push({ type: 'read', what: 'score', key: this.name, value: score, atMs: machineMs() });
        return;
      }
      if (machineMs() > untilMs)
        throw new Error(`${this.name} cannot read: ${JSON.stringify(this.state(fetched, ranks))}`);
      await delay(200);
    }
  }

  private state(...answers: unknown[]): object {
    const { attempts, closedWith, refusedWith, sessionId, packets } = this.client;
    return { answers, attempts, closedWith, refusedWith, sessionId, last: packets.slice(-3) };
  }

  /** Goes for good. */
  stop(): void {
    this.client.stop();
  }

  private playerId = '';

  private async live(): Promise<void> {
    while (!this.isOver) {
      this.listen();
      await this.signIn();
      await this.act(Math.random());
      this.listen();
      await delay(50 + Math.random() * 250);
    }
  }

  private act(dice: number): Promise<unknown> {
    if (dice < 0.2) return this.write();
    if (dice < 0.35) return this.score();
    if (dice < 0.4) return this.useTicket();
    if (dice < 0.47) return this.joinParty();
    if (this.room === undefined) return dice < 0.7 ? this.findMatch() : this.joinRoom();
    return dice < 0.9 ? this.say() : this.leaveRoom();
  }

  private async write(): Promise<void> {
    const value = ++this.count;
    const draft = { collection: 'faults', key: 'count', value: JSON.stringify({ count: value }) };
    const answer = await this.ask(PlayerStorageType.Write, { documents: [draft] });
    if (answer?.type !== (PlayerStorageType.Written as number)) return;
    this.done.documents += 1;
    this.journal.push({ type: 'acknowledged', what: 'document', key: this.name, value, atMs: machineMs() });
  }

  private async score(): Promise<void> {
    const value = ++this.count;
    const answer = await this.ask(LeaderboardType.Submit, { board: 'faults', score: value });
    if (answer?.type !== (LeaderboardType.Submitted as number)) return;
    this.done.scores += 1;
    this.journal.push({ type: 'acknowledged', what: 'score', key: this.name, value, atMs: machineMs() });
  }

  private async say(): Promise<void> {
    const { room } = this;
    const count = ++this.count;
    const answer = await this.ask(ChatType.Say, { channel: `room:${room ?? ''}`, text: `${this.name} ${count}` });
    if (answer?.type !== (ChatType.Said as number) || room === undefined) return;
    this.done.lines += 1;
    this.journal.push({ type: 'said', room, speaker: this.name, count, bot: this.name, atMs: machineMs() });
  }

  private async joinRoom(): Promise<void> {
    const code = this.meeting.rooms[Math.floor(Math.random() * this.meeting.rooms.length)];
    const answer =
      code === undefined || (this.meeting.rooms.length < 4 && Math.random() < 0.4)
        ? await this.ask(LobbyType.Create, { roomType: 'arena', name: this.name })
        : await this.ask(RoomMessageType.Join, { code, name: this.name });
    if (answer?.type === (RoomMessageType.Joined as number)) this.done.joins += 1;
    else if (answer?.type === ERROR && code !== undefined && String(answer.message?.code).startsWith('room.')) {
      this.meeting.rooms.splice(this.meeting.rooms.indexOf(code), 1);
    }
  }

  private async findMatch(): Promise<void> {
    const from = this.client.packets.length;
    const answer = await this.ask(MatchmakingType.Enqueue, {
      queue: QUEUES[Math.floor(Math.random() * QUEUES.length)],
      name: this.name,
    });
    const ticketId = answer?.message?.ticketId;
    if (answer?.type !== (MatchmakingType.Ticket as number)) return;
    const untilMs = machineMs() + 3_000;
    for (;;) {
      const started = this.client.packets
        .slice(from)
        .find(({ type }) => type === (MatchmakingType.MatchStarted as number));
      if (started !== undefined) {
        this.done.matches += 1;
        const by = String(started.message?.roomId);
        this.journal.push({ type: 'used', what: 'match ticket', key: String(ticketId), by, atMs: machineMs() });
        return;
      }
      if (machineMs() > untilMs) break;
      await delay(50);
    }
    await this.ask(MatchmakingType.Cancel, {});
  }

  private async leaveRoom(): Promise<void> {
    const answer = await this.ask(RoomMessageType.Leave, {});
    if (answer?.type === ACK) this.goOut();
  }

  /** Two connections at once with one ticket: at most one of them may be let in. */
  private async useTicket(): Promise<void> {
    const ticket = (await this.ask(AuthType.RequestTicket, {}))?.message?.ticket;
    if (typeof ticket !== 'string') return;
    await Promise.all([0, 1].map((index) => this.enter(ticket, `${this.name} ${index}`)));
    this.done.tickets += 1;
  }

  private enter(ticket: string, by: string): Promise<void> {
    return new Promise((resolve) => {
      const socket = new WebSocket(this.url(), ['godwit.json.v1', `godwit.ticket.${ticket}`], {
        handshakeTimeout: 2_000,
      });
      const timer = setTimeout(() => socket.terminate(), 3_000);
      socket.on('open', () => socket.send(JSON.stringify({ type: 0, ref: 1, message: {} })));
      socket.on('message', (data: Buffer) => {
        const { type, message } = JSON.parse(data.toString()) as Packet;
        if (type === WELCOME && message?.playerId !== undefined)
          this.journal.push({ type: 'used', what: 'connection ticket', key: ticket, by, atMs: machineMs() });
        socket.close();
      });
      socket.on('error', () => undefined);
      socket.on('close', () => {
        clearTimeout(timer);
        resolve();
      });
    });
  }

  /** Somebody makes a party, others come; only those without a room, so that rooms do not part it. */
  private async joinParty(): Promise<void> {
    if (this.room !== undefined) return;
    const code = this.meeting.party;
    if (code === undefined) {
      const made = await this.ask(PartyType.Create, { name: this.name });
      if (made?.type !== (PartyType.Joined as number)) return;
      this.meeting.party = (made.message!.party as { code: string }).code;
    } else {
      const joined = await this.ask(PartyType.Join, { code, name: this.name });
      if (joined?.type !== (PartyType.Joined as number)) {
        this.meeting.party = undefined;
        return;
      }
    }
    this.done.parties += 1;
    await delay(300);
    await this.ask(PartyType.Leave, {});
  }

  private async signIn(): Promise<void> {
    if (this.isSignedIn) return;
    const answer = await this.ask(AuthType.SignInWithDevice, { deviceId: this.deviceId });
    if (answer?.type === (AuthType.SignedIn as number)) this.playerId = String(answer.message?.playerId);
    this.isSignedIn =
      answer?.type === (AuthType.SignedIn as number) || answer?.message?.code === 'auth.already_signed_in';
  }

  /** @returns undefined when the answer does not come, or the session did not go on whole meanwhile */
  private async ask(type: number, message: object): Promise<Packet | undefined> {
    const { returns } = this.client;
    const broken = returns.filter((isWhole) => !isWhole).length;
    const ref = ++this.refs;
    const from = this.client.packets.length;
    this.client.send(type, message, ref);
    const find = (): Packet | undefined => this.client.packets.slice(from).find((packet) => packet.ref === ref);
    const untilMs = machineMs() + ANSWER_MS;
    while (find() === undefined && machineMs() < untilMs) {
      if (returns.filter((isWhole) => !isWhole).length > broken) break;
      await delay(5);
    }
    const answer = find();
    if (answer?.type === ERROR) this.done.refusals += 1;
    this.listen();
    return answer;
  }

  /** Writes down what has come since the last time. */
  private listen(): void {
    for (const { type, message } of this.client.packets.slice(this.seen)) {
      this.seen += 1;
      if (type === WELCOME && message?.resumed !== true) this.begin();
      else if (type === (RoomMessageType.Joined as number))
        this.enterRoom(String(message?.roomId), String(message?.code));
      else if (type === (RoomMessageType.Left as number)) this.goOut();
      else if (type === (ChatType.Received as number)) this.hear(message ?? {});
    }
  }

  private begin(): void {
    this.isSignedIn = false;
    this.goOut();
  }

  private enterRoom(room: string, code: string): void {
    this.goOut();
    this.room = room;
    if (!this.meeting.rooms.includes(code)) this.meeting.rooms.push(code);
    this.journal.push({ type: 'in', room, bot: this.name, atMs: machineMs() });
  }

  private goOut(): void {
    if (this.room !== undefined) this.journal.push({ type: 'out', room: this.room, bot: this.name, atMs: machineMs() });
    this.room = undefined;
  }

  private hear({ channel, text }: Record<string, unknown>): void {
    const [speaker = '', count] = String(text).split(' ');
    const room = String(channel).replace('room:', '');
    this.journal.push({ type: 'heard', room, speaker, count: Number(count), bot: this.name, atMs: machineMs() });
  }
}
