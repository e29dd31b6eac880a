import { Injectable } from '@nestjs/common';
import { IsInt, IsOptional, IsString } from 'class-validator';
import { OnMessage, ClientMessage, ServerMessage } from '../../src/protocol/message.decorators.js';
import { GameError } from '../../src/protocol/game-error.js';
import { Room } from '../../src/core/rooms/api/room.js';
import { RoomRegistry } from '../../src/core/rooms/room-registry.js';
import { RoomType } from '../../src/core/rooms/api/room-type.decorator.js';
import { RoomJoinedDto, RoomMessageType } from '../../src/core/rooms/api/rooms.messages.js';
import { SessionRegistry } from '../../src/core/sessions/session-registry.js';
import type { Session } from '../../src/core/sessions/session.js';
import { TestApp } from '../../src/testing/test-app.js';
import type { Packet, TestClient } from '../../src/testing/test-client.js';

const HELLO = 0;
const ERROR = 2;
/** More milliseconds than Node's timers can count. */
const MONTH_MS = 30 * 86_400_000;
const [OPEN, LOOK_UP, FOUND, WAVE] = [1500, 1501, 1502, 1503];

class PorchJoinDto {
  /** "refuse" to be refused, "wait" to be asked about at the gate. */
  @IsOptional()
  @IsString()
  readonly wish?: string;
}

@ClientMessage(OPEN, { reply: RoomJoinedDto })
class PorchOpenDto {
  @IsString()
  readonly type!: string;

  @IsOptional()
  @IsString()
  readonly wish?: string;
}

@ServerMessage(FOUND)
class PorchFoundDto {
  @IsString()
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

@ClientMessage(LOOK_UP)
class PorchLookUpDto {
  @IsInt()
  readonly number!: number;
}

@ClientMessage(WAVE)
class PorchWaveDto {}

/** What the rooms were told, and what holds up those who come, until the test opens it. */
@Injectable()
class Gate {
  readonly lines: string[] = [];
  open: () => void = () => undefined;
  answer: (text: string | Error) => void = () => undefined;

  isShut = false;

  async pass(): Promise<void> {
    this.isShut = true;
    await new Promise<void>((resolve) => (this.open = resolve));
    this.isShut = false;
  }

  async find(number: number): Promise<string> {
    return new Promise((resolve, reject) => {
      this.answer = (text) => (typeof text === 'string' ? resolve(`${number}: ${text}`) : reject(text));
    });
  }
}

@RoomType('porch', { tickHz: 4, joinOptions: PorchJoinDto, emptyTtlMs: 60_000 })
class PorchRoom extends Room {
  constructor(protected readonly gate: Gate) {
    super();
  }

  override async onAuth(_session: Session, { wish }: PorchJoinDto): Promise<void> {
    if (wish === 'wait') await this.gate.pass();
  }

  override onJoin(_session: Session, { wish = 'nothing' }: PorchJoinDto): void {
    if (wish === 'refuse') throw new GameError('room.refused');
    this.gate.lines.push(`join ${wish}`);
  }

  override onDrop(): void {
    this.gate.lines.push('drop');
  }

  override onReconnect(): void {
    this.gate.lines.push('reconnect');
  }

  override onLeave(): void {
    this.gate.lines.push('leave');
  }

  @OnMessage(PorchWaveDto)
  wave(): void {
    this.gate.lines.push('wave');
  }

  @OnMessage(PorchLookUpDto)
  lookUp(session: Session, { number }: PorchLookUpDto): void {
    this.whenDone(
      () => this.gate.find(number),
      (text) => this.send(session, new PorchFoundDto(text)),
      (error) => this.send(session, new PorchFoundDto(error instanceof Error ? error.message : '')),
    );
  }
}

/** The same without ticks, for a month. */
@RoomType('stoop', {
  ...{ tickHz: 0, joinOptions: PorchJoinDto, emptyTtlMs: MONTH_MS, maxLifetimeMs: MONTH_MS, seatHoldMs: MONTH_MS },
})
class StoopRoom extends PorchRoom {}

@Injectable()
class PorchDoor {
  constructor(private readonly rooms: RoomRegistry) {}

