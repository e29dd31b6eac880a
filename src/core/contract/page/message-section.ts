import type { Contract, ContractField, ContractMessage, ContractStruct } from '../../../protocol/contract/contract.js';
import { headBits, isHeadBool, leastBytes, wireSize } from '../../../protocol/contract/wire-size.js';
import { exampleMessage, examplePacket } from '../example-message.js';
import { type BinaryExamples, hexBlock } from './binary-example.js';
import { docWords, ruleWords, typeWords, wireWords } from './field-text.js';
import { html, type Markup, type Part } from './html.js';
import { jsonBlock } from './json-block.js';

/** The request number used in examples. */
const EXAMPLE_REF = 7;

/** One message: its purpose, its reply, its fields, and its form on the wire. */
export function messageSection(message: ContractMessage, contract: Contract, examples: BinaryExamples): Markup {
  const { name, type, direction, doc, access } = message;
  const asks = contract.messages.filter(({ reply }) => reply === name);
  const isAnswer = direction === 'client' || asks.length > 0 || name === 'Ack';
  const packet = examplePacket(message, contract, isAnswer ? EXAMPLE_REF : undefined);
  const bytes = examples.of(message, packet.ref ?? 0);
  return html`
    <article class="message ${direction}" id="${name}">
      <header>
        <span class="type">${type}</span>
        <h3><a href="#${name}">${name}</a></h3>
        ${directionPill(direction)}
        ${direction === 'client' && access === 'anyone' && html`<span class="pill">before sign-in too</span>`}
      </header>
      ${doc !== '' && html`<p class="doc">${docWords(doc)}</p>`} ${answerLine(message, asks, contract)}
      ${fieldTable(message, contract)}
      <div class="pair">
        <figure>
          <figcaption>JSON<span>${Buffer.byteLength(JSON.stringify(packet))} bytes</span></figcaption>
          ${jsonBlock(packet)}
        </figure>
        <figure>
          <figcaption>Binary<span>${bytes.length} bytes</span></figcaption>
          ${packetStrip(message, contract)} ${hexBlock(bytes)}
        </figure>
      </div>
    </article>
  `;
}

/** A struct used in messages. */
export function structSection(struct: ContractStruct, contract: Contract): Markup {
  const holders = [...contract.messages, ...contract.structs].filter(({ fields }) =>
    fields.some(({ wire }) => wire.form === 'struct' && wire.struct === struct.name),
  );
  return html`
    <article class="message part" id="${struct.name}">
      <header>
        <h3><a href="#${struct.name}">${struct.name}</a></h3>
        <span class="pill">part</span>
      </header>
      ${struct.doc !== '' && html`<p class="doc">${docWords(struct.doc)}</p>`}
      <p class="answer">In ${linkList(holders.map(({ name }) => name))}.</p>
      ${fieldTable(struct, contract)}
      <div class="pair">
        <figure>
          <figcaption>JSON</figcaption>
          ${jsonBlock(exampleMessage(struct, contract))}
        </figure>
        <figure>
          <figcaption>Binary<span>${leastBytes(struct, contract)} bytes or more</span></figcaption>
          ${structStrip(struct, contract)}
        </figure>
      </div>
    </article>
  `;
}

/** Who sends a message to whom. */
function directionPill(direction: ContractMessage['direction']): Markup {
  return direction === 'client'
    ? html`<span class="pill client">client <b>→</b> server</span>`
    : html`<span class="pill server">server <b>→</b> client</span>`;
}

function answerLine(
  { direction, reply, name }: ContractMessage,
  asks: readonly ContractMessage[],
  contract: Contract,
): Part {
  if (direction === 'client') {
    const answer = reply ?? 'Ack';
    const type = contract.messages.find((message) => message.name === answer)?.type;
    return html`<p class="answer">
      Answered by <a href="#${answer}">${answer}</a> <span class="no">${type}</span> or an <a href="#Error">Error</a>.
    </p>`;
  }
  if (asks.length > 0) return html`<p class="answer">Answers ${linkList(asks.map((ask) => ask.name))}.</p>`;
  if (name === 'Ack') return html`<p class="answer">Answers every request that names no reply of its own.</p>`;
  return html`<p class="answer">Comes by itself.</p>`;
}

function linkList(names: readonly string[]): Part {
  return names.map((name, i) => [i > 0 && ', ', html`<a href="#${name}">${name}</a>`]);
}

function fieldTable(struct: ContractStruct, contract: Contract): Markup {
  if (struct.fields.length === 0) return html`<p class="empty">No fields.</p>`;
  return html`<div class="scroll">
    <table class="fields">
      <thead>
        <tr>
          <th>Field</th>
          <th>Holds</th>
          <th>Rules</th>
          <th>Binary</th>
          <th>Meaning</th>
        </tr>
      </thead>
      <tbody>
        ${struct.fields.map((field) => fieldRow(field, contract))}
      </tbody>
    </table>
  </div>`;
}

function fieldRow(field: ContractField, contract: Contract): Markup {
  return html`<tr>
    <td><code class="name">${field.name}</code>${field.isOptional && html` <span class="optional">optional</span>`}</td>
    <td>${typeWords(field)}</td>
    <td>${ruleWords(field)}</td>
    <td>${wireWords(field, contract)}</td>
    <td class="meaning">${docWords(field.doc)}</td>
  </tr>`;
}

/** The head of every packet: the message's type and the request number. */
const PACKET_HEAD: readonly Markup[] = [box('head', 'type', 'u16'), box('head', 'ref', 'varuint')];

/** The bytes of a binary packet with this message, as a row of boxes in wire order. */
function packetStrip(struct: ContractStruct, layout: Pick<Contract, 'structs'>): Markup {
  return html`<ol class="strip">
    ${PACKET_HEAD}${structBoxes(struct, layout)}
  </ol>`;
}

/** The bytes of a struct. */
function structStrip(struct: ContractStruct, layout: Pick<Contract, 'structs'>): Markup {
  return html`<ol class="strip">
    ${structBoxes(struct, layout)}
  </ol>`;
}

function structBoxes(struct: ContractStruct, layout: Pick<Contract, 'structs'>): Markup[] {
  const bits = headBits(struct);
  const flags = Array.from({ length: Math.ceil(bits.length / 8) }, (_, byte) => {
    const names = bits
      .slice(byte * 8, byte * 8 + 8)
      .map(({ field, meaning }) => (meaning === 'presence' ? `${field.name}?` : field.name));
    return html`<li class="bits">
      <b>flags</b><span>${names.map((name, bit) => html`<i title="bit ${bit}">${name}</i> `)}</span>
    </li>`;
  });
  const fields = struct.fields.filter((field) => !isHeadBool(field)).map((field) => fieldBox(field, layout));
  return [...flags, ...fields];
}

function fieldBox(field: ContractField, layout: Pick<Contract, 'structs'>): Markup {
  const { wire, container, name, isOptional } = field;
  const form = wire.form === 'struct' ? wire.struct : wire.form;
  const { least, most } = wireSize(wire, layout);
  const repeat = { none: '', list: 'n × ', map: 'n × key, ' }[container];
  const size = container === 'none' && least === most ? ` · ${least}` : '';
  return box(isOptional ? 'field optional' : 'field', name, `${repeat}${form}${size}`);
}

function box(kind: string, name: string, form: string): Markup {
  return html`<li class="${kind}"><b>${name}</b><span>${form}</span></li>`;
}
