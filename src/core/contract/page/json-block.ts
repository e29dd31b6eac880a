import { html, type Markup, type Part } from './html.js';

/** Objects and lists up to this length are put on one line. */
const MAX_LINE = 52;

const TOKEN = /(?<string>"(?:\\.|[^"\\])*")(?<key>:)?|(?<literal>\b(?:true|false|null)\b|-?\d[\d.e+-]*)/gi;

/** JSON for reading: indented where necessary, with keys, strings and numbers highlighted. */
export function jsonBlock(value: unknown): Markup {
  return html`<pre class="json"><code>${[...marked(readableJson(value, ''))]}</code></pre>`;
}

/** Short JSON as inline code. */
export function jsonInline(value: unknown): Markup {
  return html`<code class="json">${[...marked(oneLine(value))]}</code>`;
}

function* marked(text: string): Generator<Part> {
  let end = 0;
  for (const match of text.matchAll(TOKEN)) {
    yield text.slice(end, match.index);
    end = match.index + match[0].length;
    const { string, key, literal } = match.groups ?? {};
    if (string === undefined) yield html`<i class="n">${literal}</i>`;
    else if (key === undefined) yield html`<i class="s">${string}</i>`;
    else yield html`<i class="k">${string}</i>:`;
  }
  yield text.slice(end);
}

function readableJson(value: unknown, indent: string): string {
  const short = oneLine(value);
  if (indent.length + short.length <= MAX_LINE || typeof value !== 'object' || value === null) return short;
  const inner = `${indent}  `;
  const [open, close] = Array.isArray(value) ? ['[', ']'] : ['{', '}'];
  const lines = Object.entries(value).map(([key, item]) => {
    const name = Array.isArray(value) ? '' : `${JSON.stringify(key)}: `;
    return `${inner}${name}${readableJson(item, inner)}`;
  });
  return `${open}\n${lines.join(',\n')}\n${indent}${close}`;
}

function oneLine(value: unknown): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(oneLine).join(', ')}]`;
  const entries = Object.entries(value).map(([key, item]) => `${JSON.stringify(key)}: ${oneLine(item)}`);
  return entries.length === 0 ? '{}' : `{ ${entries.join(', ')} }`;
}
