import { request } from 'node:http';
import { text as readAll } from 'node:stream/consumers';
import { TestApp } from '../../src/testing/test-app.js';
import type { TestClient } from '../../src/testing/test-client.js';
import { CANARY } from './bad-input.table.js';
import { LogRecorder } from './log-recorder.js';
import { RawConnection, upgradeRequest } from './raw-connection.js';

const LIMIT = 6;

const header = (name: string, value: string) => upgradeRequest({ [name]: value });

/** What a client may say instead of a proper request, and the status that answers it. */
const REFUSED: readonly (readonly [answer: string, name: string, request: string])[] = [
  ['404 path.unknown', 'an unknown path', upgradeRequest({}, `/${CANARY}`)],
  ['404 path.unknown', 'a path in another case or with a slash', upgradeRequest({}, `/${CANARY}/`)],
  ['404 path.unknown', 'a path that climbs', upgradeRequest({}, `/../../etc/${CANARY}`)],
  ['404 path.unknown', 'a path behind an absolute target', upgradeRequest({}, `http://game.example/${CANARY}`)],
  ['400 request.malformed', 'a target of two slashes', upgradeRequest({}, '//')],
  ['400 request.malformed', 'a host that is none', header('Host', `[${CANARY}`)],
  ['400', 'no host', header('Host', '')],
  ['403 origin.not_allowed', 'the Origin of a stranger', header('Origin', `https://${CANARY}.example`)],
  ['403 origin.not_allowed', 'the Origin null', header('Origin', 'null')],
  ['403 origin.not_allowed', 'an Origin that is no URL', header('Origin', CANARY)],
  ['403 origin.not_allowed', 'the own host on another port', header('Origin', 'http://game.example:4321')],
  [
    '403 origin.not_allowed',
    'another port of an IPv6 address without brackets',
    upgradeRequest({ Host: '::1:1234', Origin: 'http://[::1]:4321' }),
  ],
  [
    '403 origin.not_allowed',
    'an Origin that begins like an allowed one',
    header('Origin', 'https://play.example.evil'),
  ],
  ['403 origin.not_allowed', 'two Origins', header('Origin', `https://play.example, https://${CANARY}`)],
  ['400', 'no key', header('Sec-WebSocket-Key', '')],
  ['400', 'a key of another length', header('Sec-WebSocket-Key', CANARY)],
  ['400', 'no version', header('Sec-WebSocket-Version', '')],
  ['400', 'an old version', header('Sec-WebSocket-Version', '7')],
  ['400', 'a version that is no number', header('Sec-WebSocket-Version', CANARY)],
  ['400', 'subprotocols that are no list', header('Sec-WebSocket-Protocol', `godwit.json.v1,,${CANARY}`)],
  ['400', 'a subprotocol twice', header('Sec-WebSocket-Protocol', 'godwit.json.v1,godwit.json.v1')],
  ['400', 'an upgrade to something else', header('Upgrade', CANARY)],
  ['405', 'another method', upgradeRequest({}, '/', 'POST')],
  ['400', 'a word', `${CANARY}\r\n\r\n`],
  ['400', 'an unknown method', upgradeRequest({}, '/', CANARY.toUpperCase())],
  ['400', 'bytes of TLS', `\u0016\u0003\u0001\u0002\u0000${CANARY}\r\n\r\n`],
  ['400', 'a header without a colon', `GET / HTTP/1.1\r\n${CANARY}\r\n\r\n`],
  ['400', 'a version of HTTP that does not exist', `GET / HTTP/9.9\r\nHost: ${CANARY}\r\n\r\n`],
  ['400', 'a NUL in a header', header('X-Test', `a\u0000${CANARY}`)],
  ['400', 'two lengths', `POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\nContent-Length: 4\r\n\r\n${CANARY}`],
  [
    '400',
    'a length and chunks',
    `POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n${CANARY}`,
  ],
  ['431', 'headers of 20 KiB', header('X-Test', CANARY.repeat(3500))],
  ['431', 'a target of 20 KiB', upgradeRequest({}, `/${CANARY.repeat(3500)}`)],
  ['404', 'a page that does not exist', `GET /${CANARY} HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n`],
  ['404', 'a form', `POST /${CANARY} HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`],
  ['404', 'a page with a broken escape', `GET /%E0%A4%A${CANARY} HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n`],
  ['400', 'JSON that is none', jsonRequest(`{"x":${CANARY}}`)],
  ['413', 'a body of 200 KB', jsonRequest(`{"x":"${CANARY.repeat(34_000)}"}`)],
];

function jsonRequest(body: string): string {
  const head = 'POST /health/live HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Type: application/json';
  return `${head}\r\nContent-Length: ${body.length}\r\n\r\n${body}`;
}

