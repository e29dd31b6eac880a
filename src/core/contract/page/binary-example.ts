import { BinaryPackets } from '../../../protocol/binary/binary-packets.js';
import type { Contract, ContractMessage } from '../../../protocol/contract/contract.js';
import { exampleMessage } from '../example-message.js';
import { html, type Markup } from './html.js';

/** Beyond this many bytes, only the number is shown. */
const MAX_SHOWN_BYTES = 96;

/** Examples encoded by the binary codec itself. */
export class BinaryExamples {
  private readonly packets: Readonly<Record<ContractMessage['direction'], BinaryPackets>>;

  constructor(private readonly contract: Contract) {
    this.packets = {
      client: new BinaryPackets(contract, { godot: 4, role: 'client' }),
      server: new BinaryPackets(contract, { godot: 4, role: 'server' }),
    };
  }

  /** The packet of this message's example. */
  of(message: ContractMessage, ref: number): Uint8Array {
    const values = exampleMessage(message, this.contract, 'values');
    return this.packets[message.direction].encode(message.type, ref, values);
  }
}

/** Bytes in hexadecimal. */
export function hexBlock(bytes: Uint8Array): Markup {
  const shown = [...bytes.subarray(0, MAX_SHOWN_BYTES)].map((byte) => byte.toString(16).padStart(2, '0'));
  return html`<pre class="hex"><code>${shown.join(' ')}${bytes.length > MAX_SHOWN_BYTES && ' …'}</code></pre>`;
}
