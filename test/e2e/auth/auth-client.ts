import { randomBytes } from 'node:crypto';
import { MailOutbox } from '../../../src/modules/auth/email/mail-outbox.js';
import type { TestApp } from '../../../src/testing/test-app.js';
import type { Packet, TestClient } from '../../../src/testing/test-client.js';

/** What a sign-in answers. */
export interface SignedIn {
  readonly playerId: string;
  readonly displayName: string;
  readonly isNew: boolean;
  readonly accessToken: string;
  readonly refreshToken: string;
}

/** The types of auth's messages that tests send. */
export const Auth = {
  device: 100,
  signUp: 101,
  signIn: 102,
  refresh: 103,
  signOut: 105,
  ticket: 106,
  emailCode: 108,
  verify: 109,
  requestReset: 110,
  reset: 111,
  changePassword: 112,
  completeSignUp: 113,
  read: 120,
  rename: 122,
  linkDevice: 123,
  linkEmail: 124,
  linkOpenId: 125,
  unlink: 126,
  delete: 127,
  export: 128,
} as const;

/** A device's id as a client makes it. */
export function newDeviceId(): string {
  return randomBytes(16).toString('hex');
}

/** The answer of a sign-in. @throws Error when it was refused */
export function signedIn({ type, message }: Packet): SignedIn {
  if (type !== 104) throw new Error(`Not signed in: ${JSON.stringify(message)}`);
  return message as unknown as SignedIn;
}

/** A client that has signed in with a new device. */
export async function newPlayer(server: TestApp): Promise<{ client: TestClient; deviceId: string; me: SignedIn }> {
  const client = await server.connect();
  const deviceId = newDeviceId();
  return { client, deviceId, me: signedIn(await client.request(Auth.device, { deviceId })) };
}

/** A client that has signed up with this address, in the ways of the game: asks, reads the mail, types the code. */
export async function newEmailPlayer(
  server: TestApp,
  logged: readonly { readonly text: string }[],
  email: string,
  password: string,
  client?: TestClient,
): Promise<{ client: TestClient; email: string; answer: Packet }> {
  const player = client ?? (await server.connect());
  await player.request(Auth.signUp, { email, password });
  const code = await mailedCode(server, logged, email);
  return { client: player, email, answer: await player.request(Auth.completeSignUp, { code, password }) };
}

/** What a refusal looks like. */
export function refusal(code: string): object {
  return { type: 2, message: expect.objectContaining({ code }) as object };
}

/** The code of the latest mail to this address, which the server has shown in its log. @throws Error when there is none */
export async function mailedCode(
  server: TestApp,
  logged: readonly { readonly text: string }[],
  email: string,
): Promise<string> {
  await server.app.get(MailOutbox).settled();
  const mail = logged.findLast(({ text }) => text.includes(`To: ${email}.`));
  const code = /^ {4}([\w-]{19})$/m.exec(mail?.text ?? '')?.[1];
  if (code === undefined) throw new Error(`There is no mail to ${email}.`);
  return code;
}
