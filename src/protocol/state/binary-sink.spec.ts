import { quantized } from '../contract/wire.decorator.js';
import { BinarySink } from './binary-sink.js';
import { EntitySet } from './entity-set.js';
import { PatchWriter } from './patch-writer.js';
import { selectAll, Selection } from './selection.js';
import { Synced } from './synced.decorator.js';

class Ship {
  @Synced(quantized(0, 255, 8)) x = 0;
  @Synced('bool') isLit = false;
  @Synced('string') name = '';
}

const writer = new PatchWriter(new BinarySink());
const selection = new Selection();

function patchOf(ships: EntitySet<Ship>, base: number): string {
  const { table } = ships;
  const head = {
    version: table.version,
    base,
    tick: 300,
    serverTimeMs: 0x0102_0304_0506,
    state: { index: 2, name: '' },
  };
  writer.begin(head, Infinity);
  selectAll(selection, table, table.schema.layers[0]!, base);
  writer.section(1, 0, table, selection);
  table.version += 1;
  return writer
    .finish()
    .map((frame) => frame.subarray(2).toString('hex'))
    .join();
}

describe(BinarySink.name, () => {
  it('writes what the description of the format says, byte by byte', () => {
    const ships = new EntitySet(Ship);
    const first = ships.add(new Ship(), 5);
    const second = ships.add(new Ship(), 300);
    first.x = 9;
    second.isLit = true;
    second.name = 'é';

    // type, ref | FULL, version, span, tick, time, state | set 1 layer 0, ADDED | 2 ids | x | isLit | name
    expect(patchOf(ships, 0)).toBe(
      '0a0000' + '010100ac0206050403020102' + '0402' + '0205a702' + '0900' + '02' + '0002c3a9',
    );

    first.x = 10;
    second.x = 11;
    // ... | delta, version 2, span 1 | one group | mask x | 2 of them, all | x
    expect(patchOf(ships, 1)).toBe('0a0000' + '000201ac02060504030201' + '0404' + '01' + '08' + '0a0b');

    second.isLit = false;
    ships.delete(5);
    // ... | REMOVED and one group | 1 id | mask isLit | 1 of them, all | bits
    expect(patchOf(ships, 2)).toBe('0a0000' + '000301ac02060504030201' + '0405' + '0105' + '02' + '04' + '00');

    for (let id = 1; id <= 20; id++) ships.add(new Ship(), id);
    patchOf(ships, 3);
    ships.get(2)!.x = 1;
    ships.get(4)!.x = 2;
    // ... | mask x | 2 by distance | ordinals 1 and 3 | x
    expect(patchOf(ships, 4)).toBe('0a0000' + '000501ac02060504030201' + '0404' + '01' + '0a0102' + '0102');
    for (const id of [1, 3, 5]) ships.get(id)!.x = id;
    // ... | mask x | 3 by bits of 21 | x
    expect(patchOf(ships, 5)).toBe('0a0000' + '000601ac02060504030201' + '0404' + '01' + '0d150000' + '010305');
  });
});
