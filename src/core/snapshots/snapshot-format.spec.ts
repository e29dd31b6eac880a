import fc from 'fast-check';
import { MAX_SNAPSHOT_BYTES } from './room-store.js';
import { decodeSnapshot, encodeSnapshot, SnapshotError, type RoomSnapshot } from './snapshot-format.js';

const snapshot: RoomSnapshot = {
  savedAtMs: 1,
  stamp: 'stamp',
  contract: '0123456789abcdef',
  room: {
    ...{
      id: 'id',
      code: 'ABCDEF',
      typeName: 'vault',
      options: {},
      settings: { password: 'ä€😀' },
      metadata: { map: 'x' },
    },
    ...{ isLocked: false, openedAtMs: 1, lastNumber: 2, random: '0'.repeat(31) + '1', members: [], reservations: [] },
    loop: { tickHz: 30, tickNumber: 7 },
    parts: [{ className: 'VaultRoom', saved: { text: 'line\nline', deep: [1, null, { a: true }] } }],
  },
};

describe(decodeSnapshot.name, () => {
  it('gives what was encoded', () => {
    expect(decodeSnapshot(encodeSnapshot(snapshot))).toEqual(snapshot);
  });

  it('refuses a snapshot that is larger than any may be', () => {
    const options = { note: 'x'.repeat(MAX_SNAPSHOT_BYTES) };
    const content = encodeSnapshot({ ...snapshot, room: { ...snapshot.room, options } });
    expect(() => decodeSnapshot(content)).toThrow(SnapshotError);
  });

  it('refuses a snapshot that is cut off anywhere', () => {
    const whole = encodeSnapshot(snapshot);
    for (let length = 0; length < whole.length; length++) {
      expect(() => decodeSnapshot(whole.subarray(0, length))).toThrow(SnapshotError);
    }
  });

  it('refuses a snapshot in which any byte is another', () => {
    const whole = encodeSnapshot(snapshot);
    fc.assert(
      fc.property(fc.nat(whole.length - 1), fc.integer({ min: 1, max: 255 }), (place, change) => {
        const damaged = Buffer.from(whole);
        damaged[place] = (damaged[place] ?? 0) ^ change;
        expect(() => decodeSnapshot(damaged)).toThrow(SnapshotError);
      }),
    );
  });

  it('never throws anything else, whatever the bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        expect(() => decodeSnapshot(bytes)).toThrow(SnapshotError);
      }),
    );
  });

  it('names the version that it cannot read', () => {
    const text = encodeSnapshot(snapshot).toString().replace('godwit-room 1', 'godwit-room 2');
    expect(() => decodeSnapshot(Buffer.from(text))).toThrow('It has version 2; this server reads 1.');
  });
});
