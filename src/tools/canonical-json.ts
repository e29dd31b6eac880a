/**
 * JSON whose text only depends on the value: the keys of every object are sorted by their UTF-16 code units, as in
 * RFC 8785 (JSON Canonicalization Scheme). With `indent` 0 it is exactly that form; any other indentation is for readers.
 */
export function canonicalJson(value: unknown, indent = 0): string {
  return JSON.stringify(value, sortedKeys, indent);
}

function sortedKeys(_key: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}
