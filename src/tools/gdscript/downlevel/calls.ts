import { HELPED, MEMBERS, WHOLE_FUNCTIONS } from './engine-names.js';
import { refuse, rewrite, type Scope } from './scope.js';
import { argumentsOf, chainStart, closing, code, isName, textOf, type Token } from './tokens.js';

/** Rules for calls. Each takes and returns a whole statement. */
export type Rule = (tokens: readonly Token[], scope: Scope) => readonly Token[];

const SIGNAL_CALLS = new Set(['connect', 'disconnect', 'is_connected']);

/** `x.emit(1)` to `emit_signal("x", 1)`. */
export const emits: Rule = (tokens, scope) =>
  rewrite(tokens, (all, at) => {
    if (!isCall(all, at, 'emit')) return undefined;
    const [receiver, name] = split(all, at - 2, scope);
    const given = argumentsOf(all, at + 1).map(textOf);
    return {
      from: chainStart(all, at - 2),
      to: closing(all, at + 1) + 1,
      by: code(`${receiver}emit_signal(${[`"${name}"`, ...given].join(', ')})`),
    };
  });

/** `x.connect(_f.bind(1), FLAGS)` to `connect("x", self, "_f", [1], FLAGS)`. */
export const connects: Rule = (tokens, scope) =>
  rewrite(tokens, (all, at) => {
    const called = all[at]?.text ?? '';
    if (!SIGNAL_CALLS.has(called) || !isCall(all, at, called)) return undefined;
    const [first, ...flags] = argumentsOf(all, at + 1);
    if (first === undefined || first[0]?.text === 'self') return undefined;
    if (textOf(first) === '' || first[0]?.kind === 'string') return undefined;
    const [receiver, name] = split(all, at - 2, scope);
    const [object, method, bound] = callable(first, scope);
    const given = [
      `"${name}"`,
      object,
      method,
      ...(bound === undefined && flags.length === 0 ? [] : [`[${bound ?? ''}]`]),
    ];
    const text = `${receiver}${called}(${[...given, ...flags.map(textOf)].join(', ')})`;
    return { from: chainStart(all, at - 2), to: closing(all, at + 1) + 1, by: code(text) };
  });

/** `client.on(TYPE, _f)` to `client.on(TYPE, self, "_f")`: the addon's own functions that take a Callable. */
export const listeners: Rule = (tokens, scope) =>
  rewrite(tokens, (all, at) => {
    if (!isCall(all, at, 'on') && !isCall(all, at, 'off')) return undefined;
    const [type, listener, ...more] = argumentsOf(all, at + 1);
    if (type === undefined || listener === undefined || more.length > 0) return undefined;
    const [object, method] = callable(listener, scope);
    const by = code(`${all[at]?.text ?? ''}(${textOf(type)}, ${object}, ${method})`);
    return { from: at, to: closing(all, at + 1) + 1, by };
  });

/** `_f.call_deferred(1)` to `call_deferred("_f", 1)`. */
export const defers: Rule = (tokens, scope) =>
  rewrite(tokens, (all, at) => {
    if (!isCall(all, at, 'call_deferred') || all[at + 2]?.kind === 'string') return undefined;
    const [receiver, name] = split(all, at - 2, scope);
    const given = [`"${name}"`, ...argumentsOf(all, at + 1).map(textOf)].join(', ');
    return {
      from: chainStart(all, at - 2),
      to: closing(all, at + 1) + 1,
      by: code(`${receiver}call_deferred(${given})`),
    };
  });

/** Missing list methods: `items.slice(1, 2)` to `GodwitScripts.slice(items, 1, 2)`. */
export const helped: Rule = (tokens, scope) =>
  rewrite(tokens, (all, at) => {
    const called = all[at]?.text ?? '';
    if (!HELPED.has(called) || !isCall(all, at, called) || all[at - 2]?.text === 'GodwitScripts') return undefined;
    const from = chainStart(all, at - 2);
    const given = argumentsOf(all, at + 1);
    const isForEach = called === 'filter' || called === 'map';
    const [object, method, bound] = isForEach ? callable(given[0] ?? [], scope) : [];
    const rest = isForEach ? [object, method, ...(bound === undefined ? [] : [`[${bound}]`])] : given.map(textOf);
    const text = `GodwitScripts.${called}(${[textOf(all.slice(from, at - 1)), ...rest].join(', ')})`;
    return { from, to: closing(all, at + 1) + 1, by: code(text) };
  });

/** `ProjectSettings.get_setting(a, b)`, which has no default parameter in Godot 3.2. */
export const settings: Rule = (tokens) =>
  rewrite(tokens, (all, at) => {
    const isDefaulted = isCall(all, at, 'get_setting') && argumentsOf(all, at + 1).length === 2;
    return isDefaulted ? { from: at - 2, to: at + 1, by: code('GodwitScripts.setting') } : undefined;
  });

