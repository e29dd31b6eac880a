/** Text that YAML takes for itself without quotes, in version 1.1 as well as 1.2. Some readers take "e-1" for a number. */
const PLAIN = /^(?!(?:true|false|yes|no|on|off|null|y|n|e-?\d+)$)[a-z_$][\w$./-]*(?: [\w(][\w$./()'-]*)*$/i;

/** Text of several lines that may stand as it is, indented. */
const LITERAL =
  /^(?!\s)[^\p{Cc}\p{Cs}\u2028\u2029\ufeff\ufffe\uffff]+(?:\n+(?!\s)[^\p{Cc}\p{Cs}\u2028\u2029\ufeff\ufffe\uffff]+)+$/u;

/** Characters that JSON writes as they are and YAML, of one version or the other, does not. */
const UNPRINTABLE = /[\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/g;

/**
 * JSON data as YAML 1.2 in block style. Only what a document of plain data needs, so that a large one is written in a
 * few milliseconds: the event loop that serves it also runs the game.
 */
export function yamlText(value: unknown): string {
  return `${valueText(value, '').trimStart()}\n`;
}

/** What stands behind a "key:" or a "-" of a line that is indented by `indent`. */
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
    // The first line of a nested block stands behind the dash.
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
