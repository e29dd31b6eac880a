import { EventBus } from './event-bus.js';
import { PlayerRecords } from './player-records.js';
import { PlayerErased } from './player.events.js';

const nothing = (): Promise<void> => Promise.resolve();

/** Records, and a module that stores one thing about each player. */
function fixture() {
  const events = new EventBus();
  const records = new PlayerRecords(events);
  const kept = new Map<string, string>();
  const module = { isBroken: false };
  events.on(PlayerErased, (event) => {
    if (module.isBroken) event.waitUntil(Promise.reject(new Error('The module is broken.')));
    else kept.delete(event.playerId);
  });
  /** A write that ends when the test lets it. */
  const slowWrite = (playerId: string) => {
    let end: () => void = () => undefined;
    const gate = new Promise<void>((resolve) => (end = resolve));
    const written = records.write(playerId, async () => {
      await gate;
      kept.set(playerId, 'something');
    });
    return { written, end };
  };
  return { records, kept, module, slowWrite };
}

describe(PlayerRecords.name, () => {
  it('erases what was being written when the erasure began, and lets nothing be written after', async () => {
    const { records, kept, slowWrite } = fixture();
    const { written, end } = slowWrite('ann');
    const erased = records.erase('ann', nothing);
    const late = records.write('ann', nothing);
    end();
    await Promise.all([written, erased]);

    await expect(late).rejects.toMatchObject({ code: 'player.erased' });
    await expect(records.write('ann', nothing)).rejects.toMatchObject({ code: 'player.erased' });
    expect([kept.size, records.isErased('ann'), records.isErased('bob'), records.isErased(undefined)]).toEqual([
      ...[0, true, false, false],
    ]);
    await records.write('bob', nothing);
  });

  it('does not wait for what others write, or stumble over a write that fails', async () => {
    const { records, slowWrite } = fixture();
    const { end, written } = slowWrite('bob');
    const failed = records.write('ann', () => Promise.reject(new Error('no')));
    await Promise.all([expect(failed).rejects.toThrow('no'), records.erase('ann', nothing)]);
    end();
    await written;
  });

  it.each(['a module', 'the end'])('leaves the player there when %s fails', async (what) => {
    const { records, module } = fixture();
    module.isBroken = what === 'a module';
    const finish = (): Promise<void> => (module.isBroken ? nothing() : Promise.reject(new Error('The end fails.')));

    await expect(records.erase('ann', finish)).rejects.toThrow();
    expect(records.isErased('ann')).toBe(false);
    await records.write('ann', nothing);
  });
});
