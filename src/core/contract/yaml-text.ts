/** Text that is a string in YAML without quotes, in version 1.1 as well as 1.2. Some parsers take "e-1" for a number. */
const PLAIN = /^(?!(?:true|false|yes|no|on|off|null|y|n|e-?\d+)$)[a-z_$][\w$./-]*(?: [\w(][\w$./()'-]*)*$/i;

/** Multi-line text that can be written as it is, indented. */
const LITERAL =
  /^(?!\s)[^\p{Cc}\p{Cs}\u2028\u2029\ufeff\ufffe\uffff]+(?:\n+(?!\s)[^\p{Cc}\p{Cs}\u2028\u2029\ufeff\ufffe\uffff]+)+$/u;

/** Characters that JSON leaves unescaped but YAML, in one version or the other, does not. */
const UNPRINTABLE = /[\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/g;

/**
 * Writes JSON data as YAML 1.2 in block style. Only supports what plain data needs, so that a large document takes only a
 * few milliseconds: the event loop that serves it also runs the game.
 */
export function yamlText(value: unknown): string {
  return `${valueText(value, '').trimStart()}\n`;
}

/** The text after a "key:" or a "-" on a line that is indented by `indent`. */
function valueText(value: unknown, indent: string): string {
  if (typeof value === 'string') return ` ${scalarText(value, indent)}`;
  if (typeof value !== 'object' || value === null) return ` ${JSON.stringify(value)}`;
  const lines = Array.isArray(value) ? listLines(value, indent) : mapLines(value, indent);
  if (lines.length === 0) return Array.isArray(value) ? ' []' : ' {}';
  return `\n${lines.join('\n')}`;
}

function mapLines(map: object, indent: string): string[] {
  return Object.entries(map)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => `${indent}${keyText(key)}:${valueText(value, `${indent}  `)}`);
}

function listLines(list: readonly unknown[], indent: string): string[] {
  const inner = `${indent}  `;
  return list.map((item) => {
    const text = valueText(item, inner);
    // The first line of a nested block goes on the line of the dash.
    return `${indent}-${text.startsWith('\n') ? ` ${text.slice(1 + inner.length)}` : text}`;
  });
}

function keyText(key: string): string {
  return PLAIN.test(key) ? key : quoted(key);
}

function scalarText(text: string, indent: string): string {
  if (PLAIN.test(text)) return text;
  return indent !== '' && LITERAL.test(text) ? `|-\n${text.replace(/^(?=.)/gm, indent)}` : quoted(text);
}

function quoted(text: string): string {
  return JSON.stringify(text).replace(
    UNPRINTABLE,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
