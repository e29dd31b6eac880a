/**
 * How a room's state is sent: the one specification that the writer, the TypeScript mirror and the generated GDScript follow.
 * All numbers are little-endian; `varuint` is the contract's own (LEB128, seven bits per byte, lowest first).
 *
 * **Sets, columns, layers.** The contract lists, for each state, its *sets* in order. Set 0 is the state object itself: one
 * entity with the id 0. Each further set is an {@link EntitySet}, whose entities have ids from 1 to 2^32 - 1. The fields
 * of a set are flattened depth first into *columns* (`position`, `stats.health`). Each column belongs to one *layer*:
 * 0 everyone, 1 team, 2 owner. Columns of one layer are counted from 0 in the order of the contract. For each set and
 * layer the client keeps its *known* entities, sorted by id; those of layers 1 and 2 are always among those of layer 0.
 *
 * **Patch** (type 10, uncounted; the same bytes for every client with the same view):
 * ```
 * u16 type = 10, varuint ref = 0
 * u8 flags          bit 0 FULL: first discard the whole state, including layers 1 and 2; everything then comes as added.
 *                   bit 1 MORE: the patch continues in the next Patch. Keep the parts and apply all of them when the last is there,
 *                   so that nobody sees half a state.
 * varuint version   of the state after the patch
 * varuint span      version - base, where base is the version that this patch follows on from; 0 when FULL
 * varuint tick
 * u48 serverTimeMs  whole milliseconds since 1970 at that tick (u32 low, u16 high)
 * varuint state     only when FULL and not a continuation: index into the contract's states
 * sections          to the end of the packet
 * ```
 * All parts of one patch have the same version and span; the FULL flag is set on all parts of a full patch, and only its
 * first part discards and names the state. A client whose own version is not `version - span` when the first part of a delta
 * arrives requests a resync (reason 1) once, and ignores all deltas until one follows on from its version, or one is FULL.
 *
 * **Own** (type 11, uncounted; for one client): sent *before* the Patch that it belongs to. The client keeps it and applies
 * it right after the last part of that Patch, before it tells the game.
 * ```
 * u16 type = 11, varuint ref = 0
 * varuint ack       sequence number of the last input of this client that the state contains, 0 for none
 * sections          of layers 1 and 2
 * ```
 *
 * **Section**:
 * ```
 * varuint head      set * 4 + layer
 * varuint parts     groups * 4 + (2 when ADDED) + (1 when REMOVED)
 * REMOVED           varuint count, then ids ascending: the first as varuint, each other as varuint difference to the one before
 * groups            each:
 *   mask            ceil(columns of the layer / 8) bytes, lowest bit first: which columns follow
 *   varuint head    count * 4 + mode
 *   which           ordinals in the list of known entities, as it is after REMOVED and before ADDED (counted from 0):
 *                   mode 0: all of them, no bytes (count is the length of the list)
 *                   mode 1: a bit for each known entity, lowest bit first, ceil(known / 8) bytes, `count` bits set
 *                   mode 2: `count` varuints: the first ordinal, then the difference to the previous one
 *   columns         for each column of the mask, in order: the values of those entities, in a row
 * ADDED             varuint count, ids as in REMOVED, then every column of the layer in order, each in a row
 * ```
 * Removing and adding one id in the same patch is a removal and an addition. In layers 1 and 2, "removed" means that the
 * client may no longer see those fields: they fall back to their zero values; "added" means that it can see them from now on.
 * A large patch may contain several sections of one set and layer; they are applied in turn.
 *
 * **Values in a row**, `n` of them, by form:
 * ```
 * bool                        bits, lowest first, ceil(n / 8) bytes
 * u8 u16 u32 i8 i16 i32       1, 2 or 4 bytes each
 * f32 f64                     4 or 8 bytes each
 * quantized(min, max, bits)   q in 1, 2 or 4 bytes (bits rounded up to 8, 16 or 32): min + q / (2^bits - 1) * (max - min), max for the largest q
 * angle(bits)                 q in 1, 2 or 4 bytes: q * TAU / 2^bits, less TAU when that is PI or more
 * vec2 vec3 color             2, 3 or 4 f32 of each, entity by entity
 * quantized_vec2, _vec3       2 or 3 quantized numbers of each, entity by entity
 * choice                      index into the values: 1 byte, or 2 when there are more than 256
 * ref                         u32: the id of an entity in the contract's set, 0 for none
 * string                      varuint length in bytes and UTF-8, one after the other
 * a list of a form            n counts as varuint, then all items of all lists in one row of the form
 * a map                       n counts as varuint, then all keys in one row of strings, then all values in one row
 * ```
 * Zero values, which a field has before the client may see it: false, 0 (clamped to the range if that excludes it),
 * vectors of such zeros, "", no entity, the first choice, an empty list or map. (A quantized zero is what 0 encodes to.)
 *
 * **Hash** (type 12, an ordinary message: version u32, hash u32), sent now and then, right after the patch of that version.
 * FNV-1a over 32-bit words (`h = ((h ^ word) * 16777619) & 0xffffffff`, from 0x811c9dc5): for each layer, for each set
 * that has columns in it: the number of known entities; then, for each entity by ascending id: the id, then its columns:
 * integers, indexes, refs and q as 32-bit two's complement; bool as 0 or 1; f32 by its bits; f64 as low and high word;
 * vectors component by component; a string as its length in bytes, then each byte as a word; a list as its count, then its
 * items; a map as its count, then each key and value in turn. A client whose hash differs requests a resync (reason 2).
 *
 * **Resync** (type 13, from the client: reason u8, version u32): the next patch follows on from that version if the server
 * can do that (reason 1 only), otherwise it is FULL. After reasons 2 and 3 a client ignores everything but a FULL patch. A
 * client that resumes its session while still waiting for such an answer, or for the next part of a patch, asks again (reason 3).
 *
 * **JSON**: the same content, readable. Values are the decoded ones, quantised ones rounded to as many decimals as their
 * steps need; the client converts each to its form again before it stores or hashes it. Ids instead of ordinals.
 * ```
 * {"type":10,"message":{"full":true,"more":true,"version":5,"base":4,"tick":7,"serverTimeMs":0,"state":"Arena","sets":[
 *   {"set":"pawns","layer":"everyone","removed":[3],
 *    "changed":[{"ids":[1,2],"columns":{"position":[[0.5,1],[2,3]]}}],
 *    "added":{"ids":[4],"columns":{"position":[[0,0]],"name":["x"]}}}]}}
 * {"type":11,"message":{"ack":9,"sets":[ ... ]}}
 * ```
 * `full`, `more` and `state` appear only if true or present in binary; the set of the state itself is "". Vectors are arrays
 * of their components, a map is `[[key, value], ...]`, a choice is its value.
 */

/** The patch starts from nothing. */
export const FULL = 1;
/** The patch continues in the next packet. */
export const MORE = 2;

/** Parts of a section. */
export const REMOVED = 1;
/** Parts of a section. */
export const ADDED = 2;

/** How a group identifies its entities. */
export const Which = { All: 0, Bits: 1, Distances: 2 } as const;

/** Who sees a column. */
export const LAYERS = ['everyone', 'team', 'owner'] as const;

/** Who sees a column. */
export type Layer = (typeof LAYERS)[number];

/** Why a client requests everything again. */
export enum ResyncReason {
  /** The patch does not follow on from the client's version. */
  Gap = 1,
  /** Its hash differs from the server's. */
  Hash = 2,
  /** The patch could not be read. */
  Unreadable = 3,
}

/** The offset basis of FNV-1a, 32 bits (Fowler, Noll and Vo; RFC 9923 section 5). */
export const HASH_BASIS = 0x811c_9dc5;

/** One step of the hash. */
export function mixHash(hash: number, word: number): number {
  return Math.imul(hash ^ word, 0x0100_0193) >>> 0;
}
