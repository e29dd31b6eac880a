import { crc32, deflateRawSync } from 'node:zlib';

const LOCAL_HEADER = 0x04034b50;
const CENTRAL_HEADER = 0x02014b50;
const END_OF_DIRECTORY = 0x06054b50;
/** 2.0, the first with folders and deflate. */
const VERSION_NEEDED = 20;
/** Names are UTF-8. */
const UTF8_NAMES = 0x0800;
const DEFLATE = 8;
/** 1 January 1980, the format's first day: the same files always give the same bytes. */
const EPOCH_DATE = 0x21;
const MAX_ENTRIES = 0xffff;

/**
 * The files, path to content, as a ZIP archive that every unpacker reads. Source: PKWARE APPNOTE 6.3.10, sections 4.3.7,
 * 4.3.12 and 4.3.16, without the extensions for more than 65,535 files or 4 GiB.
 * @throws RangeError when there are more files than the format numbers
 */
export function zipFile(files: ReadonlyMap<string, Uint8Array>): Buffer {
  if (files.size > MAX_ENTRIES) throw new RangeError(`A ZIP file holds ${MAX_ENTRIES} files at most.`);
  const bodies: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const [path, content] of files) {
    const name = Buffer.from(path, 'utf8');
    const packed = deflateRawSync(content, { level: 9 });
    const facts = entryFacts(content, packed.length, name.length);
    const body = Buffer.concat([words(LOCAL_HEADER), facts, name, packed]);
    directory.push(centralHeader(facts, offset), name);
    bodies.push(body);
    offset += body.length;
  }
  const central = Buffer.concat(directory);
  return Buffer.concat([...bodies, central, endOfDirectory(files.size, central.length, offset)]);
}

/** What the local and the central header of an entry share, from "version needed" to the length of the extra field. */
function entryFacts(content: Uint8Array, packedLength: number, nameLength: number): Buffer {
  return Buffer.concat([
    halves(VERSION_NEEDED, UTF8_NAMES, DEFLATE, 0, EPOCH_DATE),
    words(crc32(content), packedLength, content.length),
    halves(nameLength, 0),
  ]);
}

function centralHeader(facts: Buffer, offset: number): Buffer {
  // No comment, first disk, no internal or external attributes.
  return Buffer.concat([words(CENTRAL_HEADER), halves(VERSION_NEEDED), facts, halves(0, 0, 0), words(0, offset)]);
}

function endOfDirectory(count: number, length: number, offset: number): Buffer {
  return Buffer.concat([words(END_OF_DIRECTORY), halves(0, 0, count, count), words(length, offset), halves(0)]);
}

function halves(...values: number[]): Buffer {
  const bytes = Buffer.alloc(values.length * 2);
  values.forEach((value, index) => bytes.writeUInt16LE(value, index * 2));
  return bytes;
}

function words(...values: number[]): Buffer {
  const bytes = Buffer.alloc(values.length * 4);
  values.forEach((value, index) => bytes.writeUInt32LE(value, index * 4));
  return bytes;
}
