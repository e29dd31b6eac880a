import { resolve } from 'node:path';
import type { TestApp } from '../../src/testing/test-app.js';
import type { TestClient } from '../../src/testing/test-client.js';
import { CANARY, type BadInput } from './bad-input.table.js';
import type { LogRecorder } from './log-recorder.js';

const ERROR = 2;
const PONG = 5;

/** What gives away how or where the server was built. */
const INSIDE = new RegExp(`\\.[cm]?[jt]s\\b|node_modules|node:|\\n *at |${resolve('.').replace(/\W/g, '\\$&')}`);

/** One client sends what is bad, another must notice nothing of it. */
export class Refusals {
  private constructor(
    readonly attacker: TestClient,
    readonly bystander: TestClient,
    private readonly logs: LogRecorder,
  ) {}

  static async on(server: TestApp, logs: LogRecorder): Promise<Refusals> {
    return new Refusals(await server.connect(), await server.connect(), logs);
  }

  /** Sends a row as every kind of frame that can hold it, and expects its one refusal. */
  async expect(row: BadInput): Promise<void> {
    await this.expectRefusal(row, true);
    if (typeof row.data === 'string') await this.expectRefusal(row, false);
    await this.expectUnmoved();
  }

  /** Sends a row's data and returns the one packet that answers it; the connection lives on. */
  async answerTo(data: string | Buffer, binary: boolean): Promise<{ text: string; packet: object }> {
    const before = this.attacker.texts.length;
    this.attacker.sendRaw(data, { binary });
    await this.attacker.settle();
    const [text = '', pong = '', ...more] = this.attacker.texts.slice(before);
    expect(JSON.parse(pong)).toMatchObject({ type: PONG });
    expect(more).toEqual([]);
    return { text, packet: JSON.parse(text) as object };
  }

  /** The bystander is still answered, and the log tells of no failure. */
  async expectUnmoved(): Promise<void> {
    expect(await this.bystander.request(4)).toMatchObject({ type: PONG });
    expect(this.logs.failures).toEqual([]);
  }

  private async expectRefusal({ data, code, ref, field }: BadInput, binary: boolean): Promise<void> {
    const { text, packet } = await this.answerTo(data, binary);
    expect(packet).toMatchObject({ type: ERROR, message: { code } });
    if (field !== undefined) expect(fieldsOf(packet)).toContain(field);
    expect(Reflect.get(packet, 'ref')).toBe(ref);
    expect(text).not.toContain(CANARY);
    expect(text).not.toMatch(INSIDE);
    expect(text.length).toBeLessThan(4096);
  }
}

/** The fields that a refusal names. */
function fieldsOf(packet: object): string[] {
  const { message } = packet as { message: { details?: { field: string }[] } };
  return (message.details ?? []).map(({ field }) => field);
}
