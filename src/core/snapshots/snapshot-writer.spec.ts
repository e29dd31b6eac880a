import { jest } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { setImmediate as turn } from 'node:timers/promises';
import type { RoomStore } from './room-store.js';
import { SnapshotWriter } from './snapshot-writer.js';

/** A store whose writes end when the test says so. */
class SlowStore {
  readonly log: string[] = [];
  readonly running: (() => void)[] = [];
  fails = false;

  save(id: string, content: Uint8Array): Promise<void> {
    return this.work(`${id}=${Buffer.from(content).toString()}`);
  }

  remove(id: string): Promise<void> {
    return this.work(`${id} gone`);
  }

  private async work(line: string): Promise<void> {
    this.log.push(line);
    await new Promise<void>((done) => this.running.push(done));
    if (this.fails) throw new Error('The disk is full.');
  }
}

function fixture() {
  const store = new SlowStore();
  return { store, writer: new SnapshotWriter(store as unknown as RoomStore) };
}

async function finishAll({ running }: SlowStore): Promise<void> {
  while (running.length > 0) {
    for (const done of running.splice(0)) done();
    await turn();
  }
}

describe(SnapshotWriter.name, () => {
  it('writes only the newest of what came while a room was written, and never two of one room at once', async () => {
    const { store, writer } = fixture();
    for (const text of ['1', '2', '3']) writer.save('a', Buffer.from(text));
    expect(store.log).toEqual(['a=1']);
    await finishAll(store);
    await writer.flush();
    expect(store.log).toEqual(['a=1', 'a=3']);
  });

  it('forgets a room after all that was written of it', async () => {
    const { store, writer } = fixture();
    writer.save('a', Buffer.from('1'));
    writer.save('a', Buffer.from('2'));
    writer.remove('a');
    await finishAll(store);
    await writer.flush();
    expect(store.log).toEqual(['a=1', 'a gone']);
  });

  it('writes four rooms at once at most, and all in the end', async () => {
    const { store, writer } = fixture();
    for (let index = 0; index < 20; index++) writer.save(`room-${index}`, Buffer.from('x'));
    expect(store.running).toHaveLength(4);
    expect(writer.size).toBe(16);
    await finishAll(store);
    await writer.flush();
    expect(new Set(store.log).size).toBe(20);
    expect(writer.size).toBe(0);
  });

  it('goes on after a failure, and tells of it once until it is over', async () => {
    const { store, writer } = fixture();
    store.fails = true;
    const told = jest.spyOn(Logger.prototype, 'error').mockImplementation(() => undefined);
    writer.save('a', Buffer.from('1'));
    writer.save('a', Buffer.from('2'));
    await finishAll(store);
    await writer.flush();
    expect(store.log).toEqual(['a=1', 'a=2']);
    expect(told).toHaveBeenCalledTimes(1);
    for (const fails of [false, true]) {
      store.fails = fails;
      writer.save('a', Buffer.from('3'));
      await finishAll(store);
      await writer.flush();
    }
    expect(told).toHaveBeenCalledTimes(2);
    told.mockRestore();
  });
});
