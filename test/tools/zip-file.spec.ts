import { crc32, inflateRawSync } from 'node:zlib';
import { zipFile } from '../../src/tools/zip-file.js';

const files = new Map([
  ['addons/godwit/plugin.cfg', Buffer.from('[plugin]\n'.repeat(100))],
  ['addons/godwit/grüße.gd', Buffer.from('# 東京')],
  ['addons/godwit/empty', Buffer.alloc(0)],
]);

/** Reads an archive from its end, as unpackers do. */
function unzip(archive: Buffer): Map<string, Buffer> {
  const end = archive.length - 22;
  expect(archive.readUInt32LE(end)).toBe(0x06054b50);
  const unpacked = new Map<string, Buffer>();
  let at = archive.readUInt32LE(end + 16);
  for (let left = archive.readUInt16LE(end + 10); left > 0; left -= 1) {
    expect(archive.readUInt32LE(at)).toBe(0x02014b50);
    const nameLength = archive.readUInt16LE(at + 28);
    const name = archive.toString('utf8', at + 46, at + 46 + nameLength);
    const content = contentAt(archive, archive.readUInt32LE(at + 42), archive.readUInt32LE(at + 20));
    expect(content.length).toBe(archive.readUInt32LE(at + 24));
    expect(crc32(content)).toBe(archive.readUInt32LE(at + 16));
    unpacked.set(name, content);
    at += 46 + nameLength;
  }
  expect(at).toBe(end);
  return unpacked;
}

function contentAt(archive: Buffer, at: number, packedLength: number): Buffer {
  expect(archive.readUInt32LE(at)).toBe(0x04034b50);
  const start = at + 30 + archive.readUInt16LE(at + 26) + archive.readUInt16LE(at + 28);
  return inflateRawSync(archive.subarray(start, start + packedLength));
}

describe(zipFile.name, () => {
  it('holds every file with its name and content', () => {
    expect([...unzip(zipFile(files))]).toEqual([...files]);
  });

  it('is smaller than what repeats itself', () => {
    expect(zipFile(files).length).toBeLessThan(800);
  });

  it('gives the same bytes for the same files', () => {
    expect(zipFile(files).equals(zipFile(new Map(files)))).toBe(true);
  });

  it('refuses more files than the format can number', () => {
    const many = new Map(Array.from({ length: 65_536 }, (_, index) => [String(index), Buffer.alloc(0)]));
    expect(() => zipFile(many)).toThrow(RangeError);
  });
});
