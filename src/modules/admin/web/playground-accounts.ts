import type { PlaygroundContract } from '../sections/playground-views.js';

/** Devices of test accounts that were made in this browser; a device is what its account signs in with. */
const KEY = 'godwit-playground-devices';
const GIVE_UP_MS = 10_000;
const LEFT = 1000;

/** A packet of the JSON codec. */
interface Packet {
  readonly type: number;
  readonly ref?: number;
  readonly message?: Readonly<Record<string, unknown>>;
}

/** The devices of the test accounts that are left. */
export function testDevices(): readonly string[] {
  try {
    const kept = JSON.parse(localStorage.getItem(KEY) ?? '[]') as unknown;
    return Array.isArray(kept) ? kept.filter((each) => typeof each === 'string') : [];
  } catch {
    return [];
  }
}

/** A device that nobody has: whoever signs in with it gets a new account. It is kept until the account is removed. */
export function newTestDevice(): string {
  const device = `playground-${crypto.randomUUID()}`;
  keep([...testDevices(), device]);
  return device;
}

/** Whether the game has accounts that devices sign in to. */
export function hasAccounts({ messages }: PlaygroundContract): boolean {
  return messages.some(({ name }) => name === 'AuthSignInWithDevice');
}

/**
 * Erases the test accounts of this browser, each as its own player does it: signs in with its device, and deletes its account.
 * @returns how many are left, which another try may erase
 */
export async function removeTestAccounts(url: string, contract: PlaygroundContract): Promise<number> {
  for (const device of testDevices()) {
    const isGone = await removeOne(url, contract, device).catch(() => false);
    if (isGone) keep(testDevices().filter((other) => other !== device));
  }
  return testDevices().length;
}

function keep(devices: readonly string[]): void {
  localStorage.setItem(KEY, JSON.stringify(devices));
}

async function removeOne(url: string, contract: PlaygroundContract, deviceId: string): Promise<boolean> {
  const typeOf = (name: string): number => contract.messages.find((each) => each.name === name)?.type ?? -1;
  const socket = new WebSocket(url, ['godwit.json.v1']);
  try {
    await new Promise((resolve, reject) => {
      socket.onopen = resolve;
      socket.onerror = reject;
    });
    await ask(socket, { type: typeOf('Hello'), ref: 1, message: { contract: contract.hash, engine: 'playground' } });
    const signedIn = await ask(socket, { type: typeOf('AuthSignInWithDevice'), ref: 2, message: { deviceId } });
    const playerId = signedIn.message?.playerId;
    if (typeof playerId !== 'string') return false;
    const deleted = await ask(socket, { type: typeOf('AuthDelete'), ref: 3, message: { playerId } });
    return deleted.type !== typeOf('Error');
  } finally {
    socket.close(LEFT);
  }
}

/** Sends a request, and waits for its answer. The end of the account ends its connection: that is an answer too. */
function ask(socket: WebSocket, packet: Packet): Promise<Packet> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('The game does not answer.')), GIVE_UP_MS);
    socket.onmessage = ({ data }) => {
      const answer = JSON.parse(String(data)) as Packet;
      if (answer.ref !== packet.ref) return;
      clearTimeout(timer);
      resolve(answer);
    };
    socket.onclose = ({ reason }) => {
      clearTimeout(timer);
      reject(new Error(reason));
    };
    socket.send(JSON.stringify(packet));
  });
}
