import { measureCodecs } from '../codec/codec-bench.js';
import type { LocalScenario, Row } from '../scenario.js';

function row(work: string, figure: string, more: Partial<Row> = {}): Row {
  return { work, figure, unit: 'ns', subject: 'binary', against: 'JSON', compare: 'ratio', ...more };
}

/** What one message costs in JSON and in binary, without sockets. */
export const codec: LocalScenario = {
  name: 'codec',
  rows: [
    row('the five-field move input, ref included', 'inputBytes', { unit: 'bytes', compare: 'amount', atMost: 16 }),
    row('a reply of ten mixed fields, ref included', 'statusBytes', { unit: 'bytes' }),
    row('decode and validate that input, against JSON.parse and the compiled check', 'decodeNs', { atMost: 0.5 }),
    row('the same, against the JSON codec', 'decodeCodecNs'),
    row('encode that reply, against JSON.stringify', 'encodeNs', { atMost: 0.5 }),
    row('the same, against the JSON codec', 'encodeCodecNs'),
  ],
  measure({ sliceMs, slices }) {
    const { rows, inputBytes, statusBytes } = measureCodecs({ sliceMs: sliceMs / 4, slices });
    const ofSide = (side: 'jsonNs' | 'binaryNs', index: 0 | 1) => ({
      ...Object.fromEntries(rows.map((each) => [each.figure, each[side]])),
      ...{ inputBytes: inputBytes[index], statusBytes: statusBytes[index] },
    });
    return Promise.resolve({ JSON: ofSide('jsonNs', 0), binary: ofSide('binaryNs', 1) });
  },
};
