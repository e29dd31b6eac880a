import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { Ajv, type ValidateFunction } from 'ajv';
import { parse } from 'yaml';
import type { Contract } from '../../src/protocol/contract/contract.js';
import { TestApp } from '../../src/testing/test-app.js';
import type { Packet, TestClient } from '../../src/testing/test-client.js';
import { FORM_VALUES, FormsModule, FormsType } from './contract-forms.fixture.js';
import { HallModule } from './hall.fixture.js';

/** The parser alone takes seconds to load. */
const PARSER_TIMEOUT_MS = 60_000;

interface Operation {
  id: string;
  action: string;
  messages: string[];
  reply: string[];
  tags: string[];
}

interface Parsed {
  isValid: boolean;
  problems: { severity: number; code: string; message: string; path: string }[];
  operations: Operation[];
  servers: string[];
}

interface Message {
  payload: object;
  examples: { name: string; payload: Record<string, unknown> }[];
}

interface Document {
  components: { messages: Record<string, Message> };
}

/** What the official parser says of a document. */
async function officially(document: string): Promise<Parsed> {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'parse-asyncapi.js')], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  child.stdin.end(document);
  return JSON.parse(await text(child.stdout)) as Parsed;
}

describe('AsyncAPI of a running server', () => {
  let app: TestApp;
  let client: TestClient;
  let contract: Contract;
  let json: string;
  let yaml: string;
  let document: Document;

  beforeAll(async () => {
    app = await TestApp.start({ imports: [HallModule, FormsModule], env: { WS_PATH: '/game' } });
    client = await app.connect({ path: '/game' });
    const [contractText, ...texts] = await Promise.all(
      ['contract', 'asyncapi.json', 'asyncapi.yaml'].map((page) =>
        fetch(`${app.httpUrl}/${page}`).then((response) => response.text()),
      ),
    );
    [json = '', yaml = ''] = texts;
    contract = JSON.parse(contractText ?? '') as Contract;
    document = JSON.parse(json) as Document;
  });

  afterAll(() => app.stop());

  it(
    'is valid by the official parser, with every handler and every event in it',
    async () => {
      const parsed = await officially(json);
      const { messages } = contract;
      const replies = messages.map(({ reply }) => reply);

      // Severity 2 is advice, such as that a newer version of AsyncAPI exists.
      expect(parsed.problems.filter(({ severity }) => severity < 2)).toEqual([]);
      expect(parsed.isValid).toBe(true);
      expect(parsed.servers).toEqual([`ws://127.0.0.1:${app.port}/`]);
      expect(parsed.operations.filter(({ action }) => action === 'receive')).toEqual(
        messages
          .filter(({ direction }) => direction === 'client')
          .map(({ name, module, reply = 'Ack' }) => ({
            id: name,
            action: 'receive',
            messages: [name],
            reply: [reply, 'Error'],
            tags: [module],
          })),
      );
      expect(parsed.operations.filter(({ action }) => action === 'send').map(({ id }) => id)).toEqual(
        messages
          .filter(({ direction, name }) => direction === 'server' && name !== 'Ack')
          .filter(({ name }) => name === 'Welcome' || !replies.includes(name))
          .map(({ name }) => name),
      );
    },
    PARSER_TIMEOUT_MS,
  );

  it('says the same in YAML', () => {
    expect(parse(yaml)).toEqual(JSON.parse(json));
  });

  it('names the address under which the reader found the server', async () => {
    const headers = { 'X-Forwarded-Proto': 'https' };
    const page = await fetch(`${app.httpUrl}/asyncapi.json`, { headers });
    const { servers, channels } = (await page.json()) as Record<string, unknown>;

    expect(servers).toMatchObject({ game: { host: `127.0.0.1:${app.port}`, protocol: 'wss' } });
    expect(channels).toMatchObject({ game: { address: '/game' } });
    expect(page.headers.get('access-control-allow-origin')).toBe('*');
  });

  it('has a schema and examples for every message, which agree', () => {
    const { messages } = document.components;

    expect(Object.keys(messages)).toEqual(contract.messages.map(({ name }) => name));
    for (const [name, { examples }] of Object.entries(messages)) {
      const validate = schemaOf(document, name);
      for (const { payload } of examples)
        expect({ name, payload, errors: verdict(validate, payload) }).toMatchObject({ errors: [] });
    }
  });

  it('has examples in both forms of packets, and the server takes them', async () => {
    const inOrder = ['FormsTake', 'FormsEmpty', 'FormsLabel', 'HallJoin', 'HallSay', 'HallLeave'];
    const kinds: string[] = [];
    for (const name of inOrder) {
      for (const { name: kind, payload } of document.components.messages[name]?.examples ?? []) {
        const { message } = await ask(client, payload);
        // The second Leave comes when the channel has been left.
        expect({ name, code: message?.code ?? '' }).toEqual({
          name,
          code: kind === 'flat' && name === 'HallLeave' ? 'hall.not_member' : '',
        });
        kinds.push(`${name} ${kind}`);
      }
    }
    // A field that is called "type" leaves only one form.
    expect(kinds).toEqual(
      inOrder.flatMap((name) => [`${name} canonical`, ...(name === 'FormsLabel' ? [] : [`${name} flat`])]),
    );
  });

  it.each(FORM_VALUES)('has a schema that judges the field %s as the server does', async (field, good, bad) => {
    const example = document.components.messages.FormsTake?.examples[0]?.payload;
    const validate = schemaOf(document, 'FormsTake');
    for (const value of [...good, ...bad]) {
      const message = { ...(example?.message as object), [field]: value };
      const answer = await ask(client, { type: FormsType.Take, message });
      const isRefused = answer.message?.code === 'message.invalid';

      expect({ value, isRefused }).toEqual({ value, isRefused: bad.includes(value) });
      expect({ value, isValid: validate({ type: FormsType.Take, message }) }).toEqual({
        value,
        isValid: good.includes(value),
      });
      expect({ value, isValid: validate({ type: FormsType.Take, ...message }) }).toEqual({
        value,
        isValid: good.includes(value),
      });
    }
  });

  it('has the errors beside the message Error', () => {
    expect(document.components.messages.Error).toMatchObject({ 'x-errors': contract.errors });
  });
});

let lastRef = 0;

/** Sends a packet as a request of its own and waits for the answer. */
function ask(client: TestClient, packet: object): Promise<Packet> {
  const ref = ++lastRef;
  client.sendRaw(JSON.stringify({ ...packet, ref }));
  return client.waitFor((answer) => answer.ref === ref);
}

function schemaOf(document: Document, name: string): ValidateFunction {
  const ajv = new Ajv({ strict: false, allErrors: true });
  ajv.addSchema(document, 'asyncapi');
  return ajv.compile({ $ref: `asyncapi#/components/messages/${name}/payload` });
}

function verdict(validate: ValidateFunction, packet: unknown): string[] {
  return validate(packet)
    ? []
    : (validate.errors ?? []).map(({ instancePath, message = '' }) => `${instancePath} ${message}`);
}
