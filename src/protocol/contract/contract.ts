/**
 * The interface between server and clients as plain data: every message, its fields, enums and errors. Built at boot from
 * the message classes; served at `/contract`; the source of the generated GDScript, of AsyncAPI and of the protocol page.
 */
export interface Contract {
  /** Version of this format. */
  readonly format: 1;
  /**
   * 16 hexadecimal digits over everything that changes bytes or meaning on the wire, and over the steps; documentation is not
   * included. The first 8 are the wire's alone, see {@link isSameWire}.
   */
  readonly hash: string;
  /** In the order of their types. */
  readonly messages: readonly ContractMessage[];
  /** Classes that are only used inside messages, by name. */
  readonly structs: readonly ContractStruct[];
  /** Enums that fields use, by name. */
  readonly enums: readonly ContractEnum[];
  /** Every error, by code. */
  readonly errors: readonly ContractError[];
  /** The states of rooms, by name; absent if none is declared. */
  readonly states?: readonly ContractState[];
  /** The classes of states, their entities and nested objects, by name; absent with `states`. */
  readonly syncedClasses?: readonly ContractSyncedClass[];
  /** The types of rooms, by name; absent if there is none. */
  readonly rooms?: readonly ContractRoom[];
  /** What clients compute as the server does, by key; absent if there is nothing. */
  readonly steps?: readonly ContractStep[];
}

/** A function, class, enum or constant of a shared file (`*.shared.ts`), which runs on the server and, translated, in Godot. */
export interface ContractStep {
  /** Its file's path below the source folder, and its name: `games/tag/tag.shared.ts#run`. */
  readonly key: string;
  /** 8 hexadecimal digits over its own text, without comments and layout; what it uses has keys of its own. */
  readonly hash: string;
}

/** A type of rooms. */
export interface ContractRoom {
  /** The name that clients ask for. */
  readonly type: string;
  /** Ticks per second. Not part of the hash: a room that is joined states its own. */
  readonly tickHz: number;
  /** How often its state is sent at most, in patches per second; not part of the hash either. */
  readonly patchHz: number;
  /** Name of the message that carries a player's numbered inputs; absent if it takes none. */
  readonly input?: string;
}

/** A class with fields: a message, or a struct used in messages. */
export interface ContractStruct {
  /** The class's name without "Dto". */
  readonly name: string;
  /** The folder it belongs to: "protocol", "chat", "arena" ... */
  readonly module: string;
  /** Its doc comment; empty when it has none. */
  readonly doc: string;
  /** In declared order, which is the wire order. */
  readonly fields: readonly ContractField[];
}

/** One message. */
export interface ContractMessage extends ContractStruct {
  /** The wire type, 0..65535. */
  readonly type: number;
  /** Who sends it. */
  readonly direction: 'client' | 'server';
  /** Name of the reply; without it the reply is an Ack. Only for client messages. */
  readonly reply?: string;
  /** Whether it requires a signed-in player, where authentication is required. */
  readonly access: 'player' | 'anyone';
  /** 8 hexadecimal digits over its own layout, including structs. */
  readonly hash: string;
}

/** The encoding of one value on the binary wire. All numbers are little-endian. */
export type WireForm =
  | { readonly form: 'bool' }
  | { readonly form: 'u8' | 'u16' | 'u32' | 'i8' | 'i16' | 'i32' | 'varuint' | 'varint' }
  | { readonly form: 'f32' | 'f64' }
  /** Length in bytes as varuint, then UTF-8. */
  | { readonly form: 'string' }
  /** Length as varuint, then the bytes; base64 in JSON. */
  | { readonly form: 'bytes' }
  /** Length as varuint, then Godot's own bytes; in JSON the base64 of those. */
  | { readonly form: 'variant' }
  /** Length as varuint, then the UTF-8 of a JSON object; the object itself in JSON. */
  | { readonly form: 'json' }
  /** Two, three or four f32. */
  | { readonly form: 'vec2' | 'vec3' | 'color' }
  /** `bits` bits, rounded up to 8, 16 or 32, evenly spread over min..max, both reachable. */
  | { readonly form: 'quantized'; readonly min: number; readonly max: number; readonly bits: number }
  /** Index into the listed values as u8 or u16. */
  | { readonly form: 'choice'; readonly values: readonly (string | number | boolean)[] }
  /** The fields of the struct, one after another. */
  | { readonly form: 'struct'; readonly struct: string };

