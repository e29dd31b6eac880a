/** NestJS as it comes: its ws adapter, one gateway with 20 message types, its ValidationPipe. The same bytes on the wire. */
import 'reflect-metadata';
import { Logger, Module, UsePipes, ValidationPipe } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { WsAdapter } from '@nestjs/platform-ws';
import { MessageBody, SubscribeMessage, WebSocketGateway } from '@nestjs/websockets';
import { IsInt, Max, Min } from 'class-validator';
import { answerTo, BenchType, FURTHER_TYPES, FURTHER_TYPES_FIRST, requestTypes, type MoveFields } from '../wire.js';
import { answerWithSamples } from './samples.js';

let handled = 0;

/** The move, with the `ref` of its packet beside it: stock Nest hands only the body to a handler. */
class StockMoveDto implements MoveFields {
  @IsInt() @Min(1) @Max(2 ** 31) readonly ref!: number;
  @IsInt() @Min(0) @Max(65_535) readonly seq!: number;
  @IsInt() @Min(-100) @Max(100) readonly dx!: number;
  @IsInt() @Min(-100) @Max(100) readonly dy!: number;
  @IsInt() @Min(0) @Max(255) readonly buttons!: number;
  @IsInt() @Min(0) @Max(2 ** 31) readonly tick!: number;
}

interface StockAnswer {
  type: number;
  ref: number;
  message: MoveFields;
}

function answer(type: number, move: StockMoveDto): StockAnswer {
  handled++;
  const { ref, seq, dx, dy, buttons, tick } = move;
  return { type, ref, message: { seq, dx, dy, buttons, tick } };
}

@WebSocketGateway()
@UsePipes(new ValidationPipe({ transform: true, whitelist: true }))
class StockGateway {
  @SubscribeMessage<number>(BenchType.Move)
  move(@MessageBody() message: StockMoveDto): StockAnswer {
    return answer(BenchType.Moved, message);
  }

  @SubscribeMessage<number>(BenchType.GuardedMove)
  guardedMove(@MessageBody() message: StockMoveDto): StockAnswer {
    return answer(BenchType.GuardedMoved, message);
  }

  @SubscribeMessage<number>(BenchType.Input)
  input(@MessageBody() _message: StockMoveDto): void {
    handled++;
  }
}

/** Writes out one more handler as TypeScript's decorators would. */
function addHandler(type: number): void {
  const name = `move${type}`;
  const value = (message: StockMoveDto): StockAnswer => answer(answerTo(type), message);
  const descriptor: PropertyDescriptor = { value, writable: true, configurable: true };
  Object.defineProperty(StockGateway.prototype, name, descriptor);
  Reflect.defineMetadata('design:paramtypes', [StockMoveDto], StockGateway.prototype, name);
  MessageBody()(StockGateway.prototype, name, 0);
  SubscribeMessage<number>(type)(StockGateway.prototype, name, descriptor);
}

requestTypes(FURTHER_TYPES_FIRST, FURTHER_TYPES + 1).forEach(addHandler);

@Module({ providers: [StockGateway] })
class StockModule {}

interface Packet {
  type: number;
  ref: number;
  message: object;
}

Logger.overrideLogger(['error', 'warn']);
const app = await NestFactory.create<NestExpressApplication>(StockModule);
const adapter = new WsAdapter(app);
adapter.setMessageParser((data) => {
  const { type, ref, message } = JSON.parse((data as Buffer).toString()) as Packet;
  return { event: type as unknown as string, data: Object.assign(message, { ref }) };
});
app.useWebSocketAdapter(adapter);
await app.listen(0, '127.0.0.1');
answerWithSamples(app.getHttpServer().address(), () => handled);
