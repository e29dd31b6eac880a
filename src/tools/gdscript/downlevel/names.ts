import type { Rule } from './calls.js';
import { ENGINE_NAMES, MEMBERS, SAME_MEMBERS, SINGLETONS } from './engine-names.js';
import { refuse, rewrite } from './scope.js';
import { wordAt } from './script.js';
import { chainStart, closing, code, isName, textOf, type Token } from './tokens.js';
import { typeAt, typeName } from './types.js';
import { propertyOf } from './world.js';

/** `1_000` to `1000`, `&"x"` to `"x"`. */
export const literals: Rule = (tokens, scope) =>
  tokens.map((token, at) => {
    if (token.text.startsWith('r"')) refuse(scope, token, 'Godot 3 has no raw strings.');
    if (token.text === 'func' && at !== wordAt(tokens))
      refuse(scope, token, 'Godot 3 has no lambdas: give the function a name.');
    if (token.kind === 'number') return { ...token, text: token.text.replaceAll('_', '') };
    if (token.kind !== 'string') return token;
    return { ...token, text: token.text.replace(/^&/, '').replace(/^\^(.*)$/, 'NodePath($1)') };
  });

/** Renames engine members, and checks that each member is known. */
export const engineNames: Rule = (tokens, scope) =>
  tokens.map((token, at) => {
    if (token.kind !== 'name') return token;
    if (tokens[at - 1]?.text !== '.') {
      const isGone = scope.world.classes.has(token.text) && !scope.types.classes.has(token.text);
      if (isGone && scope.isDoc !== true && !/^(is|as|class_name)$/.test(tokens[at - 1]?.text ?? ''))
        refuse(scope, token, `the addon for Godot 3 has no class ${token.text}.`);
      const whole = SINGLETONS[textOf(tokens.slice(at, at + 3))];
      const renamed = whole?.split('.')[0] ?? ENGINE_NAMES[token.text];
      return renamed === undefined ? token : { ...token, text: renamed };
    }
    const whole = SINGLETONS[textOf(tokens.slice(at - 2, at + 1))];
    const renamed = whole?.split('.')[1] ?? MEMBERS[token.text];
    if (renamed !== undefined) return { ...token, text: renamed };
    if (scope.isDoc !== true && !SAME_MEMBERS.has(token.text) && !scope.world.names.has(token.text))
      refuse(scope, token, `it is not known what .${token.text} is in Godot 3.`);
    return token;
  });

/** Calls a property's accessors explicitly; Godot 3 only does so outside the class. */
export const properties: Rule = (tokens, scope) =>
  rewrite(tokens, (all, at) => {
    const token = all[at];
    if (!isName(token) || token === undefined || all[at - 1]?.text === '.' || all[at + 1]?.text === '(')
      return undefined;
    if (scope.locals.has(token.text) || scope.property === token.text) return undefined;
    const accessors = propertyOf(scope.world, scope.className, token.text);
    if (accessors === undefined) return undefined;
    if (at === 0 && /^[-+*/|&^%]?=$/.test(all[1]?.text ?? '')) {
      if (!accessors.set) return undefined;
      if (all[1]?.text !== '=') refuse(scope, token, `write ${token.text} = ... here, for its setter must be called.`);
      return { from: 0, to: all.length, by: code(`set_${token.text}(${textOf(all.slice(2))})`) };
    }
    return accessors.get ? { from: at, to: at + 1, by: code(`get_${token.text}()`) } : undefined;
  });

/** Classes that this script must not name; it reaches its own members without. */
export const ownClasses: Rule = (tokens, scope) =>
  rewrite(tokens, (all, at) => {
    const token = all[at];
    if (token === undefined || !scope.cuts.values.has(token.text) || all[at - 1]?.text === '.') return undefined;
    const isOwn = token.text === scope.className && all[at + 1]?.text === '.' && all[at + 2]?.text !== 'new';
    if (isOwn) return { from: at, to: at + 2, by: [] };
    return { from: at, to: at + 1, by: code(`GodwitScripts.named("${token.text}")`) };
  });

/** `x is not T` to `not x is T`; removes casts to types that are not classes in Godot 3, which are not needed. */
export const casts: Rule = (tokens, scope) =>
  rewrite(tokens, (all, at) => {
    const word = all[at]?.text;
    const isNot = word === 'is' && all[at + 1]?.text === 'not';
    if (isNot) {
      if (!isName(all[at - 1]) || all[at - 2]?.text === '.') refuse(scope, all[at], 'write not x is T here.');
      return { from: at - 1, to: at + 2, by: code(`not ${textOf(all.slice(at - 1, at))} is`) };
    }
    if (word !== 'as' && word !== 'is') return undefined;
    const { to } = typeAt(all, at);
    const given = all.slice(at + 1, to);
    const name = typeName(given, scope.types);
    if (name === undefined || scope.types.unnamed.has(textOf(given)))
      refuse(scope, all[at], `${textOf(given)} is no type that a value can be asked for in Godot 3.`);
    const isNothing = word === 'as' && ['int', 'Array', ''].includes(name) && given.length > 1;
    return isNothing ? { from: at, to, by: [] } : undefined;
  });

/** `f(1,)` to `f(1)`; only lists may have a trailing comma. */
export const trailingCommas: Rule = (tokens) =>
  tokens.filter(({ text }, at) => text !== ',' || tokens[at + 1]?.text !== ')');

/** `a if b else c if d else e` to `a if b else (c if d else e)`. */
export const ternaries: Rule = (tokens) =>
  rewrite(tokens, (all, at) => {
    if (all[at]?.text !== 'else' || at === 0) return undefined;
    const inner = valueEnd(all, at + 1);
    if (all[inner]?.text !== 'if') return undefined;
    const to = valueEnd(all, valueEnd(all, inner + 1) + 1);
    const value = all.slice(at + 1, to);
    return { from: at + 1, to, by: code(`(${textOf(value)})`) };
  });

/** `a == b` of dictionaries to `a.hash() == b.hash()`: Godot 3 compares them by identity. */
export const equality: Rule = (tokens, scope) =>
  rewrite(tokens, (all, at) => {
    if (all[at]?.text !== '==' && all[at]?.text !== '!=') return undefined;
    const to = valueEnd(all, at + 1);
    const from = chainStart(all, at - 1);
    const sides = [all.slice(from, at), all.slice(at + 1, to)];
    const isDictionary = sides.some(
      (side) => side.at(-1)?.text === '}' || scope.world.dictionaries.has(side.at(-1)?.text ?? ''),
    );
    if (!isDictionary || sides.some((side) => side.at(-1)?.text === 'null')) return undefined;
    const [one, other] = sides.map((side) => `${textOf(side)}.hash()`);
    return { from, to, by: code([one, textOf(all.slice(at, at + 1)), other].join(' ')) };
  });

function valueEnd(tokens: readonly Token[], from: number): number {
  for (let at = from; at < tokens.length; at++) {
    const { text = '', kind } = tokens[at] ?? {};
    if ('([{'.includes(text)) at = closing(tokens, at);
    else if (')]},:'.includes(text) || kind === 'comment' || ['and', 'or', 'if', 'else'].includes(text)) return at;
  }
  return tokens.length;
}