  @OnMessage(PorchOpenDto)
  async open(session: Session, { type, wish }: PorchOpenDto): Promise<RoomJoinedDto> {
    const room = await this.rooms.create(type);
    return this.rooms.join(session, room, { options: wish === undefined ? {} : { wish } });
  }
}

let server: TestApp;
let gate: Gate;

beforeAll(async () => {
  server = await TestApp.start({ providers: [Gate, PorchRoom, StoopRoom, PorchDoor], env: { SEAT_HOLD_MS: '2000' } });
  gate = server.app.get(Gate);
});

afterEach(async () => {
  for (const room of [...server.app.get(RoomRegistry).all()]) room.dispose('room.closed');
  await server.disconnectAll();
  gate.lines.length = 0;
});

afterAll(() => server.stop());

async function waitUntil(isTrue: () => boolean): Promise<void> {
  for (const deadline = Date.now() + 4_000; !isTrue();) {
    if (Date.now() > deadline) throw new Error(`Waited in vain; the room heard: ${gate.lines.join(', ')}.`);
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
}

async function roomOf(client: TestClient, type: string): Promise<string> {
  const { message } = await client.request(OPEN, { type });
  await waitUntil(() => gate.lines.includes('join nothing'));
  gate.lines.length = 0;
  return String(message?.roomId);
}

const ofType = (type: number) => (packet: Packet) => packet.type === type;

describe.each(['porch', 'stoop'])('a member of a %s', (type) => {
  it('that leaves and comes again before the next tick is told of once', async () => {
    const watcher = await server.connect();
    const roomId = await roomOf(watcher, type);
    const client = await server.connect();
    // Not awaited: all five are there before the room has a tick.
    const answers = [
      client.request(RoomMessageType.Join, { roomId, options: { wish: 'first' } }),
      client.request(WAVE),
      client.request(RoomMessageType.Leave),
      client.request(RoomMessageType.Join, { roomId, options: { wish: 'second' } }),
      client.request(WAVE),
    ];
    const refused = (await Promise.all(answers)).map(({ type: kind, message }) => kind === ERROR && message?.code);
    // A room without ticks may have handled the first wave before the leave came.
    expect(type === 'porch' ? ['room.not_joined'] : [false, 'room.not_joined']).toContain(refused[1]);
    expect([refused[0], ...refused.slice(2)]).toEqual([false, false, false, false]);
    await client.request(RoomMessageType.Leave);
    await waitUntil(() => gate.lines.at(-1) === 'leave');
    const told = gate.lines.filter((line) => line !== 'wave').join(', ');
    expect(['join second, leave', 'join first, leave, join second, leave']).toContain(told);
    if (type === 'porch') expect(gate.lines).toEqual(['join second', 'wave', 'leave']);
  });

  it('whose first join would be refused, but was left, stays in', async () => {
    const watcher = await server.connect();
    const roomId = await roomOf(watcher, type);
    const client = await server.connect();
    void client.request(RoomMessageType.Join, { roomId, options: { wish: 'refuse' } });
    void client.request(RoomMessageType.Leave);
    await client.request(RoomMessageType.Join, { roomId });
    await client.request(WAVE);

    expect(gate.lines).toEqual(['join nothing', 'wave']);
    expect(client.packets.filter(ofType(RoomMessageType.Left)).length).toBeLessThanOrEqual(type === 'porch' ? 0 : 1);
  });

  it.each(['joins', 'creates'])('whose line is cut while it %s enters away, and comes back', async (how) => {
    const watcher = await server.connect();
    const roomId = await roomOf(watcher, type);
    const client = await server.connect();
    const options = { wish: 'wait' };
    const welcome = (await client.request(HELLO, { resumable: true })).message;
    const session = server.app.get(SessionRegistry).find(String(welcome?.sessionId));
    const [act, what] = how === 'joins' ? [RoomMessageType.Join, { roomId, options }] : [OPEN, { type, ...options }];
    client.sendRaw(JSON.stringify({ type: act, ref: 7, message: what }));
    await waitUntil(() => gate.isShut);
    client.terminate();
    await waitUntil(() => session?.isConnected === false);
    gate.open();
    await waitUntil(() => gate.lines.length === 2);
    expect(gate.lines).toEqual(['join wait', 'drop']);
    if (how === 'joins') await watcher.waitFor(ofType(RoomMessageType.MemberAway), 'that it is away');

    const again = await server.connect();
    await again.request(HELLO, { resumable: true, resume: welcome?.resumeToken, received: 0 });
    await waitUntil(() => gate.lines.length === 3);
    expect(gate.lines).toEqual(['join wait', 'drop', 'reconnect']);
    expect(again.packets.find(({ ref }) => ref === 7)).toMatchObject({ type: RoomMessageType.Joined });
    if (how === 'joins') await watcher.waitFor(ofType(RoomMessageType.MemberBack), 'that it is back');
  });

  it('hears what a service has answered', async () => {
    const client = await server.connect();
    await roomOf(client, type);
    await client.request(LOOK_UP, { number: 1 });
    gate.answer('it is there');
    await client.waitFor(ofType(FOUND), 'the answer');
    await client.request(LOOK_UP, { number: 2 });
    gate.answer(new Error('it is not'));
    await waitUntil(() => client.packets.filter(ofType(FOUND)).length === 2);

    expect(client.packets.filter(ofType(FOUND)).map(({ message }) => message?.text)).toEqual([
      '1: it is there',
      'it is not',
    ]);
  });

  it('is not called back when the room is over', async () => {
    const client = await server.connect();
    const roomId = await roomOf(client, type);
    await client.request(LOOK_UP, { number: 1 });
    server.app.get(RoomRegistry).find(roomId)?.dispose('room.closed');
    gate.answer('too late');
    await client.settle();

    expect(client.packets.filter(ofType(FOUND))).toEqual([]);
  });
});
