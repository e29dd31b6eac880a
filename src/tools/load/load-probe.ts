import type { Contract } from '../../protocol/contract/contract.js';
import { GameError } from '../../protocol/game-error.js';
import { BotLink } from './bots/bot-link.js';
import { LoadWire } from './bots/load-wire.js';
import { Pacer } from './bots/pacer.js';
import type { LoadOptions } from './load-options.js';
import { Meters } from './measure/meters.js';
import type { ScenarioOptions } from './scenario-options.js';

/** What is known of a server before bots come. */
export interface Probed {
  readonly contract: Contract;
  /** Whether each bot signs in with an account of its own. */
  readonly signsIn: boolean;
}

/** Looks at the server with one connection, so that what cannot work is told once instead of by each bot. @throws Error, one sentence */
export async function probe(options: LoadOptions, scenario: ScenarioOptions): Promise<Probed> {
  const contract = await contractOf(options.httpUrl);
  const { type, isOptional = false } = scenario.rooms ?? {};
  const pacer = new Pacer();
  const wire = new LoadWire(contract, options.isBinary);
  const { url, lab } = options;
  const link = new BotLink({ url, wire, pacer, lab, meters: new Meters(), allows: new Set() });
  try {
    const token = await scenario.token?.(0);
    await link.open(performance.now(), token);
    const isRequired = token === undefined && (await isSignInRequired(link, wire));
    const signsIn = scenario.signIn === 'device' || isRequired;
    if (signsIn && !wire.has('AuthSignInWithDevice')) {
      throw new Error(
        'The server requires a sign-in of its own: give the scenario a `token` for each bot, or start the server with AUTH_REQUIRED=false.',
      );
    }
    if (type !== undefined && !isOptional && !contract.rooms?.some((room) => room.type === type)) {
      const types = contract.rooms?.map((room) => room.type).join(', ') ?? 'none';
      throw new Error(`The server has no rooms of the type "${type}"; it has ${types}.`);
    }
    return { contract, signsIn };
  } catch (error) {
    throw error instanceof GameError ? new Error(sentenceOf(error, options), { cause: error }) : error;
  } finally {
    link.close();
    pacer.stop();
  }
}

async function contractOf(httpUrl: string): Promise<Contract> {
  let response: Response;
  try {
    response = await fetch(`${httpUrl}/contract`, { signal: AbortSignal.timeout(10_000) });
  } catch (cause) {
    throw new Error(
      `There is no server at ${httpUrl}. Start it (npm run start:dev, or npx godwit dev), or say where it is: --url.`,
      {
        cause,
      },
    );
  }
  const text = await response.text();
  try {
    const contract = JSON.parse(text) as Contract;
    if (response.ok && Array.isArray(contract.messages)) return contract;
  } catch {
    // Told below.
  }
  throw new Error(`${httpUrl}/contract is no contract of a Godwit server (HTTP ${response.status}).`);
}

/** Asks for something that is refused anyhow: to whoever has signed in for another reason. */
async function isSignInRequired(link: BotLink, wire: LoadWire): Promise<boolean> {
  if (!wire.has('RoomLeave')) return false;
  try {
    await link.request(wire.of('RoomLeave'), performance.now());
    return false;
  } catch (error) {
    return error instanceof GameError && error.code === 'auth.required';
  }
}

function sentenceOf({ code, message }: GameError, { url }: LoadOptions): string {
  if (code === 'network_lab.off') return '--lab needs a server that was started with NETWORK_LAB=on.';
  if (code.startsWith('connect.')) return `There is no game at ${url} (${code.slice('connect.'.length)}).`;
  if (code === 'address.too_many_connections') {
    return `${url} refuses further connections of this address; raise MAX_CONNECTIONS_PER_ADDRESS there.`;
  }
  return `${url} refuses bots: ${message} (${code})`;
}
