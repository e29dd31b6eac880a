import type { Contract } from '../../../src/protocol/contract/contract.js';
import { runForFigures, type BenchEngine } from './engine.js';

/** What the client measures with one codec. */
export interface ClientFigures {
  /** Requests whose answer was not theirs, of 1,000. */
  readonly unmatched: number;
  /** Microseconds for one answer of five fields, from its frame to a typed object. */
  readonly decodeUs: number;
}

/** What {@link runGodotClient} finds. */
export interface GodotFigures {
  readonly json: ClientFigures;
  readonly binary: ClientFigures;
}

/**
 * Lets a real Godot 4 with classes generated from `contract` talk to the server.
 * @throws Error with the engine's output when it does not come to an end
 */
export async function runGodotClient(engine: BenchEngine, contract: Contract, url: string): Promise<GodotFigures> {
  const run = { project: 'client', contract, args: ['res://bench.tscn'], env: { SERVER_URL: url } };
  return (await runForFigures(engine, run)) as GodotFigures;
}
