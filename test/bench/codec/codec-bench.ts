/**
 * What a message costs in JSON and in binary, without sockets: one process, works that take turns, the median of slices.
 * By itself: `node --import @swc-node/register/esm-register test/bench/codec/codec-bench.ts`
 */
import 'reflect-metadata';
import { compileCheck } from '../../../src/protocol/check/compile-check.js';
import { BinaryCodec } from '../../../src/protocol/binary/binary.codec.js';
import { BinaryPackets } from '../../../src/protocol/binary/binary-packets.js';
import { buildContract } from '../../../src/protocol/contract/build-contract.js';
import { Envelope } from '../../../src/protocol/envelope.js';
import { JsonCodec } from '../../../src/protocol/json.codec.js';
import { declaredMessages } from '../../../src/protocol/message.decorators.js';
import { MessageCatalogue } from '../../../src/protocol/message-catalogue.js';
import { median } from '../median.js';
import { CodecBenchType, CodecInputDto, CodecStatusDto, Team } from './codec-messages.js';

/** Different messages that a work goes through, so that nothing is computed once for all. A power of two. */
const SAMPLES = 256;
const MAX_JSON_DEPTH = 32;

/** One comparison. */
export interface CodecRow {
  /** What is done. */
  readonly work: string;
  /** The name of its figure in `npm run bench`. */
  readonly figure: string;
  readonly jsonNs: number;
  readonly binaryNs: number;
  /** Binary by JSON. */
  readonly ratio: number;
  /** The largest ratio that is good enough; undefined for rows that only inform. */
  readonly bar: number | undefined;
}

/** What {@link measureCodecs} finds. */
export interface CodecFigures {
  readonly rows: readonly CodecRow[];
  /** The bytes of one packet with a ref: in JSON, in binary. */
  readonly inputBytes: readonly [json: number, binary: number];
  readonly statusBytes: readonly [json: number, binary: number];
}

/** How long to measure. */
export interface CodecBenchOptions {
  readonly sliceMs?: number;
  readonly slices?: number;
}

/** A work does sample `i` and returns something that depends on it. */
type Work = (i: number) => number;

/** Measures decoding with validation, and encoding. Takes about `(2 + slices) * 8 * sliceMs`. */
export function measureCodecs({ sliceMs = 60, slices = 15 }: CodecBenchOptions = {}): CodecFigures {
  const codecs = new Subjects();
  const measure = (figure: string, work: string, json: Work, binary: Work, bar?: number): CodecRow => {
    const [jsonNs, binaryNs] = compare(json, binary, sliceMs, slices);
    return { work, figure, jsonNs, binaryNs, ratio: binaryNs / jsonNs, bar };
  };
  return {
    rows: [
      measure(
        'decodeNs',
        'decode and validate an input, against JSON.parse + check',
        codecs.parseInput,
        codecs.binaryInput,
        0.5,
      ),
      measure('decodeCodecNs', 'the same, against the JSON codec', codecs.jsonInput, codecs.binaryInput),
      measure(
        'encodeNs',
        'encode a reply of ten fields, against JSON.stringify',
        codecs.stringifyStatus,
        codecs.binaryStatus,
        0.5,
      ),
      measure('encodeCodecNs', 'the same, against the JSON codec', codecs.jsonStatus, codecs.binaryStatus),
    ],
    inputBytes: codecs.inputBytes,
    statusBytes: codecs.statusBytes,
  };
}

/** The works that are compared. */
class Subjects {
  readonly inputBytes: readonly [number, number];
  readonly statusBytes: readonly [number, number];
  private readonly json = new JsonCodec(MAX_JSON_DEPTH);
  private readonly binary: BinaryCodec;
  private readonly check = compileCheck(CodecInputDto, { unknownFields: 'refuse' });
  private readonly envelope = new Envelope();
  private readonly statuses = Array.from({ length: SAMPLES }, (_, i) => statusOf(i));
  private readonly texts: readonly string[];
  private readonly jsonFrames: readonly Buffer[];
  private readonly binaryFrames: readonly Buffer[];