/** The encoding of a map's keys on the binary wire. */
export type KeyForm =
  { readonly form: 'string'; /** In UTF-16 units. */ readonly maxLength?: number } | { readonly form: 'varint' };

/** One field. */
export interface ContractField {
  readonly name: string;
  /** Its doc comment; empty when it has none. */
  readonly doc: string;
  /** The encoding of each value on the binary wire. */
  readonly wire: WireForm;
  /** A list: count as varuint, then the values. A map: count, then key and value of each entry. */
  readonly container: 'none' | 'list' | 'map';
  /** The encoding of a map's keys; string by default. JSON writes whole numbers as strings. */
  readonly key?: KeyForm;
  /** Whether it may be absent. */
  readonly isOptional: boolean;
  /** Set for names shown to others, which the server normalises, and refuses when nothing is visible. */
  readonly isDisplayName?: true;
  /** Set if NaN and infinities are allowed, which only the binary format can represent. */
  readonly mayBeNan?: true;
  /** Whether its numbers are integers. */
  readonly isInteger: boolean;
  /** Name of its enum. */
  readonly enum?: string;
  readonly min?: number;
  readonly max?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
}

/** An enum: names and values in declared order. */
export interface ContractEnum {
  readonly name: string;
  readonly module: string;
  readonly values: readonly { readonly name: string; readonly value: string | number }[];
}

/** An error. */
export interface ContractError {
  readonly code: string;
  readonly text: string;
}

/** The encoding of one synced value in a patch; see `protocol/state/patch-format.ts`. */
export type StateForm =
  | { readonly form: 'bool' | 'u8' | 'u16' | 'u32' | 'i8' | 'i16' | 'i32' | 'f32' | 'f64' | 'string' }
  | { readonly form: 'vec2' | 'vec3' | 'color' }
  /** A number of a predicted field, bit for bit. */
  | { readonly form: 'exact' }
  | {
      readonly form: 'quantized' | 'quantized_vec2' | 'quantized_vec3';
      readonly min: number;
      readonly max: number;
      readonly bits: number;
    }
  /** Radians; wraps around. */
  | { readonly form: 'angle'; readonly bits: number }
  | { readonly form: 'choice'; readonly values: readonly (string | number)[] }
  /** An entity of the set with that path. */
  | { readonly form: 'ref'; readonly set: string };

/** One column of a set: a field, or a field of an object nested in the entity. */
export interface ContractColumn {
  /** Field names joined by dots: "position", "stats.health". */
  readonly path: string;
  readonly wire: StateForm;
  readonly container: 'none' | 'list' | 'map';
  /** Who sees it: 0 everyone, 1 the entity's team, 2 its owner. */
  readonly layer: 0 | 1 | 2;
}

/** A set of a state: the state itself, or an EntitySet. */
export interface ContractEntitySet {
  /** Its position in the state, names joined by dots; "" for the state itself. */
  readonly path: string;
  /** Name of its synced class. */
  readonly class: string;
  /** In the order on the wire. */
  readonly columns: readonly ContractColumn[];
}

/** The state of a room type. */
export interface ContractState {
  /** Name of its synced class. */
  readonly name: string;
  readonly module: string;
  /** 8 hexadecimal digits over its layout. */
  readonly hash: string;
  /** The state itself first. */
  readonly sets: readonly ContractEntitySet[];
}

/** A class with synced fields. */
export interface ContractSyncedClass {
  readonly name: string;
  readonly module: string;
  /** Its doc comment; empty when it has none. */
  readonly doc: string;
  /** In declared order, those of its base class first. */
  readonly fields: readonly ContractSyncedField[];
}

/** One synced field. */
export interface ContractSyncedField {
  readonly name: string;
  /** Its doc comment; empty when it has none. */
  readonly doc: string;
  readonly kind: 'value' | 'object' | 'set';
  /** Name of the synced class of an object, or of a set's entities. */
  readonly class?: string;
  /** The function that clients predict an object with; see `@Predicted`. */
  readonly step?: string;
  /** The encoding of a value in a patch. */
  readonly wire?: StateForm;
  readonly container: 'none' | 'list' | 'map';
  /** Who sees it. */
  readonly to: 'everyone' | 'team' | 'owner';
  /** Name of its enum. */
  readonly enum?: string;
}
