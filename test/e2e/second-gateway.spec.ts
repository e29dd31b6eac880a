import { MessageBody, SubscribeMessage, WebSocketGateway, WsException } from '@nestjs/websockets';
import { once } from 'node:events';
import { WebSocket } from 'ws';
import { TestApp } from '../../src/testing/test-app.js';
import { CANARY } from './bad-input.table.js';
import { LogRecorder } from './log-recorder.js';

/** An ordinary gateway of a team, as Nest's own documentation has them. */
@WebSocketGateway({ path: '/other' })
class OtherGateway {
  @SubscribeMessage('greet')
  greet(@MessageBody() body: unknown): object {
    return { event: 'greeted', data: body };
  }

  @SubscribeMessage('3000')
  typed(@MessageBody() body: unknown): object {
    return { event: '3000', data: body };
  }

  @SubscribeMessage('refuse')
  refuse(): never {
    throw new WsException('Not here.');
  }
}

describe('a second, ordinary gateway', () => {
  const logs = new LogRecorder();
  let server: TestApp;
  let socket: WebSocket;
  let replies: unknown[];

  beforeAll(async () => {
    const env = { ALLOWED_ORIGINS: 'https://play.example', WS_PATH: '/game' };
    server = await TestApp.start({ providers: [OtherGateway], env, logger: logs });
  });

  afterAll(() => server.stop());

  beforeEach(async () => {
    socket = new WebSocket(`${server.url}/other`);
    replies = [];
    socket.on('message', (data: Buffer) => replies.push(JSON.parse(data.toString())));
    socket.on('error', () => undefined);
    await once(socket, 'open');
  });

  afterEach(() => {
    socket.terminate();
    expect(logs.failures).toEqual([]);
  });

  /** Sends these frames and waits for the reply to a last one. */
  async function repliesTo(...frames: string[]): Promise<unknown[]> {
    for (const frame of frames) socket.send(frame);
    socket.send('{"event":"greet","data":"last"}');
    const last = { event: 'greeted', data: 'last' };
    while (JSON.stringify(replies.at(-1)) !== JSON.stringify(last)) await once(socket, 'message');
    return replies.slice(0, -1);
  }

  it("understands Nest's own packets", async () => {
    expect(await repliesTo('{"event":"greet","data":{"a":1}}')).toEqual([{ event: 'greeted', data: { a: 1 } }]);
  });

  it.each([
    ['canonical', '{"type":3000,"ref":1,"message":{"a":1}}'],
    ['flat', '{"type":3000,"a":1}'],
  ])("understands Godwit's %s packets, their type being the event", async (_form, frame) => {
    expect(await repliesTo(frame)).toEqual([{ event: '3000', data: { a: 1 } }]);
  });

  it.each([
    CANARY,
    '',
    '[]',
    'null',
    '5',
    '{}',
    '{"event":5}',
    '{"type":"3000"}',
    '{"type":3000,"ref":0}',
    '{"event":"no"}',
  ])('drops %s and goes on, as Nest does', async (frame) => {
    expect(await repliesTo(frame)).toEqual([]);
  });

  it('drops what nests too deeply, which would end the process when it is sent back', async () => {
    const deep = '['.repeat(7000) + ']'.repeat(7000);
    expect(await repliesTo(`{"event":"greet","data":${deep}}`, `{"type":3000,"message":{"a":${deep}}}`)).toEqual([]);
  });

  it("answers exceptions in Nest's own way", async () => {
    expect(await repliesTo('{"event":"refuse"}')).toMatchObject([
      { event: 'exception', data: { message: 'Not here.' } },
    ]);
  });

  it('has the limits of the game: size and Origin', async () => {
    socket.send('x'.repeat(16_385));
    const [code] = (await once(socket, 'close')) as [number];
    expect(code).toBe(1009);

    const foreign = new WebSocket(`${server.url}/other`, { origin: 'https://evil.example' });
    const [error] = (await once(foreign, 'error')) as [Error];
    expect(error.message).toContain('403');
  });

  it('lets in who names an IPv6 address without brackets, as Godot does', async () => {
    const godot = new WebSocket(`${server.url}/other`, { headers: { Host: '::1:1234' } });
    await once(godot, 'open');
    godot.terminate();
  });

  it('leaves the game alone', async () => {
    const player = await server.connect({ path: '/game' });
    expect(await player.request(4)).toMatchObject({ type: 5 });
    expect(await player.request(3000)).toMatchObject({ message: { code: 'message.unknown_type' } });
    player.close();
    await expect(server.connect({ path: '/' })).rejects.toThrow('404');
  });
});
