import { IsString } from 'class-validator';
import { ClientMessage, ServerMessage } from '../../src/protocol/message.decorators.js';
import { TestApp } from '../support/test-app.js';

@ServerMessage(2300)
export class FirstDto {
  @IsString()
  readonly text!: string;
}

@ClientMessage(2300)
export class SecondDto {
  @IsString()
  readonly text!: string;
}

describe('the boot', () => {
  it('stops with a sentence that names both places when two messages have one type', async () => {
    await expect(TestApp.start()).rejects.toThrow(
      /^FirstDto \(test\/e2e\/boot-same-type\.spec\.ts:\d+\) and SecondDto \(test\/.*:\d+\) both have the type 2300\.$/,
    );
  });
});
