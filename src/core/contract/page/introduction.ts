import { html, type Markup } from './html.js';
import { jsonInline } from './json-block.js';

/** Explains the forms used in the tables. All numbers are little-endian. */
const FORMS: readonly (readonly [form: string, bytes: string, meaning: string])[] = [
  ['bit', '1 bit', 'True or false, among the flags at the head of the message or part.'],
  ['bool', '1', 'True or false where no flag can stand, as in a list.'],
  ['u8 u16 u32', '1, 2, 4', 'Whole number from 0.'],
  ['i8 i16 i32', '1, 2, 4', "Whole number with a sign, two's complement."],
  [
    'varuint',
    '1–8',
    'Whole number from 0 to 2⁵³ − 1: seven bits per byte, lowest first, the top bit set on all but the last (LEB128), as short as can be.',
  ],
  [
    'varint',
    '1–8',
    'Whole number from −(2⁵³ − 1) to 2⁵³ − 1, as a varuint whose lowest bit is the sign: 0, −1, 1, −2 become 0, 1, 2, 3 (zigzag).',
  ],
  ['f32 f64', '4, 8', 'Floating point (IEEE 754).'],
  ['quantized', '1, 2, 4', 'Number between two ends in so many bits: min + n ÷ (2^bits − 1) × (max − min).'],
  ['string', '1 or more', 'Its length in bytes as a varuint, then UTF-8.'],
  ['bytes', '1 or more', 'Their number as a varuint, then the bytes. Base64 in JSON.'],
  ['variant', '5 or more', "Its length as a varuint, then Godot's own bytes (var_to_bytes). Base64 of them in JSON."],
  ['json', '3 or more', 'Its length in bytes as a varuint, then a JSON object. The object itself in JSON.'],
  ['vec2 vec3 color', '8, 12, 16', 'Two, three or four f32.'],
  ['choice', '1, 2', 'Index of the value among those that are listed; two bytes where more than 256 are.'],
  ['struct', '', 'The flags and fields of the part, in a row.'],
  ['list', '1 or more', 'The number of items as a varuint, then the items.'],
  [
    'map',
    '1 or more',
    'The number of entries as a varuint, then each key and its value. A key is a string, or a varint where the keys are whole numbers.',
  ],
];

/** How to talk to the server: packets, requests, subprotocols, binary packets, versions. */
export function introduction(): Markup {
  return html`
    <section id="talking">
      <h2>Talking to this server</h2>
      ${packets()} ${requests()} ${subprotocols()} ${binary()} ${versions()}
    </section>
  `;
}

function packets(): Markup {
  return html`
    <h3 id="packets">Packets</h3>
    <p>
      Everything goes over one WebSocket. A packet is a JSON object with a <code>type</code>, which names the message.
      If its <code>message</code> is an object, that is the message (canonical); otherwise the packet is flat, and every
      key but <code>type</code> and <code>ref</code> is a field of the message. The server takes both, in text or binary
      frames, and sends the canonical form.
    </p>
    <div class="scroll">
      <table class="packets">
        <tbody>
          <tr>
            <th>flat</th>
            <td>${jsonInline({ type: 0, text: 'hello, server!' })}</td>
          </tr>
          <tr>
            <th>canonical</th>
            <td>${jsonInline({ type: 210, ref: 7, message: { text: 'hi' } })}</td>
          </tr>
          <tr>
            <th>answer</th>
            <td>${jsonInline({ type: 211, ref: 7, message: { id: 9 } })}</td>
          </tr>
          <tr>
            <th>refusal</th>
            <td>${jsonInline({ type: 2, ref: 7, message: { code: 'room.full', text: 'The room is full.' } })}</td>
          </tr>
          <tr>
            <th>event</th>
            <td>${jsonInline({ type: 1, message: { text: 'hello, client!' } })}</td>
          </tr>
        </tbody>
      </table>
    </div>
  `;
}

function requests(): Markup {
  return html`
    <h3 id="requests">Requests and answers</h3>
    <p>
      A client that wants an answer puts a <code>ref</code> of its choice, a positive integer, into the packet. Exactly
      one answer with that <code>ref</code> comes back: the reply that stands with the message, an
      <a href="#Ack">Ack</a>, or an <a href="#Error">Error</a> whose code is in the
      <a href="#errors">table of errors</a>. Answers may overtake each other. Without a <code>ref</code> only an Error
      comes back. Nothing is dropped in silence, and nothing that a client sent is repeated in an Error.
    </p>
  `;
}

function subprotocols(): Markup {
  return html`
    <h3 id="subprotocols">Subprotocols</h3>
    <div class="scroll">
      <table>
        <tbody>
          <tr>
            <th>none</th>
            <td>
              JSON. The server greets with a <a href="#Welcome">Welcome</a>, and a <a href="#Hello">Hello</a> is
              optional.
            </td>
          </tr>
          <tr>
            <th><code>godwit.json.v1</code></th>
            <td>JSON. The client opens with a <a href="#Hello">Hello</a> that has a <code>ref</code>.</td>
          </tr>
          <tr>
            <th><code>godwit.binary.v1</code></th>
            <td>
              Binary packets. The client opens with a <a href="#Hello">Hello</a> that has a <code>ref</code> and the
              hash of this contract.
            </td>
          </tr>
          <tr>
            <th><code>….godot3</code></th>
            <td>Either of the two with the Variants of Godot 3, which numbers their types differently.</td>
          </tr>
        </tbody>
      </table>
    </div>
  `;
}

function binary(): Markup {
  return html`
    <h3 id="binary">Binary packets</h3>
    <p>
      A binary packet has no keys: the type as <code>u16</code>, the <code>ref</code> as <code>varuint</code> (0 for
      none), then the message. A message, and each part of one, begins with its flags, if it has any: one bit for each
      optional field, set when the field is there, and one for each field that is true or false, in the order of the
      fields, from the lowest bit of the first byte. The fields follow in their order; those that are absent take no
      bytes.
    </p>
    <div class="scroll">
      <table class="forms">
        <thead>
          <tr>
            <th>Form</th>
            <th>Bytes</th>
            <th>What it is</th>
          </tr>
        </thead>
        <tbody>
          ${FORMS.map(
            ([form, bytes, meaning]) =>
              html`<tr>
                <th>${form.split(' ').map((name) => html`<code>${name}</code> `)}</th>
                <td class="no">${bytes}</td>
                <td>${meaning}</td>
              </tr>`,
          )}
        </tbody>
      </table>
    </div>
  `;
}

function versions(): Markup {
  return html`
    <h3 id="versions">Versions</h3>
    <p>
      The hash at the top of this page covers everything that changes bytes or rules. A client that was made for another
      contract learns what differs from <a href="#ContractCompare">ContractCompare</a>. In JSON it may go on as long as
      the messages it uses still fit: new messages, new fields in what the server sends, new optional fields in what
      clients send and messages that anyone may send now break nothing; whatever else differs breaks its message. In
      binary the contracts must be equal.
    </p>
  `;
}
