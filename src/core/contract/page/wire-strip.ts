import type { Contract, ContractField, ContractStruct } from '../../../protocol/contract/contract.js';
import { headBits, isHeadBool, wireSize } from '../../../protocol/contract/wire-size.js';
import { html, type Markup } from './html.js';

/** What stands before every message: its type and the number of the request. */
const PACKET_HEAD: readonly Markup[] = [box('head', 'type', 'u16'), box('head', 'ref', 'varuint')];

/** The bytes of a binary packet with this message, as a row of boxes in the order on the wire. */
export function packetStrip(struct: ContractStruct, layout: Pick<Contract, 'structs'>): Markup {
  return html`<ol class="strip">
    ${PACKET_HEAD}${structBoxes(struct, layout)}
  </ol>`;
}

/** The bytes of a part of a message. */
export function structStrip(struct: ContractStruct, layout: Pick<Contract, 'structs'>): Markup {
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
