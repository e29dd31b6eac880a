import type { Contract } from '../../../protocol/contract/contract.js';
import { stateId } from './state-section.js';

/** A search result. */
export interface Hit {
  /** Its location: the id of its section on the page. */
  readonly id: string;
  readonly name: string;
  /** The wire type, for a message. */
  readonly type?: number;
  /** Its kind: "message", "part", "enum", "state", "error". */
  readonly kind: string;
  readonly module: string;
  readonly doc: string;
}

interface Entry extends Hit {
  /** The text that is searched, in lower case. */
  readonly text: string;
}

/** Longer searches are truncated. */
const MAX_SEARCH = 64;
const MAX_HITS = 60;

/** Searches names, wire types, fields and doc comments. */
export class ProtocolSearch {
  private readonly entries: readonly Entry[];

  constructor({ messages, structs, enums, errors, syncedClasses = [] }: Contract) {
    this.entries = [
      ...messages.map((message) => entry({ ...message, id: message.name, kind: 'message' }, message.fields)),
      ...syncedClasses.map((one) => entry({ ...one, id: stateId(one.name), kind: 'state' }, one.fields)),
      ...structs.map((struct) => entry({ ...struct, id: struct.name, kind: 'part' }, struct.fields)),
      ...enums.map((one) => entry({ ...one, id: one.name, kind: 'enum', doc: '' }, one.values)),
      ...errors.map(({ code, text }) =>
        entry({ id: `error-${code}`, name: code, kind: 'error', module: '', doc: text }, []),
      ),
    ];
  }

  /** Everything that contains all of these words; matches in names come first. */
  find(search: string): Hit[] {
    const words = search.slice(0, MAX_SEARCH).toLowerCase().split(/\s+/).filter(Boolean);
    if (words.length === 0) return [];
    const found = this.entries.filter(({ text }) => words.every((word) => text.includes(word)));
    const isNamed = ({ name, type }: Hit): boolean =>
      words.every((word) => name.toLowerCase().includes(word) || word === String(type));
    return [...found.filter(isNamed), ...found.filter((hit) => !isNamed(hit))].slice(0, MAX_HITS);
  }
}

function entry(hit: Hit, fields: readonly { readonly name: string; readonly doc?: string }[]): Entry {
  const { id, name, type, kind, module, doc } = hit;
  const texts = [name, module, doc, ...fields.flatMap((field) => [field.name, field.doc ?? ''])];
  const text = [...texts, ...(type === undefined ? [] : [String(type)])].join('\n').toLowerCase();
  return { id, name, kind, module, doc, text, ...(type !== undefined && { type }) };
}
