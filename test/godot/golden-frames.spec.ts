import { base64, runGoldenVectors, vectorsFor, type EngineReport } from '../conformance/binary-engine.js';
import { describeWithEngine, type EngineName } from './engines.js';

/** Engines take 5e-324 in JSON, the least number there is, for 0. */
const BEYOND_JSON = 'numbers, low ones and odd ones';

for (const name of ['godot4', 'godot36', 'godot32'] satisfies EngineName[]) {
  describeWithEngine(name, 'Generated GDScript', (engine) => {
    const vectors = vectorsFor(engine);
    let report: EngineReport;

    beforeAll(async () => {
      report = await runGoldenVectors(engine);
    });

    it('loads without a complaint, whatever the contract holds', () => {
      expect(report.broken).toEqual([]);
      expect(report.complaints).toEqual([]);
    });

    it('reads every golden packet and writes the same bytes', () => {
      const expected = vectors.map(({ name: title, ref, hex }) => ({ name: title, ref, written: base64(hex) }));

      expect(vectors.length).toBeGreaterThan(40);
      expect(report.packets.map(({ name: title, ref, written }) => ({ name: title, ref, written }))).toEqual(expected);
    });

    it('makes the same bytes of what JSON brings', () => {
      const expected = vectors.map(({ name: title, hex }) => ({
        title,
        fromJson: base64(hex),
        throughJson: base64(hex),
      }));
      const made = report.packets.map(({ name: title, from_json: fromJson, through_json: throughJson }) => {
        return { title, fromJson, throughJson };
      });

      const isComparable = ({ title }: { title: string }): boolean => title !== BEYOND_JSON;
      expect(made.filter(isComparable)).toEqual(expected.filter(isComparable));
    });

    it('finds that every golden message keeps the rules', () => {
      expect(report.packets.filter(({ problem }) => problem !== '')).toEqual([]);
    });

    it('refuses every golden packet that is cut short, and every bad one', () => {
      expect(report.packets.filter((packet) => packet.accepted_cuts?.length !== 0)).toEqual([]);
      expect(new Set(report.refused)).toEqual(new Set([true]));
    });
  });
}
