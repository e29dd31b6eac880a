import type { Dialect } from '../dialect.js';
import type { StepFile } from './step-files.js';
import type { StepType } from './step-type.js';

/** A block of GDScript is never empty. */
export function orPass(lines: readonly string[]): string[] {
  return lines.length === 0 ? ['pass'] : [...lines];
}

/** Lines one level deeper. */
export function indented(lines: readonly string[]): string[] {
  return lines.map((line) => `\t${line}`);
}

/** How types are written in a script. */
export interface TypeContext {
  readonly dialect: Dialect;
  /** The name of something that another shared file may declare. */
  qualified(file: StepFile, gdName: string): string;
}

/** A type in GDScript. */
export function typeText(type: StepType, on: TypeContext): string {
  switch (type.kind) {
    case 'class':
      return on.qualified(type.shape.file, type.shape.gdName);
    case 'array':
      return on.dialect.listType(typeText(type.item, on));
    case 'message':
      return type.name;
    default:
      return type.kind;
  }
}
