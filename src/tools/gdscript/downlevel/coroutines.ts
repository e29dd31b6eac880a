import type { Declaration } from './script.js';
import { code, type Line } from './tokens.js';
import { isCoroutine } from './world.js';

/**
 * In Godot 3 a caller can only wait for a function that is itself waiting: a coroutine that would return before its first
 * await returns a frame later. @returns the body of `declaration`, otherwise still in GDScript 4
 */
export function returnLater(declaration: Declaration): readonly Line[] {
  const { body, head } = declaration;
  if (!isCoroutine(declaration) || head.tokens.at(-2)?.text === 'void') return body;
  return body.flatMap((line, at) => {
    const isReturn = line.tokens[0]?.text === 'return' && !isWaiting(line);
    if (!isReturn || hasWaited(body, at)) return [line];
    if (mayHaveWaited(body, at))
      return [{ ...line, tokens: code('yield(Engine.get_main_loop(), "idle_frame")') }, line];
    const [word, ...value] = line.tokens;
    if (word === undefined) return [line];
    const tokens = [
      word,
      ...code('GodwitScripts.later(', ' '),
      ...value.map((token, index) => (index === 0 ? { ...token, before: '' } : token)),
      ...code(')'),
    ];
    return [{ ...line, tokens }];
  });
}

function isWaiting(line: Line): boolean {
  return line.tokens.some(({ text }) => text === 'await');
}

/** True when every path to a line goes through an await, in its own block or an enclosing one. */
function hasWaited(body: readonly Line[], at: number): boolean {
  let margin = body[at]?.indent.length ?? 0;
  for (let index = at - 1; index >= 0; index--) {
    const line = body[index];
    if (line === undefined || line.tokens.length === 0 || line.indent.length > margin) continue;
    margin = line.indent.length;
    if (isWaiting(line)) return true;
  }
  return false;
}

/** An await before it, or in an enclosing loop. */
function mayHaveWaited(body: readonly Line[], at: number): boolean {
  if (body.slice(0, at).some(isWaiting)) return true;
  return (
    body.slice(at).some(isWaiting) &&
    body.slice(0, at).some(({ tokens }) => /^(for|while)$/.test(tokens[0]?.text ?? ''))
  );
}
