import type { Contract, ContractField, ContractMessage, ContractStruct } from '../../../protocol/contract/contract.js';
import { leastBytes } from '../../../protocol/contract/wire-size.js';
import { exampleMessage, examplePacket } from '../example-message.js';
import { type BinaryExamples, hexBlock } from './binary-example.js';
import { docWords, ruleWords, typeWords, wireWords } from './field-text.js';
import { html, type Markup, type Part } from './html.js';
import { jsonBlock } from './json-block.js';
import { packetBoxes, structBoxes, type StripBox } from './packet-strip.js';

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
          ${strip(packetBoxes(message, contract))} ${hexBlock(bytes)}
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
          ${strip(structBoxes(struct, contract))}
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

/** How bytes are laid out, as a row of boxes in wire order. */
function strip(boxes: readonly StripBox[]): Markup {
  return html`<ol class="strip">
    ${boxes.map(stripBox)}
  </ol>`;
}

function stripBox({ kind, name, form, isOptional, bits }: StripBox): Markup {
  const shown = kind === 'bits' ? html`${bits.map((bit, i) => html`<i title="bit ${i}">${bit}</i> `)}` : html`${form}`;
  return html`<li class="${isOptional ? `${kind} optional` : kind}"><b>${name}</b><span>${shown}</span></li>`;
}