describe('bad handshakes', () => {
  const logs = new LogRecorder();
  let server: TestApp;
  let bystander: TestClient;

  beforeAll(async () => {
    const env = {
      ALLOWED_ORIGINS: 'https://play.example, https://web.example:8443',
      ALLOWED_HOSTS: 'game.example',
      MAX_CONNECTIONS_PER_ADDRESS: String(LIMIT),
      HANDSHAKE_TIMEOUT_MS: '300',
      TRUSTED_PROXIES: '1',
    };
    server = await TestApp.start({ env, logger: logs });
    bystander = await server.connect();
  });

  afterAll(() => server.stop());

  afterEach(async () => {
    expect(await bystander.request(4)).toMatchObject({ type: 5 });
    expect(logs.failures).toEqual([]);
  });

  async function answerTo(bytes: string): Promise<RawConnection> {
    const connection = await RawConnection.open(server.port);
    connection.write(bytes);
    await connection.readHead();
    return connection;
  }

  it.each(REFUSED)('%s for %s', async (answer, _name, bytes) => {
    const [status, code] = answer.split(' ');
    const connection = await answerTo(bytes);
    await connection.ended;
    const { text } = connection;

    expect(text.slice(0, 13)).toBe(`HTTP/1.1 ${status} `);
    expect(text).not.toContain(CANARY);
    expect(text).not.toMatch(/node_modules|\.js\b|\n *at |x-powered-by/i);
    if (code !== undefined) expect(JSON.parse(text.slice(text.indexOf('\r\n\r\n')))).toEqual({ code });
  });

  it.each([
    ['no Origin, as an engine', {}, '/'],
    ['an allowed Origin', { Origin: 'https://play.example' }, '/'],
    ['an allowed Origin with a port', { Origin: 'https://web.example:8443' }, '/'],
    ['the own host as its Origin', { Origin: 'http://game.example:1234' }, '/'],
    ['an IPv6 address without brackets, as Godot sends it', { Host: '::1:1234' }, '/'],
    ['an IPv6 address with a zone', { Host: '[fe80::1%25eth0]:1234' }, '/'],
    ['the own IPv6 address as its Origin', { Host: '[::1]:1234', Origin: 'http://[::1]:1234' }, '/'],
    ['a query', {}, '/?token=x'],
    ['an absolute target', {}, 'http://game.example:1234/'],
    ['an extension that the server does not have', { 'Sec-WebSocket-Extensions': 'permessage-deflate; x=1' }, '/'],
    ['subprotocols that the server does not have', { 'Sec-WebSocket-Protocol': `${CANARY}, godwit.json.v9` }, '/'],
  ])('lets in a client with %s', async (_name, headers, target) => {
    const connection = await answerTo(upgradeRequest(headers, target));
    const head = await connection.readHead();

    expect(head).toMatch(/^HTTP\/1\.1 101 /);
    expect(head).not.toMatch(/extensions|sec-websocket-protocol/i);
    const { payload } = await connection.waitForFrame(({ opcode }) => opcode === 1, 'greeting');
    expect(payload.toString()).toBe('{"type":1,"message":{"text":"hello, client!"}}');
    connection.destroy();
    await connection.ended;
  });

  it('takes the first of the offered subprotocols that it has', async () => {
    const connection = await answerTo(header('Sec-WebSocket-Protocol', 'other, godwit.json.v1'));

    expect(await connection.readHead()).toMatch(/^Sec-WebSocket-Protocol: godwit\.json\.v1\r$/m);
    connection.destroy();
  });

  it('counts the connections of each address, refuses one too many, and counts those down that end', async () => {
    const from = (address: string) => upgradeRequest({ 'X-Forwarded-For': `${CANARY}, ${address}` });
    const held = await Promise.all(Array.from({ length: LIMIT }, () => answerTo(from('192.0.2.1'))));
    const refused = await answerTo(from('192.0.2.1'));
    const stranger = await answerTo(from('192.0.2.2'));
    await refused.ended;

    expect(held.map(({ text }) => text.slice(9, 12))).toEqual(Array.from({ length: LIMIT }, () => '101'));
    expect(refused.text).toMatch(/^HTTP\/1\.1 429 Too Many Requests\r\n/);
    expect(refused.text).toMatch(/\r\n\r\n\{"code":"address\.too_many_connections"\}$/);
    expect(stranger.text).toMatch(/^HTTP\/1\.1 101 /);

    held[0]?.destroy();
    await untilOpen(() => answerTo(from('192.0.2.1')));
    for (const connection of [...held, stranger]) connection.destroy();
  });

  it.each([
    ['says nothing', ''],
    ['says half a request', upgradeRequest().slice(0, -2)],
    ['says half a line', 'GET / HT'],
    ['says an empty line', '\r\n'],
  ])('cuts a client that %s', async (_name, bytes) => {
    const connection = await RawConnection.open(server.port);
    connection.write(bytes);

    await connection.ended;
    expect(connection.text).toBe('');
  });

  it('cuts a client that says its request one letter at a time', async () => {
    const connection = await RawConnection.open(server.port);
    const timer = setInterval(() => connection.write('x'), 20);
    connection.write('GET / HTTP/1.1\r\nX-Slow: ');

    await connection.ended;
    clearInterval(timer);
    expect(connection.text).toBe('');
  });

  it('answers plain requests while a hundred handshakes hang', async () => {
    const hanging = await Promise.all(Array.from({ length: 100 }, () => RawConnection.open(server.port)));
    for (const connection of hanging) connection.write('GET / HTTP/1.1\r\n');

    expect(await get('/health/live')).toMatch(/"status":"ok"/);
    await Promise.all(hanging.map(({ ended }) => ended));
  });

  function get(path: string): Promise<string> {
    return new Promise((resolve, reject) => {
      const asking = request(server.httpUrl + path, (response) => void readAll(response).then(resolve, reject));
      asking.on('error', reject).end();
    });
  }
});

/** Tries until the server lets a connection in, since it hears of an end a moment after the client. */
async function untilOpen(connect: () => Promise<RawConnection>): Promise<void> {
  for (let isIn = false; !isIn;) {
    const connection = await connect();
    isIn = connection.text.startsWith('HTTP/1.1 101 ');
    connection.destroy();
  }
}
