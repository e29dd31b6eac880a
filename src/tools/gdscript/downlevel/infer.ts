import { RESULTS } from './engine-names.js';
import type { Scope } from './scope.js';
import { chainStart, closing, code, type Token } from './tokens.js';
import { typeName } from './types.js';

const LITERALS = { number: (text: string) => (/^0x|^\d+$/.test(text) ? 'int' : 'float'), string: () => 'String' };
const QUESTIONS = /^(==|!=|<|>|<=|>=|and|or|not|in|is)$/;

/** The type that GDScript 4 infers for a value, under its Godot 3 name; empty if unknown, or if Godot 3 has no such type. */
export function inferredType(value: readonly Token[], scope: Scope): string {
  const choice = topLevel(value, ({ text }) => text === 'if');
  if (choice > 0) {
    const other = topLevel(value, ({ text }) => text === 'else');
    const first = inferredType(value.slice(0, choice), scope);
    return first === inferredType(value.slice(other + 1), scope) ? first : '';
  }
  if (topLevel(value, ({ text }) => QUESTIONS.test(text)) >= 0) return 'bool';
  const sign = topLevel(value, ({ text }) => '+-*%'.includes(text));
  if (sign > 0) {
    const first = inferredType(value.slice(0, sign), scope);
    const isText = first === 'String' && value[sign]?.text === '%';
    return isText || (first !== '' && first === inferredType(value.slice(sign + 1), scope)) ? first : '';
  }
  return typeOfChain(value[0]?.text === 'await' ? value.slice(1) : value, scope);
}

function typeOfChain(value: readonly Token[], scope: Scope): string {
  const last = value.at(-1);
  const first = value[0];
  if (last === undefined || first === undefined || chainStart(value, value.length - 1) !== 0) return '';
  if (value.length === 1 && (first.kind === 'number' || first.kind === 'string'))
    return LITERALS[first.kind](first.text);
  if (first.text === '[' && closing(value, 0) === value.length - 1) return 'Array';
  const open = last.text === ')' ? callAt(value) : value.length;
  const name = value[open - 1];
  if (name?.kind !== 'name') return '';
  if (name.text === 'new' && open === 3) return nameOf(first.text, scope);
  const isLocal = open === 1 && last.text !== ')' && scope.locals.has(name.text);
  const declared =
    last.text === ')' ? (scope.world.results.get(name.text) ?? RESULTS[name.text]) : scope.world.fields.get(name.text);
  return isLocal || declared === undefined ? '' : nameOf(declared, scope);
}

function nameOf(type: string, scope: Scope): string {
  return type === '' || type === 'void' ? '' : (typeName(code(type), scope.types) ?? '');
}

function callAt(value: readonly Token[]): number {
  for (let at = value.length - 1; at >= 0; at--)
    if (value[at]?.text === '(' && closing(value, at) === value.length - 1) return at;
  return 0;
}

function topLevel(tokens: readonly Token[], matches: (token: Token) => boolean): number {
  for (let at = 0; at < tokens.length; at++) {
    const token = tokens[at];
    if (token === undefined) break;
    if ('([{'.includes(token.text)) at = closing(tokens, at);
    else if (matches(token)) return at;
  }
  return -1;
}
