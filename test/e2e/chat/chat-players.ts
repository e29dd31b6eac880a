import { PlayerSessions } from '../../../src/core/sessions/player-sessions.js';
import type { Session } from '../../../src/core/sessions/session.js';
import { ChatType } from '../../../src/modules/chat/chat.messages.js';
import type { TestApp } from '../../../src/testing/test-app.js';
import type { Packet, TestClient } from '../../../src/testing/test-client.js';

/** The empty answer. */
export const ACK = 3;

const HELLO = 0;

/** A line as clients get it. */
export interface Line {
  readonly id: number;
  readonly channel: string;
  readonly from: { readonly id: string; readonly name: string; readonly playerId?: string };
  readonly text: string;
  readonly sentAtMs: number;
  readonly editedAtMs?: number;
  readonly isDeleted?: boolean;
}

/** What a refusal looks like. */
export function refused(code: string): object {
  return { type: 2, message: expect.objectContaining({ code }) as object };
}

/** A client of the player with this id; the server's sign-in is that of EverybodyModule. */
export async function enter(server: TestApp, playerId: string): Promise<TestClient> {
  const client = await server.connect();
  await client.request(HELLO, { token: playerId });
  return client;
}

/** The session of a player who is connected once. */
export function sessionOf(server: TestApp, playerId: string): Session {
  const [session] = server.app.get(PlayerSessions).of(playerId);
  if (!session) throw new Error(`${playerId} is not here.`);
  return session;
}

/** Enters a named channel. @throws Error when that is refused */
export async function join(client: TestClient, channel: string, name = 'Somebody'): Promise<Packet> {
  const joined = await client.request(ChatType.Join, { channel, name });
  if (joined.type !== (ChatType.Joined as number)) throw new Error(`Not joined: ${JSON.stringify(joined)}`);
  return joined;
}

/** Says something, and gives the answer. */
export function say(client: TestClient, channel: string, text: string): Promise<Packet> {
  return client.request(ChatType.Say, { channel, text });
}

/** The latest lines of a channel, or those before one. @throws Error when that is refused */
export async function read(client: TestClient, channel: string, more: object = {}): Promise<Line[]> {
  const { type, message } = await client.request(ChatType.History, { channel, ...more });
  if (type !== (ChatType.HistoryRead as number)) throw new Error(`Not read: ${JSON.stringify(message)}`);
  return message?.lines as Line[];
}

/** The texts of lines. */
export const textsOf = (lines: readonly Line[]): string[] => lines.map(({ text }) => text);

/** What a client has got of one type. */
export function heardBy(client: TestClient, type: ChatType): Packet[] {
  return client.packets.filter((packet) => packet.type === (type as number));
}

/** The texts that a client has heard, in order. */
export function textsHeardBy(client: TestClient): unknown[] {
  return heardBy(client, ChatType.Received).map(({ message }) => message?.text);
}

/** Waits until a client has heard this text. */
export function hears(client: TestClient, text: string): Promise<Packet> {
  const isIt = ({ type, message }: Packet): boolean => type === (ChatType.Received as number) && message?.text === text;
  return client.waitFor(isIt, `the line "${text}"`);
}