/** `maxi(a, b)` to `int(max(a, b))`, and `float(a)`, which keeps only 32 bits in Godot 3.2, to `(1.0 * a)`. */
export const numbers: Rule = (tokens) =>
  rewrite(tokens, (all, at) => {
    const name = all[at]?.text ?? '';
    const isFunction = all[at + 1]?.text === '(' && all[at - 1]?.text !== '.' && all[at - 1]?.text !== 'func';
    if (!isFunction || (WHOLE_FUNCTIONS[name] === undefined && name !== 'float')) return undefined;
    const to = closing(all, at + 1) + 1;
    const inside = textOf(all.slice(at + 2, to - 1));
    const isSimple = chainStart(all, to - 2) === at + 2;
    if (name !== 'float') return { from: at, to, by: code(`int(${WHOLE_FUNCTIONS[name]}(${inside}))`) };
    return { from: at, to, by: code(isSimple ? `(1.0 * ${inside})` : `(1.0 * (${inside}))`) };
  });

/** `await f()` to `yield(f(), "completed")`, `await x` to `yield(self, "x")`. */
export const awaits: Rule = (tokens, scope) =>
  rewrite(tokens, (all, at) => {
    if (all[at]?.text !== 'await') return undefined;
    const isSometimes = all.slice(1, at).some(({ text }) => ['and', 'or', 'if', 'else'].includes(text));
    if (isSometimes) refuse(scope, all[at], 'an await that is not always reached needs a statement of its own.');
    const to = chainEnd(all, at + 1);
    const value = all.slice(at + 1, to);
    if (value.at(-1)?.text !== ')') {
      const [receiver, name] = split(all, to - 1, scope);
      return { from: at, to, by: code(`yield(${receiver === '' ? 'self' : receiver.slice(0, -1)}, "${name}")`) };
    }
    const called = calledIn(value);
    if (!scope.world.coroutines.has(called))
      refuse(
        scope,
        all[at],
        `${called}() is no function of the addon that waits and gives a value, so Godot 3 can't wait for it.`,
      );
    return { from: at, to, by: code(`yield(${textOf(value)}, "completed")`) };
  });

function calledIn(value: readonly Token[]): string {
  for (let at = 0; at < value.length; at++)
    if (value[at]?.text === '(' && closing(value, at) === value.length - 1) return value[at - 1]?.text ?? '';
  return '';
}

function chainEnd(tokens: readonly Token[], from: number): number {
  let at = tokens[from]?.text === '(' ? closing(tokens, from) + 1 : from + 1;
  for (;;) {
    const text = tokens[at]?.text;
    if (text === '.') at += 2;
    else if (text === '(' || text === '[') at = closing(tokens, at) + 1;
    else return at;
  }
}

function isCall(tokens: readonly Token[], at: number, name: string): boolean {
  return tokens[at]?.text === name && tokens[at - 1]?.text === '.' && tokens[at + 1]?.text === '(';
}

/** `a.b.x` to `a.b.` and `x`. */
function split(tokens: readonly Token[], last: number, scope: Scope): [receiver: string, name: string] {
  if (!isName(tokens[last])) refuse(scope, tokens[last], 'a signal or a function must be called by its name here.');
  const from = chainStart(tokens, last);
  const name = tokens[last]?.text ?? '';
  return [from === last ? '' : textOf(tokens.slice(from, last)), MEMBERS[name] ?? name];
}

/** `a.f.bind(1, 2)` to `a`, `"f"` and `1, 2`. */
function callable(tokens: readonly Token[], scope: Scope): [object: string, method: string, bound?: string] {
  const last = tokens.length - 1;
  if (tokens.some(({ text }) => text === 'func'))
    refuse(scope, tokens[0], 'Godot 3 has no lambdas: give the function a name.');
  const open = tokens.findIndex(
    ({ text }, at) => text === 'bind' && tokens[at + 1]?.text === '(' && closing(tokens, at + 1) === last,
  );
  if (open >= 0) {
    const [object, method] = callable(tokens.slice(0, open - 1), scope);
    return [object, method, textOf(tokens.slice(open + 2, last))];
  }
  const [receiver, name] = split(tokens, last, scope);
  if (name === 'emit') refuse(scope, tokens[0], 'Godot 3 connects signals to functions only.');
  if (receiver === '' && scope.locals.has(name))
    refuse(scope, tokens[0], `${name} is a Callable, which Godot 3 does not have.`);
  if (receiver === '' && scope.isStatic) refuse(scope, tokens[0], `a static function has no self to call ${name} of.`);
  return [receiver === '' ? 'self' : receiver.slice(0, -1), `"${name}"`];
}