  constructor() {
    const messages = [CodecInputDto, CodecStatusDto];
    const declarations = declaredMessages().filter(({ messageClass }) => messages.some((dto) => dto === messageClass));
    const contract = buildContract(new MessageCatalogue(declarations));
    const client = new BinaryPackets(contract, { godot: 4, role: 'client' });
    this.binary = new BinaryCodec(contract, { godot: 4 });
    const inputs = Array.from({ length: SAMPLES }, (_, i) => inputOf(i));
    this.texts = inputs.map((input, i) => this.json.encode(CodecBenchType.Input, i + 1, input));
    this.jsonFrames = this.texts.map((text) => Buffer.from(text));
    this.binaryFrames = inputs.map((input, i) => client.encode(CodecBenchType.Input, i + 1, input));
    this.inputBytes = [longest(this.jsonFrames), longest(this.binaryFrames)];
    const written = [this.json, this.binary].map((codec) =>
      longest(this.statuses.map((status) => codec.encode(CodecBenchType.Status, SAMPLES, status))),
    );
    this.statusBytes = [written[0] ?? 0, written[1] ?? 0];
  }

  readonly parseInput: Work = (i) => {
    const packet = JSON.parse(this.texts[i] ?? '') as { message: unknown };
    return this.tickOf(packet.message);
  };

  readonly jsonInput: Work = (i) => {
    this.json.decode(this.jsonFrames[i] ?? Buffer.alloc(0), false, this.envelope);
    return this.tickOf(this.envelope.message);
  };

  readonly binaryInput: Work = (i) => {
    this.binary.decode(this.binaryFrames[i] ?? Buffer.alloc(0), true, this.envelope);
    return this.tickOf(this.envelope.message);
  };

  readonly stringifyStatus: Work = (i) => JSON.stringify(this.statuses[i]).length;

  readonly jsonStatus: Work = (i) => this.json.encode(CodecBenchType.Status, i, this.statuses[i]).length;

  readonly binaryStatus: Work = (i) => this.binary.encode(CodecBenchType.Status, i, this.statuses[i]).length;

  private tickOf(raw: unknown): number {
    const checked = this.check.check(raw);
    if (!(checked instanceof CodecInputDto)) throw new Error('A good input was refused.');
    return checked.tick;
  }
}

function inputOf(i: number): CodecInputDto {
  return { seq: 60_000 + i, dx: (i % 201) - 100, dy: 100 - (i % 201), buttons: i % 256, tick: 1_000_000 + i };
}

function statusOf(i: number): CodecStatusDto {
  return new CodecStatusDto({
    id: 1000 + i,
    name: `Player ${i}`,
    x: i * 1.1,
    y: i * -0.7,
    health: i % 101,
    score: i * 37 - 4000,
    isAlive: i % 3 > 0,
    team: i % 2 > 0 ? Team.Red : Team.Blue,
    tick: 1_000_000 + i,
    title: i % 2 > 0 ? 'Knight of the Marsh' : undefined,
  });
}

/** The nanoseconds that one sample takes in each of two works that take turns. */
function compare(first: Work, second: Work, sliceMs: number, slices: number): [number, number] {
  for (const work of [first, second, first, second]) slice(work, sliceMs);
  const times: [number[], number[]] = [[], []];
  for (let i = 0; i < slices; i++) {
    times[0].push(slice(first, sliceMs));
    times[1].push(slice(second, sliceMs));
  }
  return [median(times[0]), median(times[1])];
}

/** What the works return, so that none of it can be left out. */
const sink = { value: 0 };

function slice(work: Work, sliceMs: number): number {
  const started = performance.now();
  let rounds = 0;
  let elapsedMs: number;
  do {
    for (let i = 0; i < SAMPLES; i++) sink.value ^= work(i);
    rounds++;
    elapsedMs = performance.now() - started;
  } while (elapsedMs < sliceMs);
  return (elapsedMs * 1e6) / (rounds * SAMPLES);
}

function longest(frames: readonly (string | Buffer)[]): number {
  return Math.max(...frames.map((frame) => Buffer.byteLength(frame)));
}

/** The figures as lines of text. */
export function describeFigures({ rows, inputBytes, statusBytes }: CodecFigures): string[] {
  return [
    ...rows.map(({ work, jsonNs, binaryNs, ratio, bar }) => {
      const limit = bar === undefined ? '' : ` (bar ${bar})`;
      return `${work}: ${jsonNs.toFixed(0)} ns, binary ${binaryNs.toFixed(0)} ns, ratio ${ratio.toFixed(2)}${limit}`;
    }),
    `bytes of an input with ref: JSON ${inputBytes[0]}, binary ${inputBytes[1]}`,
    `bytes of a reply of ten fields with ref: JSON ${statusBytes[0]}, binary ${statusBytes[1]}`,
  ];
}

if (process.argv[1] === import.meta.filename) console.log(describeFigures(measureCodecs()).join('\n'));
