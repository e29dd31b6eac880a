import type ts from 'typescript';
import type { StepFile } from './step-files.js';

/** The type of a value in a shared file. In Godot, `float` and `int` are different; in TypeScript, both are `number`. */
export type StepType =
  | { readonly kind: 'float' | 'int' | 'bool' | 'void' }
  | { readonly kind: 'class'; readonly shape: ClassShape }
  | { readonly kind: 'array'; readonly item: StepType; readonly isReadonly: boolean }
  | { readonly kind: 'message'; readonly name: string; readonly fields: ReadonlyMap<string, MemberShape> };

/** A member of a class or of a message. */
export interface MemberShape {
  /** Its name in GDScript. */
  readonly gdName: string;
  /** Undefined when a step cannot read it, such as text. */
  readonly type: StepType | undefined;
}

export const FLOAT: StepType = { kind: 'float' };
export const INT: StepType = { kind: 'int' };
export const BOOL: StepType = { kind: 'bool' };
export const VOID: StepType = { kind: 'void' };

/** Whether a type is a number of either kind. */
export function isNumber({ kind }: StepType): boolean {
  return kind === 'float' || kind === 'int';
}

/** Whether two types are the same. An array that may only be read can be passed where one is only read. */
export function isSame(wanted: StepType, found: StepType): boolean {
  if (wanted.kind === 'class' && found.kind === 'class') return wanted.shape === found.shape;
  if (wanted.kind === 'message' && found.kind === 'message') return wanted.name === found.name;
  if (wanted.kind === 'array' && found.kind === 'array')
    return isSame(wanted.item, found.item) && (wanted.isReadonly || !found.isReadonly);
  return wanted.kind === found.kind;
}

/** A type in the words of an error. */
export function describeType(type: StepType): string {
  switch (type.kind) {
    case 'float':
      return 'a number that may have a fraction';
    case 'int':
      return 'an int';
    case 'bool':
      return 'a boolean';
    case 'void':
      return 'nothing';
    case 'class':
      return `a ${type.shape.name}`;
    case 'message':
      return `a ${type.name}`;
    case 'array':
      return `an array of ${type.item.kind === 'class' ? type.item.shape.name : 'numbers'}`;
  }
}

/** A function that shared files declare. */
export interface FunctionShape {
  readonly kind: 'function';
  readonly file: StepFile;
  readonly name: string;
  readonly gdName: string;
  readonly node: ts.FunctionDeclaration;
  readonly parameters: readonly { readonly name: string; readonly type: StepType }[];
  readonly returns: StepType;
}

/** A plain class. */
export interface ClassShape {
  readonly kind: 'class';
  readonly file: StepFile;
  readonly name: string;
  readonly gdName: string;
  readonly node: ts.ClassDeclaration;
  /** Read when asked for, since classes may contain each other. */
  readonly members: ReadonlyMap<string, FieldShape>;
}

/** A field of a plain class. */
export interface FieldShape extends MemberShape {
  readonly type: StepType;
  readonly start: ts.Expression;
}

/** A constant: a number, a boolean, or a list of numbers. */
export interface ConstantShape {
  readonly kind: 'constant';
  readonly file: StepFile;
  readonly name: string;
  readonly gdName: string;
  readonly node: ts.VariableDeclaration;
  readonly type: StepType;
  readonly value: number | boolean | readonly number[];
}

/** A numeric enum. */
export interface EnumShape {
  readonly kind: 'enum';
  readonly file: StepFile;
  readonly name: string;
  readonly gdName: string;
  readonly node: ts.EnumDeclaration;
  readonly members: ReadonlyMap<string, { readonly gdName: string; readonly value: number }>;
}

/** What a name in a shared file can mean. */
export type Declared = FunctionShape | ClassShape | ConstantShape | EnumShape;

/** Where names are looked up. */
export interface Names {
  /** What a name at the top of a file, or imported into it, means. */
  find(file: StepFile, name: string): Declared | undefined;
}
