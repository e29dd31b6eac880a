import type { Administrator } from '../../../core/console/administrator.js';
import { AdminDetails, AdminSection, type OptionalSection } from '../../../core/console/console.decorators.js';
import { GameConfig } from '../../../core/config/game-config.js';
import { ContractHolder } from '../../../core/contract/contract-holder.js';
import { exampleMessage } from '../../../core/contract/example-message.js';
import { packetBoxes } from '../../../core/contract/page/packet-strip.js';
import { compileCheck } from '../../../protocol/check/compile-check.js';
import type { DtoClass } from '../../../protocol/check/field-model.js';
import { GameError } from '../../../protocol/game-error.js';
import { JsonBridge } from '../../../protocol/json-bridge.js';
import { MessageCatalogue } from '../../../protocol/message-catalogue.js';
import { VariantError } from '../../../protocol/variant/variant-error.js';
import { decodeVariant, encodeVariant } from '../../../protocol/variant/variant.js';
import { AdminConfig, hasPlayground } from '../admin.config.js';
import { AdminError } from '../admin.errors.js';
import { PlaygroundCodec } from './playground-codec.js';
import {
  PlaygroundFramesDto,
  PlaygroundPacketsDto,
  PlaygroundSampleDto,
  PlaygroundVariantDto,
} from './playground.dto.js';
import { PlaygroundSamples } from './playground-samples.js';
import type { DecodedFrames, EncodedView, PlaygroundContract, SampleView, VariantView } from './playground-views.js';
import { formOfVariant, variantOfForm, VARIANT_TYPES } from './variant-form.js';

const GODOT = { godot: 4 } as const;

/** Any message of the contract, sent to the game by test players whose sockets the browser opens. */
@AdminSection({
  id: 'playground',
  title: 'Playground',
  area: 'live',
  right: 'playground.use',
  page: 'playground',
  brings: { 'playground.use': { text: 'Send messages to the game as test players', roles: ['operator'] } },
})
export class PlaygroundSection implements OptionalSection {
  /** Compiled for whoever opens the page first. */
  private made: { readonly codec: PlaygroundCodec; readonly samples: PlaygroundSamples } | undefined;

  constructor(
    private readonly own: AdminConfig,
    private readonly config: GameConfig,
    private readonly holder: ContractHolder,
    private readonly catalogue: MessageCatalogue,
  ) {}

  /** Off in production, unless it is asked for. */
  get isOffered(): boolean {
    return hasPlayground(this.own, this.config);
  }

  /** The contract, with examples and how packets are laid out. */
  @AdminDetails({ title: 'Contract' })
  contract(): PlaygroundContract {
    const { contract } = this.holder;
    const { hash, structs, enums, errors, rooms = [] } = contract;
    const messages = contract.messages.map((message) => ({
      ...message,
      example: exampleMessage(message, contract),
      strip: packetBoxes(message, contract),
    }));
    return {
      ...{ hash, messages, structs, enums, errors, variantTypes: VARIANT_TYPES },
      rooms: rooms.map(({ type }) => type),
    };
  }

  /** A message that is made up by its rules, or against one of them. */
  @AdminDetails({ title: 'Sample' })
  async sample({ type, kind }: PlaygroundSampleDto): Promise<SampleView> {
    const message = this.holder.contract.messages.find((each) => each.type === type);
    const declared = this.catalogue.find(type);
    if (message === undefined || declared === undefined) throw new GameError(AdminError['admin.no_such_target']);
    const { samples } = this.parts;
    const check = compileCheck(declared.messageClass as DtoClass, { unknownFields: 'refuse' });
    const made = samples.make(message, kind, check);
    return { message: made, issues: await samples.issuesOf(message, made, check) };
  }

  /** Packets in binary, by the server's own codec. */
  @AdminDetails({ title: 'Encode', isPosted: true })
  encode({ packets }: PlaygroundPacketsDto): { readonly packets: readonly EncodedView[] } {
    return { packets: packets.map((packet) => this.parts.codec.encode(packet)) };
  }

  /** Frames of test players, read by the server's own codec; their states too. */
  @AdminDetails({ title: 'Decode', isPosted: true })
  decode({ page, frames, states }: PlaygroundFramesDto, by: Administrator): DecodedFrames {
    return this.parts.codec.decode(`${by.id}/${page}`, frames, states);
  }

  /** A Variant from one of its forms in the other. @throws GameError message.invalid where it is none */
  @AdminDetails({ title: 'Variant', isPosted: true })
  variant({ base64, form }: PlaygroundVariantDto): VariantView {
    try {
      if (base64 === undefined) {
        const bytes = encodeVariant(variantOfForm(form), GODOT);
        return { base64: Buffer.from(bytes).toString('base64'), form: form as VariantView['form'] };
      }
      return { base64, form: formOfVariant(decodeVariant(Buffer.from(base64, 'base64'), GODOT)) };
    } catch (error) {
      if (!(error instanceof VariantError)) throw error;
      const text = `is no Variant: ${error.message}`;
      throw new GameError('message.invalid', { details: [{ field: 'form', rule: 'variant', text }] });
    }
  }

  private get parts(): { readonly codec: PlaygroundCodec; readonly samples: PlaygroundSamples } {
    const { contract } = this.holder;
    this.made ??= {
      codec: new PlaygroundCodec(contract),
      samples: new PlaygroundSamples(contract, JsonBridge.of(contract, GODOT)),
    };
    return this.made;
  }
}
