/**
 * What server and clients have agreed on, as plain data: every message, its fields, enums and errors. Built at boot from
 * the message classes; served at `/contract`; the source of the generated GDScript, of AsyncAPI and of the protocol page.
 */
export interface Contract {
  /** Version of this format. */
  readonly format: 1;
  /** 16 hexadecimal digits over everything that changes bytes or meaning on the wire; documentation is left out. */
  readonly hash: string;
  /** In the order of their types. */
  readonly messages: readonly ContractMessage[];
  /** Classes that are only parts of messages, by name. */
  readonly structs: readonly ContractStruct[];
  /** Enums that fields use, by name. */
  readonly enums: readonly ContractEnum[];
  /** Every refusal, by code. */
  readonly errors: readonly ContractError[];
  /** What rooms show of themselves, by name; absent where no state is declared. */
  readonly states?: readonly ContractState[];
  /** The classes that states, their entities and the objects inside them are made of, by name; absent with `states`. */
  readonly syncedClasses?: readonly ContractSyncedClass[];
}

/** A class with fields: a message or a part of one. */
export interface ContractStruct {
  /** The class's name without "Dto". */
  readonly name: string;
  /** The folder it belongs to: "protocol", "chat", "arena" ... */
  readonly module: string;
  /** Its doc comment; empty when it has none. */
  readonly doc: string;
  /** In declared order, which is the order on the wire. */
  readonly fields: readonly ContractField[];
}

/** One message. */
export interface ContractMessage extends ContractStruct {
  /** The wire type, 0..65535. */
  readonly type: number;
  /** Who sends it. */
  readonly direction: 'client' | 'server';
  /** Name of the answering message; without it the answer is an Ack. Only for messages of clients. */
  readonly reply?: string;
  /** Whether it needs a signed-in player, where authentication is required. */
  readonly access: 'player' | 'anyone';
  /** 8 hexadecimal digits over its own layout, parts included. */
  readonly hash: string;
}

/** How one value lies on the binary wire. All numbers are little-endian. */
export type WireForm =
  | { readonly form: 'bool' }
  | { readonly form: 'u8' | 'u16' | 'u32' | 'i8' | 'i16' | 'i32' | 'varuint' | 'varint' }
  | { readonly form: 'f32' | 'f64' }
  /** Length in bytes as varuint, then UTF-8. */
  | { readonly form: 'string' }
  /** Length as varuint, then the bytes; base64 in JSON. */
  | { readonly form: 'bytes' }
  /** Length as varuint, then Godot's own bytes; base64 of them in JSON. */
  | { readonly form: 'variant' }
  /** Length as varuint, then the UTF-8 of a JSON object; the object itself in JSON. */
  | { readonly form: 'json' }
  /** Two, three or four f32. */
  | { readonly form: 'vec2' | 'vec3' | 'color' }
  /** `bits` bits, rounded up to 8, 16 or 32, evenly spread over min..max, both reachable. */
  | { readonly form: 'quantized'; readonly min: number; readonly max: number; readonly bits: number }
  /** Index into the listed values as u8 or u16. */
  | { readonly form: 'choice'; readonly values: readonly (string | number | boolean)[] }
  /** The fields of the struct in a row. */
  | { readonly form: 'struct'; readonly struct: string };

/** How the keys of a map lie on the binary wire. */
export type KeyForm =
  { readonly form: 'string'; /** In UTF-16 units. */ readonly maxLength?: number } | { readonly form: 'varint' };

/** One field. */
export interface ContractField {
  readonly name: string;
  /** Its doc comment; empty when it has none. */
  readonly doc: string;
  /** How each value lies on the binary wire. */
  readonly wire: WireForm;
  /** A list: count as varuint, then the values. A map: count, then key and value of each entry. */
  readonly container: 'none' | 'list' | 'map';
  /** How the keys of a map lie on the wire, string where it does not say; JSON spells whole numbers as text. */
  readonly key?: KeyForm;
  /** Whether it may be absent. */
  readonly isOptional: boolean;
  /** Set where it is a name that others see, which the server brings into one form and refuses where nothing is to see. */
  readonly isDisplayName?: true;
  /** Set where NaN and the infinities are values too, which only the binary form can hold. */
  readonly mayBeNan?: true;
  /** Whether its numbers are whole. */
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

/** A refusal. */
export interface ContractError {
  readonly code: string;
  readonly text: string;
}

/** How one synced value lies in a patch; see `protocol/state/patch-format.ts`. */
export type StateForm =
  | { readonly form: 'bool' | 'u8' | 'u16' | 'u32' | 'i8' | 'i16' | 'i32' | 'f32' | 'f64' | 'string' }
  | { readonly form: 'vec2' | 'vec3' | 'color' }
  | {
      readonly form: 'quantized' | 'quantized_vec2' | 'quantized_vec3';
      readonly min: number;
      readonly max: number;
      readonly bits: number;
    }
  /** Radians; wraps around. */
  | { readonly form: 'angle'; readonly bits: number }
  | { readonly form: 'choice'; readonly values: readonly (string | number)[] }
  /** An entity of the set of that path. */
  | { readonly form: 'ref'; readonly set: string };

/** One column of a set: a field, or a field of an object inside the entity. */
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
  /** Where it hangs, names joined by dots; "" for the state itself. */
  readonly path: string;
  /** Name of its synced class. */
  readonly class: string;
  /** In the order on the wire. */
  readonly columns: readonly ContractColumn[];
}

/** What a kind of room shows of itself. */
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
  /** How a value lies in a patch. */
  readonly wire?: StateForm;
  readonly container: 'none' | 'list' | 'map';
  /** Who sees it. */
  readonly to: 'everyone' | 'team' | 'owner';
  /** Name of its enum. */
  readonly enum?: string;
}
