import 'reflect-metadata';
import fc from 'fast-check';
import type { Contract } from '../../src/protocol/contract/contract.js';
import { encodeVariant, decodeVariant } from '../../src/protocol/variant/variant.js';
import { BinaryClient } from '../support/binary-client.js';
import { TestApp } from '../../src/testing/test-app.js';
import type { TestClient } from '../../src/testing/test-client.js';
import { TextModule, TextService, TextType } from './text.messages.js';

/** Characters that have given somebody trouble, alone and beside each other. */
const ODD = [
  ...['\u0000', '\u0007', '\u000b', '\u001b', '\u007f', '\u0085', '\u2028', '\ufeff', '\u200b', '\u202e', '\u0301'],
  ...['\ufffd', '\ufffe', '\uffff', '\u{1f600}', '\u{10ffff}', '\\', '"', '\\u', '\\ud800', 'é', 'e\u0301', 'x'],
];
const HALVES = ['\ud800', '\udbff', '\udc00', '\udfff'];

const odd = fc.constantFrom(...ODD);
const short = fc.array(fc.oneof(odd, fc.string({ unit: 'binary', maxLength: 3 }))).map((parts) => parts.join(''));
const texts = fc.oneof(
  { weight: 8, arbitrary: short },
  // A client's buffer of 64 KiB, and the sizes around which lengths on the wire grow.
  { weight: 1, arbitrary: fc.tuple(odd, fc.constantFrom(125, 126, 127, 128, 3000)).map(([c, n]) => c.repeat(n)) },
);
const broken = fc.array(fc.constantFrom(...ODD, ...HALVES)).map((parts) => parts.join(''));

describe('text', () => {
  let server: TestApp;
  let contract: Contract;
  let json: TestClient;
  let binary: BinaryClient;

  beforeAll(async () => {
    const env = { RATE_LIMIT_PER_SECOND: '50000', RATE_LIMIT_BURST: '50000', MAX_MESSAGE_BYTES: '1048576' };
    server = await TestApp.start({ imports: [TextModule], env });
    contract = await BinaryClient.contractOf(server.httpUrl);
    json = await server.connect();
    binary = await BinaryClient.connect(server.url, contract);
    await binary.hello();
  });

  afterAll(async () => {
    binary.terminate();
    await server.stop();
  });

  it('comes back as it was sent, in both codecs, as value and as key', async () => {
    await fc.assert(
      fc.asyncProperty(texts, async (text) => {
        const facts = { [`k${text}`]: [{ deep: text }] };
        // No text of Godot's own values holds U+0000.
        const value = [text.replaceAll('\0', '')];
        const sent = { text, facts };
        expect((await binary.request(TextType.Echo, { ...sent, value })).message).toEqual({ ...sent, value });
        const { message } = await json.request(TextType.Echo, { ...sent, value: inBase64(value) });
        expect(message).toEqual({ ...sent, value: inBase64(value) });
      }),
      { numRuns: 150 },
    );
  });

  it('is well-formed when it reaches a handler and when it is written, whatever a client sends', async () => {
    const { seen } = server.app.get(TextService);
    await fc.assert(
      fc.asyncProperty(broken, async (text) => {
        const message = { text, facts: { [`k${text}`]: { deep: [text] } }, value: inBase64(null) };
        const { message: echoed } = await json.request(TextType.Echo, message);
        const whole = text.toWellFormed();
        const wanted = { text: whole, facts: { [`k${whole}`]: { deep: [whole] } } };
        expect(seen.at(-1)).toMatchObject(wanted);
        expect(echoed).toMatchObject(wanted);
        expect(json.texts.at(-1)).not.toMatch(/[^\\]\\ud[89a-f]/);
      }),
      { numRuns: 150 },
    );
  });

  it('is repaired in flat packets, in JSON inside binary packets and in bodies over HTTP', async () => {
    const { seen } = server.app.get(TextService);
    json.sendRaw(`{"type":1000,"ref":5,"text":"\\uD800","facts":{"\\udc00":"x\\ud800y"},"value":"AAAAAA=="}`);
    await json.waitFor(({ ref }) => ref === 5);
    const repaired = { text: '\ufffd', facts: { '\ufffd': 'x\ufffdy' } };
    expect(seen.at(-1)).toMatchObject(repaired);

    const facts = '{"\\udc00":"x\\ud800y"}';
    const head = [0xe8, 0x03, 0x90, 0x4e, 0x01, 0x61, facts.length];
    binary.sendRaw(Buffer.concat([Buffer.from(head), Buffer.from(facts), Buffer.from([4, 0, 0, 0, 0])]));
    expect((await binary.waitFor(({ ref }) => ref === 10_000)).message).toMatchObject({ facts: repaired.facts });

    const body = '{"text":"\\ud800","facts":{"\\udc00":"x\\ud800y"}}';
    const headers = { 'content-type': 'application/json' };
    const response = await fetch(`${server.httpUrl}/text`, { method: 'POST', body, headers });
    expect(await response.json()).toEqual(repaired);
  });

  it('of an author is written so that every engine reads it', async () => {
    const service = server.app.get(TextService);
    await fc.assert(
      fc.asyncProperty(broken, async (text) => {
        service.authored = text;
        const whole = text.toWellFormed();
        const value = whole.replaceAll('\0', '\ufffd');
        const wanted = { text: whole, facts: { [`k${whole}`]: [whole] } };
        expect((await binary.request(TextType.Author)).message).toEqual({
          ...wanted,
          value: new Map([[value, [value]]]),
        });
        const { message } = await json.request(TextType.Author);
        expect(message).toMatchObject(wanted);
        expect(decodeVariant(Buffer.from(String(message?.value), 'base64'), { godot: 4 })).toEqual(
          new Map([[value, [value]]]),
        );
      }),
      { numRuns: 100 },
    );
  });
});

function inBase64(value: string[] | null): string {
  return Buffer.from(encodeVariant(value, { godot: 4 })).toString('base64');
}
