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
