import { IsString } from 'class-validator';
import { Body, Controller, Injectable, Module, Post } from '@nestjs/common';
import { IsJsonObject, IsVariant } from '../../src/protocol/contract/wire.decorator.js';
import { ClientMessage, OnMessage, ServerMessage, type Session } from '../../src/index.js';
import type { VariantValue } from '../../src/protocol/variant/variant-value.js';

/** The wire types of these messages. */
export enum TextType {
  Echo = 1000,
  Echoed = 1001,
  Author = 1002,
}

/** Text wherever a message can hold it. */
export class TextFields {
  @IsString() readonly text!: string;
  @IsJsonObject() readonly facts!: object;
  @IsVariant() readonly value!: VariantValue;
}

@ServerMessage(TextType.Echoed)
export class TextEchoedDto extends TextFields {}

/** Asks for itself. */
@ClientMessage(TextType.Echo, { reply: TextEchoedDto })
export class TextEchoDto extends TextFields {}

/** Asks for the text that an author's own code has. */
@ClientMessage(TextType.Author, { reply: TextEchoedDto })
export class TextAuthorDto {}

/** Answers both. */
@Injectable()
export class TextService {
  /** What the handler got, newest last. */
  readonly seen: TextEchoDto[] = [];
  /** What the author's code says. */
  authored = '';

  @OnMessage(TextEchoDto)
  echo(_session: Session, message: TextEchoDto): TextEchoedDto {
    this.seen.push(message);
    return { text: message.text, facts: message.facts, value: message.value };
  }

  @OnMessage(TextAuthorDto)
  author(): TextEchoedDto {
    const { authored } = this;
    return { text: authored, facts: { [`k${authored}`]: [authored] }, value: new Map([[authored, [authored]]]) };
  }
}

@Controller('text')
export class TextController {
  @Post()
  echo(@Body() body: object): object {
    return body;
  }
}

@Module({ providers: [TextService], controllers: [TextController] })
export class TextModule {}
